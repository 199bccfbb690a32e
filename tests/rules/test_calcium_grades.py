"""CTCAE grades of calcium: every printed end, in both units, and the ionised ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.rules.calcium_grades import (
    Range,
    grade_2_limits,
    ionised_calcium_grade,
    level,
    side,
    total_calcium_grades,
    with_symptoms,
)
from bmcalc.rules.calcium_status import (
    DEFAULT_IONISED_LLN,
    DEFAULT_IONISED_ULN,
    DEFAULT_LLN,
    DEFAULT_ULN,
)

TOTAL = Range(DEFAULT_LLN, DEFAULT_ULN)
IONISED = Range(DEFAULT_IONISED_LLN, DEFAULT_IONISED_ULN)


@pytest.mark.parametrize(("calcium", "grade"), [
    ("2.11", "normal"), ("2.10", "hypo_1"), ("2.00", "hypo_1"), ("1.99", "hypo_2"),
    ("1.75", "hypo_2"), ("1.74", "hypo_3"), ("1.50", "hypo_3"), ("1.49", "hypo_4"),
    ("2.52", "normal"), ("2.53", "hyper_1"), ("2.90", "hyper_1"), ("2.91", "hyper_2"),
    ("3.10", "hyper_2"), ("3.11", "hyper_3"), ("3.40", "hyper_3"), ("3.41", "hyper_4"),
])
def test_ends_in_mmol_per_l(calcium, grade):
    assert total_calcium_grades(q(f"{calcium} mmol/L"), TOTAL).reported == grade


@pytest.mark.parametrize(("calcium", "grade"), [
    ("8.5", "normal"), ("8.4", "hypo_1"), ("8.0", "hypo_1"), ("7.9", "hypo_2"), ("7.0", "hypo_2"),
    ("6.9", "hypo_3"), ("6.0", "hypo_3"), ("5.9", "hypo_4"),
    ("10.0", "normal"), ("11.5", "hyper_1"), ("11.6", "hyper_2"), ("12.5", "hyper_2"),
    ("12.6", "hyper_3"), ("13.5", "hyper_3"), ("13.6", "hyper_4"),
])
def test_ends_in_mg_per_dl(calcium, grade):
    assert total_calcium_grades(q(f"{calcium} mg/dL"), TOTAL).reported == grade


@pytest.mark.parametrize(("calcium", "grade"), [
    ("1.15", "normal"), ("1.14", "hypo_1"), ("1.00", "hypo_1"), ("0.99", "hypo_2"),
    ("0.90", "hypo_2"), ("0.89", "hypo_3"), ("0.80", "hypo_3"), ("0.79", "hypo_4"),
    ("1.32", "normal"), ("1.33", "hyper_1"), ("1.50", "hyper_1"), ("1.51", "hyper_2"),
    ("1.60", "hyper_2"), ("1.61", "hyper_3"), ("1.80", "hyper_3"), ("1.81", "hyper_4"),
])
def test_ends_of_ionised_calcium(calcium, grade):
    assert ionised_calcium_grade(q(f"{calcium} mmol/L"), IONISED) == (grade, None)


@pytest.mark.parametrize(("calcium", "reported", "other", "worse"), [
    ("8.0 mg/dL", "hypo_1", "hypo_2", "hypo_2"),
    ("7.0 mg/dL", "hypo_2", "hypo_3", "hypo_3"),
    ("7.9 mg/dL", "hypo_2", "hypo_2", "hypo_2"),
    ("12.0 mg/dL", "hyper_2", "hyper_2", "hyper_2"),
    ("2.88 mmol/L", "hyper_1", "hyper_2", "hyper_2"),
    ("3.11 mmol/L", "hyper_3", "hyper_2", "hyper_3"),
    ("3.38 mmol/L", "hyper_3", "hyper_4", "hyper_4"),
])
def test_the_worse_of_the_two_units_decides(calcium, reported, other, worse):
    graded = total_calcium_grades(q(calcium), TOTAL)
    assert (graded.reported, graded.other, graded.worse) == (reported, other, worse)


def test_grade_2_begins_where_either_unit_says_so():
    assert grade_2_limits("mmol/L").lower == q("2.0 mmol/L")
    assert grade_2_limits("mg/dL").lower == q("8.0156 mg/dL")


def test_symptoms_raise_only_a_low_calcium():
    assert with_symptoms("hypo_1", symptoms=True) == "hypo_2"
    assert with_symptoms("hypo_3", symptoms=True) == "hypo_3"
    assert with_symptoms("hyper_1", symptoms=True) == "hyper_1"
    assert with_symptoms("normal", symptoms=True) == "normal"
    assert with_symptoms("hypo_1", symptoms=False) == "hypo_1"


hundredths = st.integers(min_value=100, max_value=499)


@settings(max_examples=60, deadline=None)
@given(hundredths)
def test_less_calcium_is_never_less_low_nor_more_high(amount):
    here = total_calcium_grades(q(f"{amount}e-2 mmol/L"), TOTAL).worse
    more = total_calcium_grades(q(f"{amount + 1}e-2 mmol/L"), TOTAL).worse
    if side(more) == "low":
        assert side(here) == "low"
        assert level(here) >= level(more)
    if side(here) == "high":
        assert side(more) == "high"
        assert level(more) >= level(here)
