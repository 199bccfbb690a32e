"""A time is kept in one spelling, to the millisecond, with the offset of the place."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcalc.records.ledger.moment import Moment

ZONES = st.integers(-14 * 60 + 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime.datetime(1, 1, 3), datetime.datetime(9999, 12, 29),  # noqa: DTZ001
                     timezones=ZONES)


@given(TIMES)
def test_a_time_is_the_same_instant_and_the_same_wall_clock(time):
    kept = Moment.of(time)
    assert abs(kept.instant() - time) < datetime.timedelta(milliseconds=1)
    assert kept.local().utcoffset() == time.utcoffset()
    assert Moment(kept.utc, kept.offset) == kept


@given(TIMES, TIMES)
def test_times_are_ordered_as_their_texts(one, other):
    one, other = Moment.of(one), Moment.of(other)
    assert (one.utc < other.utc) == (one.instant() < other.instant())


@pytest.mark.parametrize(("utc", "offset"), [
    ("2026-11-28T01:00:00Z", "+08:00"),
    ("2026-11-28T01:00:00.000", "+08:00"),
    ("2026-11-28T01:00:00.000+00:00", "+08:00"),
    ("2026-11-28T01:00:00.000000Z", "+08:00"),
    ("2026-11-28 01:00:00.000Z", "+08:00"),
    ("2026-13-28T01:00:00.000Z", "+08:00"),
    ("2026-02-29T01:00:00.000Z", "+08:00"),
    ("2026-11-28T24:00:00.000Z", "+08:00"),
    ("2026-11-28T01:00:60.000Z", "+08:00"),
    ("0000-11-28T01:00:00.000Z", "+08:00"),
    ("٢٠٢٦-11-28T01:00:00.000Z", "+08:00"),
    ("2026-11-28T01:00:00.000Z\n", "+08:00"),
    ("2026-11-28T01:00:00.000Z", "08:00"),
    ("2026-11-28T01:00:00.000Z", "+8:00"),
    ("2026-11-28T01:00:00.000Z", "+15:00"),
    ("2026-11-28T01:00:00.000Z", "+08:60"),
])
def test_any_other_spelling_is_refused(utc, offset):
    with pytest.raises(ValueError, match=r"not a time|must be in|out of range|Invalid isoformat"):
        Moment(utc, offset)
