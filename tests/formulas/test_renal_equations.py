"""The renal equations themselves: direction, sexes, and those that are not offered."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.body_weights import adjusted_weight, ideal_weight
from bmcalc.formulas.bsa_formulas import body_surface_area
from bmcalc.formulas.creatinine_clearance import in_years
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS, STANDARD_BODY
from tests.calculators.chemotherapy_vectors import SEX, near, vectors


def dubois(body):
    area = body_surface_area(
        "dubois", q(f"{body['height_cm']} cm"), q(f"{body['weight_kg']} kg"), None
    )
    return area.magnitude


EXAMPLES = {
    "cockcroft_gault_tbw": "cockcroft_gault",
    "cockcroft_gault_ibw": "cockcroft_gault",
    "cockcroft_gault_adjbw0.4": "cockcroft_gault",
    "cockcroft_gault_si_1.23_1.04": "cockcroft_gault_si",
    "ckd_epi_2009": "ckd_epi_2009", "ckd_epi_2021": "ckd_epi_2021", "mdrd4_175": "mdrd4_175",
    "jelliffe_1973": "jelliffe_1973", "wright_jaffe_nock": "wright_jaffe",
    "martin_1998": "martin_1998", "camgfr_v1_full": "camgfr_v1",
}


def weight_for(row):
    body, sex = row["inputs"], SEX[row["inputs"]["sex"]]
    if row["fn"] == "cockcroft_gault_ibw":
        return ideal_weight(q(f"{body['height_cm']} cm"), sex)
    actual = q(f"{body['weight_kg']} kg")
    if row["fn"] == "cockcroft_gault_adjbw0.4":
        return adjusted_weight(actual, ideal_weight(q(f"{body['height_cm']} cm"), sex))
    return actual


@pytest.mark.parametrize("row", vectors(*EXAMPLES))
def test_worked_examples(row):
    """By ideal and adjusted weight the raw formulas, also where the actual weight is lower."""
    body = row["inputs"]
    equation = RENAL_EQUATIONS[EXAMPLES[row["fn"]]]
    unit, key = ("mg/dL", "scr_mgdl") if "scr_mgdl" in body else ("umol/L", "scr_umol_l")
    assert equation.creatinine == unit
    size = STANDARD_BODY
    if equation.scaled_by == "area":
        size = q(f"{dubois(body)} m^2")
    elif equation.scaled_by is not None:
        size = weight_for(row)
    gfr = equation.gfr(in_years(body["age"]), SEX[body["sex"]], q(f"{body[key]} {unit}"), size)
    assert gfr.unit.key == ("mL/min/1.73m^2" if equation.indexed else "mL/min")
    assert near(gfr.magnitude, row["expected"])


def mdrd_186(age, creatinine, female):
    return 186 * creatinine ** Decimal("-1.154") * age ** Decimal("-0.203") * (
        Decimal("0.742") if female else 1)


def ma_2006(age, creatinine, female):
    return 175 * creatinine ** Decimal("-1.234") * age ** Decimal("-0.179") * (
        Decimal("0.79") if female else 1)


def xiangya_2019(age, micromoles, female):
    return (Decimal("2374.78") * micromoles ** Decimal("-0.54753") * age ** Decimal("-0.25011")
            * (Decimal("0.8526126") if female else 1))


REFERENCES = {"mdrd4_186": mdrd_186, "ma_2006": ma_2006, "xiangya_2019": xiangya_2019}


@pytest.mark.parametrize("row", vectors(*REFERENCES))
def test_indexed_equations_that_are_not_offered(row):
    body = row["inputs"]
    creatinine = body.get("scr_mgdl", body.get("scr_umol_l"))
    found = REFERENCES[row["fn"]](Decimal(body["age"]), Decimal(creatinine), body["sex"] == "F")
    assert near(found, row["expected"])
    assert row["fn"] not in RENAL_EQUATIONS


def wright_enzymatic(body, area):
    factor = Decimal("0.77") if body["sex"] == "F" else 1
    return (6230 - Decimal("32.8") * body["age"]) * area * factor / body["scr_umol_l"]


@pytest.mark.parametrize("row", vectors("wright_enzymatic_nock"))
def test_wrights_enzymatic_form_is_not_offered(row):
    area = dubois(row["inputs"])
    assert near(wright_enzymatic(row["inputs"], area), row["expected"])
    assert "wright_enzymatic" not in RENAL_EQUATIONS


@pytest.mark.parametrize("row", vectors("chatelut_cl"))
def test_chateluts_clearance_is_not_offered(row):
    body = row["inputs"]
    weight = Decimal(body["weight_kg"])
    factor = Decimal("0.686") if body["sex"] == "F" else 1
    clearance = Decimal("0.134") * weight + (
        218 * weight * (1 - Decimal("0.00457") * body["age"]) * factor / body["scr_umol_l"]
    )
    assert near(clearance, row["expected"])
    assert "chatelut" not in RENAL_EQUATIONS


def sized(equation, weight="60 kg"):
    by = RENAL_EQUATIONS[equation].scaled_by
    if by is None:
        return STANDARD_BODY
    return q("1.6 m^2") if by == "area" else q(weight)


def raw_gfr(equation, age, sex, micromoles):
    chosen = RENAL_EQUATIONS[equation]
    creatinine = (
        q(f"{micromoles} umol/L") if chosen.creatinine == "umol/L"
        else q(f"{Decimal(micromoles) / Decimal('88.4'):.15f} mg/dL")
    )
    return chosen.gfr(in_years(age), sex, creatinine, sized(equation)).settled


@settings(max_examples=40, deadline=None)
@given(
    equation=st.sampled_from(sorted(set(RENAL_EQUATIONS) - {"camgfr_v1"})),
    age=st.integers(20, 90), sex=st.sampled_from(["female", "male"]),
    creatinine=st.integers(30, 400),
)
def test_a_higher_creatinine_or_age_never_raises_the_gfr(equation, age, sex, creatinine):
    here = raw_gfr(equation, age, sex, creatinine)
    assert raw_gfr(equation, age, sex, creatinine + 5) < here
    assert raw_gfr(equation, age + 1, sex, creatinine) < here


@pytest.mark.parametrize("equation", sorted(RENAL_EQUATIONS))
def test_a_woman_has_the_lower_gfr_at_one_creatinine(equation):
    assert raw_gfr(equation, 60, "female", 80) < raw_gfr(equation, 60, "male", 80)
