"""14 days and 12 months of copies stay, the newest of each; the others give way."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from bmcalc.records.backup.kept import kept

NEW_YEAR = datetime.datetime(2026, 1, 1, 18, tzinfo=datetime.UTC)


def daily(count, hour=18):
    day = datetime.timedelta(days=1)
    return [(NEW_YEAR.replace(hour=hour) + number * day, (number, hour)) for number in range(count)]


def test_fourteen_days_stay():
    assert kept(daily(14)) == {(number, 18) for number in range(14)}


def test_the_fifteenth_day_lets_the_first_go():
    assert kept(daily(15)) == {(number, 18) for number in range(1, 15)}


def test_the_newest_of_a_day_stays():
    assert kept([*daily(3, 18), *daily(3, 9)]) == {(number, 18) for number in range(3)}


def test_the_last_copy_of_each_of_twelve_months_stays():
    # 2026-01-01 + 399 days is 2027-02-04; the thirteenth month back, January 2026, is gone.
    found = kept(daily(400))
    assert (399, 18) in found
    assert (30, 18) not in found  # 2026-01-31
    assert (89, 18) in found  # 2026-03-31
    assert len(found) == 14 + 10  # February 2027 and January 2027 are among the days


def test_a_pause_lets_nothing_go():
    years = [(NEW_YEAR.replace(year=2020 + number), number) for number in range(5)]
    assert kept(years) == set(range(5))


@given(st.lists(st.datetimes(), unique=True))
def test_the_newest_stays_and_never_more_than_26(times):
    found = kept((time, time) for time in times)
    assert len(found) <= 26
    assert not times or max(times) in found
