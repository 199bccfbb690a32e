"""Which bone agent the kidney and calcium allow."""

import pytest

from bmcalc import compute

NORMAL = {"calcium_total": "2.30 mmol/L", "albumin": "40 g/L"}


def chosen(**raw):
    answer = compute("bone-agent-choice", raw)
    assert answer["status"] != "refused", answer["errors"]
    return answer


@pytest.mark.parametrize(("kidney", "choice", "zoledronic", "denosumab", "dose"), [
    ({"crcl": "60.1 mL/min"}, "either", "full_dose", "possible", "4.0"),
    ({"crcl": "60 mL/min"}, "reduced_or_denosumab", "reduced_dose", "possible", "3.5"),
    ({"crcl": "30 mL/min"}, "reduced_or_denosumab", "reduced_dose", "possible", "3.0"),
    ({"crcl": "29.9 mL/min"}, "denosumab_with_plan", "not_recommended", "with_calcium_plan", None),
    ({"dialysis": True}, "denosumab_with_plan", "not_recommended", "with_calcium_plan", None),
    ({"crcl": "80 mL/min", "creatinine_risen": True}, "denosumab", "hold", "possible", None),
])
def test_by_kidney(kidney, choice, zoledronic, denosumab, dose):
    values = chosen(**NORMAL, **kidney)["values"]
    assert values["choice"] == choice
    assert (values["zoledronic_acid"], values["denosumab"]) == (zoledronic, denosumab)
    found = values["zoledronic_dose"]
    assert (found and found["value"]) == dose


@pytest.mark.parametrize(("changes", "choice"), [
    ({"calcium_total": "2.05 mmol/L"}, "correct_first"),
    ({"vitamin_d_untreatable": True}, "correct_first"),
    ({"calcium_total": "2.15 mmol/L", "albumin": None}, "measure_first"),
    ({"calcium_total": "1.60 mmol/L", "albumin": None}, "correct_first"),
    ({"calcium_total": None, "albumin": None}, "measure_first"),
    ({"calcium_total": "2.45 mmol/L", "albumin": None}, "either"),
])
def test_neither_before_calcium_is_known_and_normal(changes, choice):
    answer = chosen(**(NORMAL | {"crcl": "80 mL/min"} | changes))
    assert answer["values"]["choice"] == choice
    assert (answer["status"] == "stop") == (choice != "either")
    if choice != "either":
        assert answer["values"]["zoledronic_dose"] is None


def test_the_clearance_is_required():
    answer = compute("bone-agent-choice", NORMAL)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", "crcl")]
