from decimal import Decimal

import pytest

from bmcalc.core.numbers import floor_to, half_up, settle, significant
from bmcalc.core.rounding import decimals_against, to_step
from bmcalc.core.term import q, show


@pytest.mark.parametrize(
    ("dose", "step", "rounded"),
    [
        ("515.3 mg", "5 mg", "515"),
        ("517.5 mg", "5 mg", "520"),
        ("517.49 mg", "5 mg", "515"),
        ("121.71 mg", "20 mg", "120"),
        ("464 mg", "10 mg", "460"),
        ("465 mg", "10 mg", "470"),
    ],
)
def test_the_nearest_step_with_ties_up(dose, step, rounded):
    assert to_step(q(dose), q(step)).magnitude == Decimal(rounded)


def test_half_up_is_not_half_even():
    assert half_up(Decimal("2.5"), 0) == 3
    assert half_up(Decimal("0.345"), 2) == Decimal("0.35")
    assert half_up(Decimal("-0.5"), 0) == -1


def test_settling_cures_a_lost_last_digit():
    assert settle(Decimal(20) / Decimal("1.5") * Decimal("0.75")) == 10
    assert floor_to(settle(Decimal(20) / Decimal("1.5") * Decimal("0.75")), Decimal(5)) == 10


def test_shown_digits_never_contradict_the_verdict():
    intake = q("59.9 g/kg") / 50
    digits = decimals_against(intake, [q("1.2 g/kg")], 2)
    assert show(intake, digits) == "1.198 g/kg"
    assert decimals_against(q("1.25 g/kg"), [q("1.2 g/kg")], 2) == 2


def test_significant_digits_drop_their_zeros():
    assert significant(Decimal("78.19264069"), 5) == "78.193"
    assert significant(Decimal("1200.000"), 5) == "1200"
    assert significant(Decimal("0"), 5) == "0"
