"""The worked examples of body size, renal function and cytotoxic doses, read once."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "vectors" / "A_chemotherapy.json"
TOLERANCE = Decimal("1e-6")
SEX = {"F": "female", "M": "male"}


@cache
def _all():
    return json.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)


def vectors(*functions):
    """Return the examples of these functions as pytest parameters, numbered."""
    rows = [v for v in _all() if v["fn"] in functions]
    assert rows, functions
    return [pytest.param(v, id=f"{v['fn']}-{n}") for n, v in enumerate(rows)]


def patient(row):
    """Return the patient of an example under the contract's names, with units."""
    given = row["inputs"]
    names = {"height_cm": ("height", "cm"), "weight_kg": ("weight", "kg"),
             "scr_mgdl": ("creatinine", "mg/dL"), "scr_umol_l": ("creatinine", "umol/L")}
    fields = {names[key][0]: f"{given[key]} {names[key][1]}" for key in names if key in given}
    if "sex" in given:
        fields["sex"] = SEX[given["sex"]]
    if "age" in given:
        fields["age"] = given["age"]
    return fields


def amount(value):
    """Return the number of a value in an answer."""
    return Decimal(value["value"])


def near(actual, expected, tolerance=TOLERANCE):
    """Say whether two numbers agree within the relative tolerance of the contract."""
    expected = Decimal(expected)
    return abs(Decimal(actual) - expected) <= tolerance * abs(expected)


def codes(answer, severity=None):
    """Return the codes of the findings, of one severity where it is named."""
    return {
        finding["code"] for finding in answer["findings"]
        if severity in (None, finding["severity"])
    }


def errors(answer):
    """Return code and field of every error of a refusal, which shows no number."""
    assert answer["status"] == "refused", answer["values"]
    assert answer["values"] == {}
    return [(error["code"], error["field"]) for error in answer["errors"]]
