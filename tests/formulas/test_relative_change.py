"""Changes in percent, and a dose less a share."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.formulas.relative_change import reduced_by, relative_change

amounts = st.decimals("0.1", "2000", places=1)
percents = st.decimals("0", "100", places=1)


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [("40 U/mL", "25 U/mL", "-37.5"), ("100 mg", "105 mg", "5"), ("100 mg", "100 mg", "0"),
     ("0.5 g", "600 mg", "20"), ("8 mm", "0 mm", "-100")],
)
def test_by_hand(old, new, percent):
    found = relative_change(q(old), q(new))
    assert found.unit.key == "%"
    assert found == q(f"{percent} %")


def test_two_dimensions_have_no_change():
    with pytest.raises(DimensionError):
        relative_change(q("100 mg"), q("5 mL"))


@settings(max_examples=60, deadline=None)
@given(amounts, amounts)
def test_the_change_leads_from_the_old_value_to_the_new_one(old, new):
    change = relative_change(q(f"{old} mg"), q(f"{new} mg")).magnitude
    assert abs(old * (1 + change / 100) - new) < Decimal("1e-20")
    assert (change > 0) == (new > old)


@settings(max_examples=60, deadline=None)
@given(amounts, percents)
def test_a_dose_less_so_many_percent_has_changed_by_so_many(amount, percent):
    dose = q(f"{amount} mg")
    left = reduced_by(dose, q(f"{percent} %"))
    assert left.unit.key == "mg"
    assert relative_change(dose, left) == q(f"{-percent} %")


def test_no_reduction_and_a_full_one():
    assert reduced_by(q("75 mg/m^2"), q("0 %")) == q("75 mg/m^2")
    assert reduced_by(q("75 mg/m^2"), q("100 %")) == q("0 mg/m^2")
