"""Vials: the least waste, of those the fewest, by the content that the label claims."""

import json
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.preparation import Presentation
from bmcalc.orders.supply.vials import fewest_vials, least_waste, parts_needed

VECTORS = [
    one for one in json.loads(
        Path(__file__).parents[2].joinpath("vectors/A_chemotherapy.json").read_text("utf-8"),
        parse_float=Decimal,
    )
    if one["fn"] == "vials_min_waste"
]


def vials(*sizes, **more):
    return [
        Presentation(strength=f"{size} mg", market="CN", source="label-claim", **more)
        for size in sizes
    ]


def counts(plan):
    return {pick.presentation.strength.magnitude: pick.count for pick in plan.picks}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: str(v["inputs"]))
def test_the_published_combinations(vector):
    inputs, expected = vector["inputs"], vector["expected"]
    plan = least_waste(q(f"{inputs['dose_mg']} mg"), vials(*inputs["sizes"]))
    assert plan.total == q(f"{expected['total']} mg")
    assert plan.count == expected["count"]
    assert counts(plan) == {Decimal(size): n for size, n in expected["combo"].items()}


def test_there_are_thirteen_of_them():
    assert len(VECTORS) == 13


def test_an_exact_multiple_asks_for_no_further_vial():
    dose = q("0.1 mg") * 3 * 1000
    assert counts(least_waste(dose, vials(100))) == {Decimal(100): 3}
    thirds = q("100 mg") / 3 * 9
    assert parts_needed(thirds) == 3000


def test_a_dose_just_above_a_vial_opens_another_one():
    assert least_waste(q("300.1 mg"), vials(100)).count == 4


def test_waste_is_told_in_mg_and_in_percent():
    plan = least_waste(q("121.71 mg"), vials(20, 80, 160))
    assert plan.waste == q("18.29 mg")
    assert round(plan.waste_percent.magnitude, 2) == Decimal("13.06")


def test_the_fewest_vials_are_the_alternative():
    dose = q("270 mg")
    offered = vials(30, 100, 300)
    assert counts(least_waste(dose, offered)) == {Decimal(30): 9}
    assert counts(fewest_vials(dose, offered)) == {Decimal(300): 1}


def test_a_limit_on_vials_takes_the_least_waste_within_it():
    dose, offered = q("270 mg"), vials(30, 100, 300)
    plan = least_waste(dose, offered, most=6)
    assert plan.count <= 6
    assert plan.total == q("290 mg")
    assert least_waste(q("1000 mg"), vials(30), most=6) is None


def test_only_what_the_site_holds_is_opened():
    dose, offered = q("120 mg"), vials(20, 80, 160)
    assert counts(least_waste(dose, offered, stock={"20 mg": 1, "80 mg": 1, "160 mg": 5})) == {
        Decimal(160): 1
    }
    assert least_waste(dose, offered, stock={"20 mg": 5}) is None
    assert least_waste(dose, offered, stock={}) is None


def test_a_powder_counts_by_its_label_and_a_multi_dose_vial_says_so():
    trastuzumab = drug("trastuzumab_iv").presentations_in("CN")
    plan = least_waste(q("440 mg"), trastuzumab)
    assert counts(plan) == {Decimal(440): 1}
    assert plan.powder
    assert plan.multi_dose
    assert plan.concentration == q("21 mg/mL")
    docetaxel = least_waste(q("120 mg"), drug("docetaxel").presentations_in("CN"))
    assert not docetaxel.multi_dose


@settings(deadline=None, max_examples=60)
@given(
    tenths=st.integers(1, 4000),
    sizes=st.lists(st.sampled_from([20, 30, 50, 80, 100, 150]), min_size=1, max_size=3,
                   unique=True),
)
def test_no_other_combination_wastes_less(tenths, sizes):
    dose = q(f"{Decimal(tenths) / 10} mg")
    plan = least_waste(dose, vials(*sizes))
    needed = Decimal(tenths) / 10
    ranges = [range(int(needed // size) + 2) for size in sizes]
    best = min(
        (sum(size * n for size, n in zip(sizes, combination, strict=True)), sum(combination))
        for combination in product(*ranges)
        if sum(size * n for size, n in zip(sizes, combination, strict=True)) >= needed
    )
    assert (plan.total.magnitude, plan.count) == best


@pytest.mark.parametrize(("dose", "count", "waste"), [
    ("1.76 mg", 2, "0"), ("1.77 mg", 3, "0.87"), ("0.88 mg", 1, "0"), ("0.881 mg", 2, "0.879"),
])
def test_a_strength_of_hundredths_of_a_milligram_is_searched_as_it_is_written(dose, count, waste):
    plan = least_waste(q(dose), vials("0.88"))
    assert (plan.count, plan.waste.magnitude) == (count, Decimal(waste))


def test_strengths_written_to_different_places_are_searched_together():
    assert counts(least_waste(q("2.13 mg"), vials("0.88", "0.125"))) == {
        Decimal("0.88"): 1, Decimal("0.125"): 10,
    }


def test_a_search_that_was_made_before_answers_for_its_own_numbers_alone():
    dose, offered = q("270 mg"), vials(30, 100, 300)
    free = counts(least_waste(dose, offered))
    assert counts(least_waste(dose, offered, most=6)) != free
    assert counts(least_waste(dose, offered, stock={"300 mg": 1})) == {Decimal(300): 1}
    assert counts(fewest_vials(dose, offered)) == {Decimal(300): 1}
    assert counts(least_waste(dose, vials(30, 100, 300))) == free
    fine = [*vials("4.5", "0.25")]
    assert counts(least_waste(q("4.75 mg"), fine)) == {Decimal("4.5"): 1, Decimal("0.25"): 1}
