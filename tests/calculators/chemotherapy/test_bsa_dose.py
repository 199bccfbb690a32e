"""Doses per m²: the worked examples, the cap, the reduction, the ceiling and the order."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.calculators.chemotherapy.bsa_dose import DRUG
from bmcalc.formulary.drugs import Basis, drugs
from tests.calculators.chemotherapy_vectors import (
    amount,
    codes,
    errors,
    near,
    patient,
    vectors,
)

WOMAN = {"height": "158 cm", "weight": "60 kg"}
LARGE = {"height": "165 cm", "weight": "98 kg"}
DRUG_KEYS = {"docetaxel": "docetaxel", "paclitaxel": "paclitaxel",
             "nab-paclitaxel": "nab_paclitaxel", "nab_paclitaxel": "nab_paclitaxel",
             "gemcitabine": "gemcitabine"}


def per_area(drug="docetaxel", body=WOMAN, **more):
    return compute("bsa-dose", {"drug": drug, **body, **more})


def dose(answer, name="dose"):
    assert answer["status"] != "refused", answer["errors"]
    return amount(answer["values"][name])


def text(answer, code):
    return next(f["text"] for f in answer["findings"] if f["code"] == code)


@pytest.mark.parametrize("row", vectors("bsa_dose"))
def test_doses_by_mosteller_unrounded(row):
    body = row["inputs"]
    drug = next(key for name, key in DRUG_KEYS.items() if body["drug"].startswith(name))
    answer = per_area(drug, patient(row), dose_per_bsa=f"{body['mg_m2']} mg/m^2")
    for name in ("dose", "dose_calculated", "dose_uncapped"):
        assert near(dose(answer, name), row["expected"])
    assert answer["status"] != "stop"


@pytest.mark.parametrize(
    ("drug", "usual"),
    [("docetaxel", 75), ("paclitaxel", 175), ("nab_paclitaxel", 100), ("gemcitabine", 1000)],
)
def test_the_default_is_the_casebooks_dose_and_is_told(drug, usual):
    answer = per_area(drug)
    assert near(dose(answer), usual * dose(answer, "bsa"))
    assert "USUAL_DOSE_USED" in codes(answer, "info")
    assert f"{usual} mg/m²" in text(answer, "USUAL_DOSE_USED")
    assert "USUAL_DOSE_USED" not in codes(per_area(drug, dose_per_bsa=f"{usual} mg/m^2"))


def test_every_drug_of_the_formulary_that_is_dosed_per_area_is_offered_and_no_other():
    offered = set(DRUG.options)
    assert offered == {key for key, one in drugs().items() if one.basis is Basis.AREA}
    assert {"docetaxel", "paclitaxel", "nab_paclitaxel", "gemcitabine"} <= offered
    assert errors(per_area("carboplatin")) == [("E_ENUM", "drug")]


def test_docetaxel_175_is_stopped_and_looks_like_paclitaxel():
    answer = per_area("docetaxel", dose_per_bsa="175 mg/m^2")
    assert answer["status"] == "stop"
    assert "PACLitaxel" in text(answer, "ABOVE_HIGHEST_DOSE")
    assert near(dose(answer), Decimal("283.98210037"))


@pytest.mark.parametrize(
    ("drug", "highest"),
    [("docetaxel", 100), ("paclitaxel", 175), ("nab_paclitaxel", 260), ("gemcitabine", 1250)],
)
def test_the_labels_highest_dose_is_allowed_and_more_is_stopped(drug, highest):
    at = per_area(drug, dose_per_bsa=f"{highest} mg/m^2")
    above = per_area(drug, dose_per_bsa=f"{highest}.1 mg/m^2")
    assert "ABOVE_HIGHEST_DOSE" not in codes(at)
    assert "ABOVE_HIGHEST_DOSE" in codes(above, "stop")


@pytest.mark.parametrize(
    ("drug", "typed", "other"),
    [("paclitaxel", "75", "DOCEtaxel"), ("nab_paclitaxel", "175", "PACLitaxel"),
     ("nab_paclitaxel", "75", "DOCEtaxel")],
)
def test_another_drugs_usual_dose_is_asked_about(drug, typed, other):
    answer = per_area(drug, dose_per_bsa=f"{typed} mg/m^2")
    assert other in text(answer, "LOOKS_LIKE_ANOTHER_DRUG")
    assert answer["status"] == "caution"


def test_docetaxel_100_is_its_own_highest_and_no_lookalike():
    assert per_area("docetaxel", dose_per_bsa="100 mg/m^2")["status"] == "ok"


@pytest.mark.parametrize(
    ("drug", "typed"), [("gemcitabine", "299.9"), ("docetaxel", "22.4"), ("gemcitabine", "100")]
)
def test_less_than_30_percent_of_the_usual_dose_is_refused(drug, typed):
    assert errors(per_area(drug, dose_per_bsa=f"{typed} mg/m^2")) == [("E_RANGE", "dose_per_bsa")]


def test_less_than_60_percent_is_confirmed():
    assert "DOSE_LOW" in codes(per_area("gemcitabine", dose_per_bsa="599 mg/m^2"), "caution")
    assert "DOSE_LOW" not in codes(per_area("gemcitabine", dose_per_bsa="600 mg/m^2"))


@pytest.mark.parametrize("bad", ["75", "75 mg", "0.075 g", "75 mg/kg", "0 mg/m^2"])
def test_a_dose_per_area_carries_its_own_unit(bad):
    assert errors(per_area(dose_per_bsa=bad))[0][1] == "dose_per_bsa"


def test_a_reduction_comes_before_the_cap_and_needs_its_reason():
    answer = per_area(body=LARGE, reduction="20 %", reduction_reason="neuropathy",
                      bsa_cap="2.0 m^2")
    assert near(dose(answer, "dose_uncapped"), Decimal("158.95164359") * 8 / 10)
    assert dose(answer, "dose_calculated") == 120
    assert errors(per_area(reduction="20 %")) == [("E_MISSING", "reduction_reason")]
    assert per_area(reduction="0 %")["values"]["dose"] == per_area()["values"]["dose"]


@pytest.mark.parametrize(("reduction", "field"), [("71 %", "E_RANGE"), ("20", "E_UNIT")])
def test_a_reduction_is_a_percentage_up_to_70(reduction, field):
    answer = per_area(reduction=reduction, reduction_reason="x")
    assert errors(answer) == [(field, "reduction")]


def test_a_large_reduction_is_confirmed():
    answer = per_area(reduction="50 %", reduction_reason="febrile neutropenia")
    assert ("UNUSUAL", "reduction") in {(f["code"], f["field"]) for f in answer["findings"]}


def test_the_cap_shows_both_doses_and_their_difference():
    answer = per_area(body=LARGE, bsa_cap="2.0 m^2")
    assert (dose(answer), dose(answer, "bsa_used")) == (150, 2)
    assert near(dose(answer, "dose_uncapped"), Decimal("158.95164359"))
    told = text(answer, "BSA_CAPPED")
    assert "150 mg" in told
    assert "159 mg" in told
    assert "−5.6 %" in told
    assert answer["status"] == "caution"


def test_no_cap_is_the_default_and_a_cap_above_the_area_changes_nothing():
    plain = per_area(body=LARGE)
    assert near(dose(plain), Decimal("158.95164359"))
    assert per_area(body=LARGE, bsa_cap=None)["values"] == plain["values"]
    assert per_area(body=LARGE, bsa_cap="2.2 m^2")["values"] == plain["values"]


def test_no_rounding_passes_the_cap():
    """The cap gives 150 mg, which a step of 40 mg would round up to 160."""
    step = per_area(body=LARGE, bsa_cap="2.0 m^2", rounding="nearest_step", rounding_step="40 mg")
    assert dose(step) == 120
    band = per_area("paclitaxel", LARGE, bsa_cap="2.1 m^2", rounding="nhs_bands")
    assert dose(band) <= Decimal("367.5")


@pytest.mark.parametrize(
    ("drug", "body", "expected"),
    [("docetaxel", WOMAN, 120), ("docetaxel", LARGE, 164), ("paclitaxel", WOMAN, 270),
     ("gemcitabine", WOMAN, 1600)],
)
def test_dose_bands(drug, body, expected):
    assert dose(per_area(drug, body, rounding="nhs_bands")) == expected


def test_there_are_no_bands_for_other_drugs():
    assert errors(per_area("nab_paclitaxel", rounding="nhs_bands")) == [("E_ENUM", "rounding")]


@pytest.mark.parametrize(
    ("drug", "rounding", "expected"),
    [("docetaxel", "nearest_5_percent", 120), ("paclitaxel", "nearest_5_percent", 270),
     ("gemcitabine", "nearest_5_percent", 1600), ("nab_paclitaxel", "nearest_10_percent", None)],
)
def test_rounding_to_whole_smallest_vials(drug, rounding, expected):
    answer = per_area(drug, rounding=rounding)
    if expected is None:
        assert answer["values"]["dose"] == answer["values"]["dose_calculated"]
        assert "NOT_ROUNDED" in codes(answer, "caution")
    else:
        assert dose(answer) == expected


def test_the_sex_is_asked_only_where_the_formula_goes_by_it():
    assert errors(per_area(bsa_formula="schlich")) == [("E_MISSING", "sex")]
    by_sex = per_area(bsa_formula="schlich", sex="female")
    assert near(dose(by_sex, "bsa"), Decimal("1.51956222597"))


@pytest.mark.parametrize(
    ("ordered", "code", "status"),
    [("122", "ORDER_AGREES", "ok"), ("127.7", "ORDER_AGREES", "ok"),
     ("128", "ORDER_QUERY", "caution"), ("134", "ORDER_STOP", "stop"),
     ("109", "ORDER_STOP", "stop")],
)
def test_an_order_beside_the_calculated_dose(ordered, code, status):
    answer = per_area(ordered_dose=f"{ordered} mg")
    assert code in codes(answer)
    assert answer["status"] == status


def test_an_order_of_the_banded_dose_agrees():
    """284.6 mg bands up to 300 mg, 5.4 % more."""
    body = {"height": "158 cm", "weight": "60.3 kg"}
    answer = per_area("paclitaxel", body, rounding="nhs_bands", ordered_dose="300 mg")
    assert dose(answer) == 300
    assert dose(answer, "deviation") > 5
    assert "ORDER_AGREES" in codes(answer)
    assert answer["status"] == "ok"


def test_an_order_for_the_other_taxane_is_recognised():
    docetaxel = per_area("docetaxel", ordered_dose="284 mg")
    assert "PACLitaxel" in text(docetaxel, "ABOVE_HIGHEST_DOSE")
    assert {"ORDER_STOP", "ABOVE_HIGHEST_DOSE"} <= codes(docetaxel, "stop")
    assert near(dose(docetaxel, "dose_per_bsa_of_order"), Decimal("175.01103038"))
    paclitaxel = per_area("paclitaxel", ordered_dose="122 mg")
    assert "DOCEtaxel" in text(paclitaxel, "LOOKS_LIKE_ANOTHER_DRUG")


def test_an_order_within_rounding_of_the_highest_dose_still_agrees():
    assert per_area("paclitaxel", ordered_dose="290 mg")["status"] == "ok"
    assert "ABOVE_HIGHEST_DOSE" in codes(per_area("paclitaxel", ordered_dose="300 mg"), "stop")


def test_implausible_bodies_have_no_dose():
    assert errors(per_area(body={"height": "160 cm", "weight": "250 kg"})) == [("E_RANGE", None)]


@settings(max_examples=25, deadline=None)
@given(
    weight=st.decimals("45", "110", places=1), reduction=st.integers(1, 70),
    drug=st.sampled_from(sorted(
        name for name in DRUG.options
        if not (drugs()[name].highest_total or drugs()[name].largest_area)
    )),
)
def test_a_reduced_dose_is_that_share_of_the_full_one(weight, reduction, drug):
    body = {"height": "162 cm", "weight": f"{weight} kg"}
    full = dose(per_area(drug, body))
    reduced = dose(per_area(drug, body, reduction=f"{reduction} %", reduction_reason="toxicity"))
    assert near(reduced, full * (100 - reduction) / 100, Decimal("1e-20"))


@settings(max_examples=25, deadline=None)
@given(st.decimals("45", "130", places=1), st.sampled_from(["1.6", "1.8", "2.0", "2.2"]))
def test_no_band_passes_a_cap(weight, cap):
    body = {"height": "165 cm", "weight": f"{weight} kg"}
    answer = per_area("docetaxel", body, bsa_cap=f"{cap} m^2", rounding="nhs_bands")
    assert dose(answer) <= 75 * Decimal(cap)
