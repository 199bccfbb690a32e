"""Derived measures at both sides of the edges at which they change."""

import pytest

from bmcalc.core.term import q
from bmcalc.rules.known import Known


def measure(name, **facts):
    return Known({key: q(value) for key, value in facts.items()})[name]


@pytest.mark.parametrize(("analyte", "lowest", "below", "highest", "above"), [
    ("potassium", "3.5", "3.49", "5.3", "5.31"),
    ("phosphate", "0.85", "0.84", "1.51", "1.52"),
    ("magnesium", "0.75", "0.74", "1.02", "1.03"),
])
def test_both_ends_of_a_reference_interval_are_normal(analyte, lowest, below, highest, above):
    state = f"{analyte}_state"
    for value, expected in (
        (below, "low"), (lowest, "normal"), (highest, "normal"), (above, "high"),
    ):
        assert measure(state, **{analyte: f"{value} mmol/L"}) == expected, value


@pytest.mark.parametrize("alone", ["ast", "alt"])
def test_one_transaminase_stands_for_both_only_where_a_rule_can_be_met_by_it(alone):
    assert measure("transaminase_xuln", **{alone: "1.5 xULN"}) is None
    assert measure("transaminase_xuln", **{alone: "1.51 xULN"}) == q("1.51 xULN")


def test_of_two_transaminases_the_higher_counts_however_low():
    assert measure("transaminase_xuln", ast="0.6 xULN", alt="1.4 xULN") == q("1.4 xULN")
    assert measure("transaminase_xuln", ast="4 xULN", alt="1.4 xULN") == q("4 xULN")


def test_an_lvef_at_the_lower_limit_of_the_institution_is_normal():
    assert measure("lvef_range", lvef_now="49.9 %", lvef_lln="50 %") == "below"
    assert measure("lvef_range", lvef_now="50 %", lvef_lln="50 %") == "normal"


@pytest.mark.parametrize(("temperature", "febrile"), [("38.3 degC", "no"), ("38.31 degC", "yes")])
def test_a_single_temperature_above_38_3_is_fever(temperature, febrile):
    assert measure("febrile", temperature=temperature) == febrile
