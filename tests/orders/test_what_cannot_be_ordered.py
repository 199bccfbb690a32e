"""Orders and days that no hospital can mean: told at their place, never read as something else."""

import pytest

from bmcalc import compute
from bmcalc.core.texts import LANGUAGES

PLAN = {
    "patient": {"sex": "female", "age": 52, "weight": "58 kg", "height": "160 cm"},
    "regimen": "thp", "cycle": 1, "day": 1, "today": "2023-08-20",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [
    "docetaxel 1 120 mg", "docetaxel 1\u00a0120 mg", "docetaxel 1\u2009120 mg",
    "docetaxel 1\u3000120 mg", "docetaxel .120 mg", "docetaxel ．120 mg", "docetaxel 60+120 mg",
    "docetaxel 120+ mg", "docetaxel 120 mg/h", "docetaxel 120 mg/周", "docetaxel 1e120 mg",
    "docetaxel 1.2e2 mg", "docetaxel -120 mg", "docetaxel \u2212120 mg", "docetaxel +120 mg",
    "docetaxel ~120 mg", "docetaxel <120 mg", "docetaxel 1'120 mg", "docetaxel 1,120 mg",
    "docetaxel 12O mg", "docetaxel 0120 mg", "docetaxel 120 mg?", "docetaxel 120..0 mg",
    "docetaxel 1/120 mg", "docetaxel 120 mg 1e5", "docetaxel " + "1" * 400 + " mg",
])
def test_a_number_that_is_no_dose_is_not_understood(text, lang):
    values = compute("order-check", {**PLAN, "order": text}, lang)["values"]
    assert [one["line"] for one in values["not_understood"]] == [1]
    assert values["verdict"] in {"undecidable", "stop"}
    assert all(line["ordered"] is None for line in values["lines"])


@pytest.mark.parametrize("text", [
    "docetaxel 120 mg cancelled", "docetaxel 120 mg 停用", "cancelled docetaxel 120 mg",
])
def test_a_cancelled_line_orders_nothing(text):
    values = compute("order-check", {**PLAN, "order": text})["values"]
    assert values["discontinued"] == ["docetaxel"]
    assert values["verdict"] in {"undecidable", "stop"}
    assert all(line["ordered"] is None for line in values["lines"])


@pytest.mark.parametrize("patient", [
    {"correction": "local"}, {"correction": "local", "correction_slope": "0.02 mmol/g"},
    {"correction": "local", "correction_reference": "40 g/L"},
    {"correction": "payne_1973", "correction_reference": "40 g/L"},
])
def test_a_correction_without_its_slope_is_told_at_its_field(patient):
    answer = compute("order-check", {
        "patient": {"calcium_total": "2.2 mmol/L", "albumin": "30 g/L", "sex": "female",
                    "age": 52, **patient},
        "regimen": "denosumab", "cycle": 1, "day": 1, "today": "2023-08-20",
        "bone_agent": "denosumab",
    })
    told = [one for one in answer["findings"] if one["field"] == "patient.correction"]
    assert [(one["code"], one["severity"]) for one in told] == [("CA-01", "stop")]
    assert answer["values"]["verdict"] == "stop"


@pytest.mark.parametrize(("today", "code"), [
    ("9999-12-31", "E_RANGE"), ("0001-01-01", "E_RANGE"), ("1899-12-31", "E_RANGE"),
    ("2201-01-01", "E_RANGE"), ("2023-02-29", "E_DATE"), ("0000-01-01", "E_DATE"),
])
@pytest.mark.parametrize("calculator", ["order-check", "schedule"])
def test_a_day_that_cannot_be_is_refused_at_its_field(calculator, today, code):
    answer = compute(calculator, {"regimen": "thp", "cycle": 1, "day": 1, "today": today})
    assert [(one["code"], one["field"]) for one in answer["errors"]] == [(code, "today")]


@pytest.mark.parametrize("today", ["1900-01-01", "2200-12-31"])
@pytest.mark.parametrize("regimen", ["thp", "fulvestrant-palbociclib", "denosumab"])
def test_the_first_and_the_last_day_have_a_schedule(regimen, today):
    answer = compute("schedule", {"regimen": regimen, "cycle": 1, "day": 1, "today": today})
    assert answer["status"] != "refused"
    assert answer["values"]["schedule"]
