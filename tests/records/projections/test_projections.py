"""The tables can be dropped: rebuilt, they equal those that were folded on."""

import datetime
import sqlite3

import pytest

from bmcalc.records.checks.acts import act
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.admitted import admission
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.acts import erase
from bmcalc.records.patients.lookup import found
from bmcalc.records.projections.projections import FILE, Projections
from bmcalc.records.projections.query_list import queries_of_month
from bmcalc.records.projections.tables import NAMES, TABLES_VERSION
from bmcalc.records.projections.worklist import counts_of, worklist
from tests.records.given import ORIGIN, course, given, moment, order, ward

MONDAY = datetime.date(2026, 3, 16)


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def do(here, kind, check, who, at=None, **body):
    return act(here.desk, kind, check, body, here.people[who].by(at))


def rows(projections):
    return {name: sorted(map(str, projections.connection.execute(f"SELECT * FROM {name}")))
            for name in NAMES}


def a_day_of_work(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    query = do(here, Kind.QUERY_OPENED, check, "first", to="Dr Wang", text="6 mg/kg?")
    do(here, Kind.QUERY_CLOSED, check, "first", query=query.event_id, answer="yes",
       outcome="kept", reason="maintenance", error="none")
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
    do(here, Kind.HELD, check, "second", until="date", on="2026-03-18", reason="fever")
    do(here, Kind.RESUMED, check, "second")
    edit_check(here.desk, check, order(), here.first.by())
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
    do(here, Kind.RELEASED, check, "second", reasons={})
    do(here, Kind.GIVEN, check, "doctor", moment(hour=15), **given())
    return check


def test_rebuilt_equals_folded_on(here):
    a_day_of_work(here)
    course(here.desk, here.people, here.patient, "tdxd", "2026-03-20")
    erase(here.desk, here.patient, "asked for", here.first.id, moment())
    before = rows(here.desk.projections)
    here.desk.projections.rebuild()
    assert rows(here.desk.projections) == before
    assert before["checked"] and before["query"] and before["course"]


def test_a_file_that_is_gone_or_damaged_is_filled_anew(here, tmp_path):
    a_day_of_work(here)
    before = rows(here.desk.projections)
    here.desk.projections.close()
    for spoil in (lambda path: path.unlink(), lambda path: path.write_bytes(b"no database " * 99)):
        for end in ("-wal", "-shm"):
            (tmp_path / f"{FILE}{end}").unlink(missing_ok=True)
        spoil(tmp_path / FILE)
        opened = Projections.open(tmp_path, here.desk.store)
        assert rows(opened) == before
        opened.close()


@pytest.mark.parametrize("change", [
    f"PRAGMA user_version = {TABLES_VERSION + 1}",
    "UPDATE head SET chain = 'another'",
    "UPDATE head SET seq = seq + 1",
    "UPDATE head SET hash = 'another'",
    "UPDATE head SET seq = seq - 1",
])
def test_tables_of_another_version_or_chain_or_ahead_are_filled_anew(here, tmp_path, change):
    a_day_of_work(here)
    before = rows(here.desk.projections)
    here.desk.projections.close()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("UPDATE checked SET state = 'released'")
    other.execute(change)
    other.close()
    opened = Projections.open(tmp_path, here.desk.store)
    assert rows(opened) == before
    opened.close()


def test_only_what_is_new_is_read(here):
    a_day_of_work(here)
    seen = []
    read = here.desk.store.read_from

    class Counting:
        def __getattr__(self, name):
            return getattr(here.desk.store, name)

        def read_from(self, seq=0):
            seen.append(seq)
            return read(seq)

    newest = here.desk.store.head().seq
    here.desk.projections._store = Counting()
    here.desk.projections.catch_up()
    assert not seen
    here.desk.store.append(Draft(Kind.NOTE, moment(), {"text": "one more"}, origin=ORIGIN))
    here.desk.projections.catch_up()
    assert min(seen) == newest


def test_an_act_is_judged_by_the_ledger_and_not_by_the_tables(here):
    check = here.draft()
    here.desk.projections.connection.execute("UPDATE checked SET state = 'second_check'")
    assert here.desk.check(check).state == "draft"


def test_an_event_that_was_admitted_later_says_what_it_said(here, tmp_path):
    check = here.draft()
    state = here.desk.check(check)
    about = {"patient": state.patient, "course": state.course, "check": check,
             "version": state.newest.id}
    (signed,) = here.first.sign([Draft(
        Kind.FIRST_CHECKED, moment(), {}, about, here.first.id, "first_check", ORIGIN)])
    waiting = ward_alone(tmp_path / "away", signed)
    receipt = here.desk.store.append(admission(waiting, moment(hour=12)))
    here.desk.projections.catch_up()
    assert here.desk.check(check).newest.first.event == signed.event_id
    assert here.desk.check(check).newest.first.seq == receipt.seq


def test_an_event_that_reached_the_chain_and_is_admitted_once_more_counts_once(here, tmp_path):
    check = here.draft()
    state = here.desk.check(check)
    about = {"patient": state.patient, "course": state.course, "check": check,
             "version": state.newest.id}
    (signed,) = here.first.sign([Draft(
        Kind.FIRST_CHECKED, moment(), {}, about, here.first.id, "first_check", ORIGIN)])
    waiting = ward_alone(tmp_path / "away", signed)
    receipt = here.desk.store.append(signed)
    here.desk.store.append(admission(waiting, moment(hour=13)))
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.newest.first.seq == receipt.seq
    assert not now.irregular


def ward_alone(folder, draft):
    from tests.records.ledger.given import records

    store = records(folder)
    receipt = store.append(draft)
    stored = next(store.read_from(receipt.seq))
    store.close()
    return stored


def test_a_release_that_no_guard_saw_is_told_and_releases_nothing(here):
    check = here.draft()
    state = here.desk.check(check)
    about = {"patient": state.patient, "course": state.course, "check": check,
             "version": state.newest.id}
    forged = Draft(Kind.RELEASED, moment(), {"reasons": {}, "one_person": True}, about,
                   here.first.id, "release", ORIGIN)
    receipt = here.desk.store.append(forged)
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.state == "draft"
    assert [one.by.event for one in now.irregular] == [receipt.event_id]
    (item,) = worklist(here.desk, MONDAY)
    assert item.query_open
    do(here, Kind.QUERY_CLOSED, check, "first", query=receipt.event_id, answer="a test",
       outcome="kept", reason="nothing left the pharmacy", error="other")
    assert not here.desk.check(check).unexplained


def test_a_signature_of_another_key_does_not_count(here):
    check = here.draft()
    state = here.desk.check(check)
    about = {"patient": state.patient, "course": state.course, "check": check,
             "version": state.newest.id}
    draft = Draft(Kind.FIRST_CHECKED, moment(), {}, about, here.second.id, "first_check", ORIGIN)
    (forged,) = here.first.sign([draft])
    here.desk.store.append(forged)
    here.desk.projections.catch_up()
    assert here.desk.check(check).state == "draft"
    assert here.desk.check(check).irregular


def test_the_work_of_a_day(here):
    (expected,) = worklist(here.desk, datetime.date(2026, 2, 23))
    assert (expected.check, expected.cycle, expected.day) == (None, 1, 1)
    assert worklist(here.desk, datetime.date(2026, 2, 24)) == ()
    check = here.draft()
    (item,) = worklist(here.desk, MONDAY)
    assert (item.check, item.state, item.verdict) == (check, "draft", "agrees")
    assert (item.cycle, item.day, item.who) == (2, 1, here.first.id)
    assert item.oldest_result == "2026-03-15"
    assert item.oldest_age == 1
    assert not item.is_left_over


def test_what_was_not_finished_is_carried_over(here):
    check = here.draft()
    (item,) = worklist(here.desk, MONDAY + datetime.timedelta(days=1))
    assert item.check == check
    assert item.is_left_over
    do(here, Kind.CANCELLED, check, "first", reason="fever")
    assert worklist(here.desk, MONDAY + datetime.timedelta(days=1)) == ()


def test_the_next_cycle_is_expected_after_the_day_that_was_given(here):
    a_day_of_work(here)
    day = MONDAY + datetime.timedelta(days=21)
    (item,) = worklist(here.desk, day)
    assert (item.check, item.cycle, item.due) == (None, 3, day.isoformat())
    assert counts_of([item]) == {"expected": 1}


def test_a_released_check_waits_for_what_was_given(here):
    check = here.draft()
    do(here, Kind.FIRST_CHECKED, check, "first")
    do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
    do(here, Kind.RELEASED, check, "second", reasons={})
    (item,) = worklist(here.desk, MONDAY + datetime.timedelta(days=3))
    assert item.is_unconfirmed
    do(here, Kind.GIVEN, check, "doctor", moment("2026-03-18"), **given())
    assert worklist(here.desk, MONDAY + datetime.timedelta(days=3)) == ()


def test_day_8_is_expected_too(tmp_path):
    made = ward(tmp_path, "gemcitabine-carboplatin", "2026-03-02")
    (item,) = worklist(made.desk, datetime.date(2026, 3, 9))
    assert (item.cycle, item.day) == (1, 8)


def test_nothing_is_expected_of_an_erased_person(here):
    erase(here.desk, here.patient, "asked for", here.first.id, moment())
    assert worklist(here.desk, datetime.date(2026, 2, 23)) == ()


def test_the_queries_of_a_month(here):
    a_day_of_work(here)
    check = here.draft(order(cycle=3, today="2026-04-06"))
    do(here, Kind.QUERY_OPENED, check, "second", moment("2026-04-01", 0, 30), to="Dr Wang",
       text="too early?")
    march, april = (queries_of_month(here.desk, f"2026-0{month}") for month in (3, 4))
    assert (len(march.queries), march.still_open) == (1, 0)
    assert (march.by_error, march.by_outcome) == ({"none": 1}, {"kept": 1})
    assert (len(april.queries), april.still_open) == (1, 1)
    assert found(here.desk.store, here.desk.projections, "ZY00123456")


def test_two_windows_share_the_tables(here, tmp_path):
    other = Desk.open(tmp_path, here.desk.store, ORIGIN, "en")
    a_day_of_work(here)
    other.projections.catch_up()
    assert rows(other.projections) == rows(here.desk.projections)
    other.projections.close()
