"""LVEF under HER2 agents: each label's rule at its edges, on treatment and on hold."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.calculators.her2.lvef_advice import ADVICE_NAMES

ORDER = ["continue", "resume", "continue_repeat", "hold", "hold_stop_if_confirmed", "stop"]


def checked(baseline, now, **more):
    raw = {"lvef_baseline": f"{baseline} %", "lvef_now": f"{now} %", **more}
    answer = compute("lvef-check", raw)
    assert answer["status"] != "refused", answer["errors"]
    return answer


WORKED_EXAMPLES = [
    # baseline, now, drop, trastuzumab US, EU, pertuzumab, deruxtecan
    (62, 58, 4, "continue", "continue", "continue", "continue"),
    (62, 52, 10, "continue", "continue", "continue", "continue"),
    (65, 50, 15, "continue", "continue", "continue", "continue"),
    (66, 50, 16, "hold", "continue", "continue", "continue"),
    (62, 49, 13, "hold", "hold", "continue", "continue"),
    (62, 46, 16, "hold", "hold", "continue", "continue"),
    (55, 45, 10, "hold", "hold", "hold", "hold"),
    (54, 45, 9, "continue", "continue", "continue", "continue_repeat"),
    (62, 42, 20, "hold", "hold", "hold", "hold"),
    (62, 41, 21, "hold", "hold", "hold", "hold_stop_if_confirmed"),
    (62, 39, 23, "hold", "hold", "hold", "hold_stop_if_confirmed"),
    (70, 48, 22, "hold", "hold", "continue", "hold_stop_if_confirmed"),
]


@pytest.mark.parametrize(
    ("baseline", "now", "drop", "fda", "ema", "pertuzumab", "deruxtecan"), WORKED_EXAMPLES
)
def test_worked_examples(baseline, now, drop, fda, ema, pertuzumab, deruxtecan):
    values = checked(baseline, now)["values"]
    assert Decimal(values["drop"]["value"]) == drop
    assert values["drop"]["unit"] == "percentage_point"
    found = [values[key] for key in ("trastuzumab_fda", "trastuzumab_ema", "pertuzumab",
                                     "deruxtecan")]
    assert found == [fda, ema, pertuzumab, deruxtecan]
    assert values["advice"] == max(found, key=ORDER.index)


@pytest.mark.parametrize(("drug", "advice", "status"), [
    ("trastuzumab", "hold", "stop"), ("trastuzumab_pertuzumab", "hold", "stop"),
    ("trastuzumab_deruxtecan", "continue", "caution"), ("any", "hold", "stop"),
])
def test_only_the_rules_of_the_drugs_given_lead(drug, advice, status):
    answer = checked(62, 49, drug=drug)
    assert answer["values"]["advice"] == advice
    assert answer["status"] == status
    if drug == "trastuzumab":
        assert answer["values"]["pertuzumab"] is None
        assert answer["values"]["deruxtecan"] is None


def test_differences_are_points_and_not_percent():
    # 10 % of 62 would be 6.2 points.
    assert checked(62, 55, lvef_lln="56 %")["values"]["trastuzumab_fda"] == "continue"


def test_the_institutions_lower_limit_counts():
    assert checked(62, 52)["values"]["trastuzumab_fda"] == "continue"
    assert checked(62, 52, lvef_lln="53 %")["values"]["trastuzumab_fda"] == "hold"


def test_the_irish_rule_is_stricter_and_belongs_to_the_eu_profile():
    pair = {"drug": "trastuzumab_pertuzumab"}
    assert checked(60, 49, label_profile="eu", **pair)["values"]["pair_nccp"] == "hold"
    assert checked(60, 49, label_profile="us", **pair)["values"]["pair_nccp"] is None
    assert checked(60, 49, **pair)["values"]["pertuzumab"] == "continue"


ON_HOLD = [
    # baseline, now, weeks, suspensions, US, EU, pertuzumab, deruxtecan
    (62, 52, 4, 1, "resume", "resume", "resume", "resume"),
    (62, 53, 3, 1, "hold", "resume", "resume", "resume"),
    (62, 47, 3, 1, "hold", "stop", "resume", "stop"),
    (62, 47, 8, 1, "hold", "stop", "resume", "stop"),
    (62, 47, 9, 1, "stop", "stop", "resume", "stop"),
    (62, 44, 3, 1, "hold", "stop", "stop", "stop"),
    (62, 44, 2, 1, "hold", "hold", "hold", "stop"),
    (54, 45, 3, 1, "hold", "resume", "resume", "resume"),
    (62, 60, 5, 4, "stop", "resume", "resume", "resume"),
    (62, 60, 5, 3, "resume", "resume", "resume", "resume"),
    (62, 38, 3, 1, "hold", "stop", "stop", "stop"),
    (66, 50, 5, 1, "hold", "resume", "resume", "stop"),
]


@pytest.mark.parametrize(
    ("baseline", "now", "weeks", "times", "fda", "ema", "pertuzumab", "deruxtecan"), ON_HOLD
)
def test_on_hold(baseline, now, weeks, times, fda, ema, pertuzumab, deruxtecan):
    values = checked(baseline, now, weeks_on_hold=weeks, suspensions=times)["values"]
    found = [values[key] for key in ("trastuzumab_fda", "trastuzumab_ema", "pertuzumab",
                                     "deruxtecan")]
    assert found == [fda, ema, pertuzumab, deruxtecan]


def test_heart_failure_stops_whatever_the_number_says():
    answer = checked(62, 60, heart_failure=True, drug="trastuzumab_deruxtecan")
    assert answer["values"]["advice"] == "stop"
    assert answer["status"] == "stop"


def test_a_low_baseline_is_told():
    codes = [f["code"] for f in checked(48, 48)["findings"]]
    assert codes.count("LVEF_BASELINE") == 2


@pytest.mark.parametrize(("changes", "error"), [
    ({"lvef_now": None}, ("E_MISSING", "lvef_now")),
    ({"lvef_baseline": "0.62"}, ("E_UNIT", "lvef_baseline")),
    ({"lvef_now": "120 %"}, ("E_RANGE", "lvef_now")),
    ({"suspensions": 2}, ("E_LOGIC", None)),
])
def test_refusals(changes, error):
    raw = {"lvef_baseline": "62 %", "lvef_now": "58 %"} | changes
    answer = compute("lvef-check", raw)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [error]


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=50, max_value=80), st.integers(min_value=20, max_value=79))
def test_a_lower_lvef_is_never_judged_more_kindly(baseline, now):
    here = checked(baseline, now)["values"]["advice"]
    lower = checked(baseline, now - 1)["values"]["advice"]
    assert ORDER.index(lower) >= ORDER.index(here)


def test_every_advice_has_a_name():
    assert set(ADVICE_NAMES) == set(ORDER)
