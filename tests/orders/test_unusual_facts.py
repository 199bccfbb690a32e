"""What is asked to be confirmed in an order is a slip of the keyboard, never what a rule judges."""

import pytest

from bmcalc import compute
from tests.orders.asked import TCBHP, Answer, changed, checked

LABS = [
    ("anc", "0 x10^9/L", False), ("anc", "0.4 x10^9/L", False), ("anc", "1.2 x10^9/L", False),
    ("anc", "20 x10^9/L", False), ("anc", "20.1 x10^9/L", True), ("anc", "45 x10^9/L", True),
    ("anc", "800 /uL", False), ("anc", "20100 /uL", True), ("anc", "20100 /mm3", True),
    ("platelets", "12 x10^9/L", False), ("platelets", "700 x10^9/L", False),
    ("platelets", "1000 x10^9/L", False), ("platelets", "1001 x10^9/L", True),
    ("platelets", "1001000 /uL", True), ("platelets", "1001000 /mm3", True),
    ("haemoglobin", "62 g/L", False), ("haemoglobin", "40 g/L", False),
    ("haemoglobin", "39 g/L", True), ("haemoglobin", "3.9 g/dL", True),
    ("haemoglobin", "200 g/L", False), ("haemoglobin", "201 g/L", True),
    ("bilirubin", "1.9 umol/L", True), ("bilirubin", "2 umol/L", False),
    ("bilirubin", "21 umol/L", False), ("bilirubin", "26 umol/L", False),
    ("bilirubin", "340 umol/L", False), ("bilirubin", "341 umol/L", True),
    ("bilirubin", "20 mg/dL", False), ("bilirubin", "20.1 mg/dL", True),
    ("creatinine", "29 umol/L", True), ("creatinine", "30 umol/L", False),
    ("creatinine", "41 umol/L", False), ("creatinine", "200 umol/L", False),
    ("creatinine", "400 umol/L", False), ("creatinine", "401 umol/L", True),
    ("creatinine", "0.33 mg/dL", True), ("creatinine", "0.34 mg/dL", False),
    ("creatinine", "4.5 mg/dL", False), ("creatinine", "7.7 mg/dL", True),
    ("lvef_now", "44 %", False), ("lvef_now", "18 %", False), ("lvef_now", "85 %", False),
    ("lvef_now", "86 %", True),
    ("lvef_baseline", "40 %", False), ("lvef_baseline", "39 %", True),
    ("lvef_baseline", "85 %", False), ("lvef_baseline", "86 %", True),
    ("qtcf", "349 ms", True), ("qtcf", "350 ms", False), ("qtcf", "520 ms", False),
    ("qtcf", "600 ms", False), ("qtcf", "601 ms", True),
    ("potassium", "2.4 mmol/L", True), ("potassium", "2.5 mmol/L", False),
    ("potassium", "7.0 mmol/L", False), ("potassium", "7.1 mmol/L", True),
    ("albumin", "14 g/L", True), ("albumin", "15 g/L", False), ("albumin", "22 g/L", False),
    ("albumin", "58 g/L", False), ("albumin", "59 g/L", True),
    ("albumin", "1.4 g/dL", True), ("albumin", "5.9 g/dL", True), ("albumin", "5.8 g/dL", False),
]
AGES = [(84, False), (95, False), (96, True)]


def unusual(answer):
    return {one["field"] for one in answer.answer["findings"] if one["code"] == "UNUSUAL"}


@pytest.mark.parametrize(("name", "value", "slip"), LABS)
def test_a_result_is_confirmed_only_where_it_is_likely_a_slip(name, value, slip):
    assert (f"labs.{name}" in unusual(checked(labs={name: value}))) is slip


@pytest.mark.parametrize(("age", "slip"), AGES)
def test_an_old_woman_is_not_unusual(age, slip):
    assert ("patient.age" in unusual(checked(patient={"age": age}))) is slip


@pytest.mark.parametrize(("value", "refused"), [("7.7 umol/L", True), ("77 umol/L", False)])
def test_a_creatinine_with_a_point_too_many_is_refused(value, refused):
    answer = compute("order-check", changed(TCBHP, labs={"creatinine": value}))
    assert (answer["status"] == "refused") is refused


@pytest.mark.parametrize("limit", ["17.1 umol/L", "21 umol/L", "23 umol/L", "26 umol/L"])
@pytest.mark.parametrize("field", ["labs", "patient", "policy"])
def test_the_usual_limits_of_bilirubin_in_china_are_not_asked_about(limit, field):
    bilirubin = {"value": "10 umol/L", "on": "2021-07-03"}
    case = changed(TCBHP, labs={"bilirubin": None})
    if field == "labs":
        case["labs"]["bilirubin"] = {**bilirubin, "uln": limit}
    else:
        case["labs"]["bilirubin"] = bilirubin
    if field == "patient":
        case["patient"]["bilirubin_uln"] = limit
    if field == "policy":
        case["policy"] = {"laboratory": {"bilirubin_uln": limit}}
    answer = Answer(compute("order-check", case))
    assert not unusual(answer)
    assert answer.status == "ok"
