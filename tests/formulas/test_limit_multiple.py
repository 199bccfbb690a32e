"""Multiples of the upper limit: in one unit, across units of bilirubin, and back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.formulas.limit_multiple import multiple_of_limit, value_of_multiple
from tests.calculators.chemotherapy_vectors import near


@pytest.mark.parametrize(
    ("value", "limit", "multiple"),
    [("120 U/L", "40 U/L", "3"), ("60 umol/L", "20 umol/L", "3"),
     ("1.8 mg/dL", "1.2 mg/dL", "1.5")],
)
def test_by_hand(value, limit, multiple):
    assert multiple_of_limit(q(value), q(limit)) == q(f"{multiple} xULN")


def test_bilirubin_and_its_limit_may_stand_in_two_units():
    """By the molar mass, 1 mg/dL is 17.104 µmol/L."""
    found = multiple_of_limit(q("34.208 umol/L"), q("1.0 mg/dL"))
    assert near(found.magnitude, Decimal(2), Decimal("1e-4"))
    found = multiple_of_limit(q("2.0 mg/dL"), q("17.104 umol/L"))
    assert near(found.magnitude, Decimal(2), Decimal("1e-4"))


def test_a_multiple_needs_no_limit_and_an_unknown_one_stays_unknown():
    typed = q("3 xULN")
    assert multiple_of_limit(typed, None) is typed
    assert multiple_of_limit(typed, q("40 U/L")) is typed
    assert multiple_of_limit(q("120 U/L"), None) is None
    assert multiple_of_limit(None, q("40 U/L")) is None


def test_an_enzyme_has_no_limit_in_moles():
    with pytest.raises(DimensionError):
        multiple_of_limit(q("120 U/L"), q("20 umol/L"))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 20000), st.integers(10, 200))
def test_there_and_back_is_the_same_value(value, limit):
    upper = q(f"{limit} U/L")
    multiple = multiple_of_limit(q(f"{value} U/L"), upper)
    assert value_of_multiple(multiple, upper) == q(f"{value} U/L")
    assert (multiple > q("1 xULN")) == (value > limit)
