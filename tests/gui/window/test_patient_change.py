"""A new patient takes nothing along, nothing unsaved is lost unasked, and undo brings it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from bmcalc.gui.window.bottom_bar import QUIET_WORDS
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import enter, line, say_female, settle

NEW, SAME, BACK = "New patient", "Same patient", "Put the former"


def question(window):
    """Return the question that is open, None where there is none."""
    found = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def answer(window, qtbot, words):
    box = question(window)
    button = next(one for one in box.buttons() if one.text().startswith(words))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.activateWindow()
    settle(window)


def told(window):
    return window.bottom._words.text()


def headline(window):
    return window.view().findChild(QLabel, "headline").text()


@pytest.fixture
def first(window, qtbot):
    """Return the window with a patient typed by hand on the page of the body size."""
    window.activateWindow()
    enter(window, qtbot, "record_id", "BM-1")
    say_female(window)
    enter(window, qtbot, "height", "160")
    enter(window, qtbot, "weight", "58")
    assert headline(window) == "1.61 m²"
    assert question(window) is None
    return window


def another_number(window, qtbot, number="BM-2"):
    enter(window, qtbot, "record_id", number)
    qtbot.keyClick(line(window, "record_id"), Qt.Key.Key_Tab)
    settle(window)


def test_another_number_takes_nothing_along_to_a_new_patient(first, qtbot):
    another_number(first, qtbot)
    answer(first, qtbot, NEW)
    assert line(first, "record_id").text() == "BM-2"
    assert line(first, "height").text() == line(first, "weight").text() == ""
    assert headline(first) == "—"
    qtbot.keyClick(first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)
    settle(first)
    assert line(first, "record_id").text() == "BM-1"
    assert headline(first) == "1.61 m²"


def test_a_corrected_number_keeps_the_patient(first, qtbot):
    another_number(first, qtbot)
    answer(first, qtbot, SAME)
    assert line(first, "record_id").text() == "BM-2"
    assert headline(first) == "1.61 m²"
    enter(first, qtbot, "weight", "59")
    assert question(first) is None


def test_the_former_number_comes_back(first, qtbot):
    another_number(first, qtbot)
    qtbot.keyClick(question(first), Qt.Key.Key_Escape)
    settle(first)
    assert question(first) is None
    assert line(first, "record_id").text() == "BM-1"
    assert headline(first) == "1.61 m²"


@pytest.mark.parametrize("number", ["BM-2", ""])
def test_nothing_is_put_on_paper_under_a_number_that_is_not_settled(first, qtbot, tmp_path, number):
    QGuiApplication.clipboard().setText("before")
    enter(first, qtbot, "record_id", number)
    qtbot.keyClicks(line(first, "record_id"), "x\b")
    first.actions_of_page.save(tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()
    first.actions_of_page.copy()
    assert "1.61" not in QGuiApplication.clipboard().text()
    answer(first, qtbot, SAME)
    first.actions_of_page.copy()
    assert "1.61" in QGuiApplication.clipboard().text()


def test_a_first_number_asks_nothing(window, qtbot):
    enter(window, qtbot, "weight", "58")
    another_number(window, qtbot, "BM-1")
    assert question(window) is None


def test_a_number_alone_may_be_typed_over(window, qtbot):
    another_number(window, qtbot, "BM-1")
    another_number(window, qtbot, "BM-2")
    assert question(window) is None


def test_clearing_asks_while_something_is_not_saved(first, qtbot, tmp_path):
    first.ask_to_clear()
    answer(first, qtbot, "Cancel")
    assert headline(first) == "1.61 m²"
    first.ask_to_clear()
    answer(first, qtbot, NEW)
    assert first.session.is_empty()
    first.restore_patient()
    settle(first)
    assert headline(first) == "1.61 m²"
    first.actions_of_page.save(tmp_path / "page.pdf")
    first.ask_to_clear()
    assert question(first) is None
    assert first.session.is_empty()


def test_leaving_asks_while_something_is_not_saved(first, qtbot, tmp_path):
    assert not first.close()
    answer(first, qtbot, "Cancel")
    assert first.isVisible()
    first.actions_of_page.save(tmp_path / "page.pdf")
    enter(first, qtbot, "weight", "60")
    assert not first.close()
    box = question(first)
    leave = next(one for one in box.buttons() if one.text().startswith("End"))
    assert box.defaultButton() is not leave
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not first.isVisible()


def test_an_untouched_case_and_an_empty_window_are_left_without_a_question(window):
    window.open_case(1)
    assert window.patient.may_leave(lambda: None)
    window.clear_patient()
    assert window.patient.may_leave(lambda: None)


def test_what_is_on_another_page_is_not_saved_with_this_one(first, qtbot, tmp_path):
    first.visit("carboplatin")
    enter(first, qtbot, "target_auc", "5")
    first.visit("body-size")
    first.actions_of_page.save(tmp_path / "page.pdf")
    assert first.session.unsaved()


def test_no_key_replaces_a_patient_and_the_menu_asks(first, qtbot):
    qtbot.keyClick(first, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle(first)
    assert line(first, "weight").text() == "58"
    menu = first._menus.cases
    menu.aboutToShow.emit()
    assert not any(action.shortcut().toString() for action in menu.actions())
    menu.actions()[0].trigger()
    answer(first, qtbot, "Cancel")
    assert line(first, "record_id").text() == "BM-1"
    menu.actions()[0].trigger()
    answer(first, qtbot, "Open")
    assert line(first, "age").text() == "52"
    first.restore_patient()
    assert line(first, "record_id").text() == "BM-1"


def test_the_casebook_page_asks_too(first, qtbot):
    first.visit("casebook")
    first.view().case_asked.emit(1, "body-size", False)
    answer(first, qtbot, "Cancel")
    assert line(first, "weight").text() == "58"


def test_the_words_about_what_was_cleared_stay_until_the_next_action(first, qtbot):
    first.ask_to_clear()
    answer(first, qtbot, NEW)
    qtbot.wait(50)
    settle(first)
    assert "Ctrl+Shift+Z" in told(first)
    enter(first, qtbot, "weight", "6")
    assert told(first) == str(QUIET_WORDS)


@pytest.mark.parametrize("field", ["weight", "record_id", "sex"])
def test_undo_works_with_the_keyboard_in_a_field(first, qtbot, field):
    first.clear_patient()
    settle(first)
    focused = line(first, field)
    focused.setFocus()
    qtbot.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)
    settle(first)
    assert line(first, "weight").text() == "58"
    assert headline(first) == "1.61 m²"


def test_what_was_typed_last_is_in_what_is_copied(first, qtbot):
    line(first, "weight").setText("70")
    first.session.put("", "weight", Typed("70", "kg"))
    first.actions_of_page.copy()
    assert "1.76 m" in QGuiApplication.clipboard().text()
    assert "1.61" not in QGuiApplication.clipboard().text()


def test_a_question_closed_by_its_frame_is_answered_as_escape_answers_it(first, qtbot):
    another_number(first, qtbot)
    question(first).close()
    settle(first)
    assert line(first, "record_id").text() == "BM-1"
    assert headline(first) == "1.61 m²"
