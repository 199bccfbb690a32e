"""Nutrition: the worked examples, digits that agree with the verdict, and doubtful weights."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors


def inputs_of(vector):
    weight, protein = (*vector["args"], None)[:2]
    return {
        "weight": None if weight is None else f"{weight} kg",
        "protein": None if protein is None else f"{protein} g",
    }


def shown(answer, name):
    return answer["values"][name]["display"].partition(" ")[0]


@pytest.mark.parametrize("vector", vectors("nutri"))
def test_worked_examples(vector):
    answer = compute("nutrition", inputs_of(vector))
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    expect = vector["expect"]
    assert shown(answer, "protein_min") == expect["protein_min"]
    assert shown(answer, "protein_max") == expect["protein_hi"]
    assert [shown(answer, "energy_min"), shown(answer, "energy_max")] == expect["kcal"]
    if "protein_g_kg" in expect:
        assert shown(answer, "protein_per_kg") == expect["protein_g_kg"]
        assert answer["values"]["meets_target"] is expect["meets_1.2"]
    else:
        assert "meets_target" not in answer["values"]


def test_espen_begins_lower_than_the_target():
    answer = compute("nutrition", {"weight": "60 kg"})
    assert Decimal(answer["values"]["protein_espen_min"]["value"]) == 60
    assert Decimal(answer["values"]["protein_min"]["value"]) == 72
    assert "TARGET_IS_NOT_ESPEN" in finding_codes(answer)
    marks = {source["id"]: source["mark"] for source in answer["sources"]}
    assert marks["protein-target"] == "convention"


@pytest.mark.parametrize(("protein", "code"), [
    ("50 g", "PROTEIN_BELOW_ESPEN"), ("50.1 g", "PROTEIN_BELOW_TARGET"),
    ("59.9 g", "PROTEIN_BELOW_TARGET"), ("60 g", None), ("75 g", None),
    ("75.1 g", "PROTEIN_ABOVE_ESPEN"),
])
def test_protein_at_each_border(protein, code):
    answer = compute("nutrition", {"weight": "50 kg", "protein": protein})
    found = {c for c in finding_codes(answer) if c.startswith("PROTEIN")}
    assert found == ({code} if code else set())
    assert answer["status"] == ("caution" if code else "ok")


@pytest.mark.parametrize(("energy", "told"), [
    ("1249 kcal", True), ("1250 kcal", False), ("1500 kcal", False), ("1501 kcal", True),
])
def test_energy_at_its_borders(energy, told):
    answer = compute("nutrition", {"weight": "50 kg", "energy": energy})
    assert ("ENERGY_OUTSIDE" in finding_codes(answer)) is told
    if told:
        assert shown(answer, "energy_per_kg") not in {"25.0", "30.0"}


def test_obesity_and_oedema_make_the_actual_weight_doubtful():
    heavy = {"weight": "90 kg", "height": "160 cm", "sex": "female"}
    answer = compute("nutrition", heavy)
    assert {"OBESE_ACTUAL_WEIGHT", "OTHER_WEIGHT"} <= set(finding_codes(answer))
    assert any("80.9 g" in f["text"] for f in answer["findings"] if f["code"] == "OTHER_WEIGHT")
    assert answer["status"] == "caution"
    adjusted = compute("nutrition", heavy | {"weight_basis": "adjusted"})
    assert shown(adjusted, "weight_used") == "67.4"
    assert shown(adjusted, "protein_min") == "80.9"
    assert "OBESE_ACTUAL_WEIGHT" not in finding_codes(adjusted)
    assert "OEDEMA" in finding_codes(compute("nutrition", {"weight": "60 kg", "oedema": True}))
    lean = {"weight": "50 kg", "height": "160 cm", "sex": "female", "weight_basis": "adjusted"}
    assert shown(compute("nutrition", lean), "weight_used") == "50.0"


def test_the_adjusted_weight_needs_sex_and_height():
    answer = compute("nutrition", {"weight": "90 kg", "weight_basis": "adjusted"})
    assert [e["field"] for e in answer["errors"]] == ["sex", "height"]


def test_a_height_and_a_weight_that_cannot_belong_together():
    answer = compute("nutrition", {"weight": "25 kg", "height": "200 cm"})
    assert error_codes(answer) == ["E_RANGE"]


@pytest.mark.parametrize(("more", "status"), [
    ({"crcl": "30 mL/min"}, "ok"), ({"crcl": "29 mL/min"}, "stop"), ({"dialysis": True}, "stop"),
    ({"dialysis": False}, "ok"),
])
def test_severe_kidney_disease_stops_the_protein_target(more, status):
    assert compute("nutrition", {"weight": "60 kg"} | more)["status"] == status


@settings(max_examples=40, deadline=None)
@given(st.integers(250, 1300), st.integers(0, 2500))
def test_the_digits_never_contradict_the_verdict(weight_tenths, protein_tenths):
    answer = compute("nutrition", {
        "weight": f"{Decimal(weight_tenths) / 10} kg",
        "protein": f"{Decimal(protein_tenths) / 10} g",
    })
    met = 10 * protein_tenths >= 12 * weight_tenths
    assert answer["values"]["meets_target"] is met
    assert (Decimal(shown(answer, "protein_per_kg")) >= Decimal("1.2")) is met
