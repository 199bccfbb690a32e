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


def not_used(answer):
    return {one["field"] for one in answer.answer["findings"] if one["code"] == "NOT_USED"}


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


@pytest.mark.parametrize(("labs", "told"), [
    ({"potassium": "3.49 mmol/L"}, {"labs.potassium"}), ({"potassium": "3.5 mmol/L"}, set()),
    ({"potassium": "5.3 mmol/L"}, set()), ({"potassium": "5.31 mmol/L"}, {"labs.potassium"}),
    ({"qtcf": "481 ms"}, {"labs.qtcf"}), ({"qtcf": "480 ms"}, set()),
    ({"haemoglobin": "79 g/L"}, {"labs.haemoglobin"}), ({"haemoglobin": "80 g/L"}, set()),
    ({"anc": "0.9 x10^9/L"}, set()), ({"platelets": "40 x10^9/L"}, set()),
    ({"bilirubin": "60 umol/L"}, set()), ({"lvef_now": "44 %"}, set()),
    ({"creatinine": "200 umol/L"}, set()),
])
def test_an_abnormal_result_that_no_rule_of_today_reads_is_told_once(labs, told):
    assert not_used(checked(labs=labs)) == told


@pytest.mark.parametrize(("creatinine", "told"), [
    ("41 umol/L", False), ("0.46 mg/dL", False), ("180 umol/L", False), ("181 umol/L", True),
    ("2.1 mg/dL", True),
])
def test_a_high_creatinine_is_told_where_no_dose_rests_on_it_and_a_low_one_is_not(creatinine, told):
    answer = Answer(compute("order-check", changed(
        TCBHP, regimen="thp", labs={"creatinine": creatinine}, order={"carboplatin": None},
    )))
    assert ("labs.creatinine" in not_used(answer)) is told
    assert "labs.creatinine" not in unusual(answer)


def test_where_a_rule_reads_it_it_is_not_told():
    ribociclib = changed(TCBHP, regimen="letrozole-ribociclib", order={"letrozole": "2.5 mg"})
    answer = Answer(compute("order-check", changed(
        ribociclib, labs={"potassium": "3.2 mmol/L", "qtcf": "490 ms", "lvef_now": "44 %"},
    )))
    assert not_used(answer) == {"labs.lvef_now"}
