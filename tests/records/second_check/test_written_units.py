"""One quantity in two units is the same within what either can be written with; never more."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.records.second_check.rows import same_value
from tests.records.second_check.given import differing, entered, entry


def with_creatinine(written):
    return {"labs": {"creatinine": {"value": written, "on": "2026-11-29"}}}


PAIRS = [
    ("68 umol/L", "0.77 mg/dL", True), ("70 umol/L", "0.77 mg/dL", False),
    ("67 umol/L", "0.77 mg/dL", False), ("69 umol/L", "0.77 mg/dL", False),
    ("68.0 umol/L", "0.77 mg/dL", True),
    ("68.5 umol/L", "0.77 mg/dL", True), ("68.6 umol/L", "0.77 mg/dL", False),
    ("67.7 umol/L", "0.77 mg/dL", True), ("67.6 umol/L", "0.77 mg/dL", False),
    ("42 umol/L", "0.47 mg/dL", True), ("0.042 mmol/L", "0.47 mg/dL", True),
    ("68.1 umol/L", "0.770 mg/dL", True), ("68.2 umol/L", "0.770 mg/dL", False),
    ("68.5 umol/L", "0.770 mg/dL", False),
    ("84.0 umol/L", "1.0 mg/dL", True), ("83.9 umol/L", "1.0 mg/dL", False),
    ("88.4 umol/L", "1.0 mg/dL", True), ("88.4 umol/L", "1.01 mg/dL", False),
    ("680 umol/L", "0.77 mg/dL", False),
    ("44.2 umol/L", "0.5 mg/dL", True), ("46 umol/L", "0.5 mg/dL", True),
    ("130 umol/L", "1 mg/dL", False), ("60 umol/L", "1 mg/dL", False),
    ("200 umol/L", "2 mg/dL", False), ("130 umol/L", "1.0 mg/dL", False),
    ("442 umol/L", "5 mg/dL", True),
]
"""1 mg/dL is 88.4 µmol/L: 0.77 mg/dL is 68.068 µmol/L, and 0.775 is 68.51."""


@pytest.mark.parametrize(("one", "other", "is_same"), PAIRS)
def test_a_creatinine_in_either_unit_is_as_precise_as_it_is_written(one, other, is_same):
    if not one.endswith("mmol/L"):
        check = entered(entry(creatinine=other), **with_creatinine(one))
        assert ("creatinine" not in differing(check)) is is_same
    check = entered(entry(creatinine=one), **with_creatinine(other))
    assert ("creatinine" not in differing(check)) is is_same


def test_both_are_shown_as_they_are_written():
    check = entered(entry(creatinine="0.77 mg/dL"), **with_creatinine("68 umol/L"))
    row = next(one for one in check.comparison.rows if one.what == "creatinine")
    assert (str(row.first.shown), str(row.second.shown)) == ("68 µmol/L", "0.77 mg/dL")
    assert (row.first.written, row.second.written) == ("68 umol/L", "0.77 mg/dL")
    check = entered(entry(creatinine="0.068 mmol/L"), **with_creatinine("0.77 mg/dL"))
    row = next(one for one in check.comparison.rows if one.what == "creatinine")
    assert (str(row.first.shown), str(row.second.shown)) == ("0.77 mg/dL", "0.068 mmol/L")


@pytest.mark.parametrize(("one", "other", "is_same"), [
    ("68 umol/L", "68.0 umol/L", True), ("68 umol/L", "68.1 umol/L", False),
    ("68 umol/L", "68.4 umol/L", False), ("0.77 mg/dL", "0.770 mg/dL", True),
    ("0.77 mg/dL", "0.774 mg/dL", False), ("68.4 umol/L", "0.068 mmol/L", False),
])
def test_in_one_unit_or_one_scale_it_is_compared_exactly(one, other, is_same):
    assert same_value(q(one), q(other), "creatinine") is is_same
    assert same_value(q(other), q(one), "creatinine") is is_same


@pytest.mark.parametrize(("field", "written"), [
    ("weight", "61650 g"), ("weight", "61701 g"), ("height", "1.64 m"), ("height", "1.63 m"),
])
def test_grams_and_kilograms_are_compared_exactly(field, written):
    assert field in differing(entered(entry(**{field: written})))


@pytest.mark.parametrize(("one", "other", "is_same"), [
    ("78 mL/min", "4680 mL/h", True), ("78 mL/min", "4710 mL/h", True),
    ("78 mL/min", "4711 mL/h", False), ("78.0 mL/min", "4690 mL/h", False),
])
def test_any_other_quantity_in_two_units_is_as_precise_as_it_is_written(one, other, is_same):
    assert same_value(q(one), q(other), "gfr") is is_same
    assert same_value(q(other), q(one), "gfr") is is_same


@settings(deadline=None)
@given(st.integers(10, 1500), st.sampled_from([1, 2, 3]))
def test_whoever_converts_and_rounds_finds_no_difference(umol, decimals):
    """Whatever a value is, writing it in the other unit with enough digits is the same."""
    exact = Decimal(umol) / Decimal("88.4")
    written = round(exact, decimals)
    assume(written > 0 and Decimal("0.5").scaleb(-decimals) <= written / 10)
    assert same_value(q(f"{umol} umol/L"), q(f"{written} mg/dL"), "creatinine")


@settings(deadline=None)
@given(st.integers(10, 1500), st.integers(3, 30))
def test_more_than_both_roundings_apart_is_a_difference(umol, off):
    written = round(Decimal(umol) / Decimal("88.4"), 2)
    assert not same_value(q(f"{umol + off} umol/L"), q(f"{written} mg/dL"), "creatinine")
    assert not same_value(q(f"{written} mg/dL"), q(f"{umol + off} umol/L"), "creatinine")
