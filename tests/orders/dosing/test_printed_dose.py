"""The dose of the label's table by area beside the calculated one, and ceilings over the days."""

import pytest

from bmcalc import compute
from tests.orders.asked import NORMAL

PATIENT = {"sex": "female", "age": 52, "pregnancy": "no", "dpd": "2", "vinorelbine_oral_given": 1}


def line(regimen, drug, ordered, height, weight, **policy):
    answer = compute("order-check", {
        "patient": {**PATIENT, "height": height, "weight": weight}, "labs": NORMAL,
        "regimen": regimen, "cycle": 1, "day": 1, "today": "2024-03-10",
        "order": {drug: ordered}, "policy": policy,
    })
    return next(one for one in answer["values"]["lines"] if one["drug"] == drug)


def codes(found):
    return {one["code"] for one in (*found["findings"], *found["working"])}


def test_the_tables_dose_is_a_note_up_to_10_percent_off_and_a_question_beyond():
    """At 1.26 m² the table gives 1150 mg for 1260 mg, at 1.05 m² 70 mg for 63 mg."""
    near = line("cape-1000", "capecitabine", "1150 mg", "150 cm", "38.1024 kg")
    assert near["verdict"] == "agrees"
    assert {"DOSE_OF_THE_TABLE", "ROUNDED_TO_PIECES"} <= codes(near)
    far = line("nvb-oral", "vinorelbine_po", "70 mg", "140 cm", "28.35 kg", market="EU")
    assert "DOSE_OF_THE_TABLE" in codes(far)
    assert far["verdict"] == "query"


def test_a_dose_that_agrees_needs_no_table():
    assert "DOSE_OF_THE_TABLE" not in codes(
        line("cape", "capecitabine", "2000 mg", "158 cm", "60 kg"))


def test_another_dose_is_not_the_tables():
    assert "DOSE_OF_THE_TABLE" not in codes(
        line("cape-1000", "capecitabine", "1500 mg", "150 cm", "38.1024 kg"))


@pytest.mark.parametrize(("profile", "days", "stopped"), [
    ("us", "1-3", False), ("us", "1-5", True), ("cn", "1-5", True),
])
def test_the_days_of_an_order_add_up_to_the_ceiling_of_a_cycle(profile, days, stopped):
    ordered = {"dose": "41 mg", "days": days}
    found = line("np-3day", "cisplatin", ordered, "158 cm", "60 kg", label_profile=profile)
    severity = [one["severity"] for one in found["findings"]
                if one["code"] == "ABOVE_HIGHEST_OF_CYCLE"]
    assert severity == (["stop"] if stopped else [])


def test_without_an_order_the_nearest_whole_tablets_are_planned():
    answer = compute("order-check", {
        "patient": {**PATIENT, "height": "158 cm", "weight": "60 kg"}, "labs": NORMAL,
        "regimen": "cape-1000", "cycle": 1, "day": 1, "today": "2024-03-10", "order": {},
    })
    supply = answer["values"]["lines"][0]["supply"]
    assert supply["dose"]["value"] == "1600"
    assert [(one["strength"]["value"], one["count"], one["count_of_run"])
            for one in supply["tablets"]] == [("500", 2, 56), ("150", 4, 112)]
