"""Whole tablets: nothing nearer exists, a tie goes down, and a dose is made of the fewest."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.tablet_combination import nearest_tablets, tablets_near, tablets_of

LARGE, SMALL = q("500 mg"), q("150 mg")


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 500000), st.integers(0, 5))
def test_no_other_whole_tablets_are_nearer(hundredths, most):
    target = q(f"{hundredths // 100}.{hundredths % 100:02d} mg")
    found = nearest_tablets(target, LARGE, SMALL, most)
    wanted = target.settled
    every = {500 * large + 150 * small for large, small in product(range(12), range(most + 1))}
    best = min(abs(one - wanted) for one in every - {0})
    assert abs(found.dose.settled - wanted) == best
    lower = [one for one in every - {0} if abs(one - wanted) == best]
    assert found.dose.settled == min(lower)


@pytest.mark.parametrize(("dose", "most", "made"), [
    ("2000 mg", 2, (4, 0)), ("1650 mg", 2, (3, 1)), ("1450 mg", 5, (2, 3)), ("1450 mg", 2, None),
    ("1750 mg", 5, (2, 5)), ("1990 mg", 5, None), ("150 mg", 0, None), ("1500 mg", 5, (3, 0)),
])
def test_a_dose_is_made_exactly_or_not_at_all(dose, most, made):
    found = tablets_of(q(dose), LARGE, SMALL, most)
    assert (None if found is None else (found.large, found.small)) == made


def test_no_tablet_is_no_dose():
    assert all(one.dose.magnitude > 0 for one in tablets_near(q("10 mg"), LARGE, SMALL, 2))
    assert nearest_tablets(q("10 mg"), LARGE, SMALL, 2).dose == q("150 mg")
