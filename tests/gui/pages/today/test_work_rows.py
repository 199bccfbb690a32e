"""The lines of a day: every line of the worklist once, and nothing of what must not be seen."""

import datetime
from collections import Counter

import pytest

from bmcalc.gui.pages.today.row_words import spoken
from bmcalc.gui.pages.today.work_rows import (
    Chip,
    Group,
    age_words,
    clock_words,
    filtered,
    group_of,
    is_of,
    since_words,
    work_of,
)
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.projections.worklist import worklist
from tests.gui.pages.today.conftest import DAY, STOP
from tests.records.given import moment, order


def one_of_each(hospital):
    """Record a check of every kind of line and return their ids by group."""
    made = {
        Group.FIRST: hospital.draft(), Group.SECOND: hospital.first_checked(),
        Group.RELEASE: hospital.second_checked(), Group.RELEASED: hospital.released(),
        Group.GIVEN: hospital.given(), Group.HELD: hospital.draft(),
        Group.ENDED: hospital.draft(),
    }
    hospital.do(Kind.HELD, made[Group.HELD], "first", until="date", on="2026-03-18",
                reason="fever")
    hospital.do(Kind.CANCELLED, made[Group.ENDED], "first", reason="fever")
    hospital.patient(starts=DAY.isoformat())
    return made


def test_every_line_of_the_worklist_stands_once_and_in_its_group(hospital):
    made = one_of_each(hospital)
    work = work_of(hospital.ward.desk, DAY)
    items = worklist(hospital.ward.desk, DAY)
    assert sorted(map(repr, items)) == sorted(repr(one.item) for one in work.rows)
    assert {one.group: one.item.check for one in work.rows} == {**made, Group.EXPECTED: None}
    assert [one.group for one in work.rows] == list(Group)
    assert Counter(one.group for one in work.rows) == Counter(map(group_of, items))


def test_the_chips_count_what_the_worklist_holds(hospital):
    one_of_each(hospital)
    check = hospital.draft(**STOP)
    hospital.do(Kind.QUERY_OPENED, check, "first", to="Dr Wang", text="300 mg?")
    rows = work_of(hospital.ward.desk, DAY).rows
    items = worklist(hospital.ward.desk, DAY)
    counts = Counter(chip for row in rows for chip in Chip if is_of(row, chip))
    assert counts[Chip.QUERY] == sum(one.query_open for one in items) == 1
    assert counts[Chip.HELD] == sum(one.on_hold for one in items) == 1
    assert counts[Chip.EXPECTED] == sum(one.check is None for one in items) == 1
    assert counts[Chip.SECOND] == sum(one.state == "first_check" for one in items) == 1
    open_ones = [one for one in items if one.state in ("draft", "returned", "second_check")]
    assert counts[Chip.STOP] == sum(one.verdict == "stop" for one in open_ones) == 1
    assert counts[Chip.AGREES] == sum(one.verdict == "agrees" for one in open_ones) == 3


def test_of_a_check_that_waits_for_the_second_person_nothing_is_said(hospital):
    check = hospital.draft(**STOP)
    (row,) = work_of(hospital.ward.desk, DAY).rows
    told = spoken(row, moment(hour=10))
    assert all(one in told for one in ("verdict: stop", "3 drugs · DOCEtaxel", "yesterday"))
    hospital.do(Kind.FIRST_CHECKED, check, "first")
    (row,) = work_of(hospital.ward.desk, DAY).rows
    told = spoken(row, moment(hour=10))
    assert row.sort is None and "no verdict before the second check" in told
    assert not [one for one in ("stop", "drugs", "DOCEtaxel", "yesterday") if one in told]
    assert not any(is_of(row, chip) for chip in (Chip.STOP, Chip.CONFIRM, Chip.ADD, Chip.AGREES))
    assert not list(filtered([row], None, "", "stop"))
    hospital.do(Kind.HELD, check, "first", until="laboratory", on=None, reason="ANC")
    (row,) = work_of(hospital.ward.desk, DAY).rows
    assert row.group is Group.HELD and row.sort is None and not is_of(row, Chip.STOP)


def test_what_was_left_over_stands_first_and_says_from_when(hospital):
    hospital.draft()
    late = hospital.ward.draft(order(today="2026-03-15"), course=hospital.patient())
    rows = [one for one in work_of(hospital.ward.desk, DAY).rows if one.group is Group.FIRST]
    assert [one.item.check == late for one in rows] == [True, False]
    assert "carried over from 2026-03-15" in spoken(rows[0], moment())
    assert "carried over" not in spoken(rows[1], moment())


def test_what_is_expected_says_how_long_ago_the_last_dose_was(hospital):
    hospital.given()
    day = DAY + datetime.timedelta(days=21)
    (row,) = work_of(hospital.ward.desk, day).rows
    assert row.group is Group.EXPECTED and row.days_since_last == 21
    assert "last given 2026-03-16, No order, day 21" in spoken(row, moment())


def test_the_lines_of_one_person_are_those_that_person_acted_on_last(hospital):
    mine, theirs = hospital.draft(), hospital.second_checked()
    rows = work_of(hospital.ward.desk, DAY).rows
    people = hospital.ward.people
    assert [one.item.check for one in filtered(rows, None, people["first"].id, "")] == [mine]
    assert [one.item.check for one in filtered(rows, None, people["second"].id, "")] == [theirs]
    assert not list(filtered(rows, None, people["doctor"].id, ""))


def test_words_find_a_line_by_number_regimen_and_person(hospital):
    hospital.draft()
    rows = work_of(hospital.ward.desk, DAY).rows
    for text, found in (("0201", 1), ("thp c2", 1), ("zhang", 1), ("0202", 0), ("C3", 0)):
        assert len(list(filtered(rows, None, "", text))) == found, text


@pytest.mark.parametrize(("since", "words"), [
    ("2026-03-16T00:59:30.000Z", "0 min"), ("2026-03-16T00:01:00.000Z", "59 min"),
    ("2026-03-16T00:00:00.000Z", "1 h"), ("2026-03-15T01:00:01.000Z", "23 h"),
    ("2026-03-15T01:00:00.000Z", "1 d"), ("2026-03-16T02:00:00.000Z", "0 min"), ("", ""),
])
def test_for_how_long_a_line_has_waited(since, words):
    assert since_words(since, moment(hour=9)) == words


def test_a_time_of_another_day_is_told_by_the_day():
    assert clock_words("2026-03-16T00:05:00.000Z", moment()) == "08:05"
    assert clock_words("2026-03-14T00:05:00.000Z", moment()) == "03-14"


def test_the_age_of_laboratory_values():
    assert [age_words(one) for one in (None, 0, 1, 9)] == ["", "today", "yesterday", "9 days"]
