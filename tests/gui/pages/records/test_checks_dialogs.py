"""An order from the page into the records, through a blind second check, to what was given."""

import pytest
from PySide6.QtWidgets import QDialog

from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.check_acts import CHECK_ACTS
from bmcalc.gui.pages.records.checks_dialog import NOT_SHOWN
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog
from bmcalc.gui.pages.records.order_to_record import order_to_record
from bmcalc.gui.pages.records.second_checking import SignSecondCheck
from bmcalc.records.checks.acts import By
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.states import State
from bmcalc.records.clock import now
from bmcalc.records.ledger.kinds import Kind
from tests.gui.pages.records.checking import (
    blind_of,
    enter_the_sheet,
    go_on,
    listed,
    opened_act,
    sign,
    sign_and_release,
    the_check,
    tick_every_fact,
    when_open,
)
from tests.gui.pages.records.conftest import WORDS


def test_the_order_is_recorded_with_its_first_check(first_checked, people, place):
    check = the_check()
    assert check.state is State.FIRST_CHECK
    assert check.newest.first.who == people["first"]
    assert check.newest.shown.ordered == {"docetaxel": "120", "cyclophosphamide_iv": "963"}
    written = b"".join(one.read_bytes() for one in place.rglob("*") if one.is_file())
    assert b"BM-0001" not in written
    assert b"1969-04" not in written


def test_a_wrong_passphrase_leaves_what_was_typed_and_the_next_try_records_once(ordered, people):
    dialog = FirstCheckDialog(entered(ordered.session), "BM-0001", ordered)
    dialog.open()
    dialog.born.put("1969-04")
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    sign(dialog, people["first"], "not the passphrase")
    assert "not the passphrase" in dialog.told.text()
    assert dialog.born.text() == "1969-04"
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    check = the_check()
    assert len(check.versions) == 1
    assert check.state is State.FIRST_CHECK


def first_check_of(ordered, number="BM-0001"):
    dialog = FirstCheckDialog(entered(ordered.session), number, ordered)
    dialog.open()
    dialog.born.put("1969-04")
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    return dialog


def test_nothing_is_recorded_in_the_name_of_somebody_whose_passphrase_was_not_typed(
        ordered, people):
    dialog = first_check_of(ordered)
    sign(dialog, people["second"], "not the passphrase")
    with opened_desk() as desk:
        kinds = [one.event().draft.kind for one in desk.store.read_from(4)]
    assert kinds == [Kind.SIGNATURE_FAILED]
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    assert the_check().newest.drafted.who == people["first"]


def test_a_number_that_was_corrected_after_a_wrong_try_records_for_the_right_patient(
        ordered, people):
    dialog = first_check_of(ordered, "BM-0002")
    dialog.born.put("1950-04")
    sign(dialog, people["first"], WORDS["first"])
    assert "not that of this patient" in dialog.told.text()
    dialog.number.put("BM-0001")
    dialog.born.put("1969-04")
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    assert the_check().state is State.FIRST_CHECK


def test_what_was_compared_is_not_signed_for_a_version_that_came_meanwhile(
        first_checked, people):
    dialog = listed(first_checked)
    act = opened_act(dialog, Kind.CANCELLED)
    known = the_check()
    with opened_desk() as desk:
        edit_check(desk, known.id, input_of(desk, known, known.newest), By(people["first"], now()))
    act.fields["reason"].put("fever")
    act.person.put(people["second"])
    act.act.click()
    assert "Somebody else changed this check" in act.told.text()
    assert the_check().state is State.DRAFT


def test_the_list_hides_the_verdict_until_the_second_check(first_checked):
    dialog = listed(first_checked)
    words = [dialog.table.item(0, column).text() for column in range(4)]
    assert words[0] == "BM-0001 · 1969-04"
    assert "C1 D1" in words[1]
    assert words[3] == NOT_SHOWN
    assert dialog.second.isEnabled()
    assert not dialog.buttons[Kind.GIVEN].isEnabled()
    dialog.close()


def test_the_page_and_the_list_are_hidden_while_somebody_checks_blind(first_checked):
    dialog = listed(first_checked)
    dialog.second.click()
    assert not first_checked.centralWidget().isVisible()
    assert not dialog.isVisible()
    blind = next(one for one in first_checked.findChildren(QDialog)
                 if type(one).__name__ == "SecondCheckDialog")
    blind._leave()
    assert first_checked.centralWidget().isVisible()
    dialog.close()


def test_nothing_is_released_before_a_second_person_checked(first_checked, people):
    dialog = listed(first_checked)
    assert not dialog.buttons[Kind.RELEASED].isEnabled()
    act = next(one for one in CHECK_ACTS if one.kind is Kind.RELEASED)
    with opened_desk() as desk:
        held = desk.roster().person(people["first"])
    release = ActDialog(act, the_check(), [held], dialog)
    release.open()
    sign(release, people["first"], WORDS["first"])
    assert "second check is missing" in release.told.text()
    assert the_check().state is State.FIRST_CHECK
    release.reject()
    dialog.close()


@pytest.mark.parametrize("kind", [Kind.RELEASED, Kind.OVERRIDDEN])
def test_what_names_a_verdict_waits_for_the_second_person(first_checked, kind):
    dialog = listed(first_checked)
    assert not dialog.buttons[kind].isEnabled()
    dialog.close()


def test_the_same_number_with_another_birth_month_is_asked_about(first_checked, people):
    first = FirstCheckDialog(order_to_record(first_checked.session), "BM-0001", first_checked)
    first.open()
    first.born.put("1969-05")
    first._look()
    assert first.another.isVisible()
    first.born.put("1969-04")
    first._look()
    assert not first.another.isVisible()
    assert first.course.isHidden()
    first.reject()


def test_a_query_is_opened_and_answered(first_checked, people):
    dialog = listed(first_checked)
    asked = opened_act(dialog, Kind.QUERY_OPENED)
    asked.fields["to"].put("Dr Chen")
    asked.fields["text"].put("Is G-CSF planned?")
    asked.person.put(people["second"])
    asked.act.click()
    assert len(the_check().open_queries) == 1
    answer = opened_act(dialog, Kind.QUERY_CLOSED)
    answer.fields["query"].put(the_check().open_queries[0].id)
    for name, value in {"answer": "Yes", "outcome": "kept", "reason": "planned from day 2",
                        "error": "none"}.items():
        answer.fields[name].put(value)
    answer.person.put(people["first"])
    answer.act.click()
    assert not the_check().open_queries, answer.told.text()
    dialog.close()


@pytest.fixture
def released(first_checked, people):
    """Check a second time by what the order sheet says, and release with it."""
    checks = listed(first_checked)
    blind = blind_of(first_checked, checks)
    enter_the_sheet(first_checked, blind)
    go_on(first_checked, blind)
    go_on(first_checked, blind)
    tick_every_fact(blind)
    when_open(SignSecondCheck, lambda signing: sign_and_release(signing, people["second"]))
    go_on(first_checked, blind)
    return checks


def test_what_was_given_is_recorded_after_the_release(released, people):
    assert the_check().state is State.RELEASED
    given = opened_act(released, Kind.GIVEN)
    given.fields["on"].put(the_check().newest.released.at.local().date().isoformat())
    given.fields["docetaxel"].put("60 mg")
    given.fields["why:cyclophosphamide_iv"].put("stopped for a reaction")
    sign(given, people["first"], WORDS["first"])
    assert the_check().state is State.RELEASED
    given.fields["why:docetaxel"].put("stopped half way for a reaction")
    sign(given, people["first"], WORDS["first"])
    told = the_check()
    assert told.state is State.GIVEN, given.told.text()
    assert [(one.drug, one.dose) for one in told.newest.outcome.given] == [("docetaxel", "60")]
    released.close()
