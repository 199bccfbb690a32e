"""The nested inputs: every fault is listed with its path, and nothing is guessed."""

import pytest

from bmcalc import compute
from tests.orders.asked import TCBHP, changed, refused


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"patient": {"weight": 58}}, ("E_UNIT", "patient.weight")),
        ({"patient": {"weight": "58 lb"}}, ("E_UNIT", "patient.weight")),
        ({"patient": {"weight": "580 kg"}}, ("E_RANGE", "patient.weight")),
        ({"patient": {"colour": "blue"}}, ("E_UNKNOWN", "patient.colour")),
        ({"patient": {"sex": "f"}}, ("E_ENUM", "patient.sex")),
        ({"labs": {"creatinine": {"value": "0.77 umol/L"}}}, ("E_UNIT", "labs.creatinine.value")),
        ({"labs": {"creatinine": {"on": "2021-07-01"}}}, ("E_MISSING", "labs.creatinine.value")),
        ({"labs": {"creatinine": {"value": "68 umol/L", "on": "1.7.2021"}}},
         ("E_DATE", "labs.creatinine.on")),
        ({"labs": {"ferritin": "20 ng/mL"}}, ("E_UNKNOWN", "labs.ferritin")),
        ({"order": {"docetaxel": "120"}}, ("E_UNIT", "order.docetaxel")),
        ({"order": {"docetaxel": "1,200 mg"}}, ("E_TYPE", "order.docetaxel")),
        ({"order": {"docetaxel": {"dose": "120 mg", "route": "oral"}}},
         ("E_ENUM", "order.docetaxel.route")),
        ({"order": {"docetaxel": {"dose": "120 mg", "days": [0]}}},
         ("E_TYPE", "order.docetaxel.days")),
        ({"last": {"docetaxel": {"dose": "120 mg"}}}, ("E_MISSING", "last.docetaxel.on")),
        ({"last": {"daunorubicin": {"on": "2021-06-01"}}}, ("E_UNKNOWN", "last.daunorubicin")),
        ({"policy": {"bsa_formula": "du_bois"}}, ("E_ENUM", "policy.bsa_formula")),
        ({"policy": {"colour": "blue"}}, ("E_UNKNOWN", "policy.colour")),
        ({"policy": {"tolerance_stops": "20 %"}}, None),
        ({"regimen": "FEC"}, ("E_ENUM", "regimen")),
        ({"day": 22}, ("E_LOGIC", "day")),
        ({"cycle": 0}, ("E_RANGE", "cycle")),
        ({"bone_agent": "docetaxel"}, ("E_ENUM", "bone_agent")),
        ({"today": "2021-07-02"}, ("E_LOGIC", "labs.creatinine")),
        ({"last": {"docetaxel": {"on": "2021-07-06"}}}, ("E_LOGIC", "last.docetaxel")),
        ({"stock": {"docetaxel": {"20 mg": -1}}}, ("E_RANGE", "stock.docetaxel.20 mg")),
        ({"levels": {"docetaxel": "one"}}, ("E_TYPE", "levels.docetaxel")),
        ({"patient": {"hypersensitivity": ["aspirin"]}}, ("E_ENUM", "patient.hypersensitivity")),
    ],
)
def test_a_fault_is_named_with_its_path(changes, expected):
    found = refused(**changes)
    assert expected is None or expected in found


def test_every_fault_is_listed_at_once():
    found = refused(patient={"weight": "58 lb", "height": "1.60 cm"}, order={"docetaxel": "x"})
    assert {path for _code, path in found} == {
        "patient.weight", "patient.height", "order.docetaxel"
    }


@pytest.mark.parametrize("name", ["patient", "labs", "order", "last", "policy", "reductions"])
@pytest.mark.parametrize("bad", [1, [1], True, "nan", "1⁵ kg"])
def test_what_is_no_object_never_raises(name, bad):
    answer = compute("order-check", changed(TCBHP) | {name: bad})
    assert answer["status"] in {"refused", "ok", "caution", "stop"}
    if name != "order":
        assert answer["status"] == "refused"


def test_a_value_that_stands_twice_and_differs_is_ambiguous():
    assert ("E_AMBIG", None) in refused(patient={"creatinine": "70 umol/L"})
    same = compute("order-check", changed(TCBHP, patient={"creatinine": "68 umol/L"}))
    assert same["status"] != "refused"


def test_what_is_required():
    for name in ("regimen", "cycle", "day"):
        assert ("E_MISSING", name) in refused(**{name: None})
    answer = compute("order-check", {"regimen": "fulvestrant", "cycle": 1, "day": 1})
    assert answer["status"] != "refused"
    assert answer["values"]["verdict"] == "undecidable"


def test_the_messages_speak_chinese():
    answer = compute("order-check", changed(TCBHP, patient={"weight": "58 lb"}), "zh_CN")
    assert answer["errors"][0]["field"] == "patient.weight"
