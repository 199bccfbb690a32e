"""On dialysis, and while the creatinine moves, no GFR is estimated; one down to 2 is shown."""

import pytest

from bmcalc import compute
from tests.calculators.chemotherapy_vectors import amount, codes, errors

MAN = {"sex": "male", "age": 68, "height": "170 cm", "weight": "50 kg", "creatinine": "80 umol/L"}
EQUATIONS = ["cockcroft_gault", "ckd_epi_2021", "wright_jaffe", "camgfr_v1", "martin_1998"]
NOT_TO_ESTIMATE = [
    {"dialysis": True}, {"creatinine_steady": "no"}, {"dialysis": True, "creatinine_steady": "yes"},
]


def kidney(**more):
    return compute("renal-function", {**MAN, **more})


def dose(**more):
    return compute("carboplatin", {"target_auc": "5 mg*min/mL", **MAN, **more})


def texts(answer, code):
    return [one["text"] for one in answer["findings"] if one["code"] == code]


@pytest.mark.parametrize("equation", EQUATIONS)
@pytest.mark.parametrize("why", NOT_TO_ESTIMATE)
def test_there_is_no_number_of_a_gfr(equation, why):
    answer = kidney(equation=equation, **why)
    assert answer["status"] == "stop"
    assert "NO_GFR_ESTIMATE" in codes(answer, "stop")
    shown = answer["values"]
    assert not any(shown[name] for name in ("gfr", "gfr_indexed", "weight_used", "others"))
    assert not any("mL/min" in str(step) for step in answer["steps"])
    assert amount(shown["creatinine_used"]) == 80


@pytest.mark.parametrize("told", [
    {"dialysis": False, "creatinine_steady": "yes"}, {"dialysis": False}, {},
    {"dialysis": False, "creatinine_steady": "unknown"},
])
def test_otherwise_it_is_estimated_and_what_was_not_said_is_told(told):
    answer = kidney(**told)
    assert answer["values"]["gfr"] == kidney()["values"]["gfr"]
    absent = {one["field"] for one in answer["findings"] if one["code"] == "ABSENT"}
    assert ("dialysis" in absent) is ("dialysis" not in told)
    assert ("creatinine_steady" in absent) is ("creatinine_steady" not in told)
    unknown = told.get("creatinine_steady") == "unknown"
    assert ("STEADY_STATE_UNKNOWN" in codes(answer, "info")) is unknown


@pytest.mark.parametrize(("text", "code"), [("maybe", "E_ENUM"), (True, "E_ENUM")])
def test_the_steady_state_is_one_of_three_answers(text, code):
    assert errors(kidney(creatinine_steady=text)) == [(code, "creatinine_steady")]


@pytest.mark.parametrize("why", NOT_TO_ESTIMATE)
def test_no_carboplatin_is_dosed_on_an_estimate(why):
    for more in ({}, {"gfr": "60 mL/min", "gfr_kind": "estimated"}, {"ordered_dose": "300 mg"}):
        answer = dose(**why, **more)
        assert answer["status"] == "stop"
        assert "NO_GFR_ESTIMATE" in codes(answer, "stop")
        assert all(answer["values"][name] is None for name in (
            "gfr_used", "dose", "dose_calculated", "dose_uncapped", "dose_other_basis",
            "auc_of_order", "deviation",
        ))


def test_on_dialysis_the_dose_without_any_kidney_is_a_thought_and_no_value():
    answer = dose(dialysis=True)
    (thought,) = texts(answer, "CALVERT_WITHOUT_KIDNEYS")
    assert "125 mg" in thought
    assert "not a dose" in thought
    assert not texts(dose(creatinine_steady="no"), "CALVERT_WITHOUT_KIDNEYS")


def test_a_measured_gfr_counts_on_dialysis_too():
    measured = {"gfr": "40 mL/min", "gfr_kind": "measured"}
    answer = dose(**measured, dialysis=True, creatinine_steady="no")
    assert amount(answer["values"]["dose"]) == 5 * (40 + 25)
    assert "NO_GFR_ESTIMATE" not in codes(answer)


def test_where_no_estimate_is_made_nothing_is_asked_for_it():
    on_dialysis = compute("carboplatin", {"target_auc": "5 mg*min/mL", "dialysis": True})
    assert on_dialysis["status"] == "stop"
    assert {field for _code, field in errors(compute("carboplatin", {
        "target_auc": "5 mg*min/mL", "dialysis": False,
    }))} == {"sex", "age", "weight", "height", "creatinine"}


@pytest.mark.parametrize(("weight", "creatinine", "expected", "status"), [
    ("72 kg", "4.8 mg/dL", "15", "caution"),
    ("71.9 kg", "4.8 mg/dL", "14.979166666666667", "stop"),
    ("50 kg", "10.1 mg/dL", "4.95049504950495", "stop"),
    ("30 kg", "15 mg/dL", "2", "stop"),
])
def test_a_gfr_from_2_is_shown_and_below_15_no_dose_rests_on_it(
    weight, creatinine, expected, status
):
    answer = compute("renal-function", {
        "sex": "male", "age": 68, "weight": weight, "creatinine": creatinine,
    })
    assert float(amount(answer["values"]["gfr"])) == pytest.approx(float(expected), rel=1e-9)
    assert answer["status"] == status
    assert ("GFR_TOO_LOW_TO_DOSE" in codes(answer, "stop")) is (status == "stop")
    assert "GFR_LOW" in codes(answer, "caution")


def test_below_2_an_input_must_be_wrong():
    answer = compute("renal-function", {
        "sex": "male", "age": 68, "weight": "29.9 kg", "creatinine": "15 mg/dL",
    })
    assert errors(answer) == [("E_RANGE", None)]


def test_an_indexed_gfr_below_15_is_stopped_too():
    answer = compute("renal-function", {
        "sex": "female", "age": 70, "creatinine": "4 mg/dL", "equation": "ckd_epi_2021",
    })
    assert amount(answer["values"]["gfr_indexed"]) < 15
    assert "GFR_TOO_LOW_TO_DOSE" in codes(answer, "stop")


def test_a_typed_gfr_keeps_its_own_limits():
    def typed(gfr):
        return compute("carboplatin", {
            "target_auc": "5 mg*min/mL", "gfr": gfr, "gfr_kind": "estimated",
        })

    assert errors(typed("4.9 mL/min")) == [("E_RANGE", "gfr")]
    assert typed("5 mL/min")["status"] == "stop"


def test_camgfr_is_not_used_where_it_rises_with_the_creatinine():
    def camgfr(creatinine, calculator="renal-function", **more):
        return compute(calculator, {
            **MAN, "creatinine": creatinine, "equation": "camgfr_v1", **more,
        })

    assert camgfr("4 mg/dL")["status"] != "refused"
    assert errors(camgfr("4.01 mg/dL")) == [("E_RANGE", None)]
    assert errors(camgfr("4.01 mg/dL", "carboplatin", target_auc="5 mg*min/mL")) == [
        ("E_RANGE", None)
    ]
    assert kidney(creatinine="10 mg/dL")["values"]["others"]["camgfr_v1"] is None
    assert kidney(creatinine="353 umol/L")["values"]["others"]["camgfr_v1"] is not None
