"""The page of a course: what it shows, by which keys, and in words beside every picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from bmcalc.gui.pages.course.course_words import timeline_words
from bmcalc.gui.pages.course.dose_places import window_of
from bmcalc.gui.window.session import RECORD, Typed
from bmcalc.records.checks.acts import act
from bmcalc.records.ledger.kinds import Kind
from bmcalc.report.plain import to_plain_text
from tests.gui.conftest import settle


def shown(window, subject=""):
    window.visit("course")
    view = window.view()
    if subject:
        view.open_subject(subject)
    settle(window)
    return view


def test_without_records_it_says_so_and_makes_none(window, place):
    view = shown(window)
    assert not view.instead.isHidden() and view.head.isHidden()
    assert not place.exists()
    assert view.report() is None and not view.can_print()


def test_an_unknown_number_has_no_course(window, thp):
    window.session.put("", RECORD, Typed("ZY99999"))
    view = shown(window)
    assert view.head.isHidden()


def test_without_a_patient_the_courses_that_go_on_are_offered(window, thp):
    view = shown(window)
    assert view.list.count() == 1
    view.list.setCurrentRow(0)
    view.list.itemActivated.emit(view.list.item(0))
    settle(window)
    assert not view.head.isHidden()


def test_the_number_above_leads_to_the_course(window, thp):
    window.session.put("", RECORD, Typed("ZY00123456"))
    view = shown(window)
    assert view.can_print() and not view.doses.isHidden()
    assert view.doses.picture.chosen_cycle() == 2


@pytest.mark.parametrize("of", ["course", "patient", "second_cycle"])
def test_a_course_is_opened_by_its_patient_or_a_check_too(window, thp, of):
    view = shown(window, getattr(thp, of))
    assert view._read.overview.course.id == thp.course


def test_what_is_none_says_so(window, thp):
    view = shown(window, "nobody")
    assert view.head.isHidden() and "no such course" in view._words.text()


def test_another_number_drops_what_was_shown(window, thp):
    window.session.put("", RECORD, Typed("ZY00123456"))
    view = shown(window)
    window.session.put("", RECORD, Typed("ZY99999"))
    settle(window)
    assert not view.can_print() and view.doses.isHidden()


def test_arrows_go_over_the_cycles_and_enter_asks_for_the_check(window, thp, qtbot):
    view = shown(window, thp.course)
    picture = view.doses.picture
    asked = []
    view.page_asked.connect(lambda page, subject: asked.append((page, subject)))
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert asked == [("record", thp.second_cycle)]
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.chosen_cycle() == 3
    assert picture.accessibleName().startswith("Doses over the cycles. C3")
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert len(asked) == 1  # nothing is recorded of it
    QTest.keyClick(picture, Qt.Key.Key_End)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.chosen_cycle() == 6


def test_ctrl_n_asks_for_the_next_cycle_and_the_button_for_the_draft(window, thp):
    view = shown(window, thp.course)
    asked = []
    view.page_asked.connect(lambda page, subject: asked.append((page, subject)))
    view.doses.picture.setFocus()
    QTest.keyClick(view.doses.picture, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    view.head.draft.click()
    assert asked == [("order-check", f"course:{thp.course}:3:1"),
                     ("order-check", f"check:{thp.second_cycle}")]


def test_every_picture_says_in_words_what_it_draws(window, thp):
    view = shown(window, thp.course)
    picture = view.doses.picture
    words = picture.accessibleDescription()
    assert words == timeline_words(view._read.overview)
    for said in ("464 mg", "120 mg", "Dose given", "Draft", "2026-02-23", "Planned",
                 "relative dose intensity"):
        assert said in words, said
    for trend in view.values.trends:
        assert trend.picture.accessibleName() and trend.picture.accessibleDescription()
    assert "1.5" in view.values.trends[2].picture.accessibleDescription()


def test_every_control_has_a_name(window, thp):
    view = shown(window, thp.course)
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            text = getattr(widget, "text", lambda: "")()
            assert widget.accessibleName() or text, widget


def test_a_first_check_that_waits_shows_no_dose_anywhere(window, thp):
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {}, thp.first.by())
    view = shown(window, thp.course)
    said = to_plain_text(view.report()) + view.doses.picture.accessibleDescription()
    assert "348" not in said and "420 mg" not in said.replace("840→420 mg", "")
    assert "First check" in said


def test_the_sheet_holds_every_dose(window, thp):
    text = to_plain_text(shown(window, thp.course).report())
    for said in ("ZY00123456", "464 mg", "840 mg", "348 mg", "Dose given", "Draft"):
        assert said in text, said


@pytest.mark.parametrize(("count", "chosen", "room", "first", "expected"), [
    (6, 0, 3, 2, 0), (6, 5, 3, 0, 3), (6, 2, 3, 1, 1), (2, 1, 5, 1, 0), (18, 9, 6, 0, 4),
])
def test_the_chosen_cycle_is_always_in_sight(count, chosen, room, first, expected):
    found = window_of(count, chosen, room, first)
    assert found == expected
    assert found <= chosen < found + room


@pytest.mark.parametrize("width", [700, 1024, 1366])
def test_nothing_scrolls_sideways(window, thp, width):
    window.resize(width, 700)
    view = shown(window, thp.course)
    assert view._inside.minimumSizeHint().width() <= view.width()


def test_a_course_that_was_chosen_is_not_shown_of_another_patient(window, thp):
    shown(window, thp.course)
    window.visit("order-check")
    window.session.put("", RECORD, Typed("ZY99999"))
    settle(window)
    view = shown(window)
    assert view.head.isHidden() and not view.can_print()
