"""What leaves a page in any way is of the patient whose number stands above it, and of today."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import line, settle
from tests.gui.window.test_patient_change import answer, question

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COPIED = "what was copied before"


def finding(window):
    return next(row for row in window.view().details.findChildren(MatterRow)
                if row.isVisible() and not row.ask.isHidden())


def export_dates(window):
    window.view().side.drawers["schedule"].export.click()


WAYS = {
    "ask about a finding": lambda window, _bot: finding(window).ask.click(),
    "copy a finding": lambda window, _bot: finding(window).copy.click(),
    "copy it by its key": lambda window, bot: bot.keyClick(finding(window), Qt.Key.Key_C, CTRL),
    "save the dates": lambda window, _bot: export_dates(window),
    "Ctrl+E": lambda window, bot: bot.keyClick(window, Qt.Key.Key_E, CTRL),
    "Ctrl+S": lambda window, bot: bot.keyClick(window, Qt.Key.Key_S, CTRL),
    "Ctrl+Shift+C": lambda window, bot: bot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT),
    "Ctrl+Shift+P": lambda window, bot: bot.keyClick(window, Qt.Key.Key_P, CTRL | SHIFT),
}


@pytest.fixture
def stopped(window, case_1, tmp_path, monkeypatch):
    """Return the window with a stop on the page, its dates open, and a settled number."""
    window.session.put("order-check", "order:carboplatin", Typed("900 mg"))
    window.session.put("", "record_id", Typed("OLD-1"))
    window.reload()
    window.patient.replaced()
    window.view().side.buttons["schedule"].setChecked(True)
    settle(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *_given: (str(tmp_path / "left.out"), ""))
    QGuiApplication.clipboard().setText(COPIED)
    window.activateWindow()
    return window


@pytest.mark.parametrize("way", WAYS)
def test_nothing_leaves_under_a_number_that_is_not_settled(stopped, qtbot, tmp_path, way):
    edit = line(stopped, "record_id")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "NEW-2")
    settle(stopped)
    WAYS[way](stopped, qtbot)
    settle(stopped)
    assert question(stopped) is not None
    assert QGuiApplication.clipboard().text() == COPIED
    assert not (tmp_path / "left.out").exists()


@pytest.mark.parametrize("way", ["ask about a finding", "copy a finding", "copy it by its key"])
def test_under_its_own_number_it_leaves(stopped, qtbot, way):
    WAYS[way](stopped, qtbot)
    settle(stopped)
    assert question(stopped) is None
    assert QGuiApplication.clipboard().text() != COPIED


def test_nothing_leaves_that_was_not_computed_again(stopped):
    row = finding(stopped)
    stopped.session.put("order-check", "order:carboplatin", Typed("700 mg"))
    row.copy.click()
    assert QGuiApplication.clipboard().text() == COPIED


def test_a_number_after_a_file_that_was_not_opened_is_asked_about(window, qtbot, tmp_path):
    window.visit("body-size")
    for name, typed in (("height", "160 cm"), ("weight", "58 kg"), ("sex", "female")):
        window.session.put("", name, Typed(typed))
    window.reload()
    settle(window)
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"calculator": "body-size", "inputs": {"zz": 1}}), encoding="utf-8")
    window.open_file(path)
    settle(window)
    edit = line(window, "record_id")
    edit.setFocus()
    qtbot.keyClicks(edit, "BM-2")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    settle(window)
    answer(window, qtbot, "New patient")
    assert window.session.entry("", "weight").empty
    assert not window.view().can_print()
