"""The smallest and the largest of everything that an order states, and a step beyond."""

import pytest

from bmcalc import compute
from tests.orders.asked import TCBHP, changed, checked, refused

ACCEPTED = [
    {"order": {"docetaxel": "0.001 mg"}}, {"order": {"docetaxel": "20000 mg"}},
    {"order": {"docetaxel": "20 g"}}, {"order": {"docetaxel": {"dose": "120 mg", "days": [1]}}},
    {"order": {"docetaxel": {"dose": "120 mg", "days": [366]}}}, {"cycle": 1}, {"cycle": 300},
    {"day": 1}, {"day": 21}, {"levels": {"docetaxel": 0}}, {"levels": {"docetaxel": 5}},
    {"stock": {"docetaxel": {"20 mg": 0}}}, {"stock": {"docetaxel": {"20 mg": 10_000}}},
    {"labs": {"potassium": "1.5 mmol/L"}}, {"labs": {"potassium": "9 mmol/L"}},
    {"patient": {"neuropathy_grade": 0}}, {"last": {"docetaxel": "2021-07-05"}},
]
REFUSED = [
    ({"order": {"docetaxel": "0 mg"}}, "E_RANGE", "order.docetaxel"),
    ({"order": {"docetaxel": "20000.1 mg"}}, "E_RANGE", "order.docetaxel"),
    ({"order": {"docetaxel": "20.1 g"}}, "E_UNIT", "order.docetaxel"),
    ({"order": {"docetaxel": {"dose": "120 mg", "days": [0]}}}, "E_TYPE", "order.docetaxel.days"),
    ({"order": {"docetaxel": {"dose": "120 mg", "days": [367]}}}, "E_TYPE",
     "order.docetaxel.days"),
    ({"cycle": 0}, "E_RANGE", "cycle"), ({"cycle": 301}, "E_RANGE", "cycle"),
    ({"day": 0}, "E_RANGE", "day"), ({"day": 22}, "E_LOGIC", "day"),
    ({"day": 367}, "E_RANGE", "day"),
    ({"levels": {"docetaxel": -1}}, "E_RANGE", "levels.docetaxel"),
    ({"levels": {"docetaxel": 6}}, "E_RANGE", "levels.docetaxel"),
    ({"stock": {"docetaxel": {"20 mg": -1}}}, "E_RANGE", "stock.docetaxel.20 mg"),
    ({"stock": {"docetaxel": {"20 mg": 10_001}}}, "E_RANGE", "stock.docetaxel.20 mg"),
    ({"labs": {"potassium": "1.49 mmol/L"}}, "E_RANGE", "labs.potassium"),
    ({"labs": {"potassium": "9.01 mmol/L"}}, "E_RANGE", "labs.potassium"),
    ({"patient": {"neuropathy_grade": -1}}, "E_RANGE", "patient.neuropathy_grade"),
    ({"last": {"docetaxel": "2021-07-06"}}, "E_LOGIC", "last.docetaxel"),
    ({"labs": {"anc": {"value": "3 x10^9/L", "on": "2021-07-06"}}}, "E_LOGIC", "labs.anc"),
    ({"last_cycle": {"on": "2021-07-06"}}, "E_LOGIC", "last_cycle.on"),
]


@pytest.mark.parametrize("given", ACCEPTED, ids=str)
def test_it_is_taken(given):
    assert compute("order-check", changed(TCBHP, **given))["status"] != "refused"


@pytest.mark.parametrize(("given", "code", "field"), REFUSED, ids=str)
def test_it_is_refused(given, code, field):
    assert (code, field) in refused(**given)


@pytest.mark.parametrize(("potassium", "confirmed"), [
    ("2.49", True), ("2.5", False), ("7.0", False), ("7.01", True),
])
def test_an_unusual_potassium_is_confirmed(potassium, confirmed):
    told = checked(labs={"potassium": f"{potassium} mmol/L"}).answer["findings"]
    unusual = {(one["code"], one["field"]) for one in told}
    assert (("UNUSUAL", "labs.potassium") in unusual) is confirmed


@pytest.mark.parametrize(("cycles", "taken"), [(0, False), (1, True), (50, True), (51, False)])
def test_a_schedule_plans_1_to_50_cycles(cycles, taken):
    asked = {"regimen": "paclitaxel", "cycle": 1, "day": 1, "today": "2024-03-10",
             "cycles": cycles}
    assert (compute("schedule", asked)["status"] != "refused") is taken
