"""The fall of LVEF is in percentage points."""

from hypothesis import given
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.ejection_fraction import fall_in_points

FRACTIONS = st.decimals("10", "80", places=1)


def test_62_to_48_percent_are_14_points_and_not_23_percent():
    assert fall_in_points(q("62 %"), q("48 %")) == q("14 percentage_point")


@given(FRACTIONS, FRACTIONS)
def test_a_rise_is_a_negative_fall_of_the_same_size(before, now):
    fell = fall_in_points(q(f"{before} %"), q(f"{now} %"))
    assert fell.unit.key == "percentage_point"
    assert fell.magnitude == before - now
    assert fall_in_points(q(f"{now} %"), q(f"{before} %")) == -fell
