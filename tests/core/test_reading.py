from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.calculators.questions.blood_fields import PLATELETS
from bmcalc.calculators.questions.patient_fields import AGE, CREATININE, HEIGHT, WEIGHT
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity


def code_of(ask, raw):
    with pytest.raises(Rejected) as caught:
        ask.read(raw)
    return caught.value.code


@pytest.mark.parametrize(
    ("typed", "number", "key"),
    [
        ("160 cm", "160", "cm"),
        ("160cm", "160", "cm"),
        ("  58.0   kg ", "58.0", "kg"),
        ("１６０．５ ｃｍ", "160.5", "cm"),
        ("60公斤", "60", "kg"),
        ("68 µmol/L", "68", "umol/L"),
        ("68 μmol/L", "68", "umol/L"),
        ("68 umol/L", "68", "umol/L"),
        ("0.77 mg/dL", "0.77", "mg/dL"),
        ("78 mL/min", "78", "mL/min"),
        ("90 mL/min/1.73m^2", "90", "mL/min/1.73m^2"),
        ("90 mL/min/1.73 m²", "90", "mL/min/1.73m^2"),
        ("5 mg*min/mL", "5", "mg*min/mL"),
        ("5 mg·min/mL", "5", "mg*min/mL"),
        ("1.2e9/L", "1.2", "x10^9/L"),
        ("1.2 x10^9/L", "1.2", "x10^9/L"),
        ("1.2 ×10⁹/L", "1.2", "x10^9/L"),
        ("1200 /uL", "1200", "/uL"),
        ("400 IU", "400", "IU"),
        ("1.61 m²", "1.61", "m^2"),
        ("62 ％", "62", "%"),
    ],
)
def test_one_number_and_one_listed_unit_are_taken(typed, number, key):
    magnitude, unit = read_quantity(typed)
    assert (str(magnitude), unit.key) == (number, key)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1,5 kg", "E_TYPE"),
        ("1，5 kg", "E_TYPE"),
        ("1。5 kg", "E_TYPE"),
        ("2 3 kg", "E_TYPE"),
        ("5 ft 3 in", "E_TYPE"),
        ("60 kg 70 kg", "E_TYPE"),
        ("1e5 kg", "E_TYPE"),
        ("10**9**9 kg", "E_TYPE"),
        ("9^9 kg", "E_TYPE"),
        ("nan kg", "E_TYPE"),
        ("inf kg", "E_TYPE"),
        ("kg", "E_TYPE"),
        ("", "E_TYPE"),
        (".5 kg", "E_TYPE"),
        ("1⁵ kg", "E_TYPE"),
        ("1₅ kg", "E_TYPE"),
        ("①5 kg", "E_TYPE"),
        ("½ kg", "E_TYPE"),
        ("Ⅷ kg", "E_TYPE"),
        ("٦٠ kg", "E_TYPE"),
        ("六十公斤", "E_TYPE"),
        ("--5 kg", "E_TYPE"),
        ("1" * 400 + " kg", "E_TYPE"),
        ("60", "E_UNIT"),
        ("60 lb", "E_UNIT"),
        ("60 parsec", "E_UNIT"),
        ("60 KM", "E_UNIT"),
        ("5 ft", "E_UNIT"),
    ],
)
def test_anything_else_is_refused_with_its_code(typed, code):
    with pytest.raises(Rejected) as caught:
        read_quantity(typed)
    assert caught.value.code == code
    assert str(caught.value.text)


def test_feet_and_inches_come_with_a_hint():
    with pytest.raises(Rejected) as caught:
        read_quantity("5 ft 3 in")
    assert "cm" in str(caught.value.text)


@pytest.mark.parametrize(
    ("ask", "raw", "code"),
    [
        (WEIGHT, 60, "E_UNIT"),
        (WEIGHT, 60.5, "E_UNIT"),
        (WEIGHT, Decimal(60), "E_UNIT"),
        (WEIGHT, True, "E_TYPE"),
        (WEIGHT, ["60 kg"], "E_TYPE"),
        (WEIGHT, "60 cm", "E_UNIT"),
        (WEIGHT, "-60 kg", "E_RANGE"),
        (CREATININE, "0.77 umol/L", "E_UNIT"),
        (CREATININE, "68 mg/dL", "E_UNIT"),
        (CREATININE, "16 umol/L", "E_RANGE"),
        (CREATININE, "9000 umol/L", "E_RANGE"),
        (PLATELETS, "215000 x10^9/L", "E_UNIT"),
        (HEIGHT, "1.6 cm", "E_UNIT"),
        (AGE, "52.5", "E_INT"),
        (AGE, 52.5, "E_INT"),
        (AGE, 12, "E_RANGE"),
        (AGE, True, "E_TYPE"),
        (AGE, "fifty", "E_TYPE"),
        (AGE, "52 year", "E_TYPE"),
        (AGE, float("nan"), "E_TYPE"),
        (AGE, Decimal("1e999999"), "E_TYPE"),
    ],
)
def test_a_field_refuses_with_its_code(ask, raw, code):
    assert code_of(ask, raw) == code


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=300)
def test_whatever_is_typed_is_a_quantity_or_a_refusal(typed):
    try:
        number, unit = read_quantity(typed)
    except Rejected as rejected:
        assert rejected.code in {"E_TYPE", "E_UNIT"}
    else:
        assert number.is_finite()
        assert unit.key
