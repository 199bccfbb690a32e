"""The day's end: what was done, what waits, who worked, and a seal over it."""

from __future__ import annotations

import datetime
import uuid

import pytest

from bmcalc.core.texts import in_language
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.acts import act
from bmcalc.records.checks.states import State
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.seals.day_end import day_end, end_day
from bmcalc.records.seals.day_sheet import day_sheet
from bmcalc.records.verifying import verify_folder
from tests.records.given import given, moment, ward

DAY = datetime.date(2026, 3, 16)
NEXT = DAY + datetime.timedelta(days=1)


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def do(here, kind, check, who, at=None, **body):
    return act(here.desk, kind, check, body, here.people[who].by(at))


def released(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
    do(here, Kind.RELEASED, check, "second", reasons={})
    return check


def test_a_day_without_work_is_empty(here):
    found = day_end(here.desk, NEXT)
    assert (found.acts, found.states, found.verdicts) == ({}, {}, {})
    assert (found.unfinished, found.open_queries, found.worked) == ((), (), ())
    assert found.seal == here.desk.store.head()


def test_what_was_done_is_counted_by_act_state_and_verdict(here):
    check = released(here)
    found = day_end(here.desk, DAY)
    assert found.acts == {Kind.CHECK_DRAFTED: 1, Kind.FIRST_CHECKED: 1, Kind.SECOND_CHECKED: 1,
                          Kind.RELEASED: 1}
    assert found.states == {State.RELEASED: 1}
    assert found.verdicts == {Verdict.AGREES: 1}
    assert found.worked == (here.first.id, here.second.id)
    assert [(one.check, one.state, one.due) for one in found.unfinished] == [
        (check, State.RELEASED, DAY)]


def test_what_was_given_is_finished(here):
    check = released(here)
    do(here, Kind.GIVEN, check, "doctor", moment("2026-03-16", 15), **given())
    found = day_end(here.desk, DAY)
    assert found.states == {State.GIVEN: 1}
    assert found.unfinished == ()


def test_what_was_unfinished_stays_so_until_somebody_goes_on(here):
    check = here.draft()
    for day in (DAY, NEXT):
        assert [one.check for one in day_end(here.desk, day).unfinished] == [check]
    assert day_end(here.desk, NEXT).states == {}
    assert day_end(here.desk, DAY - datetime.timedelta(days=1)).unfinished == ()


def test_a_query_is_open_until_it_is_closed(here):
    check = here.draft()
    do(here, Kind.QUERY_OPENED, check, "first", to="Wang Lei", text="Weight?")
    [query] = day_end(here.desk, DAY).open_queries
    assert query.check == check
    do(here, Kind.QUERY_CLOSED, check, "first", query=query.query, answer="58 kg",
       outcome="kept", reason="weighed again", error="none")
    assert day_end(here.desk, DAY).open_queries == ()


def test_the_day_is_that_of_the_clock_on_the_wall(here):
    """07:30 in China is still the day before in UTC."""
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first", moment("2026-03-17", 7, 30))
    assert day_end(here.desk, NEXT).acts == {Kind.FIRST_CHECKED: 1}
    assert Kind.FIRST_CHECKED not in day_end(here.desk, DAY).acts


def test_the_end_is_recorded_and_sealed_by_its_own_event(here):
    released(here)
    before = here.desk.store.head()
    number = str(uuid.uuid4())
    end = end_day(here.desk, DAY, moment("2026-03-16", 18), number)
    assert end.seal == here.desk.store.head()
    [*_earlier, newest] = [stored.event() for stored in here.desk.store.read_from()]
    assert newest.draft.kind is Kind.DAY_ENDED
    assert newest.draft.body["seal"].split()[2] == before.hash
    assert newest.draft.body["acts"]["released"] == 1
    assert newest.draft.body["day"] == "2026-03-16"
    assert verify_folder(here.desk.store.path.parent, [end.seal]).sound


def test_the_sheet_reads_in_words(here):
    here.draft()
    end = end_day(here.desk, DAY, moment("2026-03-16", 18), str(uuid.uuid4()))
    lines = list(map(str, day_sheet(end, here.desk.roster())))
    assert lines[0] == "Day's end 2026-03-16"
    assert lines[1] == "Done: Drafted 1"
    assert "Unfinished: 1" in lines
    assert "Worked: Zhang Min" in lines
    assert lines[-1] == f"Seal: {end.seal.chain} {end.seal.seq} {end.seal.hash} {end.seal.utc}"
    with in_language("zh_CN"):
        assert "agrees" not in " ".join(map(str, day_sheet(end, here.desk.roster())))


def test_no_verdict_is_told_of_a_check_that_waits_for_the_second_person(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    found = day_end(here.desk, DAY)
    assert found.states == {State.FIRST_CHECK: 1} and found.verdicts == {}
    with in_language("en"):
        lines = [str(line) for line in day_sheet(found, here.desk.roster())]
    assert not [line for line in lines if "agrees" in line]
    assert [line for line in lines if "no verdict before the second check" in line]
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
    assert day_end(here.desk, DAY).verdicts == {Verdict.AGREES: 1}
