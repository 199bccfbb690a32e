"""The strip above the page: it wraps, shows whose order it is, and takes the page's own parts."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollBar, QWidget

from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.order_check.regimen_fields import FieldPlace
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import NOTHING, Typed
from tests.gui.conftest import line, settle


def box(width, parent, height=20):
    made = QWidget(parent)
    made.setFixedSize(width, height)
    return made


@pytest.mark.parametrize(("width", "lines"), [(310, 1), (309, 2), (205, 2), (204, 3), (10, 3)])
def test_what_does_not_fit_goes_on_to_the_next_line(qapp, width, lines):
    place = QWidget()
    inside = Wrapping(5, 4, place)
    parts = [box(100, place) for _place in range(3)]
    inside.put(parts)
    assert inside.heightForWidth(width) == lines * 20 + (lines - 1) * 4


def test_what_ends_the_row_stands_at_its_right_edge(qapp):
    place = QWidget()
    inside = Wrapping(5, 4, place)
    first, last = box(100, place), box(50, place, 30)
    inside.put([first], [last])
    place.resize(400, inside.heightForWidth(400))
    inside.activate()
    assert (first.x(), first.y()) == (0, 10)
    assert (last.x() + last.width(), last.y()) == (400, 0)


@pytest.mark.parametrize(("width", "height", "percent"), [
    (1024, 700, 100), (1366, 768, 200), (640, 420, 100), (1366, 768, 100),
])
def test_nothing_of_the_strip_lies_outside_the_window(window, width, height, percent):
    window.open_case(1)
    window.use_text_size(percent)
    window.resize(width, height)
    settle(window)
    shown = [one for one in window.strip.findChildren(QWidget) if one.isVisible()]
    for one in shown:
        left = one.mapTo(window, QPoint()).x()
        assert left >= 0 and left + one.width() <= window.width(), one
    assert not [one for one in window.strip.findChildren(QScrollBar) if one.isVisible()]
    fields = [one for one in window.strip.fields.values() if one.isVisible()]
    for number, one in enumerate(fields):
        for other in fields[number + 1:]:
            assert not one.geometry().intersects(other.geometry())


def test_the_two_values_stand_in_one_where_it_is_narrow(window):
    window.open_case(1)
    window.visit("order-check")
    window.resize(1920, 1080)
    settle(window)
    assert window.strip.bsa.isVisible() and not window.strip.live.both.isVisible()
    window.resize(1024, 700)
    settle(window)
    assert window.strip.live.both.isVisible() and not window.strip.bsa.isVisible()
    assert window.strip.live.both.accessibleName() == "BSA · CrCl: 1.61 m²  ·  78 mL/min"


def test_a_page_without_albumin_does_not_show_it(window):
    window.visit("carboplatin")
    assert not window.strip.fields["albumin"].isHidden()
    window.visit("mirels")
    assert window.strip.fields["albumin"].isHidden()


@pytest.fixture
def known(window):
    for name, value in (("records:patient", "p-1"), ("records:born", "1974-03"),
                        ("records:number", "BM-0001")):
        window.session.put("order-check", name, Typed(value))
    for name, value in (("record_id", "BM-0001"), ("sex", "female"), ("age", "52")):
        window.session.put("", name, Typed(value))
    window.patient.replaced()
    window.visit("order-check")
    settle(window)
    return window


def test_the_two_identifiers_stand_in_place_of_the_fields(known):
    said = known.strip.identity.accessibleName()
    assert said == "BM-0001, born 1974-03, F, 52 y"
    hidden = [name for name, field in known.strip.fields.items() if field.isHidden()]
    assert hidden == ["record_id", "sex", "age", "albumin"]  # no order needs the last one


def test_what_the_records_do_not_answer_is_asked(known):
    known.session.put("", "sex", NOTHING)
    settle(known)
    assert not known.strip.fields["sex"].isHidden()
    assert known.strip.fields["age"].isHidden()


def test_a_cleared_patient_has_no_identity(known):
    known.clear_patient()
    settle(known)
    assert known.strip.identity.isHidden()
    assert not known.strip.fields["record_id"].isHidden()
    assert known.session.entry("order-check", "records:patient").empty


def test_another_number_takes_the_records_of_the_former_one_away(known):
    known.session.put("", "record_id", Typed("BM-0002"))
    known.patient.settle()
    known.patient._renumber()
    settle(known)
    for name in ("patient", "born"):
        assert known.session.entry("order-check", f"records:{name}").empty
    assert known.strip.identity.isHidden()
    assert known.session.entry("", "age").typed == "52"


class Speaking(PageView):
    """A page that says something of the creatinine and has a field of its own above it."""

    def __init__(self, parent):
        super().__init__(parent)
        self.own = QLineEdit(self)
        self.own.setAccessibleName("own")

    def results(self):
        return (self,)

    def strip_fields(self):
        return ("weight", "creatinine")

    def strip_parts(self):
        return (self.own,)

    def strip_words(self):
        return {"creatinine": (Sort.CONFIRM, "9 d old")}


@pytest.fixture
def speaking(window):
    window.session.put("", "creatinine", Typed("68"))
    window.patient.settle()
    settle(window)
    made = Speaking(window)
    window.strip.show_page(made, made.strip_fields(), made.strip_parts())
    window.strip.refresh(frozenset(), made.strip_words())
    settle(window)
    return made


def test_words_stand_beside_a_caption_in_their_colour(window, speaking):
    told = window.strip.findChild(QLabel, "beside_caution")
    assert told.text() == "9 d old" and told.isVisible()
    assert "9 d old" in line(window, "creatinine").accessibleDescription()


def test_the_fields_of_the_page_are_followed_by_its_own(window, speaking, qtbot):
    assert [name for name, field in window.strip.fields.items() if not field.isHidden()] == [
        "weight", "creatinine"]
    assert window.strip.isAncestorOf(speaking.own) and speaking.own.isVisible()
    line(window, "creatinine").setFocus()
    qtbot.keyClick(line(window, "creatinine"), Qt.Key.Key_Tab)
    assert speaking.own.hasFocus()


def test_another_page_gives_them_back(window, speaking):
    window.visit("mirels")
    settle(window)
    assert speaking.own.parentWidget() is speaking
    assert not speaking.own.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("width", "height", "percent", "most"), [
    (1366, 768, 100, 1), (1024, 700, 100, 2), (1366, 768, 200, 2),
])
def test_the_strip_of_an_order_has_few_lines(window, language, width, height, percent, most):
    window.open_case(1)
    window.use_language(language)
    window.use_text_size(percent)
    window.visit("order-check")
    window.resize(width, height)
    settle(window)
    strip = window.strip
    shown = [one for one in (*strip.fields.values(), *strip.findChildren(FieldPlace))
             if one.isVisible()]
    assert len(shown) == 11
    assert len({one.geometry().bottom() for one in shown}) <= most
    captions = [one for one in strip.findChildren(QLabel) if one.isVisible() and one.buddy()]
    for one in captions:
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()), one.text()
        assert one.height() < 2 * one.fontMetrics().height()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_twice_as_large_leaves_the_page_near_half_of_the_window(window, language):
    window.open_case(1)
    window.use_language(language)
    window.use_text_size(200)
    window.visit("order-check")
    window.resize(1366, 768)
    settle(window)
    assert window.view().height() >= 0.45 * window.height()


def test_the_values_take_no_line_of_fields_for_themselves(window):
    window.open_case(1)
    window.use_text_size(200)
    window.visit("mirels")
    window.resize(1366, 768)
    settle(window)
    strip = window.strip
    assert strip.live.inline.isVisible()
    assert not (strip.bsa.isVisible() or strip.live.both.isVisible())
    assert strip.live.inline.accessibleName() == "BSA · CrCl: 1.61 m²  ·  78 mL/min"
    assert strip.live.inline.width() >= strip.live.inline.sizeHint().width()
    window.resize(2400, 900)
    settle(window)
    assert strip.bsa.isVisible() and not strip.live.inline.isVisible()
