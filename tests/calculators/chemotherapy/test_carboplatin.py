"""Carboplatin: Calvert's examples, the cap, and the gates of a low GFR."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from tests.calculators.chemotherapy_vectors import (
    amount,
    codes,
    errors,
    near,
    patient,
    vectors,
)

WOMAN = {
    "sex": "female", "age": 55, "height": "158 cm", "weight": "60 kg", "creatinine": "68 umol/L",
}
OBESE = {
    "sex": "female", "age": 62, "height": "165 cm", "weight": "98 kg", "creatinine": "0.6 mg/dL",
}
PRINTED = Decimal("1e-6")


def carboplatin(auc="5", **more):
    return compute("carboplatin", {"target_auc": f"{auc} mg*min/mL", **more})


def typed(gfr, kind="estimated", auc="5", **more):
    return carboplatin(auc, gfr=f"{gfr} mL/min", gfr_kind=kind, **more)


def dose(answer, name="dose"):
    assert answer["status"] != "refused", answer["errors"]
    return amount(answer["values"][name])


@pytest.mark.parametrize("row", vectors("calvert_capped125"))
def test_an_estimated_gfr_is_capped_at_125(row):
    body = row["inputs"]
    answer = typed(body["gfr"], auc=body["auc"])
    assert near(dose(answer), row["expected"])
    assert (answer["status"] == "stop") == (body["gfr"] <= 20)


@pytest.mark.parametrize("row", vectors("calvert_uncapped"))
def test_a_measured_gfr_is_not_capped(row):
    body = row["inputs"]
    answer = typed(body["gfr"], kind="measured", auc=body["auc"])
    assert near(dose(answer), row["expected"])
    assert near(dose(typed(body["gfr"], auc=body["auc"]), "dose_uncapped"), row["expected"])


@pytest.mark.parametrize(
    ("auc", "gfr", "superseded"),
    [("5", "90", "640"), ("5", "100", "700"), ("4", "30", "224"), ("6", "125", "1020"),
     ("2", "72.5", "214"), ("1.5", "48.2", "116.76"), ("7.5", "125", "1275")],
)
def test_the_superseded_form_of_calvert_is_never_given(auc, gfr, superseded):
    answer = typed(gfr, auc=auc)
    for name in ("dose", "dose_calculated", "dose_uncapped"):
        assert dose(answer, name) != Decimal(superseded)


@pytest.mark.parametrize(
    ("auc", "most"),
    [("1.5", 225), ("2", 300), ("3", 450), ("4", 600), ("5", 750), ("6", 900), ("7", 1050),
     ("7.5", 1125)],
)
def test_the_fda_maximum_is_auc_times_150(auc, most):
    assert dose(typed("180", auc=auc)) == most


POLICIES = {
    "C-G, TBW, no floor, no cap":
        {"weight_basis": "actual", "creatinine_floor": None, "gfr_cap": None},
    "C-G, TBW, no floor, cap 125": {"weight_basis": "actual", "creatinine_floor": None},
    "NRG/NCCN: floor 0.7, AdjBW if BMI≥25, cap 125": {},
    "CKD-EPI 2009 de-indexed Du Bois, cap 125":
        {"equation": "ckd_epi_2009", "creatinine_floor": None},
    "CamGFR v1 full, cap 125": {"equation": "camgfr_v1", "creatinine_floor": None},
}
WRONG = "CKD-EPI 2009 indexed (WRONG for Calvert)"


@pytest.mark.parametrize("row", vectors("carboplatin_e2e"))
def test_from_the_patient_to_the_dose(row):
    policy = row["inputs"]["policy"]
    if policy == WRONG:
        answer = carboplatin(**patient(row), equation="ckd_epi_2009", creatinine_floor=None)
        assert not near(dose(answer), row["expected"], Decimal("0.001"))
    else:
        answer = carboplatin(**patient(row), **POLICIES[policy])
        assert near(dose(answer), row["expected"], PRINTED)
        assert near(dose(answer, "dose_calculated"), row["expected"], PRINTED)


def test_both_ways_to_weigh_stand_side_by_side():
    by_nrg = carboplatin(**OBESE)
    assert near(dose(by_nrg), Decimal("607.42241"))
    assert by_nrg["values"]["other_basis"] == "actual"
    assert dose(by_nrg, "dose_other_basis") == 750
    assert "OTHER_BASIS" in codes(by_nrg, "info")
    by_actual = carboplatin(**OBESE, weight_basis="actual", creatinine_floor=None)
    assert by_actual["values"]["other_basis"] == "nrg"
    assert near(dose(by_actual, "dose_other_basis"), Decimal("607.42241"))


def test_below_bmi_25_and_above_the_floor_both_ways_agree():
    answer = carboplatin(**WOMAN)
    assert answer["values"]["dose_other_basis"] == answer["values"]["dose"]
    assert "OTHER_BASIS" not in codes(answer)


def test_the_other_way_needs_a_height_and_cockcroft_gault():
    without = {k: v for k, v in WOMAN.items() if k != "height"}
    assert carboplatin(**without, weight_basis="actual")["values"]["other_basis"] is None
    assert carboplatin(**WOMAN, equation="ckd_epi_2021")["values"]["dose_other_basis"] is None


def test_an_impossible_other_dose_hides_nothing():
    answer = carboplatin(**{**OBESE, "weight": "180 kg", "creatinine": "0.3 mg/dL"})
    assert answer["values"]["dose_other_basis"] is None
    assert dose(answer) > 0


def test_an_indexed_gfr_is_refused_and_told_what_to_do():
    answer = carboplatin(gfr="90 mL/min/1.73m^2", gfr_kind="estimated")
    assert errors(answer) == [("E_UNIT", "gfr")]
    assert "De-index it first" in answer["errors"][0]["text"]
    assert errors(carboplatin(gfr="90 kg", gfr_kind="measured")) == [("E_UNIT", "gfr")]


def test_an_unreadable_gfr_does_not_ask_for_the_patient():
    assert errors(carboplatin(gfr="90,5 mL/min", gfr_kind="measured")) == [("E_TYPE", "gfr")]


def test_a_gfr_says_how_it_was_made():
    assert errors(carboplatin(gfr="90 mL/min")) == [("E_MISSING", "gfr_kind")]
    assert errors(carboplatin(gfr_kind="measured")) == [("E_MISSING", "gfr")]


def test_neither_a_gfr_nor_a_patient():
    expected = {"sex", "age", "height", "weight", "creatinine"}
    assert {field for _code, field in errors(carboplatin())} == expected
    actual = carboplatin(weight_basis="actual")
    assert {field for _code, field in errors(actual)} == expected - {"height"}
    indexed = carboplatin(equation="mdrd4_175", weight_basis="actual")
    assert {field for _code, field in errors(indexed)} == expected


def test_a_typed_gfr_wins_over_creatinine_and_says_so():
    answer = typed("90", **WOMAN)
    assert dose(answer) == 575
    assert "TYPED_GFR_USED" in codes(answer, "info")
    assert "TYPED_GFR_USED" not in codes(typed("90"))


@pytest.mark.parametrize(
    ("gfr", "status", "code"),
    [("20", "stop", "GFR_TOO_LOW"), ("20.001", "caution", "GFR_LOW"),
     ("30", "caution", "GFR_LOW"), ("30.001", "ok", None), ("15", "stop", "GFR_TOO_LOW")],
)
@pytest.mark.parametrize("kind", ["measured", "estimated"])
def test_the_gates_of_a_low_gfr(gfr, status, code, kind):
    answer = typed(gfr, kind=kind)
    assert answer["status"] == status
    assert {"GFR_TOO_LOW", "GFR_LOW"} & codes(answer) == ({code} if code else set())
    assert dose(answer) == 5 * (Decimal(gfr) + 25)


def test_the_digits_of_a_gfr_just_above_20_do_not_read_20():
    text = next(f["text"] for f in typed("20.001")["findings"] if f["code"] == "GFR_LOW")
    assert "20.001" in text


@pytest.mark.parametrize("equation", ["wright_jaffe", "martin_1998"])
def test_wright_and_martin_stop_below_50(equation):
    weak = {"sex": "female", "age": 45, "height": "162 cm", "weight": "54 kg",
            "creatinine": "140 umol/L"}
    assert "EQUATION_UNSAFE" in codes(carboplatin(**weak, equation=equation), "stop")
    assert "EQUATION_UNSAFE" not in codes(carboplatin(**WOMAN, equation=equation))
    assert "EQUATION_UNSAFE" not in codes(carboplatin(**weak))


def test_an_impossible_gfr_is_refused_before_the_cap_can_hide_it():
    """0.77 typed as µmol/L would give 6888 mL/min, capped to a plausible 750 mg."""
    assert errors(carboplatin(**{**WOMAN, "creatinine": "0.77 umol/L"})) == [
        ("E_UNIT", "creatinine")]
    high = {**WOMAN, "age": 20, "weight": "98 kg", "creatinine": "0.2 mg/dL"}
    assert errors(carboplatin(**high, creatinine_floor=None)) == [("E_RANGE", None)]
    assert errors(typed("251")) == [("E_RANGE", "gfr")]
    assert errors(typed("4.9")) == [("E_RANGE", "gfr")]


@pytest.mark.parametrize("kind", ["measured", "estimated"])
def test_a_gfr_above_125_is_confirmed_before_any_cap(kind):
    assert "GFR_HIGH" in codes(typed("125.1", kind=kind), "caution")
    assert "GFR_HIGH" not in codes(typed("125", kind=kind))


def test_an_explicit_cap_always_applies_and_null_switches_it_off():
    assert dose(typed("140", kind="measured", gfr_cap="120 mL/min")) == 725
    assert dose(typed("140", gfr_cap=None)) == 825
    assert "ABOVE_FDA_MAXIMUM" in codes(typed("140", gfr_cap=None), "caution")
    assert "ABOVE_FDA_MAXIMUM" in codes(typed("140", gfr_cap="130 mL/min"), "caution")
    assert "ABOVE_FDA_MAXIMUM" not in codes(typed("140", kind="measured"))
    assert "ABOVE_FDA_MAXIMUM" not in codes(typed("140"))
    assert typed("140", gfr_cap=None)["inputs"]["gfr_cap"] is None
    assert "gfr_cap" not in typed("140")["inputs"]


def test_the_cap_is_a_step_with_both_numbers():
    answer = typed("140")
    step = next(s for s in answer["steps"] if s["source"] == "fda-carboplatin-2010")
    assert step["substituted"] == "min(140 mL/min, 125 mL/min)"
    assert amount(answer["values"]["gfr_used"]) == 125
    assert (dose(answer), dose(answer, "dose_uncapped")) == (750, 825)


@pytest.mark.parametrize("auc", ["0.49", "10.01", "50"])
def test_an_auc_that_no_one_gives_is_refused(auc):
    assert errors(typed("90", auc=auc)) == [("E_RANGE", "target_auc")]


@pytest.mark.parametrize(
    ("auc", "expected"),
    [("0.5", {"UNUSUAL"}), ("1.5", set()), ("6", set()), ("6.1", {"UNUSUAL"}),
     ("7.5", {"UNUSUAL"}), ("7.6", {"UNUSUAL", "AUC_HIGH"}), ("10", {"UNUSUAL", "AUC_HIGH"})],
)
def test_an_unusual_auc_is_confirmed_and_above_7_5_needs_a_reason(auc, expected):
    assert codes(typed("90", auc=auc), "caution") == expected


@pytest.mark.parametrize("bad", ["5", "4-6 mg*min/mL", "5 mg/mL/min", 5])
def test_an_auc_is_one_number_with_its_unit(bad):
    answer = compute("carboplatin", {"target_auc": bad, "gfr": "90 mL/min",
                                     "gfr_kind": "measured"})
    assert errors(answer)[0][1] == "target_auc"


def test_mdrd_and_ckd_epi_tell_how_often_they_overdose():
    answer = carboplatin(**WOMAN, equation="ckd_epi_2021")
    assert "EQUATION_OVERDOSES" in codes(answer, "info")
    assert {"creatinine_age_days", "creatinine_steady", "dialysis"} == {
        f["field"] for f in answer["findings"] if f["code"] == "ABSENT"}


def test_a_creatinine_older_than_three_days_is_confirmed():
    assert "UNUSUAL" in codes(carboplatin(**WOMAN, creatinine_age_days=4), "caution")
    assert "UNUSUAL" not in codes(carboplatin(**WOMAN, creatinine_age_days=3))


def test_the_formula_on_paper_is_the_formula_that_ran():
    step = next(s for s in carboplatin(**WOMAN)["steps"] if s["source"] == "calvert-1989")
    assert step["formula"] == "AUC × (GFR used + 25 mL/min)"
    assert step["substituted"] == "5 mg·min/mL × (78.271 mL/min + 25 mL/min)"


AUCS = st.decimals("1.5", "7.5", places=1)
GFRS = st.decimals("21", "250", places=1)


@settings(max_examples=30, deadline=None)
@given(AUCS, GFRS)
def test_the_dose_rises_with_the_gfr_and_never_passes_the_maximum(auc, gfr):
    given_ = dose(typed(gfr, auc=auc))
    assert given_ <= auc * 150
    assert dose(typed(min(gfr + 1, Decimal(250)), auc=auc)) >= given_
