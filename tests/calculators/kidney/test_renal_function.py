"""Renal function: every worked example, which fields are asked, and dimensions kept apart."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS
from tests.calculators.chemotherapy_vectors import (
    amount,
    codes,
    errors,
    near,
    patient,
    vectors,
)
from tests.calculators.score_vectors import expected_error
from tests.calculators.score_vectors import vectors as score_vectors

WOMAN = {
    "sex": "female", "age": 55, "height": "158 cm", "weight": "60 kg", "creatinine": "0.77 mg/dL",
}
OBESE = {
    "sex": "female", "age": 62, "height": "165 cm", "weight": "98 kg", "creatinine": "0.6 mg/dL",
}


def kidney(person=None, **more):
    return compute("renal-function", {**(WOMAN if person is None else person), **more})


def gfr(answer):
    assert answer["status"] != "refused", answer["errors"]
    return amount(answer["values"]["gfr"])


@pytest.mark.parametrize("row", vectors("cockcroft_gault_tbw"))
def test_cockcroft_gault_by_actual_weight_asks_for_no_height(row):
    answer = kidney(patient(row))
    assert near(gfr(answer), row["expected"])
    assert answer["values"]["gfr_indexed"] is None


@pytest.mark.parametrize("row", vectors("cockcroft_gault_si_1.23_1.04"))
def test_cockcroft_gault_with_rounded_constants(row):
    assert near(gfr(kidney(patient(row), equation="cockcroft_gault_si")), row["expected"])


WEIGHT_OF = {
    (v.values[0]["inputs"]["height_cm"], v.values[0]["inputs"]["age"]):
        v.values[0]["inputs"]["weight_kg"]
    for v in vectors("cockcroft_gault_adjbw0.4")
}


@pytest.mark.parametrize("row", vectors("cockcroft_gault_ibw", "cockcroft_gault_adjbw0.4"))
def test_cockcroft_gault_by_ideal_and_adjusted_weight(row):
    """Below the ideal weight every basis takes the actual one."""
    body = row["inputs"]
    basis = "ideal" if row["fn"] == "cockcroft_gault_ibw" else "adjusted"
    actual = Decimal(WEIGHT_OF[body["height_cm"], body["age"]])
    person = {**patient(row), "weight": f"{actual} kg"}
    start = Decimal("45.5") if body["sex"] == "F" else Decimal(50)
    ideal = start + Decimal("2.3") * (Decimal(body["height_cm"]) / Decimal("2.54") - 60)
    raw = ideal if basis == "ideal" else ideal + Decimal("0.4") * (actual - ideal)
    answer = kidney(person, weight_basis=basis)
    if actual > ideal:
        assert near(gfr(answer), row["expected"])
        assert near(amount(answer["values"]["weight_used"]), raw)
    else:
        assert near(gfr(answer), gfr(kidney(person)))
        assert amount(answer["values"]["weight_used"]) == actual


@pytest.mark.parametrize("row", score_vectors("cg"))
def test_clearances_of_the_casebook_by_the_si_form(row):
    age, weight, creatinine = row["args"]
    person = {"sex": "female", "age": age, "equation": "cockcroft_gault_si"}
    if weight is not None:
        person["weight"] = f"{weight} kg"
    person["creatinine"] = f"{creatinine} umol/L"
    answer = kidney(person)
    if expected_error(row) is None:
        assert near(gfr(answer), row["expect"])
    else:
        assert expected_error(row) in {code for code, _field in errors(answer)}


@pytest.mark.parametrize(
    "row", vectors("ckd_epi_2009", "ckd_epi_2021", "mdrd4_175", "jelliffe_1973")
)
def test_indexed_equations_ask_for_neither_height_nor_weight(row):
    answer = kidney(patient(row), equation=row["fn"])
    assert near(amount(answer["values"]["gfr_indexed"]), row["expected"])
    assert answer["values"]["gfr_indexed"]["unit"] == "mL/min/1.73m^2"
    assert answer["values"]["gfr"] is None
    assert "NOT_DEINDEXED" in codes(answer)


@pytest.mark.parametrize(
    "row", vectors("ckd_epi_2009_deindexed_dubois", "ckd_epi_2021_deindexed_dubois")
)
def test_de_indexing_is_a_visible_step_with_the_du_bois_area(row):
    answer = kidney(patient(row), equation=row["fn"].removesuffix("_deindexed_dubois"))
    assert near(gfr(answer), row["expected"])
    formulas = [step["formula"] for step in answer["steps"]]
    assert "indexed GFR × BSA ÷ 1.73 m²" in formulas


@pytest.mark.parametrize("row", vectors("wright_jaffe_nock", "martin_1998", "camgfr_v1_full"))
def test_absolute_equations(row):
    key = row["fn"].removesuffix("_nock").removesuffix("_full")
    answer = kidney(patient(row), equation=key)
    assert near(gfr(answer), row["expected"])
    assert answer["values"]["gfr_indexed"] is None


@pytest.mark.parametrize(
    ("person", "more", "printed"),
    [
        ({"sex": "male", "age": 40, "weight": "80 kg", "creatinine": "1.0 mg/dL"}, {}, "111"),
        ({"sex": "male", "age": 50, "height": "180 cm", "weight": "150 kg",
          "creatinine": "1.0 mg/dL"}, {"weight_basis": "adjusted"}, "131"),
        ({"sex": "female", "age": 80, "creatinine": "0.8 mg/dL"},
         {"equation": "ckd_epi_2021"}, "74"),
        ({"sex": "male", "age": 80, "creatinine": "0.8 mg/dL"},
         {"equation": "ckd_epi_2021"}, "89"),
        ({"sex": "male", "age": 40, "creatinine": "0.5 mg/dL"},
         {"equation": "ckd_epi_2009"}, "136"),
        ({"sex": "male", "age": 40, "creatinine": "0.5 mg/dL"}, {"equation": "mdrd4_175"}, "184"),
    ],
)
def test_what_independent_programs_print(person, more, printed):
    values = kidney(person, **more)["values"]
    assert round(amount(values["gfr"] or values["gfr_indexed"])) == Decimal(printed)


@pytest.mark.parametrize(
    "key", ["mdrd4_186", "ma_2006", "xiangya_2019", "wright_enzymatic", "chatelut", "camgfr_v2"]
)
def test_equations_that_are_not_offered_are_refused(key):
    assert errors(kidney(equation=key)) == [("E_ENUM", "equation")]


@pytest.mark.parametrize("row", vectors("cockcroft_gault_tbw"))
def test_the_floor_counts_a_lower_creatinine_as_itself(row):
    answer = kidney(patient(row), creatinine_floor="0.7 mg/dL")
    plain = kidney(patient(row))
    typed = Decimal(row["inputs"]["scr_mgdl"])
    if typed < Decimal("0.7"):
        assert near(gfr(answer), gfr(plain) * typed / Decimal("0.7"))
        assert "CREATININE_FLOORED" in codes(answer, "info")
        assert amount(answer["values"]["creatinine_used"]) == Decimal("61.88")
    else:
        assert gfr(answer) == gfr(plain)
        assert "CREATININE_FLOORED" not in codes(answer)


def test_the_floor_is_the_same_in_either_unit_and_off_by_null():
    in_mg = kidney(OBESE, creatinine_floor="0.7 mg/dL")
    in_umol = kidney(OBESE, creatinine_floor="61.88 umol/L")
    assert near(gfr(in_mg), gfr(in_umol))
    assert gfr(kidney(OBESE, creatinine_floor=None)) == gfr(kidney(OBESE))
    at_floor = kidney({**OBESE, "creatinine": "61.88 umol/L"}, creatinine_floor="0.7 mg/dL")
    assert "CREATININE_FLOORED" not in codes(at_floor)


def test_nrg_takes_the_actual_weight_below_bmi_25_and_the_adjusted_from_there():
    thin = kidney(weight_basis="nrg")
    assert amount(thin["values"]["weight_used"]) == 60
    person = {**WOMAN, "height": "160 cm"}
    below = kidney(person | {"weight": "63.9 kg"}, weight_basis="nrg")
    at = kidney(person | {"weight": "64 kg"}, weight_basis="nrg")
    assert amount(below["values"]["weight_used"]) == Decimal("63.9")
    assert amount(at["values"]["weight_used"]) < 60
    assert near(gfr(kidney(OBESE, weight_basis="nrg", creatinine_floor="0.7 mg/dL")),
                Decimal("96.48448163"))


def test_the_digits_beside_25_never_contradict_the_choice():
    answer = kidney({**WOMAN, "height": "160 cm", "weight": "63.99 kg"}, weight_basis="nrg")
    step = next(s for s in answer["steps"] if s["label"] == "Weight for Cockcroft-Gault")
    assert step["substituted"] == "BMI 24.996 kg/m²"


def test_creatinine_used_is_in_micromoles_as_typed_or_converted():
    assert amount(kidney()["values"]["creatinine_used"]) == Decimal("68.068")
    typed = kidney(creatinine="68 umol/L")
    assert typed["values"]["creatinine_used"] == {
        "value": "68", "unit": "umol/L", "display": "68.0 µmol/L",
    }
    assert any(step["source"] == "creatinine-conversion" for step in typed["steps"])


@pytest.mark.parametrize("equation", ["wright_jaffe", "camgfr_v1"])
def test_equations_from_before_idms_ask_for_the_assay(equation):
    assert "NON_IDMS_CREATININE" in codes(kidney(equation=equation), "caution")


@pytest.mark.parametrize("equation", ["ckd_epi_2009", "ckd_epi_2021", "mdrd4_175"])
def test_equations_that_need_idms_say_so(equation):
    assert "IDMS_CREATININE" in codes(kidney(equation=equation), "info")


def test_others_are_the_remaining_equations_in_their_own_units():
    others = kidney()["values"]["others"]
    assert set(others) == set(RENAL_EQUATIONS) - {"cockcroft_gault"}
    for key, value in others.items():
        indexed = RENAL_EQUATIONS[key].indexed
        assert value["unit"] == ("mL/min/1.73m^2" if indexed else "mL/min")
        values = kidney(equation=key)["values"]
        assert value["value"] == values["gfr_indexed" if indexed else "gfr"]["value"]


def test_others_leave_out_what_the_inputs_do_not_allow():
    without = {k: v for k, v in WOMAN.items() if k not in ("height", "weight")}
    others = kidney(without, equation="ckd_epi_2021")["values"]["others"]
    assert set(others) == {"ckd_epi_2009", "mdrd4_175", "jelliffe_1973"}


@pytest.mark.parametrize(
    ("creatinine", "code"),
    [("68 mg/dL", "E_UNIT"), ("0.77 umol/L", "E_UNIT"), ("0.77", "E_UNIT"), (0.77, "E_UNIT"),
     ("16 umol/L", "E_RANGE"), ("16 mg/dL", "E_RANGE"), ("68 kg", "E_UNIT"),
     ("1e2 umol/L", "E_TYPE"), (None, "E_MISSING")],
)
def test_a_creatinine_is_never_guessed(creatinine, code):
    """15 to 18 fits neither unit: 16 µmol/L is no creatinine and no mg/dL either."""
    assert errors(kidney(creatinine=creatinine)) == [(code, "creatinine")]


@pytest.mark.parametrize(
    ("equation", "basis", "needed"),
    [("cockcroft_gault", "actual", {"weight"}),
     ("cockcroft_gault", "nrg", {"height", "weight"}),
     ("cockcroft_gault_si", "ideal", {"height", "weight"}),
     ("martin_1998", "ideal", {"weight"}),
     ("wright_jaffe", "actual", {"height", "weight"}),
     ("camgfr_v1", "actual", {"height", "weight"}),
     ("mdrd4_175", "nrg", set()), ("jelliffe_1973", "actual", set())],
)
def test_a_field_is_required_only_where_the_choice_needs_it(equation, basis, needed):
    answer = kidney({"equation": equation, "weight_basis": basis})
    expected = {"sex", "age", "creatinine"} | needed
    assert {field for _code, field in errors(answer)} == expected


def test_martin_takes_the_actual_weight_whatever_the_basis():
    by_nrg = kidney(OBESE, equation="martin_1998", weight_basis="nrg")
    assert gfr(by_nrg) == gfr(kidney(OBESE, equation="martin_1998"))
    assert "ACTUAL_WEIGHT_USED" in codes(by_nrg, "info")


def test_a_clearance_that_cannot_be_is_refused():
    impossible = kidney(creatinine="0.2 mg/dL", weight="98 kg", age=20)
    assert errors(impossible) == [("E_RANGE", None)]
    assert errors(kidney(creatinine="15 mg/dL", age=98)) == [("E_RANGE", None)]


def test_low_and_high_clearances_are_confirmed():
    low = kidney({**WOMAN, "age": 80, "weight": "45 kg", "creatinine": "120 umol/L"})
    assert "GFR_LOW" in codes(low, "caution")
    assert "GFR_HIGH" in codes(kidney(OBESE), "caution")
    assert kidney()["status"] == "ok"


def test_little_muscle_makes_every_estimate_too_high():
    thin = kidney(height="170 cm", weight="50 kg")
    assert "LITTLE_MUSCLE" in codes(thin, "caution")
    assert "LITTLE_MUSCLE" in codes(kidney(albumin="29 g/L"), "caution")
    assert "LITTLE_MUSCLE" not in codes(kidney(albumin="3.0 g/dL"))


def test_an_old_creatinine_is_confirmed_and_a_stale_one_refused():
    assert ("UNUSUAL", "creatinine_age_days") in {
        (f["code"], f["field"]) for f in kidney(creatinine_age_days=8)["findings"]
    }
    assert kidney(creatinine_age_days=7)["status"] == "ok"
    assert errors(kidney(creatinine_age_days=31)) == [("E_RANGE", "creatinine_age_days")]
    assert "ABSENT" in codes(kidney(), "info")


@settings(max_examples=20, deadline=None)
@given(st.integers(30, 300), st.integers(20, 90))
def test_one_creatinine_in_two_units_is_one_gfr(hundredths, age):
    milligrams = Decimal(hundredths) / 100
    person = {"sex": "female", "age": age, "weight": "60 kg"}
    one = kidney({**person, "creatinine": f"{milligrams} mg/dL"})
    two = kidney({**person, "creatinine": f"{milligrams * Decimal('88.4')} umol/L"})
    if one["status"] == "refused":
        assert two["status"] == "refused"
    else:
        assert near(gfr(one), gfr(two), Decimal("1e-12"))
