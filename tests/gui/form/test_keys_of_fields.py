"""Keys on units and on choices: nothing typed vanishes, and nothing looks answered that is not."""

import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox

from bmcalc.gui.window.session import Typed
from tests.gui.conftest import line, row, settle
from tests.gui.form.test_keyboard import PAGES, by_tab


def told(window):
    return window.bottom._words.text()


@pytest.mark.parametrize("page", [*PAGES, "order-check"])
def test_tab_passes_by_the_units(window, page):
    window.visit(page)
    settle(window)
    reached = by_tab(window, line(window, "record_id"))
    assert len(reached) > 10
    assert not [one for one in reached if isinstance(one, QComboBox) and not one._framed]


def test_the_units_open_by_their_key_and_the_keyboard_comes_back(window, qtbot):
    number = line(window, "creatinine")
    box = window.strip.fields["creatinine"].editor.unit_box()
    number.setFocus()
    qtbot.keyClicks(number, "0.77")
    qtbot.keyClick(number, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert box.view().isVisible()
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    settle(window)
    entry = window.session.entry("", "creatinine")
    assert (entry.typed, entry.unit) == ("0.77", "mg/dL")
    assert window.focusWidget() is number


def test_a_click_opens_the_units(window, qtbot):
    box = window.strip.fields["creatinine"].editor.unit_box()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.view().isVisible()
    box.hidePopup()


def test_the_units_of_an_ordered_dose_open_by_their_key(window, qtbot, case_1):
    editor = case_1.side.table.row("docetaxel").editor
    number = editor.controls()[0]
    number.setFocus()
    qtbot.keyClick(number, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.unit_box().view().isVisible()
    assert QApplication.focusWidget() is not case_1.side.table.row("carboplatin").editor
    editor.unit_box().hidePopup()


def digits(window, qtbot, control, typed="52"):
    control.setFocus()
    for digit in typed:
        qtbot.keyClick(control, digit)
    settle(window)


@pytest.mark.parametrize(("page", "field"), [
    ("body-size", "sex"), ("renal-function", "equation"), ("mirels", "fracture_present"),
    ("mirels", "pain"),
])
def test_digits_typed_on_a_choice_are_told(window, qtbot, page, field):
    window.visit(page)
    settle(window)
    before = window.session.entry(page, field)
    digits(window, qtbot, line(window, field))
    assert "“52”" in told(window)
    assert window.session.entry(page, field) == before


@pytest.mark.parametrize(("digit", "key"), [("2", "2"), ("1", None)])
def test_a_digit_chooses_only_the_one_item_that_it_begins(window, qtbot, digit, key):
    window.visit("sins")
    settle(window)
    options = row(window, "bilsky").ask.options
    assert sum(str(text).startswith(digit) for text in options.values()) == (1 if key else 3)
    digits(window, qtbot, line(window, "bilsky"), digit)
    chosen = window.session.entry("sins", "bilsky").typed
    assert (chosen is None) == (key is None)
    assert (f"“{digit}”" in told(window)) == (key is None)
    assert chosen is None or str(options[chosen]).startswith(digit)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End])
def test_arrows_on_an_unanswered_list_answer_nothing(window, qtbot, key):
    box = line(window, "sex")
    box.setFocus()
    qtbot.keyClick(box, key)
    assert box.currentText() == ""
    assert window.session.entry("", "sex").empty
    assert box.view().isVisible()
    box.hidePopup()


def test_arrows_on_unanswered_segments_answer_nothing(window, qtbot):
    window.visit("mirels")
    settle(window)
    segments = row(window, "pain").editor.controls()
    segments[0].setFocus()
    qtbot.keyClick(segments[0], Qt.Key.Key_Right)
    settle(window)
    assert not any(one.isChecked() for one in segments)
    assert window.session.entry("mirels", "pain").empty


@pytest.mark.parametrize("letter", ["t", "T", "今"])
def test_one_letter_puts_the_date_of_today_into_a_date_where_it_is_seen(window, qtbot, letter):
    window.visit("order-check")
    settle(window)
    date = window.view().regimen.rows["today"].editor.controls()[0]
    date.setFocus()
    QApplication.sendEvent(date, QKeyEvent(
        QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    settle(window)
    today = datetime.date.today().isoformat()  # noqa: DTZ011
    assert date.text() == window.session.entry("order-check", "today").typed == today


def test_a_letter_behind_a_date_stays_as_it_was_typed(window, qtbot):
    window.visit("order-check")
    settle(window)
    date = window.view().regimen.rows["today"].editor.controls()[0]
    date.setFocus()
    qtbot.keyClicks(date, "2026-03-1t")
    assert window.session.entry("order-check", "today").typed == "2026-03-1t"


def test_tab_comes_to_the_date_before_the_button_beside_it(window, case_1):
    fields = case_1.regimen
    date, button = fields.rows["today"].editor.controls()[0], fields._today
    window.session.put("order-check", "today", Typed(""))
    fields.load()
    settle(window)
    reached = by_tab(window, line(window, "record_id"))
    assert reached.index(date) + 1 == reached.index(button)
