"""Rounding where the rounded dose meets a cap exactly, and a step above it."""

import pytest

from bmcalc.calculators.shared.dose_rounding import rounded_dose
from bmcalc.core.term import q
from bmcalc.core.work import Work


def rounded(dose, cap, rounding, step=None, drug="docetaxel"):
    work = Work()
    limit = None if cap is None else q(cap)
    result = rounded_dose(
        q(dose), rounding, None if step is None else q(step), drug, limit, work
    )
    return result, "ROUNDED_BELOW_CAP" in work.codes()


def test_a_step_that_meets_the_cap_exactly_is_given():
    assert rounded("148 mg", "150 mg", "nearest_step", "10 mg") == (q("150 mg"), False)


def test_a_step_above_the_cap_gives_way_to_the_one_below():
    assert rounded("148 mg", "149.9 mg", "nearest_step", "10 mg") == (q("140 mg"), True)


def test_whole_vials_that_meet_the_cap_exactly_are_given():
    assert rounded("155 mg", "160 mg", "nearest_5_percent")[0] == q("160 mg")


def test_whole_vials_above_the_cap_give_way_to_one_less():
    assert rounded("155 mg", "159.9 mg", "nearest_10_percent")[0] == q("140 mg")


def test_a_band_that_meets_the_cap_exactly_is_given():
    assert rounded("147 mg", "148 mg", "nhs_bands") == (q("148 mg"), False)


def test_a_band_above_the_cap_gives_way_to_the_lower_one():
    assert rounded("147 mg", "147.9 mg", "nhs_bands") == (q("132 mg"), True)


@pytest.mark.parametrize(("dose", "confirmed"), [("100 mg", False), ("99 mg", True)])
def test_rounding_by_more_than_10_percent_is_confirmed(dose, confirmed):
    work = Work()
    step = q("110 mg")
    assert rounded_dose(q(dose), "nearest_step", step, "docetaxel", None, work) == step
    assert ("ROUNDED_FAR" in work.codes()) is confirmed
