"""Corrected calcium: the worked examples of each rule, and what is never done."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute


def corrected(calcium, albumin, **more):
    answer = compute("corrected-calcium", {"calcium_total": calcium, "albumin": albumin, **more})
    assert answer["status"] != "refused", answer["errors"]
    return answer


def codes(answer):
    return {finding["code"] for finding in answer["findings"] if finding["severity"] != "info"}


MMOL_EXAMPLES = [
    ("2.10", "40", "2.10", "2.1000", "hypo_1"),
    ("2.10", "39.5", "2.11", "2.1125", "normal"),
    ("2.10", "30", "2.30", "2.3495", "normal"),
    ("2.45", "20", "2.85", "2.9490", "hyper_1"),
    ("2.60", "48", "2.44", "2.4004", "normal"),
    ("2.00", "40", "2.00", "2.0000", "hypo_1"),
    ("1.99", "40", "1.99", "1.9900", "hypo_2"),
    ("1.83", "26", "2.11", "2.1793", "normal"),
]


@pytest.mark.parametrize(("calcium", "albumin", "by_0_02", "by_payne", "grade"), MMOL_EXAMPLES)
def test_worked_examples_in_mmol_per_l(calcium, albumin, by_0_02, by_payne, grade):
    values = corrected(f"{calcium} mmol/L", f"{albumin} g/L")["values"]
    assert Decimal(values["calcium_corrected"]["value"]) == Decimal(by_0_02)
    assert values["calcium_corrected"]["unit"] == "mmol/L"
    assert values["grade"] == grade
    payne = corrected(f"{calcium} mmol/L", f"{albumin} g/L", correction="payne_1973")["values"]
    exact = Decimal(payne["calcium_corrected"]["value"])
    assert round(exact, 4) == Decimal(by_payne)


def test_paynes_own_slope_makes_grade_2_of_what_the_0_02_rule_calls_grade_1():
    payne = corrected("2.45 mmol/L", "20 g/L", correction="payne_1973")
    assert payne["values"]["grade"] == "hyper_2"


def test_paynes_own_slope_is_a_tenth_of_4_0078():
    value = corrected("2.00 mmol/L", "30 g/L", correction="payne_1973")["values"]
    expected = Decimal(2) + Decimal(1) / Decimal("4.0078")
    assert abs(Decimal(value["calcium_corrected"]["value"]) / expected - 1) < Decimal("1e-12")


@pytest.mark.parametrize(("calcium", "albumin", "by_0_8", "grade", "as_mmol", "other"), [
    ("8.0", "4.0", "8.0", "hypo_1", "1.9961", "hypo_2"),
    ("7.9", "4.0", "7.9", "hypo_2", "1.9712", "hypo_2"),
    ("7.0", "4.0", "7.0", "hypo_2", "1.7466", "hypo_3"),
    ("8.2", "3.0", "9.0", "normal", "2.2456", "normal"),
    ("10.0", "2.5", "11.2", "hyper_1", "2.7946", "hyper_1"),
    ("12.0", "4.0", "12.0", "hyper_2", "2.9942", "hyper_2"),
])
def test_worked_examples_in_mg_per_dl(calcium, albumin, by_0_8, grade, as_mmol, other):
    answer = corrected(f"{calcium} mg/dL", f"{albumin} g/dL")
    values = answer["values"]
    assert Decimal(values["calcium_corrected"]["value"]) == Decimal(by_0_8)
    assert values["calcium_corrected"]["unit"] == "mg/dL"
    assert values["grade"] == grade
    assert values["grade_other_unit"] == other
    assert round(Decimal(values["calcium_other_unit"]["value"]), 4) == Decimal(as_mmol)
    assert ("UNIT_BOUNDARY" in codes(answer)) == (grade != other)


def test_payne_in_mg_per_dl_is_calcium_minus_albumin_plus_4():
    values = corrected("10.0 mg/dL", "2.5 g/dL", correction="payne_1973")["values"]
    assert Decimal(values["calcium_corrected"]["value"]) == Decimal("11.5")


def test_own_laboratory():
    answer = corrected("2.10 mmol/L", "30 g/L", correction="local",
                       correction_slope="0.017 mmol/g", correction_reference="43 g/L")
    assert Decimal(answer["values"]["calcium_corrected"]["value"]) == Decimal("2.321")


def test_own_laboratory_needs_both_numbers():
    answer = compute("corrected-calcium", {
        "calcium_total": "2.10 mmol/L", "albumin": "30 g/L", "correction": "local",
    })
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [
        ("E_MISSING", "correction_slope"), ("E_MISSING", "correction_reference"),
    ]


def test_a_slope_that_would_not_be_used_is_refused():
    answer = compute("corrected-calcium", {
        "calcium_total": "2.10 mmol/L", "albumin": "30 g/L", "correction_slope": "0.02 mmol/g",
    })
    assert [e["code"] for e in answer["errors"]] == ["E_LOGIC"]


def test_a_rule_for_the_other_unit_converts_visibly_and_answers_in_the_unit_reported():
    answer = corrected("8.0 mg/dL", "3.0 g/dL", correction="rule_0_02")
    value = answer["values"]["calcium_corrected"]
    assert value["unit"] == "mg/dL"
    assert abs(Decimal(value["value"]) - Decimal("8.80156")) < Decimal("1e-9")
    assert sum(step["source"] == "calcium-conversion" for step in answer["steps"]) == 2


def test_albumin_is_never_assumed():
    answer = compute("corrected-calcium", {"calcium_total": "2.10 mmol/L"})
    assert answer["status"] == "refused"
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", "albumin")]


def test_a_calcium_in_the_wrong_unit_is_refused():
    answer = compute("corrected-calcium", {"calcium_total": "9.2 mmol/L", "albumin": "40 g/L"})
    assert [e["code"] for e in answer["errors"]] == ["E_UNIT"]


@pytest.mark.parametrize(("calcium", "albumin"), [("2.10", "30"), ("2.60", "48")])
def test_a_correction_that_crosses_the_limit_asks_for_ionised_calcium(calcium, albumin):
    answer = corrected(f"{calcium} mmol/L", f"{albumin} g/L")
    assert "MEASURE_IONISED" in codes(answer)
    assert answer["values"]["class_uncorrected"] == ("low" if calcium == "2.10" else "high")


@pytest.mark.parametrize(("calcium", "albumin", "crcl", "disturbed", "asked"), [
    ("2.15", "25", "60", False, False), ("2.15", "24.9", "60", False, True),
    ("2.40", "50", "60", False, False), ("2.40", "50.1", "60", False, True),
    ("2.30", "40", "59.9", False, True), ("2.30", "40", "60", True, True),
])
def test_when_the_correction_is_not_to_be_trusted(calcium, albumin, crcl, disturbed, asked):
    answer = corrected(f"{calcium} mmol/L", f"{albumin} g/L", crcl=f"{crcl} mL/min",
                       binding_disturbed=disturbed)
    assert ("MEASURE_IONISED" in codes(answer)) == asked


def test_symptoms_raise_the_grade_shown():
    answer = corrected("2.05 mmol/L", "40 g/L", symptoms=True)
    assert answer["values"]["grade"] == "hypo_2"
    assert "SYMPTOMS_NOT_LOW" in codes(corrected("2.30 mmol/L", "40 g/L", symptoms=True))


def test_ionised_calcium_is_graded_beside_it():
    answer = corrected("2.10 mmol/L", "30 g/L", calcium_ionised="0.99 mmol/L")
    assert answer["values"]["grade"] == "normal"
    assert answer["values"]["grade_ionised"] == "hypo_2"


def test_the_laboratorys_own_limits_decide():
    low = corrected("2.15 mmol/L", "40 g/L", calcium_lln="2.20 mmol/L")
    assert low["values"]["grade"] == "hypo_1"
    assert corrected("2.15 mmol/L", "40 g/L")["values"]["grade"] == "normal"


def test_shown_digits_do_not_contradict_the_grade():
    value = corrected("2.10 mmol/L", "39.5 g/L", correction="payne_1973")["values"]
    assert value["calcium_corrected"]["display"] == "2.112 mmol/L"
    other = corrected("8.0 mg/dL", "4.0 g/dL")["values"]["calcium_other_unit"]
    assert other["display"] == "1.996 mmol/L"


hundredths = st.integers(min_value=150, max_value=320)
tenths = st.integers(min_value=150, max_value=550)


@settings(max_examples=40, deadline=None)
@given(hundredths, tenths)
def test_less_albumin_never_lowers_the_corrected_calcium(calcium, albumin):
    def value(tenths_of_albumin):
        answer = corrected(f"{Decimal(calcium) / 100} mmol/L",
                           f"{Decimal(tenths_of_albumin) / 10} g/L")
        return Decimal(answer["values"]["calcium_corrected"]["value"])

    assert value(albumin) > value(albumin + 5)


@settings(max_examples=25, deadline=None)
@given(hundredths, tenths)
def test_albumin_in_either_unit_gives_the_same(calcium, albumin):
    per_litre = corrected(f"{Decimal(calcium) / 100} mmol/L", f"{Decimal(albumin) / 10} g/L")
    per_decilitre = corrected(f"{Decimal(calcium) / 100} mmol/L", f"{Decimal(albumin) / 100} g/dL")
    a, b = (r["values"]["calcium_corrected"]["value"] for r in (per_litre, per_decilitre))
    assert Decimal(a) == Decimal(b)


@pytest.mark.parametrize(("changes", "sources"), [
    ({}, {"ws-t-404-6"}), ({"calcium_lln": "2.15 mmol/L"}, {"laboratory-limits"}),
    ({"calcium_ionised": "1.2 mmol/L"}, {"ws-t-404-6", "ionised-limits"}),
    ({"calcium_ionised": "1.2 mmol/L", "calcium_ionised_uln": "1.30 mmol/L"},
     {"ws-t-404-6", "laboratory-limits"}),
])
def test_it_says_whose_limits_were_used(changes, sources):
    answer = corrected("2.30 mmol/L", "40 g/L", **changes)
    told = [f for f in answer["findings"] if f["code"] in {"CALCIUM_LIMITS", "IONISED_LIMITS"}]
    assert {source for finding in told for source in finding["sources"]} == sources
