"""Whole tablets: the doses that they make, and how far an order may be off the computed one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.work import Work
from bmcalc.formulary.preparation import Presentation
from bmcalc.orders.dosing.comparison import compare
from bmcalc.orders.reading.policy_input import contract_policy
from bmcalc.orders.supply.pieces import fewest_pieces, nearest_doses
from tests.orders.supply.test_vials import counts


def tablets(*sizes):
    return [
        Presentation(strength=f"{size} mg", market="CN", source="label-claim", form="tablet")
        for size in sizes
    ]


@pytest.mark.parametrize(
    ("dose", "sizes", "nearest"),
    [
        ("580 mg", (200,), ["400 mg", "600 mg"]),
        ("120 mg", (75, 100, 125), ["100 mg", "125 mg"]),
        ("145 mg", (75, 100, 125), ["125 mg", "150 mg"]),
        ("3 mg", ("2.5",), ["2.5 mg", "5.0 mg"]),
        ("100 mg", (200,), ["200 mg"]),
        ("600 mg", (200,), ["600 mg"]),
        ("93.75 mg", (75, 100, 125), ["75 mg", "100 mg"]),
        ("600 mg", (), []),
    ],
)
def test_the_nearest_doses_that_whole_tablets_make(dose, sizes, nearest):
    assert list(nearest_doses(q(dose), tablets(*sizes))) == [q(one) for one in nearest]


def test_the_fewest_tablets_make_the_dose_exactly_or_none_do():
    assert counts(fewest_pieces(q("150 mg"), tablets(50, 100, 150))) == {Decimal(150): 1}
    assert counts(fewest_pieces(q("225 mg"), tablets(75, 100, 125))) == {
        Decimal(125): 1, Decimal(100): 1}
    assert fewest_pieces(q("580 mg"), tablets(200)) is None
    assert fewest_pieces(q("0.2 g"), tablets(200)).count == 1


@given(tenths=st.integers(1, 3000),
       sizes=st.lists(st.sampled_from([25, 50, 75, 100, 125, 200]), min_size=1, max_size=3,
                      unique=True))
def test_both_nearest_doses_are_made_and_lie_on_either_side(tenths, sizes):
    dose, pieces = q(f"{Decimal(tenths) / 10} mg"), tablets(*sizes)
    nearest = nearest_doses(dose, pieces)
    assert all(fewest_pieces(one, pieces) is not None for one in nearest)
    if fewest_pieces(dose, pieces) is not None:
        assert nearest == (dose,)
    else:
        assert nearest[-1] > dose
        assert len(nearest) == 1 or nearest[0] < dose


@pytest.mark.parametrize(
    ("ordered", "rounded", "swallowed", "drawn_up"),
    [
        ("1050 mg", "1000 mg", "agrees", "agrees"),   # 5 % off
        ("1100 mg", "1000 mg", "agrees", "query"),    # 10 % off, whole tablets
        ("1060 mg", "1000 mg", "query", "query"),     # no whole tablets make it
        ("1100 mg", "1100 mg", "agrees", "agrees"),
        ("1150 mg", "1150 mg", "query", "agrees"),    # above 10 % off, as rounded
        ("1150 mg", "1000 mg", "stop", "stop"),
    ],
)
def test_how_far_a_dose_of_whole_tablets_may_be_off(ordered, rounded, swallowed, drawn_up):
    def verdict(pieces):
        work = Work()
        found = compare(q(ordered), q("1000 mg"), q(rounded), contract_policy(), "order.a", work,
                        pieces)
        return found.verdict.value

    assert verdict(tablets(50)) == swallowed
    assert verdict(()) == drawn_up
