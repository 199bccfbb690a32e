"""A drug in another rhythm than the leading cycle: judged by its own last dose on every day."""

import pytest

from bmcalc import compute
from tests.orders.asked import Answer
from tests.orders.healthy import facts

TODAY = "2024-03-18"
WEEK = "2024-03-11"
CHEMOTHERAPY = {"paclitaxel": {"dose": "128 mg", "days": [1, 8, 15]}}


def on_day(day, order, last, **more):
    """Return the check of weekly trastuzumab beside a cycle of 28 days, the second cycle."""
    return Answer(compute("order-check", {
        **facts(), "regimen": "pch", "cycle": 2, "day": day, "today": TODAY, "order": order,
        "last": last, **more,
    }))


@pytest.mark.parametrize("day", [1, 8, 15, 22])
def test_it_is_due_a_week_after_its_last_dose_on_whatever_day_of_the_cycle(day):
    answer = on_day(day, {"trastuzumab_iv": {"dose": "115.2 mg", "days": [day]}},
                    {"trastuzumab_iv": WEEK})
    assert answer.verdict("trastuzumab_iv") == "agrees", answer.told("trastuzumab_iv")
    assert answer.lines["trastuzumab_iv"]["due"] == "today"


def test_its_days_may_be_named_by_the_days_of_the_cycle_and_no_others():
    order = {"trastuzumab_iv": {"dose": "115.2 mg", "days": [1, 8, 15, 22]}}
    last = {"trastuzumab_iv": WEEK}
    assert on_day(8, order, last).verdict("trastuzumab_iv") == "agrees"
    order["trastuzumab_iv"]["days"] = [8, 10]
    assert on_day(8, order, last).verdict("trastuzumab_iv") == "stop"
    order["trastuzumab_iv"]["days"] = [15]
    assert on_day(8, order, last).verdict("trastuzumab_iv") == "query"


@pytest.mark.parametrize(("on", "verdict"), [
    ("2024-03-12", "query"), ("2024-03-13", "stop"), ("2024-03-04", "agrees"),
])
def test_too_early_is_told_by_its_own_interval(on, verdict):
    answer = on_day(8, {"trastuzumab_iv": "115.2 mg"}, {"trastuzumab_iv": on})
    assert answer.verdict("trastuzumab_iv") == verdict


def test_without_its_last_dose_nothing_is_decided():
    answer = on_day(8, {"trastuzumab_iv": "115.2 mg"}, {})
    assert answer.verdict("trastuzumab_iv") == "undecidable"


def test_it_is_missed_where_it_is_due():
    answer = on_day(15, CHEMOTHERAPY, {"trastuzumab_iv": WEEK, "paclitaxel": WEEK})
    assert "MISSING_DRUG" in answer.codes("trastuzumab_iv")
    not_yet = on_day(15, CHEMOTHERAPY, {"trastuzumab_iv": "2024-03-15", "paclitaxel": WEEK})
    assert "trastuzumab_iv" not in not_yet.lines


def test_the_schedule_has_it_every_week():
    values = compute("schedule", {
        "regimen": "pch", "cycle": 2, "day": 1, "today": TODAY, "cycles": 1,
        "last": {"trastuzumab_iv": WEEK, "paclitaxel": "2024-03-04", "carboplatin": "2024-03-04"},
    })["values"]
    dates = [one["on"] for one in values["schedule"] if one["drug"] == "trastuzumab_iv"]
    assert dates == ["2024-03-18", "2024-03-25", "2024-04-01", "2024-04-08"]
    assert [one["on"] for one in values["schedule"] if one["drug"] == "paclitaxel"] == dates[:3]
