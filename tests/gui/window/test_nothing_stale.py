"""A result never outlives its inputs: whatever fails, no old number is seen, copied or printed."""

import json
import re
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from bmcalc.core.calculator import Calculator
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.calculator_page import CalculatorPage
from bmcalc.gui.pages.casebook.page import CasebookPage
from bmcalc.gui.pages.order_check import outcome
from bmcalc.gui.pages.order_check import page as order_page
from bmcalc.gui.pages.order_check.order_details import OrderDetails
from bmcalc.gui.pages.order_check.order_row import OrderRow
from bmcalc.gui.pages.order_check.order_table import OrderTable
from bmcalc.gui.pages.order_check.page import OrderCheckPage
from bmcalc.gui.pages.order_check.regimen_card import RegimenCard
from bmcalc.gui.pages.order_check.verdict_band import VerdictBand
from bmcalc.gui.pictures.bsa_table import Drawing
from bmcalc.gui.result.headline import HeadlineCard
from bmcalc.gui.result.result_details import ResultDetails
from bmcalc.gui.result.result_panel import ResultPanel
from bmcalc.gui.result.score_bar import ScoreBar
from bmcalc.gui.result.step_list import StepCard
from bmcalc.gui.window import faults
from bmcalc.gui.window.live_value import LiveValue
from bmcalc.gui.window.session import Session, Typed
from bmcalc.resource_files import resource
from tests.gui.conftest import COMPLETE, settle

CASEBOOK, ORDER = "casebook", "order-check"
CALCULATORS = [
    page.id for page in all_pages()
    if page.id != ORDER and page.group not in ("workspace", "records")
]

ORDER_FILE = {
    "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"},
    "labs": {"creatinine": {"value": "68 umol/L", "on": "2021-07-04"}},
    "regimen": "tcbhp", "cycle": 1, "day": 1, "today": "2021-07-05", "bone_agent": "denosumab",
    "order": {"carboplatin": "600 mg", "docetaxel": "120 mg"},
}


class Injected(RuntimeError):
    """What no page expects."""


def broken(*_arguments, **_more):
    raise Injected


@pytest.fixture(autouse=True)
def own_log(monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    yield
    faults.logger.cache_clear()


def good_file(page):
    """Return an input of the shipped verification that gives a result on this page."""
    if page == ORDER:
        return ORDER_FILE
    cases = json.loads(resource("verification", f"{page}.json").read_text(encoding="utf-8"))
    for case in cases["cases"]:
        if "values" in case["expect"] and "policy" not in case["inputs"]:
            return {"calculator": page, "inputs": case["inputs"]}
    raise AssertionError(page)


def opened(window, tmp_path, page):
    path = tmp_path / "good.json"
    path.write_text(json.dumps(good_file(page)), encoding="utf-8")
    window.open_file(path)
    for name, typed in COMPLETE.items() if page == ORDER else ():
        window.session.put(page, name, Typed(typed))
    window.visit(page)
    settle(window)
    assert window.view().can_print()


def seen(window):
    """Return every text in sight outside the fields, also those that are only heard."""
    parts = [window.view(), window.strip, window.bottom]
    found = set()
    for part in parts:
        for widget in [part, *part.findChildren(QWidget)]:
            if widget.isVisibleTo(window) and not isinstance(widget, QLineEdit):
                text = widget.text() if isinstance(widget, QLabel) else ""
                found |= {text, widget.accessibleName(), widget.accessibleDescription()}
    return {text for text in found if re.search(r"[0-9]", text)}


def untouched(window, page):
    """Return what is in sight of a page with nothing typed: numbers that are no result."""
    window.visit(page)
    settle(window)
    return seen(window)


def change_weight(window, kilograms):
    """Change what stands above every page, as typing it does."""
    window.session.put("", "weight", Typed(kilograms, "kg"))
    settle(window)


def assert_nothing_old(window, old):
    assert not seen(window) & old
    assert not window.view().can_print()
    assert window.view().report() is None
    assert not window.bottom.save_pdf.isEnabled()
    QGuiApplication.clipboard().setText("9876 mg")
    window.bottom.copy.click()
    refused = copied() == "9876 mg" and "Nothing was copied" in window.bottom._words.text()
    assert refused or "No result" in copied()


def copied():
    return QGuiApplication.clipboard().text()


def fails_and_recovers(window, monkeypatch, old, places):
    """Let each place fail in its turn while the weight changes, then let all be well again."""
    for owner, name in places:
        with monkeypatch.context() as fault:
            fault.setattr(owner, name, broken)
            change_weight(window, "61")
            assert_nothing_old(window, old)
        change_weight(window, "62")
        assert window.view().can_print(), (owner, name)


READING = [(Session, "raw"), (Calculator, "read")]
COMPUTING = [(Calculator, "work")]
DRAWING = [
    (HeadlineCard, "show_outcome"), (HeadlineCard, "_show_values"), (ResultPanel, "show_outcome"),
    (ResultDetails, "show_outcome"), (StepCard, "show_steps"), (ScoreBar, "show_score"),
    (FieldRow, "show_outcome"), (CalculatorPage, "_offer_clearance"), (LiveValue, "show_value"),
]


@pytest.mark.parametrize("page", CALCULATORS)
def test_a_calculator_that_fails_shows_no_old_number(window, tmp_path, monkeypatch, page):
    before = untouched(window, page)
    opened(window, tmp_path, page)
    old = seen(window) - before
    assert old
    fails_and_recovers(window, monkeypatch, old, [*READING, *COMPUTING, *DRAWING[:-1]])


def test_a_picture_that_fails_shows_no_old_number(window, tmp_path, monkeypatch):
    before = untouched(window, "body-size")
    opened(window, tmp_path, "body-size")
    fails_and_recovers(
        window, monkeypatch, seen(window) - before, [(Drawing, "show_outcome")]
    )


def test_the_order_check_that_fails_shows_no_old_number(window, tmp_path, monkeypatch):
    before = untouched(window, ORDER)
    opened(window, tmp_path, ORDER)
    old = seen(window) - before
    fails_and_recovers(window, monkeypatch, old, [
        (order_page, "entered"), (Calculator, "read"), (outcome, "check_order"),
        (outcome.OrderOutcome, "verdict_of"), (RegimenCard, "show_outcome"),
        (OrderTable, "show_outcome"), (VerdictBand, "show_outcome"), (OrderRow, "show_words"),
        (OrderDetails, "show_outcome"), (OrderDetails, "_show_line"), (FieldRow, "show_outcome"),
        (StepCard, "show_steps"),
    ])


def test_the_strip_that_fails_shows_no_old_number(window, tmp_path, monkeypatch):
    window.visit("body-size")
    window.open_case(1)
    settle(window)
    old = {window.strip.bsa.accessibleName(), window.strip.clearance.accessibleName()}
    with monkeypatch.context() as fault:
        fault.setattr("bmcalc.gui.result.live_values.creatinine_clearance", broken)
        change_weight(window, "61")
        assert not {window.strip.bsa.accessibleName(),
                    window.strip.clearance.accessibleName()} & old


@pytest.mark.parametrize("page", [ORDER, "carboplatin"])
@pytest.mark.parametrize("name", ["enter", "recover"])
def test_a_page_that_cannot_read_another_patient_shows_nothing_of_the_former(
    window, tmp_path, monkeypatch, page, name
):
    before = untouched(window, page)
    opened(window, tmp_path, page)
    old = seen(window) - before
    window.visit("body-size")
    window.clear_patient()
    owner = OrderCheckPage if page == ORDER else CalculatorPage
    with monkeypatch.context() as fault:
        fault.setattr(owner, name, broken)
        window.visit(page)
        settle(window)
        assert_nothing_old(window, old)


@pytest.mark.parametrize("page", [ORDER, "carboplatin"])
def test_a_page_that_cannot_even_be_cleared_gives_way_to_words(
    window, tmp_path, monkeypatch, page
):
    before = untouched(window, page)
    opened(window, tmp_path, page)
    old = seen(window) - before
    owner = OrderCheckPage if page == ORDER else CalculatorPage
    with monkeypatch.context() as fault:
        for name in ("refresh", "fail"):
            fault.setattr(owner, name, broken)
        change_weight(window, "61")
        assert_nothing_old(window, old)
        assert any("Something went wrong" in label.text()
                   for label in window.view().findChildren(QLabel))
    change_weight(window, "62")
    assert window.view().can_print()


def test_a_casebook_that_fails_gives_way_to_words_and_comes_back(window, monkeypatch):
    with monkeypatch.context() as fault:
        fault.setattr(CasebookPage, "refresh", broken)
        window.visit(CASEBOOK)
        settle(window)
        assert not isinstance(window.view(), CasebookPage)
        assert window.view().summary() is None
    window.visit(CASEBOOK)
    assert isinstance(window.view(), CasebookPage)


class CannotPaint(QWidget):
    """A part of a page that fails when it is painted."""

    def paintEvent(self, _event):
        raise Injected


def paint_what_fails(window):
    part = CannotPaint(window.view())
    part.resize(40, 40)
    part.show()
    return part


def fail_in_a_later_turn(_window):
    QTimer.singleShot(0, broken)


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("fault", [paint_what_fails, fail_in_a_later_turn])
@pytest.mark.parametrize("page", [ORDER, "carboplatin"])
def test_a_fault_while_painting_or_in_a_later_turn_clears_the_page(
    window, tmp_path, monkeypatch, qtbot, page, fault
):
    before = untouched(window, page)
    opened(window, tmp_path, page)
    old = seen(window) - before
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    faults.watch(window.fault_happened)
    made = fault(window)
    qtbot.wait(100)
    assert "Something went wrong" in window.bottom._words.text()
    assert_nothing_old(window, old)
    if made is not None:
        made.hide()
    change_weight(window, "62")
    assert window.view().can_print()
