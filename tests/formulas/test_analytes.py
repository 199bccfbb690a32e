"""Laboratory values in grams and in moles: both ways, and never by the wrong molecule."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.core.units import DimensionError
from bmcalc.formulas.analytes import (
    albumin_in_g_per_l,
    bilirubin_in_umol_per_l,
    calcium_in_mg_per_dl,
    calcium_in_mmol_per_l,
    creatinine_in_mg_per_dl,
    creatinine_in_umol_per_l,
)
from tests.calculators.chemotherapy_vectors import near, vectors


@pytest.mark.parametrize("row", vectors("creat_umol_to_mgdl_88.4"))
def test_creatinine_by_the_factor_of_convention(row):
    typed = q(f"{row['inputs']['scr_umol_l']} umol/L")
    assert near(creatinine_in_mg_per_dl(typed).magnitude, row["expected"])


@pytest.mark.parametrize("row", vectors("creat_umol_to_mgdl_mw113.12"))
def test_the_molar_mass_differs_less_than_a_laboratory_can_measure(row):
    typed = q(f"{row['inputs']['scr_umol_l']} umol/L")
    shown = creatinine_in_mg_per_dl(typed).magnitude
    assert near(shown, row["expected"], Decimal("2.1e-5"))
    assert not near(shown, row["expected"])


@pytest.mark.parametrize(
    ("milligrams", "micromoles"),
    [("0.7", "61.88"), ("0.8", "70.72"), ("1.0", "88.4"), ("0.6", "53.04"), ("1.5", "132.6")],
)
def test_creatinine_in_micromoles_is_exact(milligrams, micromoles):
    made = creatinine_in_umol_per_l(q(f"{milligrams} mg/dL"))
    assert made.exact
    assert made == q(f"{micromoles} umol/L")
    assert creatinine_in_mg_per_dl(q(f"{micromoles} umol/L")) == q(f"{milligrams} mg/dL")


def test_calcium_by_its_molar_mass():
    assert calcium_in_mg_per_dl(q("1 mmol/L")) == q("4.0078 mg/dL")
    assert near(calcium_in_mmol_per_l(q("1 mg/dL")).magnitude, Decimal("0.249513"), Decimal("1e-5"))


def test_albumin_is_grams_either_way():
    assert albumin_in_g_per_l(q("4.1 g/dL")) == q("41 g/L")


def test_bilirubin_by_its_molar_mass():
    made = bilirubin_in_umol_per_l(q("1 mg/dL")).magnitude
    assert near(made, Decimal("17.104"), Decimal("1e-5"))


@pytest.mark.parametrize(
    ("convert", "typed"),
    [(creatinine_in_umol_per_l, "68 umol/L"), (creatinine_in_mg_per_dl, "0.77 mg/dL"),
     (calcium_in_mmol_per_l, "2.25 mmol/L"), (calcium_in_mg_per_dl, "9 mg/dL"),
     (albumin_in_g_per_l, "40 g/L"), (bilirubin_in_umol_per_l, "12 umol/L")],
)
def test_what_is_in_the_wanted_unit_stays_as_typed(convert, typed):
    term = q(typed, "as typed")
    assert convert(term) is term


def test_the_registry_alone_converts_no_moles_to_grams():
    with pytest.raises(DimensionError):
        q("2.25 mmol/L").to("mg/dL")
    with pytest.raises(DimensionError):
        creatinine_in_mg_per_dl(q("40 kg"))


def test_the_conversion_shows_its_factor():
    term = creatinine_in_mg_per_dl(q("68 umol/L", "creatinine"))
    assert term.written()[0] == "creatinine ÷ 88.4 (µmol/L)/(mg/dL)"


@settings(max_examples=25, deadline=None)
@given(st.decimals("18", "1300", places=1))
def test_there_and_back_is_the_same_creatinine(micromoles):
    term = q(f"{micromoles} umol/L")
    assert creatinine_in_umol_per_l(creatinine_in_mg_per_dl(term)) == term
