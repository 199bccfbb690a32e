"""The table of the order check, as a pharmacist works with it."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel

from bmcalc import compute
from bmcalc.formulary.in_force import formulary
from bmcalc.gui.pages import first_page
from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.order_check.regimen_fields import EARLY
from bmcalc.gui.result.step_list import StepRow
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.order_page import (
    DRUGS,
    enter,
    found,
    order,
    ordered,
    put,
    verdict,
    why,
    words,
)
from tests.gui.window.test_language import has_chinese


def test_it_is_the_first_page_with_the_first_key_after_help(window):
    assert first_page() == "order-check"
    assert window.pages()[0].id == "order-check"
    assert window.navigation.shortcuts()["order-check"] == "Ctrl+0"


def test_before_the_formulary_is_read_there_is_a_frame_that_takes_text(qtbot, tmp_path):
    made = Window(Settings(tmp_path / "early.ini"))
    qtbot.addWidget(made)
    made.show()
    settle(made)
    cycle = made.view().regimen.rows["cycle"].editor.controls()[0]
    cycle.setFocus()
    qtbot.keyClicks(cycle, "3")
    made.use_formulary()
    settle(made)
    now = made.view().side.field("cycle").editor.controls()[0]
    assert now.text() == "3"
    assert now.hasFocus()


def test_every_regimen_is_listed_by_name_in_the_language(window, page):
    box = page.side.field("regimen").editor.findChild(QComboBox)
    names = [box.itemText(index) for index in range(box.count()) if box.itemText(index)]
    assert len(names) == len(formulary().regimens)
    window.use_language("zh_CN")
    assert has_chinese(box.itemText(1))


def test_what_is_still_needed_is_named(window, page):
    settle(window)
    empty = page.side.table.findChild(QLabel, "empty")
    assert empty.text() == "Still needed: Regimen, Cycle, Day of the cycle"
    assert not window.bottom.print.isEnabled()


def test_case_1_fills_the_order(window, case_1):
    assert case_1.side.table.drugs() == DRUGS
    assert ordered(case_1, "pertuzumab").text() == "840"
    assert ordered(case_1, "carboplatin").text() == ""
    assert verdict(case_1, "carboplatin") is Verdict.QUERY
    assert "not ordered" in words(case_1.side.table.row("carboplatin"), "small")


def test_without_any_order_nothing_agrees(window, case_1):
    put(window, order__pertuzumab="", order__denosumab="")
    assert {verdict(case_1, drug) for drug in DRUGS} == {Verdict.UNDECIDABLE}
    assert "no dose entered" in words(case_1.side.table.row("carboplatin"), "small")


def test_an_order_16_percent_above_is_stopped(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    row = case_1.side.table.row("carboplatin")
    assert words(row, "dose") == ["516.7 mg"]
    assert words(row, "deviation_beyond") == ["+16.1 %"]
    assert words(row, "dose_bold") == ["516.7 mg"]
    assert "beyond ±10 %" in words(row, "small")
    assert "stop" in row.accessibleName()
    assert "stop" in ordered(case_1, "carboplatin").accessibleDescription()
    assert case_1.side.band.verdict.accessibleName() == "Order: stop"
    assert any("16.1 %" in one for one in found(case_1))


def test_the_page_says_what_the_contract_says(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    raw = entered(window.session)
    answer = compute("order-check", json.loads(json.dumps(raw)))
    by_drug = {line["drug"]: line for line in answer["values"]["lines"]}
    for drug in DRUGS:
        row = case_1.side.table.row(drug)
        line = by_drug[drug]
        assert words(row, "dose")[0] == line["computed"]["display"]
        assert words(row, "dose_bold") == [line["dose"]["display"]]
        assert verdict(case_1, drug).value == line["verdict"]
    assert verdict(case_1).value == answer["values"]["verdict"]


def test_the_worst_row_is_selected_until_a_person_selects_another(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "300")
    ordered(case_1, "denosumab").setFocus()
    settle(window)
    assert case_1.side.table.selected == "denosumab"
    order(window, qtbot, case_1, "docetaxel", "120")
    assert case_1.side.table.selected == "docetaxel"


def test_a_click_shows_the_steps_of_its_drug(window, qtbot, case_1):
    row = case_1.side.table.row("docetaxel")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    settle(window)
    why(window, case_1)
    titles = [label.text() for label in case_1.details.findChildren(QLabel, "title")]
    assert "DOCEtaxel · why 120.4 mg" in titles
    steps = [step.accessibleName() for step in case_1.details.findChildren(StepRow)
             if step.isVisibleTo(case_1)]
    assert any("120.42 mg" in step for step in steps)
    assert row.has_focus()


def test_arrows_move_from_dose_to_dose(window, qtbot, case_1):
    ordered(case_1, "docetaxel").setFocus()
    qtbot.keyClick(ordered(case_1, "docetaxel"), Qt.Key.Key_Down)
    assert case_1.side.table.selected == "carboplatin"
    qtbot.keyClick(ordered(case_1, "carboplatin"), Qt.Key.Key_Up)
    assert case_1.side.table.selected == "docetaxel"


@pytest.mark.parametrize("typed", ["1,5", "abc", "600 mL"])
def test_a_bad_dose_is_told_in_its_row_and_kept(window, qtbot, case_1, typed):
    order(window, qtbot, case_1, "carboplatin", typed)
    row = case_1.side.table.row("carboplatin")
    assert ordered(case_1, "carboplatin").text() == typed
    assert words(row, "fault")[0].startswith("Ordered dose: ")
    assert verdict(case_1, "carboplatin") is Verdict.UNDECIDABLE
    assert "not ordered" not in [label.text() for label in row.findChildren(QLabel)
                                 if label.isVisible()]
    assert words(case_1.side.table.row("docetaxel"), "dose")[0] == "120.4 mg"
    order(window, qtbot, case_1, "carboplatin", "515")
    assert not words(row, "fault")
    assert verdict(case_1, "carboplatin") is Verdict.AGREES


def test_a_dose_that_cannot_be_read_is_no_missing_drug(window, qtbot, case_1):
    """Nor does its partner stand alone: what was meant is not known yet."""
    for drug, dose in (("pertuzumab", "840"), ("docetaxel", "120"), ("trastuzumab_iv", "4oo")):
        order(window, qtbot, case_1, drug, dose)
    told = " ".join(found(case_1))
    assert "is not a unit known here" in told
    assert "trastuzumab (intravenous) belongs to day 1" not in told
    assert "ordered without trastuzumab" not in told
    assert "CARBOplatin belongs to day 1 of this regimen and is not ordered" in told
    assert verdict(case_1) is Verdict.UNDECIDABLE
    ordered(case_1, "trastuzumab_iv").selectAll()
    qtbot.keyClick(ordered(case_1, "trastuzumab_iv"), Qt.Key.Key_Backspace)
    settle(window)
    assert "ordered without trastuzumab" in " ".join(found(case_1))


def test_a_missing_weight_blocks_only_what_depends_on_it(window, case_1):
    window.session.put("", "weight", Typed(""))
    settle(window)
    shown = {drug: words(case_1.side.table.row(drug), "dose_bold") for drug in DRUGS}
    assert shown["pertuzumab"] == ["840 mg"]
    assert shown["denosumab"] == ["120 mg"]
    assert shown["docetaxel"] == shown["carboplatin"] == shown["trastuzumab_iv"] == []
    assert "weight" in case_1.needs()


def test_an_unreadable_result_leaves_its_drugs_undecided(window, qtbot, case_1):
    for drug, dose in (("docetaxel", "120"), ("trastuzumab_iv", "464"), ("carboplatin", "515")):
        order(window, qtbot, case_1, drug, dose)
    assert verdict(case_1, "docetaxel") is Verdict.AGREES
    enter(window, qtbot, case_1, "facts", "anc", "1,5")
    row = case_1.side.field("anc")
    assert "decimal point" in row.findChild(QLabel, "fault").text()
    assert verdict(case_1, "docetaxel") is Verdict.UNDECIDABLE
    assert verdict(case_1, "trastuzumab_iv") is Verdict.AGREES
    assert verdict(case_1) is not Verdict.AGREES
    assert any("Neutrophils" in one for one in found(case_1))


def test_low_neutrophils_stop_with_the_rule_quoted(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    enter(window, qtbot, case_1, "facts", "anc", "1.2")
    assert verdict(case_1, "docetaxel") is Verdict.STOP
    ordered(case_1, "docetaxel").setFocus()
    settle(window)
    gate = case_1._outcome.check.line("docetaxel").rules_met[0]
    assert any(str(gate.rule.text) in one for one in found(case_1))


def test_no_regimen_keeps_what_was_typed(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "515")
    put(window, regimen="thp")
    put(window, regimen="tcbhp")
    assert ordered(case_1, "carboplatin").text() == "515"


def test_a_drug_outside_the_regimen_is_a_row_of_its_own(window, case_1):
    put(window, order__paclitaxel="280 mg")
    assert case_1.side.table.drugs()[-1] == "paclitaxel"
    assert verdict(case_1, "paclitaxel") is Verdict.STOP


def test_a_row_stays_while_its_dose_is_typed_again(window, qtbot, case_1):
    put(window, order__paclitaxel="280 mg")
    edit = ordered(case_1, "paclitaxel")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    settle(window)
    assert edit.hasFocus()
    assert edit.isVisible()
    qtbot.keyClicks(edit, "9")
    settle(window)
    assert "paclitaxel" in case_1.side.table.drugs()


def test_what_can_be_typed_early_is_asked_as_later():
    for name in ("cycle", "day"):
        early, later = EARLY[name], RegimenInputs.asks()[name]
        assert (early.low, early.high) == (later.low, later.high)


def test_inputs_that_grew_are_not_cut_by_the_result_beside_them(window, case_1):
    """They grow with what a check says of them, in a window whose size stays."""
    window.resize(1600, 900)
    settle(window)
    sides = case_1._sides
    assert not sides.is_narrow()
    case_1.side.table.setMinimumWidth(1300)
    put(window, order__carboplatin="600 mg")
    assert sides.is_narrow()
    case_1.side.table.setMinimumWidth(0)
    put(window, order__carboplatin="515 mg")
    assert not sides.is_narrow()
