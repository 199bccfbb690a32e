"""The relative dose intensity: less of a dose, or more days, and it falls."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.dose_intensity import relative_dose_intensity

doses = st.lists(st.integers(1, 2000), min_size=1, max_size=8)


def mg(amounts):
    return [q(f"{one} mg") for one in amounts]


def test_by_hand():
    found = relative_dose_intensity(mg([120, 0]), mg([120, 120]), q("42 day"), q("42 day"))
    assert found == q("50 %")
    late = relative_dose_intensity(mg([120, 120]), mg([120, 120]), q("84 day"), q("42 day"))
    assert late == q("50 %")


@settings(max_examples=60, deadline=None)
@given(doses, st.integers(1, 200))
def test_the_plan_given_in_time_is_the_whole(amounts, days):
    time = q(f"{days} day")
    assert relative_dose_intensity(mg(amounts), mg(amounts), time, time) == q("100 %")


@settings(max_examples=60, deadline=None)
@given(doses, st.integers(1, 200), st.integers(1, 200))
def test_more_days_never_raise_it(amounts, meant, more):
    plan = mg(amounts)
    time = q(f"{meant} day")
    late = relative_dose_intensity(plan, plan, q(f"{meant + more} day"), time)
    assert late.settled < Decimal(100)
