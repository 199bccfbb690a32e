"""From dose to bag: the volume to draw and the final concentration against the label's range."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc.core.term import q
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drug
from bmcalc.orders.supply.preparation import (
    Range,
    bags_for,
    concentration_added,
    concentration_withdrawn,
    infusion_of,
    prepare,
    volume_to_draw,
)

VECTORS = [
    one for one in json.loads(
        Path(__file__).parents[2].joinpath("vectors/A_chemotherapy.json").read_text("utf-8"),
        parse_float=Decimal,
    )
    if one["fn"] == "final_conc_added_volume"
]
DOCETAXEL = drug("docetaxel").preparations[0]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: str(v["inputs"]))
def test_the_published_concentrations(vector):
    given = vector["inputs"]
    dose, stock = q(f"{given['dose_mg']} mg"), q(f"{given['stock_mg_ml']} mg/mL")
    found = concentration_added(dose, volume_to_draw(dose, stock), q(f"{given['bag_ml']} mL"))
    expected = Decimal(vector["expected"])
    assert abs(found.magnitude - expected) <= expected * Decimal("1e-6")
    assert found.unit.key == "mg/mL"


def test_there_are_eleven_of_them():
    assert len(VECTORS) == 11


@pytest.mark.parametrize(
    ("dose", "expected"),
    [("121.71 mg", "0.48684"), ("192 mg", "0.768"), ("1622.78 mg", "6.49112")],
)
def test_the_concentration_where_the_volume_was_withdrawn_first(dose, expected):
    assert concentration_withdrawn(q(dose), q("250 mL")) == q(f"{expected} mg/mL")


@pytest.mark.parametrize(
    ("stock", "fits", "fails"),
    [("20 mg/mL", "192.1 mg", "192.2 mg"), ("10 mg/mL", "199.7 mg", "199.9 mg")],
)
def test_the_largest_docetaxel_dose_in_250_ml_when_the_volume_is_added(stock, fits, fails):
    allowed = Range(q("0.3 mg/mL"), q("0.74 mg/mL"))
    for dose, expected in ((fits, True), (fails, False)):
        volume = volume_to_draw(q(dose), q(stock))
        (bag,) = bags_for(q(dose), volume, allowed, (q("250 mL"),))
        assert bag.added_fits is expected, dose


def test_the_largest_docetaxel_dose_in_250_ml_when_the_volume_is_withdrawn():
    allowed = Range(q("0.3 mg/mL"), q("0.74 mg/mL"))
    for dose, expected in (("185 mg", True), ("185.1 mg", False)):
        (bag,) = bags_for(q(dose), q("9.25 mL"), allowed, (q("250 mL"),))
        assert bag.withdrawn_fits is expected


def test_docetaxel_keeps_the_bag_of_its_label_and_leaves_it_for_a_larger_dose():
    work = Work()
    volume, bag, _others = prepare(q("120 mg"), q("10 mg/mL"), DOCETAXEL, work)
    assert volume == q("12 mL")
    assert bag.volume == q("250 mL")
    assert not work.findings
    _volume, bag, _others = prepare(q("210 mg"), q("10 mg/mL"), DOCETAXEL, Work())
    assert bag.volume == q("500 mL")


def test_a_small_weekly_paclitaxel_dose_takes_a_bag_in_which_both_ways_fit():
    how = drug("paclitaxel").preparations[0]
    _volume, bag, _others = prepare(q("130 mg"), q("6 mg/mL"), how, Work())
    assert bag.volume == q("250 mL")
    assert bag.added_fits
    assert bag.withdrawn_fits


def test_a_dose_that_fits_no_bag_asks_for_a_choice():
    work = Work()
    prepare(q("900 mg"), q("20 mg/mL"), DOCETAXEL, work)
    assert "CONCENTRATION" in work.codes()


def test_the_choice_is_asked_of_those_who_judge_the_order_where_there_is_one():
    work, asks = Work(), Work()
    _volume, bag, others = prepare(q("195 mg"), q("20 mg/mL"), DOCETAXEL, work,
                                   ordered_bag=q("250 mL"), asks=asks)
    assert bag.volume == q("250 mL")
    assert [one.volume for one in others] == [q("500 mL")]
    assert asks.codes() == ["CONCENTRATION"]
    assert not work.findings


def test_a_bag_that_no_shelf_holds_is_made_as_ordered():
    _volume, bag, _others = prepare(q("120 mg"), q("10 mg/mL"), DOCETAXEL, Work(),
                                    ordered_bag=q("200 mL"))
    assert bag.volume == q("200 mL")
    assert bag.final == q("120 mg") / (q("200 mL") + q("12 mL"))


def test_what_is_given_undiluted_has_no_bag():
    how = drug("nab_paclitaxel").preparations[0]
    volume, bag, others = prepare(q("162.28 mg"), q("5 mg/mL"), how, Work())
    assert volume == q("32.456 mL")
    assert bag is None
    assert not others


def test_the_volume_of_trastuzumab_at_21_mg_per_ml():
    how = drug("trastuzumab_iv").preparations[0]
    volume, bag, _others = prepare(q("420 mg"), q("21 mg/mL"), how, Work())
    assert volume == q("20 mL")
    assert bag.volume == q("250 mL")


def test_the_first_infusion_is_the_longer_one_and_so_is_an_unknown_one():
    infusions = drug("trastuzumab_iv").infusions
    times = [infusion_of(infusions, "iv", "tcbhp", first)[1] for first in (True, False, None)]
    assert times == [q("90 min"), q("30 min"), q("90 min")]


def test_a_regimen_has_its_own_infusion_time():
    infusions = drug("paclitaxel").infusions
    assert infusion_of(infusions, "iv", "paclitaxel-bevacizumab", True)[1] == q("60 min")
    assert infusion_of(infusions, "iv", "paclitaxel", True)[1] == q("180 min")
