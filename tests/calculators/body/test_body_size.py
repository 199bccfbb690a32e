"""Body size: every worked example through the calculator, and what area and weight must obey."""


import pytest

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.formulas.body_weights import ideal_weight
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS
from tests.calculators.chemotherapy_vectors import (
    amount,
    codes,
    errors,
    near,
    patient,
    vectors,
)

OFFERED = tuple(f"bsa_{key}" for key in BSA_FORMULAS)


def size(height="158 cm", weight="60 kg", sex="female", **more):
    return compute("body-size", {"sex": sex, "height": height, "weight": weight, **more})


@pytest.mark.parametrize("row", vectors(*OFFERED))
def test_area_by_every_formula(row):
    formula = row["fn"].removeprefix("bsa_")
    answer = compute("body-size", {**patient(row), "bsa_formula": formula})
    assert near(amount(answer["values"]["bsa"]), row["expected"])
    assert near(amount(answer["values"]["bsa_table"][formula]), row["expected"])


@pytest.mark.parametrize("row", vectors("bmi"))
def test_body_mass_index(row):
    answer = compute("body-size", {**patient(row), "sex": "female"})
    assert near(amount(answer["values"]["bmi"]), row["expected"])


@pytest.mark.parametrize("row", vectors("ibw_devine"))
def test_ideal_weight_is_devines_raw_formula(row):
    answer = compute("body-size", {**patient(row), "weight": "70 kg"})
    assert near(amount(answer["values"]["ideal_weight"]), row["expected"])


@pytest.mark.parametrize("row", vectors("adjbw_0.4"))
def test_adjusted_weight(row):
    """An actual weight at or below the ideal one is kept."""
    given_ = patient(row)
    height, weight = q(given_["height"]), q(given_["weight"])
    ideal = ideal_weight(height, given_["sex"])
    shown = amount(compute("body-size", given_)["values"]["adjusted_weight"])
    if weight > ideal:
        assert near(shown, row["expected"])
    else:
        assert shown == weight.magnitude


@pytest.mark.parametrize("row", vectors("lbw_janmahasatian"))
def test_lean_weight(row):
    answer = compute("body-size", patient(row))
    assert near(amount(answer["values"]["lean_weight"]), row["expected"])


@pytest.mark.parametrize("key", ["hu_sex", "zhao_pooled"])
def test_formulas_that_are_not_offered_are_refused(key):
    assert errors(size(bsa_formula=key)) == [("E_ENUM", "bsa_formula")]


def test_height_in_metres_is_the_same_person():
    assert size("1.58 m")["values"] == size("158 cm")["values"]


def test_swapped_height_and_weight_cannot_be():
    assert [code for code, _ in errors(size("150 cm", "250 kg"))] == ["E_RANGE"]


@pytest.mark.parametrize(
    ("height", "weight"), [("160 cm", "205 kg"), ("160 cm", "25.5 kg"), ("200 cm", "250 kg")]
)
def test_bodies_that_cannot_be_are_refused(height, weight):
    assert errors(size(height, weight)) == [("E_RANGE", None)]


@pytest.mark.parametrize(
    ("weight", "who", "china"),
    [("47.35", "underweight", "underweight"), ("47.36", "normal", "normal"),
     ("61.44", "normal", "overweight"), ("64", "overweight", "overweight"),
     ("71.68", "overweight", "obese"), ("76.8", "obese_1", "obese"),
     ("89.6", "obese_2", "obese"), ("102.4", "obese_3", "obese")],
)
def test_a_band_includes_its_lower_end(weight, who, china):
    values = size("160 cm", f"{weight} kg")["values"]
    assert (values["bmi_band_who"], values["bmi_band_cn"]) == (who, china)


def test_devine_is_extrapolated_below_60_inches_and_says_so():
    assert "IDEAL_WEIGHT_EXTRAPOLATED" in codes(size("152.3 cm"), "caution")
    assert "IDEAL_WEIGHT_EXTRAPOLATED" not in codes(size("152.4 cm"))


def test_unusual_bodies_are_confirmed():
    assert "UNUSUAL" in codes(size("172 cm", "130 kg"), "caution")
    assert size("172 cm", "110 kg")["status"] == "ok"


def test_the_spread_of_the_formulas_is_told():
    spread = next(f for f in size()["findings"] if f["code"] == "BSA_SPREAD")
    assert "Hu Yongmei" in spread["text"]
    assert "Schlich" in spread["text"]


@pytest.mark.parametrize(("height", "sex"), [("100 cm", "female"), ("102 cm", "female")])
def test_where_devine_gives_no_weight_there_is_no_number(height, sex):
    answer = size(height, "50.5 kg", sex)
    assert ideal_weight(q(height), sex).magnitude < 0
    assert answer["values"]["ideal_weight"] is None
    assert answer["values"]["adjusted_weight"] is None
    assert "NO_IDEAL_WEIGHT" in codes(answer, "caution")
    assert not any("deal weight" in step["label"] for step in answer["steps"])


def test_the_least_ideal_weight_above_zero_is_shown_as_extrapolated():
    answer = size("103 cm", "50.5 kg", "female")
    assert 0 < amount(answer["values"]["ideal_weight"]) < 1
    assert "IDEAL_WEIGHT_EXTRAPOLATED" in codes(answer, "caution")


SHORT = {"sex": "female", "age": 52, "height": "100 cm", "weight": "50.5 kg",
         "creatinine": "68 umol/L"}


@pytest.mark.parametrize(("calculator", "inputs"), [
    ("renal-function", {**SHORT, "weight_basis": "ideal"}),
    ("renal-function", {**SHORT, "weight_basis": "adjusted"}),
    ("carboplatin", {**SHORT, "target_auc": "5 mg*min/mL"}),
    ("nutrition", {"sex": "female", "height": "100 cm", "weight": "50.5 kg", "protein": "60 g",
                   "weight_basis": "adjusted"}),
])
def test_nothing_is_computed_from_an_ideal_weight_that_cannot_be(calculator, inputs):
    assert errors(compute(calculator, inputs)) == [("E_RANGE", "height")]


def test_no_other_target_is_offered_from_an_ideal_weight_that_cannot_be():
    answer = compute("nutrition", {"sex": "female", "height": "100 cm", "weight": "50.5 kg",
                                   "protein": "60 g"})
    assert "OBESE_ACTUAL_WEIGHT" in codes(answer, "caution")
    assert "OTHER_WEIGHT" not in codes(answer)
