"""A blind second check of a recorded check: what it says of the comparison guards the release."""

import pytest

from bmcalc.records.checks.acts import act, second_check_and_release
from bmcalc.records.checks.inputs import input_of, signed_verdicts
from bmcalc.records.checks.states import State
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.lookup import identity
from bmcalc.records.patients.sealing import seal, unseal
from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck, side_of_first
from tests.records.given import ward
from tests.records.second_check.written import entry_of


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def first_of(here, check_id):
    check = here.desk.check(check_id)
    who = identity(here.desk.store, here.desk.projections, check.patient)
    return FirstCheck(input_of(here.desk, check, check.newest), who.number, who.born,
                      signed_verdicts(here.desk, check))


def test_the_same_entry_releases_and_is_kept_sealed(here):
    check = here.draft()
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by())
    first = first_of(here, check)
    blind = SecondCheck(first)
    entry = blind.enter(entry_of(side_of_first(first, blind._read)))
    assert not entry.faults
    assert [row.what for row in blind.comparison.differences] == []
    for fact in blind.facts():
        blind.tick(fact.what, True)
    body = blind.body(lambda content: seal(here.desk.store, here.patient, content, "second-1"))
    second_check_and_release(here.desk, check, body, {}, here.second.by(), "second-1")
    assert here.desk.check(check).state is State.RELEASED
    (kept,) = [one.event().draft for one in here.desk.store.read_from(1)
               if one.event_id == "second-1"]
    assert "348" not in str({**kept.body, "sealed": ""})
    told = unseal(here.desk.store, here.patient, kept.body["sealed"])
    assert told["entries"]["first"]["weight"] == "58 kg"


def test_a_wrong_digit_cannot_be_signed(here):
    check = here.draft()
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by())
    first = first_of(here, check)
    blind = SecondCheck(first)
    blind.enter({**entry_of(side_of_first(first, blind._read)), "weight": "85 kg"})
    assert "weight" in [row.what for row in blind.comparison.differences]
    assert not blind.is_settled
