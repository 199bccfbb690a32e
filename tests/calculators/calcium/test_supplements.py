"""Calcium and vitamin D a day: salts, tablets, calcitriol, what is short."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute

CALTRATE = {"form": "elemental", "calcium": "600 mg", "vitamin_d": "125 IU"}


def taken(*rows, **more):
    answer = compute("supplements", {"preparations": list(rows), **more})
    assert answer["status"] != "refused", answer["errors"]
    return answer


def number(answer, name):
    return Decimal(answer["values"][name]["value"])


@pytest.mark.parametrize(("tablets", "calcium", "vitamin_d", "short"), [
    (1, 600, 125, 275), (2, 1200, 250, 150), (3, 1800, 375, 25),
])
def test_caltrate_never_reaches_400_units(tablets, calcium, vitamin_d, short):
    answer = taken(CALTRATE | {"per_day": tablets})
    assert number(answer, "elemental_calcium") == calcium
    assert number(answer, "vitamin_d") == vitamin_d
    assert number(answer, "vitamin_d_short") == short
    assert number(answer, "calcium_short") == 0
    assert answer["values"]["codes"] == ["SU-02"]


@pytest.mark.parametrize(("form", "salt", "elemental"), [
    ("carbonate", "1250 mg", "500.5"), ("carbonate", "1500 mg", "600.6"),
    ("carbonate", "1.5 g", "600.6"), ("citrate", "2000 mg", "421.6"),
    ("gluconate", "1000 mg", "93.1"), ("lactate", "1000 mg", "130"),
])
def test_salts(form, salt, elemental):
    answer = taken({"form": form, "calcium": salt, "per_day": 1})
    assert number(answer, "elemental_calcium") == Decimal(elemental)


def test_calcitriol_counts_as_nothing():
    answer = taken(CALTRATE | {"per_day": 1}, calcitriol_per_day="0.5 ug")
    assert number(answer, "vitamin_d") == 125
    assert set(answer["values"]["codes"]) == {"SU-02", "SU-03"}
    more = taken(CALTRATE | {"per_day": 2}, calcitriol_per_day="0.5 ug")
    assert set(more["values"]["codes"]) == {"SU-02", "SU-03", "SU-05"}


def test_several_products_add_up():
    drops = {"vitamin_d": "10 ug", "per_day": 1}
    answer = taken(CALTRATE | {"per_day": 1}, drops)
    assert number(answer, "vitamin_d") == 525
    assert answer["values"]["codes"] == []
    assert answer["status"] == "ok"


def test_nothing_taken():
    answer = taken()
    assert answer["values"]["codes"] == ["SU-01"]
    assert number(answer, "calcium_short") == 500
    assert number(answer, "vitamin_d_short") == 400


def test_in_hypercalcaemia_nothing_is_asked_for():
    answer = taken(hypercalcaemia=True)
    assert answer["values"]["codes"] == []
    assert "HYPERCALCAEMIA" in {f["code"] for f in answer["findings"]}


@pytest.mark.parametrize(("row", "code"), [
    ({"calcium": "600", "per_day": 1}, "E_UNIT"), ({"calcium": "600 mg"}, "E_MISSING"),
    ({"calcium": "600 mg", "per_day": 0}, "E_RANGE"), ({"form": "bone", "per_day": 1}, "E_ENUM"),
    ({"calcium": "600 mg", "per_day": 1, "brand": "x"}, "E_UNKNOWN"),
])
def test_refusals(row, code):
    answer = compute("supplements", {"preparations": [row]})
    assert [e["code"] for e in answer["errors"]] == [code]


def test_the_list_itself_is_required():
    answer = compute("supplements", {})
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", "preparations")]


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=1, max_value=3000), st.integers(min_value=1, max_value=20))
def test_grams_and_milligrams_agree(milligrams, tablets):
    in_mg = taken({"form": "carbonate", "calcium": f"{milligrams} mg", "per_day": tablets})
    in_g = taken({
        "form": "carbonate", "calcium": f"{Decimal(milligrams) / 1000:f} g", "per_day": tablets,
    })
    assert number(in_mg, "elemental_calcium") == number(in_g, "elemental_calcium")


@pytest.mark.parametrize(("per_day", "code"), [
    (Decimal("1e-30"), "E_RANGE"), ("0", "E_RANGE"), ("0.009", "E_RANGE"), ("0.01", None),
    (20, None), ("20.1", "E_RANGE"), (Decimal("1e-999999999"), "E_TYPE"),
    (Decimal("1e999999999"), "E_TYPE"), (Decimal("NaN"), "E_TYPE"), (10**30, "E_TYPE"),
])
def test_so_many_tablets_a_day_can_be(per_day, code):
    answer = compute("supplements", {"preparations": [CALTRATE | {"per_day": per_day}]})
    found = [(one["code"], one["field"]) for one in answer.get("errors", ())]
    assert found == ([] if code is None else [(code, "preparations")])
