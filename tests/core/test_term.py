from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.arithmetic import greatest, least, power, sqrt
from bmcalc.core.term import Term, measured_in, number, q, show
from bmcalc.core.units import DimensionError, read_unit, unit


def test_a_dose_cancels_its_units():
    dose = q("75 mg/m^2") * q("1.6 m^2")
    assert dose.unit is unit("mg")
    assert dose.magnitude == Decimal("120.0")


def test_formula_numbers_and_value_come_from_one_tree():
    auc = q("5 mg*min/mL", "AUC")
    gfr = q("90 mL/min", "GFR")
    dose = auc * (gfr + q("25 mL/min"))
    assert dose.written()[0] == "AUC × (GFR + 25 mL/min)"
    assert dose.written()[1] == "5 mg·min/mL × (90 mL/min + 25 mL/min)"
    assert dose == q("575 mg")


def test_parentheses_stand_where_the_arithmetic_needs_them():
    a, b, c = (Term(Decimal(n), symbol=s) for n, s in ((8, "a"), (4, "b"), (2, "c")))
    assert (a - (b - c)).written()[0] == "a − (b − c)"
    assert (a - b - c).written()[0] == "a − b − c"
    assert (a / (b * c)).written()[0] == "a ÷ (b × c)"
    assert (a / b / c).written()[0] == "a ÷ b ÷ c"
    assert power(a + b, c).written()[0] == "(a + b)^c"


def test_an_indexed_clearance_is_no_clearance():
    with pytest.raises(DimensionError):
        q("90 mL/min/1.73m^2") + q("25 mL/min")
    with pytest.raises(DimensionError):
        q("60 kg") + q("160 cm")
    with pytest.raises(DimensionError):
        q("68 umol/L").to("mg/dL")
    with pytest.raises(DimensionError):
        sqrt(q("4 kg"))


def test_a_body_surface_turns_an_indexed_clearance_into_a_clearance():
    absolute = q("90 mL/min/1.73m^2") * q("1.73 m^2") / q("1.73 m^2/standard_body")
    assert absolute.unit is unit("mL/min")
    assert absolute == q("90 mL/min")


def test_a_percentage_point_is_no_percentage():
    with pytest.raises(DimensionError):
        _ = q("10 percentage_point") < q("10 %")


@pytest.mark.parametrize("unknown", ["parsec", "milligauss", "dalton", "lb", "Mg"])
def test_the_registry_knows_only_its_own_units(unknown):
    assert read_unit(unknown) is None


def test_no_float_enters():
    with pytest.raises(TypeError):
        q("60 kg") * 0.85
    with pytest.raises(TypeError):
        q("60 kg") * True


def test_decimal_arithmetic_is_exact_at_a_cut_off():
    corrected = q("2.10 mmol/L") + q("0.02 mmol/g") * (q("40 g/L") - q("39.5 g/L"))
    assert corrected.exact
    assert corrected == q("2.11 mmol/L")


def test_an_inexact_number_settles_before_it_meets_a_cut_off():
    share = q("20 mg") / Term(Decimal("1.5")) * Decimal("0.75")
    assert share == q("10 mg")
    assert not share < q("10 mg")


def test_units_of_one_dimension_compare_equal():
    assert q("1.2 x10^9/L") == q("1200 /uL")
    assert q("58 kg") == q("58000 g")
    assert hash(q("58 kg")) == hash(q("58000 g"))


def test_smaller_and_larger_keep_the_first_unit():
    assert least(q("140 mL/min", "GFR"), q("125 mL/min")).magnitude == 125
    assert greatest(q("0.5 mg/dL", "S"), q("0.7 mg/dL")).written()[0] == "max(S, 0.7 mg/dL)"


def test_numbers_for_people():
    assert show(q("120.0 mg"), 1, trim=True) == "120 mg"
    assert show(-q("0.345 %"), 1) == "−0.3 %"
    assert show(q("2.10 mmol/L")) == "2.10 mmol/L"
    assert show(q("1 mg") / Term(Decimal(3))) == "0.33333 mg"


def test_a_typed_number_is_shown_as_typed_and_a_computed_one_no_longer_than_it_is_known():
    assert show(q("164.4672 mg")) == "164.4672 mg"
    assert show(q("2.11 mmol/L") * q("4.0078 mg*L/dL/mmol")) == "8.4565 mg/dL"
    assert show(q("6 mg/kg") * q("57.6 kg")) == "345.6 mg"
    assert show(q("5.5 mg/kg") * q("53.9781 kg")) == "296.88 mg"
    assert show(q("1.2345678 g").to("mg")) == "1234.5678 mg"


def test_nothing_has_no_sign():
    assert show(-q("0.04 %"), 1) == "0.0 %"
    assert show(-q("0.05 %"), 1) == "−0.1 %"
    assert show(-q("0.4 %"), 0, trim=True) == "0 %"
    assert show(q("5 %") - q("5 %")) == "0 %"


@given(st.decimals("30", "200", places=1), st.decimals("140", "200", places=1))
@settings(deadline=None, max_examples=50)
def test_a_root_squares_back(kilograms, centimetres):
    weight, height = Term(kilograms, unit("kg")), Term(centimetres, unit("cm"))
    product = number(weight, "kg") * number(height, "cm")
    root = measured_in(sqrt(product), "m^2")
    assert root * root == measured_in(product, "m^2") * q("1 m^2")
