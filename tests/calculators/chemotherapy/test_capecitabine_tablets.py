"""Capecitabine in tablets: the dose of one time, the label's table, the order and what stops it."""

import pytest

from bmcalc import compute
from tests.calculators.chemotherapy_vectors import amount, codes, errors

WOMAN = {"height": "158 cm", "weight": "60 kg", "crcl": "90 mL/min", "dpd": "2"}


def page(**more):
    return compute("capecitabine-tablets", {**WOMAN, **more})


def test_tablets_supply_and_table_stand_beside_one_another():
    values = page()["values"]
    assert (amount(values["dose"]), values["tablets_500"], values["tablets_150"]) == (2000, 4, 0)
    assert (values["supply_500"], values["supply_150"]) == (112, 0)
    assert amount(values["per_day"]) == 4000
    assert (amount(values["band_dose"]), values["band_tablets_500"]) == (2000, 4)


def test_a_reduced_dose_has_no_row_of_the_table():
    values = page(reduction="20 %", reduction_reason="hand-foot syndrome")["values"]
    assert values["band_dose"] is None
    assert amount(values["dose"]) == 1650


@pytest.mark.parametrize(("ordered", "status"), [
    ("2000 mg", "ok"), ("2150 mg", "ok"), ("2300 mg", "stop"), ("4000 mg", "stop"),
    ("1000 mg", "stop"), ("20000 mg", "refused"), ("1999 mg", "caution"),
])
def test_an_order_is_compared_with_the_calculated_dose(ordered, status):
    assert page(ordered_dose=ordered)["status"] == status


def test_the_dose_of_the_day_is_named():
    assert "DOSE_OF_THE_DAY" in codes(page(ordered_dose="4000 mg"), "stop")
    assert "DOSE_OF_THE_DAY" not in codes(page(ordered_dose="3000 mg"), "stop")


def test_the_nearest_tablets_are_asked_about_and_not_stopped_where_they_are_far_off():
    small = {"height": "150 cm", "weight": "47.04 kg", "tablets": "500_only"}
    answer = page(**small, ordered_dose="1500 mg")
    assert answer["status"] == "caution"
    assert {"TABLETS_FAR_OFF", "ORDER_QUERY"} <= codes(answer, "caution")
    assert page(**small, ordered_dose="1000 mg")["status"] == "stop"


def test_morning_and_evening_may_differ_by_one_tablet():
    by_one = page(ordered_dose="2000 mg", ordered_evening="1800 mg")
    assert by_one["status"] == "ok"
    assert "UNEQUAL_DOSES" in codes(by_one, "info")
    far = page(ordered_dose="2300 mg", ordered_evening="1650 mg")
    assert "UNEQUAL_DOSES" in codes(far, "stop")
    assert errors(page(ordered_evening="2000 mg")) == [("E_LOGIC", None)]


def test_half_of_the_dose_answers_a_partial_deficiency():
    assert "DPD_PARTIAL" in codes(page(dpd="1.5"), "caution")
    half = page(dpd="1.5", reduction="50 %", reduction_reason="DPYD 1.5")
    assert "DPD_PARTIAL" not in codes(half)
    less = page(dpd="1.5", reduction="49 %", reduction_reason="DPYD 1.5")
    assert "DPD_PARTIAL" in codes(less, "caution")


def test_what_is_not_said_is_told():
    answer = compute("capecitabine-tablets", {"height": "158 cm", "weight": "60 kg"})
    absent = {one["field"] for one in answer["findings"] if one["code"] == "ABSENT"}
    assert {"crcl", "dpd"} <= absent
