"""Typing an order by the keyboard: a dose, or the whole line, into the row of its drug."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from bmcalc.core.finding_code import FindingCode
from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.window.session import Typed
from bmcalc.orders.reading.order_entry import PastedText, understood_order
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.plain import to_plain_text
from tests.gui.conftest import settle
from tests.gui.order_page import enter, found, order, ordered, put, verdict, words


@pytest.fixture
def ribociclib(window, page):
    put(window, regimen="letrozole-ribociclib", cycle="1", day="1", today="2024-03-11")
    return page


def said(page, drug):
    """Return what the row says that was ordered, with plain spaces."""
    return next((one.replace("\u00a0", " ")
                 for one in words(page.side.table.row(drug), "said")), "")


def fault(page, drug):
    return " ".join(words(page.side.table.row(drug), "fault"))


def codes(page, drug):
    return {one.code for one in page._outcome.check.line(drug).findings}


def test_a_frequency_is_typed_behind_the_dose_and_compared(window, qtbot, ribociclib):
    order(window, qtbot, ribociclib, "ribociclib", "600 mg bid d1-21")
    assert ordered(ribociclib, "ribociclib").text() == "600 mg bid d1-21"
    assert said(ribociclib, "ribociclib") == "2 × a day · d1–21"
    assert verdict(ribociclib, "ribociclib") is Verdict.STOP
    assert FindingCode.FREQUENCY_DIFFERS in codes(ribociclib, "ribociclib")


def test_the_planned_frequency_is_no_fault(window, qtbot, ribociclib):
    order(window, qtbot, ribociclib, "ribociclib", "600 mg po qd d1-21")
    assert said(ribociclib, "ribociclib") == "by mouth · 1 × a day · d1–21"
    assert not {FindingCode.FREQUENCY_DIFFERS, FindingCode.DAYS_DIFFER} & codes(
        ribociclib, "ribociclib")
    assert not fault(ribociclib, "ribociclib")


@pytest.mark.parametrize(("text", "code"), [
    ("120 mg iv + NS 250 mL 60 min d1", None),
    ("120 mg sc d1", FindingCode.WRONG_ROUTE),
    ("120 mg iv 5 min d1", FindingCode.INFUSION_DIFFERS),
    ("120 mg iv d2", FindingCode.DAYS_DIFFER),
    ("120 mg iv x3 days", FindingCode.DAYS_DIFFER),
    ("120 mg iv q14d d1", FindingCode.INTERVAL_DIFFERS),
])
def test_each_field_of_a_typed_line_is_compared(window, qtbot, case_1, text, code):
    order(window, qtbot, case_1, "docetaxel", text)
    assert not fault(case_1, "docetaxel")
    about_fields = {one for one in codes(case_1, "docetaxel")
                    if str(one).endswith(("_DIFFERS", "_DIFFER", "_ROUTE"))}
    assert about_fields == ({code} if code else set())


@pytest.mark.parametrize(("text", "word"), [
    ("600 mg bid xyz", "xyz"), ("600 bid d1", "600"), ("600 mg bid qd", "qd"),
    ("600 mg hold", "hold"), ("600mg + 5", "5"), ("letrozole 2.5 mg qd", "letrozole"),
])
def test_a_word_that_is_not_read_is_shown_at_the_field(
    window, qtbot, ribociclib, text, word
):
    order(window, qtbot, ribociclib, "ribociclib", text)
    assert word in fault(ribociclib, "ribociclib")
    assert ordered(ribociclib, "ribociclib").text() == text
    assert verdict(ribociclib, "ribociclib") is not Verdict.AGREES
    assert verdict(ribociclib) is not Verdict.AGREES


def test_chinese_words_are_read_in_the_row(window, ribociclib):
    put(window, order__ribociclib="600mg 口服 每日两次 第1-21天")
    assert said(ribociclib, "ribociclib") == "by mouth · 2 × a day · d1–21"
    put(window, order__ribociclib="600mg 口服 每日一次 饭后咀嚼服用慎")
    assert "慎" in fault(ribociclib, "ribociclib")


def test_the_keys_alone_enter_a_line_and_go_on(window, qtbot, ribociclib):
    """From the row above: Down, the line, Down. Typing begins anew and nothing is clicked."""
    table = ribociclib.side.table
    first, second = table.drugs()[:2]
    put(window, **{f"order__{second}": "200"})
    edit = ordered(ribociclib, first)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    below = QApplication.focusWidget()
    assert below is ordered(ribociclib, second)
    qtbot.keyClicks(below, "600 mg bid d1-21")
    settle(window)
    assert below.text() == "600 mg bid d1-21"
    qtbot.keyClick(below, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is edit
    assert said(ribociclib, second) == "2 × a day · d1–21"


def test_the_unit_leaves_the_room_to_a_line_and_comes_back(window, qtbot, ribociclib):
    editor = ribociclib.side.table.row("ribociclib").editor
    number, unit = editor.controls()[0], editor.unit_box()
    order(window, qtbot, ribociclib, "ribociclib", "600 mg bid")
    assert unit.isHidden()
    order(window, qtbot, ribociclib, "ribociclib", "600 mg")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert not unit.isHidden()
    assert (number.text(), editor.entry().unit) == ("600", "mg")
    order(window, qtbot, ribociclib, "ribociclib", "0.6 g")
    assert entered(window.session)["order"]["ribociclib"] == "0.6 g"
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert (number.text(), editor.entry().unit) == ("0.6", "g")
    settle(window)


@pytest.mark.parametrize("width", [1366, 1920])
def test_a_line_that_is_typed_has_room_and_moves_nothing(window, qtbot, ribociclib, width):
    window.resize(width, 768)
    settle(window)
    row = ribociclib.side.table.row("ribociclib")
    computed, at_rest = row.findChild(QLabel, "dose").geometry(), row.editor.geometry()
    ordered(ribociclib, "ribociclib").setFocus()
    order(window, qtbot, ribociclib, "ribociclib", "600 mg bid d1-21")
    assert row.editor.width() > 2 * at_rest.width() * 0.95
    assert row.editor.geometry().top() == at_rest.top()
    assert row.editor.geometry().right() >= at_rest.right()
    assert row.rect().contains(row.editor.geometry())
    order(window, qtbot, ribociclib, "ribociclib", "600 mg bid xyz")
    assert row.editor.geometry().top() == at_rest.top()
    assert row.findChild(QLabel, "dose").geometry().topLeft() == computed.topLeft()
    ordered(ribociclib, "letrozole").setFocus()
    settle(window)
    assert row.editor.geometry() == at_rest
    assert row.findChild(QLabel, "dose").geometry().topLeft() == computed.topLeft()


def test_a_typed_dose_keeps_what_was_pasted_and_a_typed_line_lies_over_it(window, qtbot, case_1):
    case_1.side.take_over(understood_order(PastedText(
        "多西他赛注射液 120mg + 5%葡萄糖注射液 250ml 静滴 bid 60min d1"), 1))
    settle(window)
    order(window, qtbot, case_1, "docetaxel", "118")
    assert said(case_1, "docetaxel") == (
        "IV · glucose 5 % · 250 mL · 60 min · 2 × a day · d1")
    order(window, qtbot, case_1, "docetaxel", "120 mg qd")
    assert said(case_1, "docetaxel") == (
        "IV · glucose 5 % · 250 mL · 60 min · 1 × a day · d1")
    ordered(case_1, "docetaxel").clear()
    case_1.side.table.row("docetaxel").editor.edited.emit()
    order(window, qtbot, case_1, "docetaxel", "120 mg iv")
    assert said(case_1, "docetaxel") == "IV"


def test_the_paper_and_the_copy_print_what_was_ordered_besides(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120 mg iv + NS 250 mL 60 min d1 bid")
    text = to_plain_text(case_1.report())
    assert ("Ordered: intravenous · sodium chloride 0.9 % · 250 mL · 60 min · 2 × a day · d1"
            in text)


# What was set for this patient

def test_a_set_auc_needs_its_reason_at_its_field_and_is_printed(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "620")
    enter(window, qtbot, case_1, "history", "planned:carboplatin:dose", "6")
    assert any("Reason of the plan" in one for one in found(case_1))
    assert verdict(case_1, "carboplatin") is Verdict.UNDECIDABLE or (
        verdict(case_1, "carboplatin") is Verdict.STOP)
    enter(window, qtbot, case_1, "history", "planned:carboplatin:reason", "BCIRG 006")
    line = case_1._outcome.check.line("carboplatin")
    assert str(line.planned) == "6 mg·min/mL"
    assert line.comparison.verdict is Verdict.AGREES
    assert any("set for this patient: BCIRG\u00a0006" in one.replace(" 006", "\u00a0006")
               for one in words(case_1.side.table.row("carboplatin"), "small"))
    assert "AUC 6 · BCIRG 006" in to_plain_text(case_1.report())


def test_set_days_are_typed_as_a_list(window, qtbot, case_1):
    enter(window, qtbot, case_1, "history", "planned:docetaxel:days", "1, 8")
    enter(window, qtbot, case_1, "history", "planned:docetaxel:reason", "weekly")
    assert case_1._outcome.check.line("docetaxel").due.line.days == (1, 8)
    enter(window, qtbot, case_1, "history", "planned:docetaxel:days", "1, 22")
    assert any("Day 22 is after the end" in one for one in found(case_1))
    assert verdict(case_1, "docetaxel") is not Verdict.AGREES


def test_only_a_drug_of_the_regimen_can_be_set(window, qtbot, case_1):
    case_1.side.buttons["history"].click()
    rows = case_1.side.drawers["history"].rows
    assert "planned:carboplatin:dose" in rows
    assert "planned:denosumab:dose" not in rows


def test_an_order_file_with_a_plan_opens_whole(window, tmp_path):
    path = tmp_path / "order.bmcalc"
    plan = {"docetaxel": {"dose": "37.5 mg/m^2", "days": [1, 8], "reason": "weekly"}}
    path.write_text(json.dumps({
        "regimen": "tcbhp", "cycle": 1, "day": 1, "planned": plan,
        "order": {"docetaxel": {"dose": "60 mg", "route": "iv", "days": [1, 8]}},
    }))
    window.open_file(path)
    settle(window)
    given = entered(window.session)
    assert given["planned"] == {"docetaxel": {"dose": "37.5 mg/m^2", "days": "1,8",
                                              "reason": "weekly"}}
    assert window.view()._outcome.check.line("docetaxel").due.line.days == (1, 8)
    window.session.put("order-check", "order:docetaxel", Typed("60 mg qd"))
    settle(window)
    assert window.view()._outcome.check.line("docetaxel").order.days == (1, 8)
