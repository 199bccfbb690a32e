"""The area formulas: every worked example, what other programs print, and what an area obeys."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from tests.calculators.chemotherapy_vectors import SEX, near, vectors

FITTED_BY_SEX = {"schlich", "zhao_sex"}


def area_of(row, formula):
    body = row["inputs"]
    return body_surface_area(
        formula, q(f"{body['height_cm']} cm"), q(f"{body['weight_kg']} kg"), SEX[body["sex"]]
    )


@pytest.mark.parametrize("row", vectors(*(f"bsa_{key}" for key in BSA_FORMULAS)))
def test_worked_examples(row):
    area = area_of(row, row["fn"].removeprefix("bsa_"))
    assert area.unit.key == "m^2"
    assert near(area.magnitude, row["expected"])


@pytest.mark.parametrize(
    ("formula", "height", "weight", "printed"),
    [("dubois", "180", "80", "1.996"), ("gehan_george", "180", "80", "2.009"),
     ("boyd", "170", "75", "1.905"), ("takahira", "185", "90", "2.158"),
     ("haycock", "185", "90", "2.161"), ("fujimoto", "185", "90", "2.086")],
)
def test_what_independent_programs_print(formula, height, weight, printed):
    area = body_surface_area(formula, q(f"{height} cm"), q(f"{weight} kg"), "female")
    assert round(area.magnitude, 3) == Decimal(printed)


def hu_by_sex(height, weight, sex):
    """Hu's constants by sex: not offered, their attribution is not confirmed."""
    if sex == "female":
        return Decimal("0.0073") * height + Decimal("0.0127") * weight - Decimal("0.2106")
    return Decimal("0.0057") * height + Decimal("0.0121") * weight + Decimal("0.0882")


def zhao_pooled(height, weight, _sex):
    """Zhao's formula for both sexes: not offered, no stored source has it."""
    return Decimal("0.00659") * height + Decimal("0.0126") * weight - Decimal("0.1603")


REFERENCES = {"bsa_hu_sex": hu_by_sex, "bsa_zhao_pooled": zhao_pooled}


@pytest.mark.parametrize("row", vectors(*REFERENCES))
def test_formulas_that_are_not_offered(row):
    body = row["inputs"]
    found = REFERENCES[row["fn"]](body["height_cm"], body["weight_kg"], SEX[body["sex"]])
    assert near(found, row["expected"])
    assert row["fn"].removeprefix("bsa_") not in BSA_FORMULAS


HEIGHTS = st.decimals("140", "195", places=1)
WEIGHTS = st.decimals("40", "120", places=1)
FORMULAS = st.sampled_from(list(BSA_FORMULAS))


@settings(max_examples=60, deadline=None)
@given(height=HEIGHTS, weight=WEIGHTS, formula=FORMULAS)
def test_a_heavier_or_taller_body_has_more_surface(height, weight, formula):
    def area(tall, heavy):
        return body_surface_area(formula, q(f"{tall} cm"), q(f"{heavy} kg"), "female").settled

    assert area(height, weight + 1) > area(height, weight)
    assert area(height + 1, weight) >= area(height, weight)


@settings(max_examples=40, deadline=None)
@given(height=HEIGHTS, weight=WEIGHTS, formula=FORMULAS)
def test_units_and_sex_change_nothing_that_they_should_not(height, weight, formula):
    here = body_surface_area(formula, q(f"{height} cm"), q(f"{weight} kg"), "female")
    metric = body_surface_area(
        formula, q(f"{height / 100} m"), q(f"{weight * 1000} g"), "female"
    )
    man = body_surface_area(formula, q(f"{height} cm"), q(f"{weight} kg"), "male")
    assert metric == here
    assert BSA_FORMULAS[formula].by_sex == (formula in FITTED_BY_SEX)
    assert BSA_FORMULAS[formula].by_sex or man == here
