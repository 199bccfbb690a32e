"""What stands below the order: results, last doses, the schedule, and pasting."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.pages.order_check.questions import products_before
from bmcalc.gui.result.finding_list import FindingRow
from bmcalc.orders.reading.order_entry import PastedText, understood_order
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.order_page import (
    enter,
    found,
    order,
    ordered,
    put,
    verdict,
    words,
)


def test_last_doses_decide_about_loading(window, qtbot, case_1):
    put(window, cycle="2", today="2021-07-26")
    assert verdict(case_1, "trastuzumab_iv") is Verdict.UNDECIDABLE
    enter(window, qtbot, case_1, "history", "last:trastuzumab_iv:on", "2021-07-05")
    row = case_1.side.table.row("trastuzumab_iv")
    assert words(row, "dose_bold") == ["348 mg"]


def test_a_reduction_needs_its_reason(window, qtbot, case_1):
    order(window, qtbot, case_1, "docetaxel", "120")
    enter(window, qtbot, case_1, "history", "reduction:docetaxel:percent", "20")
    reason = case_1.side.field("reduction:docetaxel:reason")
    assert "missing" in reason.findChild(QLabel, "fault").text()
    assert verdict(case_1, "docetaxel") is Verdict.UNDECIDABLE
    enter(window, qtbot, case_1, "history", "reduction:docetaxel:reason", "neuropathy")
    assert words(case_1.side.table.row("docetaxel"), "dose_bold") == ["96.3 mg"]


def test_why_the_last_dose_was_reduced_is_asked_where_the_label_never_raises_it(
    window, qtbot, case_1
):
    put(window, regimen="tdxd", cycle="3", today="2021-07-26")
    case_1.side.buttons["history"].click()
    settle(window)
    history = case_1.side.drawers["history"]
    assert "last:trastuzumab_deruxtecan:reason" in history.rows
    assert "last:docetaxel:reason" not in history.rows
    order(window, qtbot, case_1, "trastuzumab_deruxtecan", "313")
    enter(window, qtbot, case_1, "history", "last:trastuzumab_deruxtecan:on", "2021-07-05")
    enter(window, qtbot, case_1, "history", "last:trastuzumab_deruxtecan:dose", "255")
    assert verdict(case_1, "trastuzumab_deruxtecan") is Verdict.STOP
    put(window, **{"last:trastuzumab_deruxtecan:reason": "low_start"})
    assert verdict(case_1, "trastuzumab_deruxtecan") is not Verdict.STOP


def test_another_product_that_a_drug_may_follow_is_asked_about():
    assert products_before(["phesgo"]) == ("pertuzumab", "trastuzumab_iv")
    assert products_before(["trastuzumab_iv", "docetaxel"]) == ()


def test_a_day_after_the_check_is_told_at_the_day(window, qtbot, case_1):
    enter(window, qtbot, case_1, "facts", "platelets:on", "2021-07-09")
    fault = case_1.side.field("platelets:on").findChild(QLabel, "fault")
    assert "later than the day of this check" in fault.text()


def test_one_day_serves_every_result_without_its_own(window, qtbot, case_1):
    enter(window, qtbot, case_1, "facts", "results:on", "2021-07-03")
    labs = entered(window.session)["labs"]
    assert labs["platelets"]["on"] == labs["creatinine"]["on"] == "2021-07-03"


def test_only_what_the_drugs_are_judged_by_is_asked(window, case_1):
    case_1.side.buttons["facts"].click()
    settle(window)
    rows = case_1.side.drawers["facts"].rows
    assert {"anc", "platelets", "bilirubin", "lvef_now", "dental_exam"} <= rows.keys()
    assert "neutropenia_again" not in rows
    assert "qtcf_above_500_ecgs" not in rows


def test_a_severe_reaction_stops_its_drug_alone(window, case_1):
    case_1.side.buttons["facts"].click()
    ticks = case_1.side.drawers["facts"]._ticks
    boxes = {box.text(): box for box in ticks.controls()}
    boxes["none of these drugs"].click()
    settle(window)
    assert entered(window.session)["patient"]["hypersensitivity"] == []
    boxes["DOCEtaxel"].click()
    settle(window)
    assert not boxes["none of these drugs"].isChecked()
    assert verdict(case_1, "docetaxel") is Verdict.STOP
    assert verdict(case_1, "trastuzumab_iv") is not Verdict.STOP


def test_the_schedule_lists_every_track_and_is_saved(window, case_1, tmp_path):
    case_1.side.buttons["schedule"].click()
    settle(window)
    drawer = case_1.side.drawers["schedule"]
    told = " ".join(label.text() for label in drawer.findChildren(QLabel))
    for date in ("2021-07-26", "2021-08-02", "2021-10-18"):
        assert date in told
    assert "2021-08-02" in drawer.picture.accessibleDescription()
    drawer.save(tmp_path / "dates.ics")
    text = (tmp_path / "dates.ics").read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == len(case_1._outcome.check.schedule.doses)


def test_the_schedule_says_what_its_dates_assume(window, case_1):
    case_1.side.buttons["schedule"].click()
    settle(window)
    note = case_1.side.drawers["schedule"].findChild(QLabel, "doubt")
    assert "assumes that the first dose is given on 2021-07-05" in note.text()


def test_without_the_day_of_the_check_nothing_is_exported(window, case_1):
    put(window, today="")
    case_1.side.buttons["schedule"].click()
    settle(window)
    assert case_1.side.drawers["schedule"].export.isHidden()


PASTED = "Docetaxel\t120 mg\tIV\nCarboplatin 515 mg d1\nBevacizumab forte 12 bottles\n"


def test_what_was_not_understood_stays_until_it_is_dealt_with(window, case_1):
    case_1.side.take_over(understood_order(PastedText(PASTED), 1))
    settle(window)
    assert ordered(case_1, "docetaxel").text() == "120"
    assert words(case_1.side.table.row("docetaxel"), "said") == ["IV"]
    assert "Ordered: intravenous" in case_1.side.table.row("docetaxel").accessibleName()
    kept = [label.text() for label in case_1.side.table.findChildren(QLabel, "doubt")]
    assert any("Bevacizumab forte 12 bottles" in text for text in kept)
    assert verdict(case_1) is not Verdict.AGREES
    assert any("Bevacizumab forte" in one for one in found(case_1))
    button = next(one for one in case_1.side.table.findChildren(QPushButton)
                  if one.text() == "Dealt with")
    button.click()
    settle(window)
    assert not any("Bevacizumab forte" in one for one in found(case_1))


def test_the_dialog_shows_every_line_before_it_is_taken(window, page, qtbot):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    assert not dialog.take.isEnabled()
    dialog.text.setPlainText(PASTED)
    shown = [row.accessibleName() for row in dialog.findChildren(FindingRow)
             if not row.isHidden()]
    assert len(shown) == 3
    assert "Bevacizumab forte 12 bottles" in shown[0]
    assert "DOCEtaxel · 120 mg" in shown[1]
    assert set(dialog.order.doses) == {"docetaxel", "carboplatin"}


def test_clearing_a_pasted_dose_forgets_its_route(window, qtbot, case_1):
    case_1.side.take_over(understood_order(PastedText("Docetaxel 120 mg SC"), 1))
    settle(window)
    assert verdict(case_1, "docetaxel") is Verdict.STOP
    edit = ordered(case_1, "docetaxel")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    order(window, qtbot, case_1, "docetaxel", "120")
    assert verdict(case_1, "docetaxel") is Verdict.AGREES
