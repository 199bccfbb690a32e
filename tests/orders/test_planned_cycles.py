"""The planned cycles of each track: what has ended is not due, one more is asked about."""

import pytest

from bmcalc import compute
from tests.orders.asked import NORMAL, checked

BODY = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "pregnancy": "no"}
LABS = {**NORMAL, "creatinine": {"value": "62 umol/L", "on": "2024-03-11"}}
ANTIBODIES = {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"}
ALL = {**ANTIBODIES, "docetaxel": "120 mg", "carboplatin": "555 mg"}


def in_cycle(cycle, order, day=1, regimen="tcbhp"):
    return checked({
        "patient": BODY, "labs": LABS, "regimen": regimen, "cycle": cycle, "day": day,
        "today": "2024-03-11", "order": order,
        "last": {drug: "2024-02-19" for drug in ALL if regimen == "tcbhp"},
    })


def test_antibodies_go_on_after_the_last_chemotherapy():
    answer = in_cycle(7, ANTIBODIES)
    assert list(answer.lines) == list(ANTIBODIES)
    assert answer.verdict() == "agrees"
    assert "MISSING_DRUG" not in answer.codes()


def test_in_the_last_planned_cycle_chemotherapy_is_still_due():
    assert "MISSING_DRUG" in in_cycle(6, ANTIBODIES).codes("docetaxel")
    full = in_cycle(6, ALL)
    assert full.verdict() == "agrees"


@pytest.mark.parametrize("drug", ["docetaxel", "carboplatin"])
def test_a_seventh_chemotherapy_asks(drug):
    answer = in_cycle(7, ALL)
    assert list(answer.lines) == ["trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin"]
    assert answer.verdict(drug) == "query"
    assert "BEYOND_PLANNED_CYCLES" in answer.codes(drug)
    assert answer.verdict("trastuzumab_iv") == "agrees"


def test_a_seventh_chemotherapy_that_is_early_is_still_stopped():
    answer = checked({
        "patient": BODY, "labs": LABS, "regimen": "tcbhp", "cycle": 7, "day": 1,
        "today": "2024-03-11", "order": ALL,
        "last": {**dict.fromkeys(ALL, "2024-02-19"), "docetaxel": "2024-02-26"},
    })
    assert answer.verdict("docetaxel") == "stop"
    assert "TOO_EARLY" in answer.codes("docetaxel")


def test_a_line_about_it_that_cannot_be_read_leaves_it_open():
    answer = in_cycle(7, "trastuzumab 348 mg\npertuzumab 420 mg\ndocetaxel 1 120 mg")
    assert answer.verdict("docetaxel") == "undecidable"
    assert "MISSING_DRUG" not in answer.codes()


def test_on_a_day_without_a_dose_a_drug_beyond_its_cycles_is_on_the_wrong_day():
    answer = in_cycle(7, {"docetaxel": "120 mg"}, day=8)
    assert "WRONG_DAY" in answer.codes("docetaxel")


def test_the_schedule_goes_on_with_the_antibodies_alone():
    values = compute("schedule", {
        "regimen": "tcbhp", "cycle": 7, "day": 1, "today": "2024-03-11",
        "last": dict.fromkeys(ALL, "2024-02-19"),
    })["values"]
    assert {one["drug"] for one in values["schedule"]} == set(ANTIBODIES)
    tracks = {one["drug"]: one for one in values["tracks"]}
    assert tracks["docetaxel"]["state"] == tracks["docetaxel"]["due"] == "ended"
    assert tracks["docetaxel"]["next_due"] is None
    assert tracks["pertuzumab"]["state"] == "on_time"
