"""Correction for albumin: the four rules by hand, and what every one of them obeys."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.work import Work
from bmcalc.formulas.calcium_correction import (
    HIGHEST_ALBUMIN,
    LOWEST_ALBUMIN,
    albumin_at,
    corrected_calcium,
    corrected_range,
    correction_rule,
    in_unit,
    show_correction,
)

RULES = ("rule_0_02", "rule_0_8", "payne_1973", "local")


def rule_named(key, unit="mmol/L"):
    if key == "local":
        return correction_rule(key, unit, q("0.017 mmol/g"), q("43 g/L"))
    return correction_rule(key, unit)


@pytest.mark.parametrize(
    ("key", "calcium", "albumin", "by_hand"),
    [("rule_0_02", "2.10 mmol/L", "30 g/L", "2.30"), ("rule_0_02", "2.60 mmol/L", "48 g/L", "2.44"),
     ("rule_0_8", "10.0 mg/dL", "2.5 g/dL", "11.2"), ("rule_0_8", "8.2 mg/dL", "3.0 g/dL", "9.0"),
     ("payne_1973", "10.0 mg/dL", "2.5 g/dL", "11.5"), ("local", "2.10 mmol/L", "30 g/L", "2.321")],
)
def test_each_rule_by_hand(key, calcium, albumin, by_hand):
    measured = q(calcium)
    found = corrected_calcium(measured, q(albumin), rule_named(key, measured.unit.key))
    assert found == q(f"{by_hand} {measured.unit.key}")


@pytest.mark.parametrize(
    ("calcium", "albumin", "by_hand"),
    [("2.10", "30", "2.3495"), ("2.45", "20", "2.9490"), ("2.60", "48", "2.4004"),
     ("1.83", "26", "2.1793")],
)
def test_paynes_own_slope_in_mmol_per_l(calcium, albumin, by_hand):
    found = corrected_calcium(q(f"{calcium} mmol/L"), q(f"{albumin} g/L"), rule_named("payne_1973"))
    assert round(found.magnitude, 4) == Decimal(by_hand)


def test_without_a_choice_the_rule_is_the_one_made_for_the_unit():
    assert correction_rule(None, "mmol/L") == correction_rule("rule_0_02", "mg/dL")
    assert correction_rule(None, "mg/dL") == correction_rule("rule_0_8", "mmol/L")


calciums = st.decimals("1.5", "3.5", places=2)
albumins = st.decimals("15", "55", places=1)
keys = st.sampled_from(RULES)


@settings(max_examples=60, deadline=None)
@given(keys, calciums, albumins)
def test_less_albumin_raises_the_corrected_calcium_and_the_reference_changes_nothing(
    key, calcium, albumin
):
    rule, measured = rule_named(key), q(f"{calcium} mmol/L")
    here = corrected_calcium(measured, q(f"{albumin} g/L"), rule)
    assert corrected_calcium(measured, q(f"{albumin - 1} g/L"), rule) > here
    assert corrected_calcium(measured, rule.reference, rule) == in_unit(measured, rule.calcium_unit)


@settings(max_examples=60, deadline=None)
@given(keys, calciums, albumins)
def test_albumin_in_either_unit_gives_the_same(key, calcium, albumin):
    rule, measured = rule_named(key), q(f"{calcium} mmol/L")
    assert corrected_calcium(measured, q(f"{albumin} g/L"), rule) == corrected_calcium(
        measured, q(f"{albumin / 10} g/dL"), rule
    )


@settings(max_examples=60, deadline=None)
@given(keys, calciums, albumins)
def test_every_albumin_between_stays_within_the_bounds(key, calcium, albumin):
    rule, measured = rule_named(key), q(f"{calcium} mmol/L")
    low, high = corrected_range(measured, rule)
    known = q(f"{albumin} g/L")
    found = in_unit(corrected_calcium(measured, known, rule), "mmol/L")
    assert (low <= found <= high) == (LOWEST_ALBUMIN <= known <= HIGHEST_ALBUMIN)


@settings(max_examples=60, deadline=None)
@given(keys, calciums, calciums)
def test_at_the_albumin_found_the_corrected_calcium_is_the_wanted_one(key, calcium, wanted):
    rule, measured, limit = rule_named(key), q(f"{calcium} mmol/L"), q(f"{wanted} mmol/L")
    turning = albumin_at(measured, limit, rule)
    found = in_unit(corrected_calcium(measured, turning, rule), "mmol/L")
    assert abs(found.magnitude - limit.magnitude) < Decimal("1e-20")


@settings(max_examples=30, deadline=None)
@given(keys, calciums, albumins)
def test_what_is_shown_is_what_is_calculated(key, calcium, albumin):
    rule, measured, known = rule_named(key), q(f"{calcium} mmol/L"), q(f"{albumin} g/L")
    work = Work()
    shown = show_correction(measured, known, rule, work)
    assert shown.unit.key == "mmol/L"
    assert shown == in_unit(corrected_calcium(measured, known, rule), "mmol/L")
    assert len(work.steps) == (1 if rule.calcium_unit == "mmol/L" else 3)
