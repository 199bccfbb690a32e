"""Needs a day and intake per kilogram are each other's inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.daily_needs import daily_need, intake_per_kilogram


@pytest.mark.parametrize(("per_kilogram", "a_day"), [
    ("1.2 g/kg", "69.6 g"), ("1.5 g/kg", "87 g"), ("25 kcal/kg", "1450 kcal"),
])
def test_the_need_of_58_kg(per_kilogram, a_day):
    assert daily_need(q("58 kg"), q(per_kilogram)) == q(a_day)
    assert daily_need(q("58000 g"), q(per_kilogram)) == q(a_day)
    assert intake_per_kilogram(q(a_day), q("58 kg")) == q(per_kilogram)


@given(st.decimals("30", "200", places=1), st.decimals("0.1", "40", places=1))
def test_there_and_back(weight, per_kilogram):
    body, need = q(f"{weight} kg"), q(f"{per_kilogram} g/kg")
    assert intake_per_kilogram(daily_need(body, need), body) == need
