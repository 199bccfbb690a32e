"""Trastuzumab deruxtecan after a toxicity: each row of the table, the strictest leading."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute


def adjusted(**raw):
    answer = compute("tdxd-adjustment", {"label_profile": "us", **raw})
    assert answer["status"] != "refused", answer["errors"]
    return answer["values"]


@pytest.mark.parametrize(("changes", "action", "level"), [
    ({"anc": "1.8 x10^9/L"}, "no_change", 0), ({"anc": "1.0 x10^9/L"}, "no_change", 0),
    ({"anc": "0.99 x10^9/L"}, "interrupt_same", 0), ({"anc": "0.50 x10^9/L"}, "interrupt_same", 0),
    ({"anc": "0.49 x10^9/L"}, "interrupt_lower", 1), ({"anc": "490 /uL"}, "interrupt_lower", 1),
    ({"anc": "0.80 x10^9/L", "temperature": "38.6 degC"}, "interrupt_lower", 1),
    ({"anc": "0.80 x10^9/L", "temperature": "38.3 degC"}, "interrupt_same", 0),
    ({"anc": "0.80 x10^9/L", "temperature": "38.0 degC", "fever_over_1_h": True},
     "interrupt_lower", 1),
    ({"anc": "1.0 x10^9/L", "temperature": "39 degC"}, "no_change", 0),
    ({"platelets": "75 x10^9/L"}, "no_change", 0), ({"platelets": "50 x10^9/L"}, "no_change", 0),
    ({"platelets": "49 x10^9/L"}, "interrupt_same", 0),
    ({"platelets": "25 x10^9/L"}, "interrupt_same", 0),
    ({"platelets": "24 x10^9/L"}, "interrupt_lower", 1),
    ({"ild_grade": 0}, "no_change", 0), ({"ild_grade": 1}, "interrupt_same", 0),
    ({"ild_grade": 1, "ild_resolved_after": 28}, "no_change", 0),
    ({"ild_grade": 1, "ild_resolved_after": 29}, "interrupt_lower", 1),
    ({"ild_grade": 2}, "stop", None), ({"ild_grade": 2, "ild_resolved_after": 5}, "stop", None),
    ({"ild_history": True}, "stop", None), ({"heart_failure": True}, "stop", None),
    ({"severe_hepatic_impairment": True}, "stop", None),
    ({"lvef_baseline": "54 %", "lvef_now": "45 %"}, "continue_repeat", 0),
    ({"lvef_baseline": "55 %", "lvef_now": "45 %"}, "interrupt_same", 0),
    ({"lvef_baseline": "62 %", "lvef_now": "41 %"}, "interrupt_same", 0),
    ({"lvef_baseline": "62 %", "lvef_now": "58 %"}, "no_change", 0),
    ({"anc": "0.8 x10^9/L", "platelets": "24 x10^9/L"}, "interrupt_lower", 1),
])
def test_rows(changes, action, level):
    values = adjusted(**changes)
    assert (values["action"], values["next_level"]) == (action, level)


@pytest.mark.parametrize(("level", "action", "per_kg"), [
    (0, "interrupt_lower", "4.4"), (1, "interrupt_lower", "3.2"), (2, "stop", None),
])
def test_levels_end_in_a_stop(level, action, per_kg):
    values = adjusted(anc="0.4 x10^9/L", dose_level=level)
    assert values["action"] == action
    found = values["next_dose_per_kg"]
    assert (found and found["value"]) == per_kg


def test_a_stop_that_follows_from_the_last_level_is_told():
    answer = compute("tdxd-adjustment", {"anc": "0.4 x10^9/L", "dose_level": 2})
    assert "LAST_LEVEL" in {f["code"] for f in answer["findings"]}
    assert answer["status"] == "stop"


def test_the_dose_in_mg():
    values = adjusted(anc="0.4 x10^9/L", weight="60 kg")
    assert Decimal(values["next_dose"]["value"]) == 264


@pytest.mark.parametrize(("profile", "code", "action"), [
    ("us", "PLATELETS_BELOW_25", "interrupt_lower"),
    ("cn", "PLATELETS_BELOW_25", "interrupt_lower"),
    ("eu", "PLATELETS_US_ONLY", "continue_repeat"),
])
def test_the_platelet_rule_is_american_and_followed_in_china(profile, code, action):
    values = adjusted(platelets="24 x10^9/L", label_profile=profile)
    assert values["codes"] == [code]
    assert values["action"] == action


def test_what_was_not_entered_is_not_checked_and_said_so():
    answer = compute("tdxd-adjustment", {"anc": "1.2 x10^9/L"})
    absent = {f["field"] for f in answer["findings"] if f["code"] == "ABSENT"}
    assert {"platelets", "ild_grade", "ild_history", "lvef_now"} <= absent


@pytest.mark.parametrize(("changes", "error"), [
    ({}, ("E_MISSING", None)), ({"dose_level": 1}, ("E_MISSING", None)),
    ({"lvef_now": "45 %"}, ("E_MISSING", "lvef_baseline")),
    ({"ild_resolved_after": 5, "ild_grade": 0}, ("E_LOGIC", None)),
    ({"ild_grade": 1.5}, ("E_INT", "ild_grade")),
    ({"temperature": "101 kg", "anc": "2 x10^9/L"}, ("E_UNIT", "temperature")),
])
def test_refusals(changes, error):
    answer = compute("tdxd-adjustment", changes)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [error]


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=2), st.integers(min_value=1, max_value=250))
def test_the_dose_is_never_raised(level, hundredths):
    values = adjusted(dose_level=level, anc=f"{Decimal(hundredths) / 100} x10^9/L")
    assert values["next_level"] is None or values["next_level"] >= level
