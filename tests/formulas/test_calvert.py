"""Calvert's formula: the worked examples, its inverse, and a GFR that it refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.formulas.calvert import auc_of, calvert
from tests.calculators.chemotherapy_vectors import near, vectors

AUCS = st.decimals("0.5", "10", places=1)
GFRS = st.decimals("5", "250", places=1)


@pytest.mark.parametrize("row", vectors("calvert_uncapped"))
def test_worked_examples(row):
    dose = calvert(q(f"{row['inputs']['auc']} mg*min/mL"), q(f"{row['inputs']['gfr']} mL/min"))
    assert dose.unit.key == "mg"
    assert near(dose.magnitude, row["expected"])


def test_an_indexed_gfr_has_another_dimension():
    for wrong in (q("90 mL/min/1.73m^2"), q("90 kg")):
        with pytest.raises(DimensionError):
            calvert(q("5 mg*min/mL"), wrong)
        with pytest.raises(DimensionError):
            auc_of(q("575 mg"), wrong)


@settings(max_examples=50, deadline=None)
@given(AUCS, GFRS)
def test_the_auc_of_the_own_dose_is_the_target(auc, gfr):
    target, clearance = q(f"{auc} mg*min/mL"), q(f"{gfr} mL/min")
    assert auc_of(calvert(target, clearance), clearance) == target


@settings(max_examples=50, deadline=None)
@given(AUCS, GFRS)
def test_the_dose_is_proportional_to_the_auc_and_rises_with_the_gfr(auc, gfr):
    target, clearance = q(f"{auc} mg*min/mL"), q(f"{gfr} mL/min")
    dose = calvert(target, clearance)
    assert calvert(target * 2, clearance) == dose * 2
    assert calvert(target, clearance + q("10 mL/min")) - dose == target * q("10 mL/min")
