"""The thread at the left: its sections, the rail where it is narrow, favourites, panes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from bmcalc.gui.look.state_marks import HELD, PLANNED, sort_mark, state_mark
from bmcalc.gui.pages import page_of
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.thread_reading import CycleLine, DayLine, PatientLine, Reading
from bmcalc.gui.window.thread_rows import Kind, Known, rows_of
from bmcalc.records.checks.states import State
from tests.gui.conftest import settle

PAGES = {one: page_of(one) for one in ("order-check", "carboplatin", "mirels")}
DAY = DayLine("p-1", "c-1", "BM-0001", "TCbHP", 3, "stop", "draft", "stop")
READING = Reading(
    "11-30", (DAY,), 14, "p-1", "BM-0001", "TCbHP",
    (CycleLine("p-1", "c-0", 2, "2026-11-09", "given", "Dose given"),
     CycleLine("p-1", "", 4, "2026-12-21", PLANNED, "planned")),
    (PatientLine("p-2", "BM-0022", "THP C4"),), True,
)


def texts(known):
    return [(row.kind, row.text, row.right) for row in rows_of(known)]


def test_a_section_without_content_is_absent():
    assert texts(Known(PAGES, {"order-check": "Ctrl+0"}, ["mirels"])) == [
        (Kind.PAGE, "Order check", "Ctrl 0"), (Kind.HEADING, "Favourite calculators", "Edit"),
        (Kind.TOOL, "Mirels score", ""), (Kind.PAGE, "All 2 calculators", "Ctrl K"),
    ]


def test_the_records_fill_three_sections_in_words():
    said = texts(Known(PAGES, {"today": "F2", "course": "F3"}, [], READING))
    assert said[1:8] == [
        (Kind.HEADING, "Today · 11-30", "all 14 F2"), (Kind.WORK, "BM-0001", "TCbHP C3"),
        (Kind.HEADING, "This patient BM-0001 · TCbHP", "F3"),
        (Kind.CYCLE, "C2  11-09", "Dose given"), (Kind.CYCLE, "C4  12-21", "planned"),
        (Kind.HEADING, "Recent patients", ""), (Kind.PATIENT, "BM-0022", "THP C4"),
    ]


def test_no_sign_stands_without_a_word_for_those_who_do_not_see_it():
    for row in rows_of(Known(PAGES, {}, [], READING)):
        if row.sort or row.state:
            assert row.spoken.split(": ")[-1] in ("stop", "Dose given", "planned")


def test_a_day_without_work_is_calm_words():
    said = texts(Known(PAGES, {}, [], Reading("11-30")))
    assert (Kind.WORDS, "Nothing is due today.", "") in said


def drawn(draw):
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter, image.rect().toRectF().adjusted(6, 6, -6, -6))
    painter.end()
    return bytes(image.constBits())


def test_every_state_and_every_sort_has_a_mark_of_its_own(qapp):
    states = [*(str(one) for one in State), PLANNED, HELD]
    ended = {"not_given", "returned", "cancelled", "superseded"}
    marks = {state: drawn(lambda p, box, s=state: state_mark(p, box, s, "text"))
             for state in states if state not in ended}
    assert len(set(marks.values())) == len(marks)
    sorts = [drawn(lambda p, box, s=sort: sort_mark(p, box, str(s))) for sort in Sort]
    assert len(set(sorts)) == len(sorts)


@pytest.mark.parametrize(("width", "percent", "is_rail"), [
    (1200, 100, False), (1199, 100, True), (1366, 115, True), (2400, 200, False),
])
def test_below_its_width_a_rail_stands_in_its_place(window, width, percent, is_rail):
    window.use_text_size(percent)
    window.resize(width, 768)
    settle(window)
    assert window.navigation.rail.isVisible() is is_rail
    assert window.navigation.full.isVisible() is not is_rail


def test_a_key_hides_it_and_brings_it_back(window, qtbot):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.activateWindow()
    for shown in (False, True):
        qtbot.keyClick(window, Qt.Key.Key_B, keys)
        settle(window)
        assert window.navigation.full.isVisible() is shown


def test_the_rail_leads_to_the_order_and_to_the_search(window, qtbot):
    window.visit("mirels")
    window.resize(1024, 700)
    settle(window)
    rail = window.navigation.rail.buttons
    assert [name for name, one in rail.items() if one.isVisible()] == [
        "find", "order-check", "tools"]
    qtbot.mouseClick(rail["order-check"], Qt.MouseButton.LeftButton)
    assert window.navigation.current() == "order-check"
    qtbot.mouseClick(rail["tools"], Qt.MouseButton.LeftButton)
    assert window._finder.palette.isVisible()


def test_tab_goes_from_the_rail_to_the_strip(window, qtbot):
    window.resize(1024, 700)
    settle(window)
    rail = window.navigation.rail
    rail.buttons["find"].setFocus()
    seen = []
    for _time in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[:4] == [rail.buttons["order-check"], rail.buttons["tools"], rail.language,
                        rail.menu]
    assert window.strip.isAncestorOf(seen[4]) and window.strip.isAncestorOf(seen[5])


def test_the_menus_are_whole_behind_their_button(window, qtbot):
    for _time in range(2):
        window.navigation.open_menu()
        settle(window)
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        assert [one.text().replace("&", "") for one in popup.actions()] == [
            "File", "View", "Records", "Help"]
        popup.close()
        settle(window)
    assert window._menus.restore.text() == "Bring the previous patient back"


def test_a_favourite_is_moved_and_taken_off(window, settings, qtbot):
    window.navigation._move("mirels", 0)
    assert settings.favourites == ["mirels", "carboplatin", "corrected-calcium", "renal-function"]
    assert window.navigation.shortcuts()["mirels"] == "Ctrl+1"
    listed = window.navigation.list
    place = next(n for n, row in enumerate(listed.rows()) if row.page == "carboplatin")
    listed.setCurrentRow(place)
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert settings.favourites == ["mirels", "corrected-calcium", "renal-function"]
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.navigation.current() == "corrected-calcium"


def test_favourites_are_remembered_and_none_stays_none(settings):
    settings.favourites = []
    assert settings.favourites == []
    settings.favourites = [str(number) for number in range(12)]
    assert len(settings.favourites) == 9


def pane_of(window):
    focused = QApplication.focusWidget()
    panes = {"left": window.navigation, "strip": window.strip, "page": window.view(),
             "bottom": window.bottom}
    return next(name for name, pane in panes.items() if pane.isAncestorOf(focused))


def test_f6_goes_round_the_parts_of_the_window(window, qtbot):
    window.open_case(1)
    window.visit("body-size")
    window.strip.go_to("weight")
    settle(window)
    seen = []
    for _time in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        settle(window)
        seen.append(pane_of(window))
    assert seen == ["page", "page", "bottom", "left", "strip"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert pane_of(window) == "left"


def test_letters_that_nothing_takes_begin_a_search(window, qtbot):
    window.visit("order-check")
    window.setFocus()
    qtbot.keyClick(window, "c")
    settle(window)
    assert window._finder.palette.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "arb")
    assert window._finder.palette.query() == "carb"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_row_and_button_of_the_left_has_a_name(window, language):
    window.use_language(language)
    listed = window.navigation.list
    spoken = [listed.item(place).data(Qt.ItemDataRole.AccessibleTextRole)
              for place in range(listed.count())]
    assert all(spoken)
    stops = [one for one in window.navigation.findChildren(QWidget)
             if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert all(one.accessibleName() or one.text() for one in stops)
