"""The clearance that labels mean: either unit of creatinine, the weight as it is, no floor."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.core.work import Work
from bmcalc.formulas.bsa_formulas import body_surface_area
from bmcalc.formulas.creatinine_clearance import (
    creatinine_in,
    deindexed,
    in_years,
    show_clearance,
    show_creatinine,
)
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS, STANDARD_BODY
from tests.calculators.chemotherapy_vectors import SEX, near, vectors


@pytest.mark.parametrize("row", vectors("cockcroft_gault_tbw"))
def test_worked_examples(row):
    body, work = row["inputs"], Work()
    found = show_clearance(
        in_years(body["age"]), SEX[body["sex"]], q(f"{body['scr_mgdl']} mg/dL"),
        q(f"{body['weight_kg']} kg"), work,
    )
    assert near(found.magnitude, row["expected"])
    assert found.unit.key == "mL/min"
    assert [step.source for step in work.steps] == ["cockcroft-gault-1976"]


def test_a_conversion_is_a_step_of_its_own():
    work = Work()
    show_clearance(in_years(55), "female", q("68 umol/L", "creatinine"), q("60 kg"), work)
    assert [step.source for step in work.steps] == [
        "creatinine-conversion", "cockcroft-gault-1976",
    ]
    assert work.steps[1].formula() == "(140 − age) × 60 kg × 0.85 ÷ (72 × creatinine)"


@pytest.mark.parametrize(("typed", "key"), [("68 umol/L", "umol/L"), ("0.77 mg/dL", "mg/dL")])
def test_what_is_in_the_wanted_unit_shows_no_step(typed, key):
    term, work = q(typed), Work()
    assert show_creatinine(term, key, work) is term
    assert creatinine_in(term, key) is term
    assert not work.steps


@settings(max_examples=40, deadline=None)
@given(
    age=st.integers(18, 100), micromoles=st.integers(30, 600),
    weight=st.decimals("35", "150", places=1), sex=st.sampled_from(["female", "male"]),
)
def test_one_creatinine_in_two_units_is_one_clearance(age, micromoles, weight, sex):
    measured = q(f"{micromoles} umol/L")
    heavy = q(f"{weight} kg")
    one = show_clearance(in_years(age), sex, measured, heavy, Work())
    other = show_clearance(in_years(age), sex, creatinine_in(measured, "mg/dL"), heavy, Work())
    assert one == other
    twice = show_clearance(in_years(age), sex, measured, heavy * 2, Work())
    assert twice == one * 2


@pytest.mark.parametrize(
    "row", vectors("ckd_epi_2009_deindexed_dubois", "ckd_epi_2021_deindexed_dubois")
)
def test_de_indexing_by_the_du_bois_area(row):
    body = row["inputs"]
    equation = RENAL_EQUATIONS[row["fn"].removesuffix("_deindexed_dubois")]
    indexed = equation.gfr(
        in_years(body["age"]), SEX[body["sex"]], q(f"{body['scr_mgdl']} mg/dL"), STANDARD_BODY
    )
    area = body_surface_area(
        "dubois", q(f"{body['height_cm']} cm"), q(f"{body['weight_kg']} kg"), None
    )
    found = deindexed(indexed, area)
    assert found.unit.key == "mL/min"
    assert near(found.magnitude, row["expected"])


def test_a_standard_body_keeps_its_number_and_a_clearance_is_not_de_indexed():
    assert near(deindexed(q("90 mL/min/1.73m^2"), q("1.73 m^2")).magnitude, Decimal(90))
    with pytest.raises(DimensionError):
        deindexed(q("90 mL/min"), q("1.73 m^2")).to("mL/min")
