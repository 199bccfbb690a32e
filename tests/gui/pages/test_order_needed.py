"""What an order still needs: one field and one number for each thing, answered where it stands."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.core.severity import Severity
from bmcalc.formulary.regimens import regimens
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.order_check.leading import Room, field_of_finding, room_of
from bmcalc.gui.pages.order_check.matters import matters_of
from bmcalc.gui.pages.order_check.needed_fields import needed_now
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.pages.order_check.regimen_fields import ABOVE
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.session import STRIP, Session, Typed
from tests.gui.conftest import COMPLETE, settle
from tests.gui.order_page import found, order, ordered, put

WOMAN = {"sex": "female", "age": "52", "height": "160 cm", "weight": "58 kg",
         "creatinine": "68 umol/L"}


def focused():
    return make_application().focusWidget()


def is_in(widget, part):
    return widget is not None and part is not None and part.isAncestorOf(widget)


def outcome_of(regimen, cycle, **facts):
    """Return the check of a cycle of which only the body is known."""
    session = Session()
    for name, typed in WOMAN.items():
        session.put("", name, Typed(typed))
    given = {"regimen": regimen, "cycle": str(cycle), "day": "1", "today": "2026-11-30", **facts}
    for name, typed in given.items():
        session.put("order-check", name, Typed(typed))
    return look(entered(session))


@pytest.mark.parametrize("cycle", [1, 2])
@pytest.mark.parametrize("regimen", sorted(regimens()))
def test_all_that_waits_for_a_person_is_a_numbered_finding_with_its_field(regimen, cycle):
    outcome = outcome_of(regimen, cycle)
    matters = matters_of(outcome)
    of_matters = {name for one in matters if one.number for name in one.fields}
    assert {*outcome.missing, *outcome.facts_missing()} <= of_matters
    for finding in outcome.check.findings:
        if finding.severity is not Severity.INFO:
            telling = [one for one in matters if one.number
                       and any(str(finding.text) in told for told in one.told)]
            assert telling, finding
            assert not field_of_finding(finding) or any(one.fields for one in telling), finding
    numbers = [one.number for one in matters if one.number]
    assert numbers == list(range(1, len(numbers) + 1))
    needed = {covered: one for one in needed_now(matters, ABOVE) for covered in one.covers}
    for fact in outcome.facts_missing():
        holding = [one for one in matters if one.sort is Sort.ADD and fact in one.fields]
        assert len(holding) == 1, fact
        if fact in STRIP and fact in ABOVE:
            continue
        assert needed[fact].number == min(
            one.number for one in matters if one.number and fact in one.fields)


@pytest.mark.parametrize("cycle", [1, 2])
@pytest.mark.parametrize("regimen", sorted(regimens()))
def test_no_sort_of_a_finding_is_milder_than_the_verdict(regimen, cycle):
    outcome = outcome_of(regimen, cycle)
    sorts = {one.sort for one in matters_of(outcome)}
    verdict = {"stop": Sort.STOP, "undecidable": Sort.ADD, "query": Sort.CONFIRM}
    wanted = verdict.get(outcome.verdict.value)
    awaits = outcome.check is not None and any(line.awaits_order for line in outcome.check.lines)
    empty = outcome.check is not None and not outcome.check.lines
    assert wanted is None or wanted in sorts or awaits or empty


def test_a_fact_that_five_drugs_wait_for_is_one_finding_with_one_field(window, case_1):
    put(window, pregnancy=None)
    waiting = [one for one in case_1.matters if "pregnancy" in one.fields]
    assert len(waiting) == 1
    assert len(waiting[0].drugs) == 5
    assert case_1.side.needed.names().count("pregnancy") == 1
    badge = case_1.side.needed.field("pregnancy").row.badge
    assert badge.number == waiting[0].number
    assert badge.sort is waiting[0].sort is Sort.ADD


def test_every_finding_that_waits_leads_to_a_field_that_is_seen(window, qtbot, case_1):
    put(window, pregnancy=None, anc=None, order__docetaxel="140 mg")
    led = [one for one in case_1.matters if one.number and one.fields]
    assert len(led) > 3
    for one in led:
        case_1.walk.follow(one)
        settle(window)
        now = focused()
        assert now.isVisible(), one.text
        room = room_of(one.fields[0])
        if room is Room.TABLE:
            assert is_in(now, case_1.side.table)
        elif room is Room.STRIP and one.fields[0] in ABOVE:
            assert is_in(now, window.strip)
        else:
            assert is_in(now, case_1.side.needed)


def type_into(window, qtbot, part, text):
    edit = part.row.editor.controls()[0]
    edit.setFocus()
    qtbot.keyClicks(edit, text)
    settle(window)
    return edit


def test_an_answered_field_keeps_its_place_until_the_keyboard_leaves(window, qtbot, case_1):
    put(window, anc=None)
    needed = case_1.side.needed
    before = needed.names()
    assert "anc" in before
    edit = type_into(window, qtbot, needed.field("anc"), "3.2")
    assert case_1._outcome.facts_missing() == ()
    assert needed.names() == before
    assert focused() is edit
    ordered(case_1, "docetaxel").setFocus()
    settle(window)
    assert "anc" not in needed.names()
    assert window.session.entry("order-check", "anc").typed == "3.2"


def test_an_answered_field_keeps_nothing_of_what_was_found_on_the_way(window, qtbot, case_1):
    put(window, lvef_now=None, lvef_baseline=None, order__trastuzumab_iv="464 mg")
    field = case_1.side.needed.field("lvef_now")
    type_into(window, qtbot, field, "6")
    assert field.row.badge.sort is Sort.STOP
    assert not field.row.badge.isHidden()
    type_into(window, qtbot, field, "2")
    assert window.session.entry("order-check", "lvef_now").typed == "62"
    assert field.row.badge.isHidden()
    assert field.row._note.text() in ("", str(field.row.ask.hint))
    assert not any(sign.isdigit() for sign in field.row.editor.controls()[0].accessibleName())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_name_of_a_needed_field_is_never_cut_for_the_drugs_beside_it(
    window, case_1, language
):
    window.resize(1366, 768)
    put(window, lvef_now=None, lvef_baseline=None, anc=None, platelets=None, pregnancy=None)
    window.use_language(language)
    settle(window)
    names = case_1.side.needed.names()
    assert {"lvef_now", "anc", "pregnancy"} <= set(names)
    for name in names:
        label = case_1.side.needed.field(name).row._label
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()) \
            or (label.wordWrap() and label.height() > label.fontMetrics().height() * 1.5), name


def test_the_fields_are_not_arranged_anew_by_a_key_that_asks_for_no_other(window, qtbot, case_1):
    put(window, pregnancy=None)
    arranged = []
    case_1.side.needed.arranged.connect(lambda: arranged.append(True))
    order(window, qtbot, case_1, "docetaxel", "120")
    names = case_1.side.needed.names()
    arranged.clear()
    order(window, qtbot, case_1, "docetaxel", "121")
    assert case_1.side.needed.names() == names
    assert not arranged


def test_an_old_creatinine_is_asked_anew_with_its_day(window, case_1):
    put(window, today="2021-07-20", creatinine__on="2021-07-05",
        order__carboplatin="515 mg")
    field = case_1.side.needed.field("creatinine")
    assert field is not None and field.day is not None
    assert field.row.editor.entry().typed == "68"
    assert "15" in field.row._note.text()
    assert not field.row._note.isHidden()
    sort, words = case_1.strip_words()["creatinine"]
    assert str(words) == "15 d old" and sort is field.row.badge.sort


def test_what_is_typed_below_stands_in_the_strip_as_well(window, qtbot, case_1):
    put(window, today="2021-07-20", creatinine__on="2021-07-05",
        order__carboplatin="515 mg")
    field = case_1.side.needed.field("creatinine")
    edit = field.row.editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "71")
    settle(window)
    assert window.strip.fields["creatinine"].editor.controls()[0].text() == "71"


def test_the_day_of_the_last_cycle_answers_for_every_drug_given_on_it(window, qtbot, case_1):
    put(window, cycle="2", today="2021-07-26")
    needed = case_1.side.needed
    assert "last_cycle:on" in needed.names()
    unknown = [one for one in case_1.matters if "last:docetaxel:on" in one.fields
               or "last:trastuzumab_iv:on" in one.fields]
    assert len(unknown) == 1
    case_1.walk.follow(unknown[0])
    settle(window)
    assert is_in(focused(), needed.field("last_cycle:on"))
    type_into(window, qtbot, needed.field("last_cycle:on"), "2021-07-05")
    assert "trastuzumab_iv" in case_1._outcome.check.situation.last


def test_all_values_open_in_the_place_of_what_is_needed_and_close_again(window, qtbot, case_1):
    put(window, pregnancy=None)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert case_1.side.facts.isVisible() and not case_1.side.needed.isVisible()
    case_1.side.field("pregnancy").focus()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    settle(window)
    assert case_1.side.needed.isVisible() and not case_1.side.facts.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert not case_1.side.facts.isVisible()


def test_what_was_typed_into_all_values_is_seen_among_what_is_needed(window, qtbot, case_1):
    put(window, pregnancy=None)
    case_1.side.buttons["facts"].click()
    window.session.put("order-check", "anc", Typed("3,2 bad"))
    settle(window)
    case_1.side.facts.close_all()
    settle(window)
    field = case_1.side.needed.field("anc")
    assert field is not None and field.row.editor.entry().typed == "3,2 bad"


def test_one_day_stands_for_all_results(window, qtbot, case_1):
    put(window, anc=None)
    day = case_1.side.needed.day.controls()[0]
    assert day.isVisible() and day.text() == ""
    day.setFocus()
    qtbot.keyClicks(day, "2021-07-04")
    settle(window)
    dates = case_1._outcome.check.situation.facts.dates
    assert str(dates["platelets"]) == "2021-07-04"


def test_the_filter_never_hides_that_there_is_more(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    put(window, pregnancy=None)
    findings = case_1.details.findings
    everything = len(findings.shown)
    window.view().side.band.chips.choose(Sort.ADD)
    settle(window)
    assert {row.matter.sort for row in findings.shown} == {Sort.ADD}
    count = len([one for one in case_1.matters if one.number])
    assert f"of {count}" in findings._part.text() and findings._part.isVisible()
    findings.shown[0].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    settle(window)
    assert (len(findings.shown) == everything and findings._part.isHidden()) or (
        not findings._part.isVisible())


def test_f8_goes_round_through_every_finding_and_back(window, qtbot, case_1):
    put(window, pregnancy=None, anc=None)
    numbers = [one.number for one in case_1.matters if one.number and one.fields]
    seen = []
    for _turn in numbers:
        qtbot.keyClick(window, Qt.Key.Key_F8)
        settle(window)
        seen.append(case_1.walk.at)
    assert seen == numbers
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert case_1.walk.at == numbers[0]
    qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert case_1.walk.at == numbers[-1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_narrow_page_has_tabs_and_scrolls_nothing_sideways(
    window, case_1, language, percent
):
    window.use_language(language)
    window.use_text_size(percent)
    window.resize(1024 if percent == 100 else 1366, 700 if percent == 100 else 768)
    settle(window)
    page = window.view()
    put(window, pregnancy=None)
    assert page.side.tabs.isVisible()
    for name, button in page.side.tabs.buttons.items():
        button.click()
        settle(window)
        assert page._sides._left.horizontalScrollBar().maximum() == 0, name
        seen = {"needed": page.side.needed, "findings": page.details.findings,
                "why": page.details.why.working, "schedule": page.side.facts}
        assert {key for key, part in seen.items() if part.isVisible()} == {name}


def test_the_working_is_closed_until_it_is_asked_for_and_never_old(window, qtbot, case_1):
    order(window, qtbot, case_1, "trastuzumab_iv", "464")
    order(window, qtbot, case_1, "carboplatin", "600")
    why = case_1.details.why
    assert not why.working.isVisible()
    assert "516.7 mg" in why.header.text()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    settle(window)
    assert why.working.isVisible() and not why.working.is_covered()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    window.session.put("", "weight", Typed("70", "kg"))
    settle(window)
    assert "516.7 mg" not in why.header.text()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    settle(window)
    assert not why.working.is_covered()
    name = str(case_1._outcome.check.line(case_1.side.explained()).name)
    assert why._steps.title.text().startswith(name)


def test_the_working_is_of_the_wrong_row_and_not_of_the_keyboard(window, qtbot, case_1):
    order(window, qtbot, case_1, "trastuzumab_iv", "464")
    order(window, qtbot, case_1, "carboplatin", "600")
    ordered(case_1, "denosumab").setFocus()
    settle(window)
    assert "516.7" in case_1.details.why.header.text()
    case_1.side.table.row("docetaxel").pointed.emit("docetaxel")
    settle(window)
    assert "120.4" in case_1.details.why.header.text()


def test_the_question_to_the_doctor_is_ready_to_be_sent(window, qtbot, case_1):
    order(window, qtbot, case_1, "trastuzumab_iv", "464")
    order(window, qtbot, case_1, "carboplatin", "600")
    stop = next(one for one in case_1.matters if one.sort is Sort.STOP)
    case_1.details.findings.asked.emit(stop)
    text = make_application().clipboard().text()
    assert "600 mg" in text and "16.1 %" in text and "2021-07-05" in text
    case_1.details.findings.copied.emit(stop)
    assert "16.1 %" in make_application().clipboard().text()


def test_the_actions_say_what_is_missing(window, page):
    save = page.page_actions()[-1]
    assert save.primary and save.keys == "Ctrl+S"
    assert str(save.why_not) == "fields left: 3"


def test_nothing_waits_once_everything_is_told(window, qtbot, case_1):
    for drug, dose in (("trastuzumab_iv", "464"), ("docetaxel", "120"), ("carboplatin", "515")):
        order(window, qtbot, case_1, drug, dose)
    put(window, albumin="40 g/L", dental_exam="done", vitamin_d="800 IU", calcium="1000 mg")
    adding = [one for one in case_1.matters if one.sort is Sort.ADD]
    assert not adding, [one.text for one in adding]
    assert len(found(case_1)) > 0
    assert COMPLETE


def test_results_whose_age_is_not_known_are_one_finding_that_the_day_of_the_check_settles():
    dated = {f"{name}:on": "2026-11-27" for name in ("anc", "platelets", "bilirubin", "alt", "ast")}
    matters = matters_of(outcome_of("tcbhp", 1, **COMPLETE, **dated, today=""))
    undated = [one for one in matters if "today" in one.fields]
    assert len(undated) == 1 and undated[0].fields == ("today",)
    assert undated[0].sort is Sort.ADD
    assert len(undated[0].told) > 1
    told = matters_of(outcome_of("tcbhp", 1, **COMPLETE, **dated, today="2026-11-30"))
    assert not [one for one in told if "today" in one.fields]


def test_a_field_settled_while_it_is_typed_says_nothing_of_what_it_was(window, case_1, qtbot):
    put(window, lvef_now=None, lvef_baseline=None)
    held = case_1.side.needed.field("lvef_now")
    held.reach("lvef_now")
    qtbot.keyClicks(focused(), "6")
    settle(window)
    assert "6" in held.row._note.text() and not held.row.badge.isHidden()
    qtbot.keyClicks(focused(), "2")
    settle(window)
    assert held.row._note.text() == "" and held.row.badge.isHidden()


def test_the_day_beside_a_result_goes_with_the_finding_about_it(window, qtbot, case_1):
    """What was asked about a result of before is not asked about the next one."""
    needed = case_1.side.needed
    put(window, anc="3.2 10^9/L", anc__on="2020-01-01")
    settle(window)
    assert needed.field("anc").day is not None
    put(window, anc="", anc__on="")
    settle(window)
    assert needed.field("anc").day is None
    assert needed.controls() == [one for one in needed.controls() if one.isVisibleTo(window)]


def test_an_empty_field_that_is_asked_for_no_more_is_not_marked_as_missing(window, qtbot, case_1):
    """An answer beside it took its finding away; its place is kept while the keyboard is there."""
    needed = case_1.side.needed
    put(window, pregnancy=None)
    put(window, pregnancy="yes")
    weeks = needed.field("gestation_weeks")
    assert weeks.row._mark_of("") is Mark.MISSING
    weeks.row.focus()
    put(window, pregnancy="no")
    assert needed.field("gestation_weeks") is weeks
    assert weeks.row._mark_of("") is Mark.NONE
