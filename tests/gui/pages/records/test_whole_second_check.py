"""A blind second check from the list of checks to the release, as two people do it."""

import pytest
from shiboken6 import isValid

from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.compared_row import ComparedRow
from bmcalc.gui.pages.records.second_checking import GiveBack, SignSecondCheck
from bmcalc.records.checks.states import State
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.sealing import unseal
from tests.gui.pages.records.checking import (
    ON_THE_SHEET,
    WORDS,
    blind_of,
    enter_the_sheet,
    go_on,
    listed,
    sign,
    sign_and_release,
    the_check,
    tick_every_fact,
    when_open,
)


@pytest.fixture
def blind(first_checked):
    """Open the blind second check from the list of checks."""
    checks = listed(first_checked)
    yield blind_of(first_checked, checks)
    checks.close()


def body_of(kind):
    """Return the body of the only event of a kind, and what is sealed in it."""
    with opened_desk() as desk:
        (event,) = [one.event() for one in desk.store.read_from(1)
                    if one.event().draft.kind is kind]
        body = event.draft.body
        return body, unseal(desk.store, event.draft.about["patient"], body["sealed"])


def test_a_second_person_types_the_sheet_and_signs_and_releases(first_checked, blind, people):
    assert the_check().state is State.FIRST_CHECK
    enter_the_sheet(first_checked, blind)
    assert blind.entry.raw() == ON_THE_SHEET
    go_on(first_checked, blind)
    assert [row.row.what for row in blind.findChildren(ComparedRow) if not row.row.is_same] == []
    shown = {row.row.what: row for row in blind.findChildren(ComparedRow)}
    assert shown["order.docetaxel.route"].first.text() == "not said, the plan says intravenous"
    assert shown["creatinine"].first.text() == "68 µmol/L"
    assert shown["creatinine"].second.text() == "0.77 mg/dL"
    go_on(first_checked, blind)
    tick_every_fact(blind)
    when_open(SignSecondCheck, lambda signing: sign_and_release(signing, people["second"]))
    go_on(first_checked, blind)
    assert not isValid(blind), "what it held of the first check is gone with it"
    check = the_check()
    assert check.state is State.RELEASED
    assert check.newest.second.who == check.newest.released.who == people["second"]
    assert first_checked.centralWidget().isVisible()
    body, sealed = body_of(Kind.SECOND_CHECKED)
    assert body["differences"] == [] and "policy" in body["facts"]
    assert sealed["entries"] == {"first": ON_THE_SHEET, "corrected": []}


def test_another_weight_is_a_difference_until_it_is_corrected(first_checked, blind, people):
    enter_the_sheet(first_checked, blind, weight="85")
    go_on(first_checked, blind)
    differing = [row.row.what for row in blind.findChildren(ComparedRow) if not row.row.is_same]
    assert "weight" in differing
    go_on(first_checked, blind)
    assert the_check().state is State.FIRST_CHECK
    blind.go_back()
    blind.entry.fields["weight"].editor.controls()[0].setText("58")
    go_on(first_checked, blind)
    go_on(first_checked, blind)
    tick_every_fact(blind)
    when_open(SignSecondCheck, lambda signing: sign(signing, people["second"], WORDS["second"]))
    go_on(first_checked, blind)
    assert the_check().state is State.SECOND_CHECK
    body, sealed = body_of(Kind.SECOND_CHECKED)
    assert body["corrections"] == 1
    assert sealed["entries"]["first"]["weight"] == "85 kg"


def test_a_signature_that_is_not_given_leaves_the_second_check_open(first_checked, blind, people):
    enter_the_sheet(first_checked, blind)
    go_on(first_checked, blind)
    go_on(first_checked, blind)
    tick_every_fact(blind)
    when_open(SignSecondCheck, lambda signing: sign(signing, people["second"], "not the words"))
    go_on(first_checked, blind)
    assert blind.isVisible() and the_check().state is State.FIRST_CHECK
    blind._leave()


def test_a_return_that_is_not_recorded_leaves_the_blind_dialog_open(first_checked, blind):
    when_open(GiveBack, lambda dialog: dialog.reject())
    blind._return("the sheet cannot be read")
    assert blind.isVisible()
    assert the_check().state is State.FIRST_CHECK
    assert not first_checked.centralWidget().isVisible()
    blind._leave()


def test_a_return_that_is_recorded_closes_the_blind_dialog(first_checked, blind, people):
    def record(dialog):
        dialog.person.put(people["second"])
        dialog.act.click()

    when_open(GiveBack, record)
    blind._return("the sheet cannot be read")
    assert not blind.isVisible()
    assert the_check().state is State.RETURNED
    body, _sealed = body_of(Kind.RETURNED)
    assert body["reason"] == "the sheet cannot be read"
