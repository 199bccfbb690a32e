"""The page of the order check, as a pharmacist works with it."""

import json
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from bmcalc import compute
from bmcalc.formulary.loading import formulary, load_formulary, put_in_force
from bmcalc.gui.finding_list import FindingRow
from bmcalc.gui.pages import first_page
from bmcalc.gui.pages.order_check.entered import entered, field_of
from bmcalc.gui.pages.order_check.paste_dialog import PasteDialog
from bmcalc.gui.session import Entry
from bmcalc.gui.settings import Settings
from bmcalc.gui.step_list import StepRow
from bmcalc.gui.window import Window
from bmcalc.orders.order_entry import PastedText, understood_order
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.test_keyboard import by_tab, focusable
from tests.gui.test_language import from_the_formula, has_chinese, is_word, texts

DRUGS = ["trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin", "denosumab"]


@pytest.fixture
def page(window):
    window.visit("order-check")
    return window.view()


@pytest.fixture
def case_1(window, page):
    window.open_case(1)
    settle(window)
    return page


def put(window, **fields):
    for name, typed in fields.items():
        window.session.put("order-check", name.replace("__", ":"), Entry(typed))
    window.view().enter()
    settle(window)


def ordered(page, drug):
    return page.side.table.row(drug).editor.controls()[0]


def order(window, qtbot, page, drug, dose):
    edit = ordered(page, drug)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, dose)
    settle(window)


def words(row, name):
    """Return the texts of one kind of label in a row."""
    return [one.text() for one in row.findChildren(QLabel, name) if not one.isHidden()]


def verdict(page, drug=None):
    outcome = page._outcome
    return outcome.verdict if drug is None else outcome.verdict_of(outcome.check.line(drug))


def found(page):
    return [row.accessibleName() for row in page.details.findChildren(FindingRow)
            if row.isVisibleTo(page)]


def field(page, drawer, name):
    button = page.side.buttons[drawer]
    if not button.isChecked():
        button.click()
    return page.side.field(name)


def enter(window, qtbot, page, drawer, name, text):
    edit = field(page, drawer, name).editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    settle(window)


# The first page

def test_it_is_the_first_page_with_the_first_key(window):
    assert first_page() == "order-check"
    assert window.pages()[0].id == "order-check"
    assert window.navigation.shortcuts()["order-check"] == "F1"


def test_before_the_formulary_is_read_there_is_a_frame_that_takes_text(qtbot, tmp_path):
    made = Window(Settings(tmp_path / "early.ini"))
    qtbot.addWidget(made)
    made.show()
    settle(made)
    cycle = made.view()._frame.rows["cycle"].editor.controls()[0]
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


# The table

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
    assert words(row, "dose") == ["516.7 mg", "+16.1 %"]
    assert words(row, "dose_bold") == ["516.7 mg"]
    assert "beyond ±10 %" in words(row, "small")
    assert "stop" in row.accessibleName()
    assert "stop" in ordered(case_1, "carboplatin").accessibleDescription()
    assert case_1.side.table.verdict.accessibleName() == "Order: stop"
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
    assert words(case_1.side.table.row("docetaxel"), "dose")[0] == "120.4 mg"
    order(window, qtbot, case_1, "carboplatin", "515")
    assert not words(row, "fault")
    assert verdict(case_1, "carboplatin") is Verdict.AGREES


def test_a_missing_weight_blocks_only_what_depends_on_it(window, case_1):
    window.session.put("", "weight", Entry(""))
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
    gate = case_1._outcome.check.line("docetaxel").gates[0]
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


# The drawers

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
    assert "ild_grade" not in rows
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


def test_without_the_day_of_the_check_nothing_is_exported(window, case_1):
    put(window, today="")
    case_1.side.buttons["schedule"].click()
    settle(window)
    assert case_1.side.drawers["schedule"].export.isHidden()


# Pasting

PASTED = "Docetaxel\t120 mg\tIV\nCarboplatin 515 mg d1\nBevacizumab forte 12 bottles\n"


def test_what_was_not_understood_stays_until_it_is_dealt_with(window, case_1):
    case_1.side.take_over(understood_order(PastedText(PASTED), {}, 1))
    settle(window)
    assert ordered(case_1, "docetaxel").text() == "120"
    assert "intravenous" in words(case_1.side.table.row("docetaxel"), "small")
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
    dialog = PasteDialog({}, 1, window)
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
    case_1.side.take_over(understood_order(PastedText("Docetaxel 120 mg SC"), {}, 1))
    settle(window)
    assert verdict(case_1, "docetaxel") is Verdict.STOP
    edit = ordered(case_1, "docetaxel")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    order(window, qtbot, case_1, "docetaxel", "120")
    assert verdict(case_1, "docetaxel") is Verdict.AGREES


# Paper and clipboard

def test_the_page_is_copied_whole(window, case_1):
    window.bottom.copy.click()
    text = QGuiApplication.clipboard().text()
    for part in ("Order check", "516.7 mg", "SHA-256", "Invented values", "Shipped policy"):
        assert part in text


def test_a_page_without_a_check_is_copied_with_what_it_needs(window, page):
    settle(window)
    window.bottom.copy.click()
    assert "Still needed: Regimen" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("identifier", ["order-check", "carboplatin"])
def test_a_page_is_saved_as_pdf(window, tmp_path, identifier):
    window.open_case(1)
    window.visit(identifier)
    settle(window)
    assert window.bottom.save_pdf.isEnabled()
    path = tmp_path / "page.pdf"
    window.actions_of_page.save(path)
    document = pypdfium2.PdfDocument(path)
    text = "".join(one.get_textpage().get_text_range() for one in document)
    document.close()
    assert "516.7" in text
    assert "Invented values" in text
    window.actions_of_page.save(tmp_path / "no" / "folder.pdf")
    assert "could not be written" in window.bottom.findChild(QLabel, "fault").text()


# Policy

def test_the_policy_in_force_decides_and_is_named(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    assert verdict(case_1, "carboplatin") is Verdict.STOP
    shipped = formulary().policy
    assert any(f"{shipped.name} {shipped.version}" in label.text()
               for label in case_1.side.regimen_card.findChildren(QLabel, "small"))
    own = load_formulary()
    looser = shipped.model_copy(update={"tolerance_stops": shipped.tolerance_stops * 3})
    put_in_force(replace(own, policy=looser))
    try:
        window.use_formulary()
        settle(window)
        assert verdict(case_1, "carboplatin") is Verdict.QUERY
    finally:
        put_in_force(None)


# Keyboard and language

@pytest.mark.parametrize("drawer", [None, "facts", "history", "schedule"])
def test_every_control_is_named_and_reached_by_tab(window, case_1, drawer):
    if drawer is not None:
        case_1.side.buttons[drawer].click()
        settle(window)
    unnamed = [type(widget).__name__ for widget in focusable(window)
               if not widget.accessibleName() and not getattr(widget, "text", str)()]
    assert not unnamed
    start = window.strip.fields["record_id"].editor.controls()[0]
    reached = by_tab(window, start)
    lines = [one for one in focusable(window) if isinstance(one, QLineEdit | QPushButton)]
    assert not [one for one in lines if one not in reached]


def test_tab_goes_down_the_rows_and_ends_in_the_bottom_bar(window, case_1):
    case_1.side.buttons["history"].click()
    settle(window)
    reached = by_tab(window, window.strip.fields["record_id"].editor.controls()[0])
    path = [
        window.strip.fields["albumin"].editor.controls()[0],
        case_1.side.field("regimen").editor.controls()[0],
        *(ordered(case_1, drug) for drug in DRUGS),
        case_1.side.buttons["facts"], case_1.side.table.paste,
        case_1.side.field("last:docetaxel:on").editor.controls()[0],
        window.bottom.copy, window.bottom.print, window.bottom.save_pdf,
    ]
    places = [reached.index(one) for one in path]
    assert places == sorted(places)


def test_an_order_is_checked_without_a_mouse(window, qtbot, page):
    window.open_case(1)
    settle(window)
    ordered(page, "docetaxel").setFocus()
    for drug, dose in (("docetaxel", "120"), ("carboplatin", "515")):
        focused = QApplication.focusWidget()
        assert focused is ordered(page, drug)
        qtbot.keyClicks(focused, dose)
        qtbot.keyClick(focused, Qt.Key.Key_Down)
    settle(window)
    assert verdict(page, "docetaxel") is verdict(page, "carboplatin") is Verdict.AGREES


@pytest.mark.parametrize("drawer", [None, "facts", "history", "schedule"])
def test_every_text_changes(window, marked, case_1, drawer):
    if drawer is not None:
        case_1.side.buttons[drawer].click()
    settle(window)
    window.use_language("zh_CN")
    settle(window)
    left = {
        f"{widget.objectName() or type(widget).__name__}: {text}"
        for widget, text in texts(window)
        if is_word(text) and marked not in text and not from_the_formula(widget)
        and not has_chinese(text)
        and widget.objectName() not in ("dose", "dose_bold", "dose_small")
    }
    assert not left


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
def test_it_is_drawn_in_every_scheme(window, case_1, scheme):
    case_1.side.buttons["schedule"].click()
    window.use_theme(scheme)
    settle(window)
    assert not window.grab().isNull()


def test_it_fits_a_narrow_window_and_a_large_text(window, case_1):
    window.resize(700, 600)
    settle(window)
    assert case_1.details.isVisible()
    window.use_text_size(200)
    settle(window)
    assert window.view().side.table.drugs() == DRUGS


def test_paths_of_the_check_lead_to_their_fields():
    assert field_of("labs.anc.on") == "anc:on"
    assert field_of("labs.anc.value") == "anc"
    assert field_of("last.docetaxel") == "last:docetaxel:on"
    assert field_of("reductions.docetaxel.reason") == "reduction:docetaxel:reason"
    assert field_of("order.docetaxel.dose") == "order:docetaxel"
