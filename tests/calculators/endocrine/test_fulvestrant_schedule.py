"""Fulvestrant: dates, dose by liver and profile, and doses that were missed."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.calculators.endocrine.fulvestrant_schedule import plan


def schedule(**raw):
    answer = compute("fulvestrant-schedule", {"start_on": "2022-08-20", **raw})
    assert answer["status"] != "refused", answer["errors"]
    return answer


def codes(answer):
    return [f["code"] for f in answer["findings"] if f["severity"] != "info"]


@pytest.mark.parametrize(("start", "dates"), [
    ("2022-08-20", ["2022-08-20", "2022-09-03", "2022-09-17", "2022-10-15", "2022-11-12",
                    "2022-12-10", "2023-01-07"]),
    ("2023-08-20", ["2023-08-20", "2023-09-03", "2023-09-17", "2023-10-15", "2023-11-12",
                    "2023-12-10", "2024-01-07"]),
])
def test_worked_examples(start, dates):
    assert schedule(start_on=start)["values"]["dates"] == dates


@pytest.mark.parametrize(("child_pugh", "profile", "dose", "status"), [
    ("none", "us", "500", "ok"), ("a", "us", "500", "ok"), ("b", "us", "250", "caution"),
    ("b", "eu", "500", "caution"), ("b", "cn", None, "stop"), ("c", "us", None, "stop"),
    ("c", "eu", None, "stop"), ("a", "cn", "500", "ok"),
])
def test_the_dose_by_liver(child_pugh, profile, dose, status):
    answer = schedule(child_pugh=child_pugh, label_profile=profile)
    found = answer["values"]["dose"]
    assert (found and found["value"]) == dose
    assert answer["status"] == status


def rows(*dates):
    return [{"on": date} for date in dates]


def test_doses_on_time():
    answer = schedule(given=rows("2022-08-20", "2022-09-03", "2022-09-17", "2022-10-15"))
    assert codes(answer) == []
    assert answer["values"]["next_on"] == "2022-11-12"


def test_the_next_loading_dose():
    assert schedule(given=rows("2022-08-20"))["values"]["next_on"] == "2022-09-03"
    assert schedule(given=rows("2022-08-20", "2022-09-05"))["values"]["next_on"] == "2022-09-19"


@pytest.mark.parametrize(("dates", "expected"), [
    (("2022-08-20", "2022-09-06"), []), (("2022-08-20", "2022-08-31"), []),
    (("2022-08-20", "2022-08-30"), ["EARLY"]), (("2022-08-20", "2022-09-07"), ["LOADING_LATE"]),
    (("2022-08-20", "2022-09-10", "2022-10-01"), ["LOADING_LATE", "LOADING_LATE"]),
    (("2022-08-20", "2022-09-03", "2022-09-17", "2022-11-12"), []),
    (("2022-08-20", "2022-09-03", "2022-09-17", "2022-11-13"), ["LONG_GAP"]),
])
def test_doses_off_the_plan(dates, expected):
    assert codes(schedule(given=rows(*dates))) == expected


@pytest.mark.parametrize(("changes", "told"), [
    ({"platelets": "99 x10^9/L"}, True), ({"platelets": "100 x10^9/L"}, False),
    ({"anticoagulant": True}, True),
])
def test_bleeding(changes, told):
    assert ("BLEEDING" in codes(schedule(**changes))) == told


@pytest.mark.parametrize(("changes", "error"), [
    ({"start_on": None}, ("E_MISSING", "start_on")),
    ({"start_on": "2022-02-30"}, ("E_DATE", "start_on")),
    ({"given": rows("2022-08-21")}, ("E_LOGIC", None)),
    ({"given": rows("2022-08-20", "2022-08-20")}, ("E_LOGIC", "given")),
    ({"doses": 0}, ("E_RANGE", "doses")),
])
def test_refusals(changes, error):
    answer = compute("fulvestrant-schedule", {"start_on": "2022-08-20"} | changes)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [error]


@settings(max_examples=30, deadline=None)
@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1)),
       st.integers(min_value=1, max_value=60))
def test_after_the_loading_doses_every_gap_is_28_days(start, doses):
    dates = plan().dates(start, doses)
    assert len(dates) == doses
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    assert gaps == [14, 14, *[28] * 60][: doses - 1]
