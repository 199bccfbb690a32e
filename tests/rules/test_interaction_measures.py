"""Days since the last brivudine: from its day to today, and none where none was taken."""

import datetime

import pytest

from bmcalc.core.term import q
from bmcalc.rules.known import Known

TODAY = datetime.date(2024, 3, 10)


def known(**facts):
    return Known(facts, {})


@pytest.mark.parametrize(("days", "expected"), [(0, "0 day"), (27, "27 day"), (28, "28 day")])
def test_the_days_are_counted_to_today(days, expected):
    found = known(brivudine_last_on=TODAY - datetime.timedelta(days=days), today=TODAY)
    assert found["days_since_brivudine"] == q(expected)
    assert found["brivudine"] == "taken"


def test_a_day_to_come_is_no_time_ago():
    found = known(brivudine_last_on=TODAY + datetime.timedelta(days=3), today=TODAY)
    assert found["days_since_brivudine"] == q("0 day")


def test_none_was_taken_and_nobody_said_are_different():
    assert known(brivudine_last_on="none", today=TODAY)["brivudine"] == "none"
    assert known(brivudine_last_on="none", today=TODAY)["days_since_brivudine"] is None
    assert known(today=TODAY)["brivudine"] is None


def test_without_today_the_days_are_not_known():
    assert known(brivudine_last_on=TODAY)["days_since_brivudine"] is None
