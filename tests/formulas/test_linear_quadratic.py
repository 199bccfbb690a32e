"""BED and EQD2: the worked examples, and what ties the two together."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.formulas.linear_quadratic import (
    biologically_effective_dose,
    dose_per_fraction,
    equivalent_dose,
    total_dose,
)
from tests.calculators.chemotherapy_vectors import near
from tests.calculators.score_vectors import expected_error, vectors

SCHEDULES = [row for row in vectors("bed") if expected_error(row.values[0]) is None]


@pytest.mark.parametrize("row", SCHEDULES)
def test_worked_examples(row):
    fractions, gray, ratio_in_gray = row["args"]
    dose, ratio = q(f"{gray} Gy"), q(f"{ratio_in_gray} Gy")
    total = total_dose(fractions, dose)
    bed, eqd2 = row["expect"]
    assert near(biologically_effective_dose(total, dose, ratio).magnitude, str(bed))
    assert near(equivalent_dose(total, dose, ratio).magnitude, str(eqd2))


def test_doses_are_in_gray_and_nothing_else():
    for formula in (biologically_effective_dose, equivalent_dose):
        with pytest.raises(DimensionError):
            formula(q("30 Gy"), q("3 Gy"), q("10 mg"))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 200), st.integers(5, 200))
def test_bed_and_eqd2_hold_together(fractions, tenths, ratio_tenths):
    dose = q(f"{Decimal(tenths) / 10} Gy")
    ratio = q(f"{Decimal(ratio_tenths) / 10} Gy")
    total = total_dose(fractions, dose)
    bed = biologically_effective_dose(total, dose, ratio)
    eqd2 = equivalent_dose(total, dose, ratio)
    assert bed > total
    assert bed < biologically_effective_dose(
        total_dose(fractions + 1, dose), dose, ratio
    )
    assert eqd2 * (ratio + q("2 Gy")) / ratio == bed
    assert (eqd2 > total) is (dose > q("2 Gy"))
    assert dose_per_fraction(total, fractions) == dose
