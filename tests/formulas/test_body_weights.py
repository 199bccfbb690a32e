"""BMI and the derived weights: every worked example, and what they obey."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.body_weights import (
    adjusted_weight,
    body_mass_index,
    ideal_weight,
    lean_weight,
)
from tests.calculators.chemotherapy_vectors import SEX, near, vectors


def height_of(row):
    return q(f"{row['inputs']['height_cm']} cm")


def weight_of(row):
    return q(f"{row['inputs']['weight_kg']} kg")


def sex_of(row):
    return SEX[row["inputs"]["sex"]]


@pytest.mark.parametrize("row", vectors("bmi"))
def test_body_mass_index(row):
    assert near(body_mass_index(height_of(row), weight_of(row)).magnitude, row["expected"])


@pytest.mark.parametrize("row", vectors("ibw_devine"))
def test_ideal_weight(row):
    assert near(ideal_weight(height_of(row), sex_of(row)).magnitude, row["expected"])


@pytest.mark.parametrize("row", vectors("adjbw_0.4"))
def test_adjusted_weight_is_the_raw_formula_on_either_side_of_ideal(row):
    ideal = ideal_weight(height_of(row), sex_of(row))
    assert near(adjusted_weight(weight_of(row), ideal).magnitude, row["expected"])


@pytest.mark.parametrize("row", vectors("lbw_janmahasatian"))
def test_lean_weight(row):
    height, weight = height_of(row), weight_of(row)
    lean = lean_weight(weight, body_mass_index(height, weight), sex_of(row))
    assert near(lean.magnitude, row["expected"])


def test_devine_at_60_inches_is_his_starting_weight():
    assert ideal_weight(q("152.4 cm"), "female") == q("45.5 kg")
    assert ideal_weight(q("152.4 cm"), "male") == q("50 kg")


@settings(max_examples=40, deadline=None)
@given(
    height=st.decimals("140", "195", places=1), weight=st.decimals("40", "150", places=1),
    sex=st.sampled_from(["female", "male"]),
)
def test_the_weights_lie_where_they_should(height, weight, sex):
    """The fit of lean weight gives more than the actual weight of a man below a BMI of 12."""
    tall, actual = q(f"{height} cm"), q(f"{weight} kg")
    ideal = ideal_weight(tall, sex)
    adjusted = adjusted_weight(actual, ideal)
    assert min(actual, ideal) <= adjusted <= max(actual, ideal)
    index = body_mass_index(tall, actual)
    if index > q("12 kg/m^2"):
        assert lean_weight(actual, index, sex) < actual
    assert body_mass_index(q(f"{height / 100} m"), q(f"{weight * 1000} g")) == index
    assert ideal_weight(q(f"{height + Decimal('2.54')} cm"), sex) - ideal == q("2.3 kg")
