"""BED and EQD2: the worked examples, the cord, and schedules that are no schedules."""

from decimal import Decimal

import pytest

from bmcalc import compute
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

ID = "radiotherapy-eqd2"


def close(value, wanted):
    return abs(Decimal(value["value"]) - Decimal(wanted)) <= Decimal("1e-6") * Decimal(wanted)


@pytest.mark.parametrize("vector", vectors("bed"))
def test_worked_examples(vector):
    fractions, dose, ratio = vector["args"]
    answer = compute(ID, {
        "fractions": fractions, "dose_per_fraction": f"{dose} Gy", "alpha_beta": f"{ratio} Gy",
    })
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    bed, eqd2 = vector["expect"]
    assert close(answer["values"]["bed"], bed)
    assert close(answer["values"]["eqd2"], eqd2)
    assert close(answer["values"][f"bed_{ratio}"], bed)
    assert close(answer["values"][f"eqd2_{ratio}"], eqd2)


def test_tumour_late_effects_and_cord_are_always_shown():
    values = compute(ID, {"fractions": 10, "dose_per_fraction": "3 Gy"})["values"]
    assert values["eqd2"] == values["eqd2_10"]
    assert [values[f"eqd2_{n}"]["display"] for n in (10, 3, 2)] == [
        "32.50 Gy", "36.00 Gy", "37.50 Gy",
    ]


def test_a_total_dose_stands_for_the_dose_per_fraction_or_checks_it():
    by_total = compute(ID, {"fractions": 6, "total_dose": "24 Gy"})
    by_dose = compute(ID, {"fractions": 6, "dose_per_fraction": "4 Gy", "total_dose": "24 Gy"})
    assert by_total["values"] == by_dose["values"]
    wrong = compute(ID, {"fractions": 5, "dose_per_fraction": "3 Gy", "total_dose": "30 Gy"})
    assert error_codes(wrong) == ["E_LOGIC"]
    assert error_codes(compute(ID, {"fractions": 10})) == ["E_MISSING"]
    assert error_codes(compute(ID, {"fractions": 10, "total_dose": "3000 Gy"})) == ["E_RANGE"]
    assert error_codes(compute(ID, {"fractions": 1, "total_dose": "41 Gy"})) == ["E_RANGE"]
    assert error_codes(compute(ID, {"fractions": 50, "dose_per_fraction": "3 Gy"})) == ["E_RANGE"]


def test_30_gy_in_5_is_too_much_for_the_cord():
    answer = compute(ID, {"fractions": 5, "dose_per_fraction": "6 Gy"})
    assert answer["status"] == "stop"
    assert Decimal(answer["values"]["eqd2_2"]["value"]) == 60
    assert {"CORD_LIMIT", "CORD_TAKEN_IN"} <= set(finding_codes(answer))
    spared = compute(ID, {"fractions": 5, "dose_per_fraction": "6 Gy", "cord_in_field": False})
    assert spared["status"] == "ok"
    assert "CORD_LIMIT" not in finding_codes(spared)


@pytest.mark.parametrize(("fractions", "dose", "status"), [
    (25, "2 Gy", "ok"), (26, "2 Gy", "caution"), (27, "2 Gy", "caution"), (28, "2 Gy", "stop"),
    (25, "2.001 Gy", "caution"), (27, "2.001 Gy", "stop"), (10, "3 Gy", "ok"), (1, "8 Gy", "ok"),
])
def test_tolerance_of_the_cord_at_its_borders(fractions, dose, status):
    answer = compute(ID, {
        "fractions": fractions, "dose_per_fraction": dose, "cord_in_field": True,
    })
    assert answer["status"] == status


def test_digits_do_not_hide_that_the_tolerance_is_passed():
    answer = compute(ID, {
        "fractions": 25, "dose_per_fraction": "2.0001 Gy", "cord_in_field": True,
    })
    assert answer["values"]["eqd2_2"]["display"] == "50.004 Gy"


def test_the_fitted_ratio_of_the_cord_is_told_for_large_fractions():
    large = compute(ID, {"fractions": 10, "dose_per_fraction": "3 Gy"})
    text = next(f["text"] for f in large["findings"] if f["code"] == "CORD_FITTED_RATIO")
    assert "40.45 Gy" in text
    assert "CORD_FITTED_RATIO" not in finding_codes(
        compute(ID, {"fractions": 25, "dose_per_fraction": "2 Gy"})
    )


def reirradiation(fractions, dose, months):
    return compute(ID, {
        "fractions": fractions, "dose_per_fraction": dose, "cord_in_field": True,
        "earlier_courses": [{"fractions": 10, "dose_per_fraction": "3 Gy"}],
        "months_since_last": months,
    })


def test_reirradiation_adds_up_the_bed_of_the_cord():
    answer = reirradiation(5, "4 Gy", 6)
    assert Decimal(answer["values"]["cord_bed_cumulative"]["value"]) == 135
    assert "CORD_REIRRADIATION_LOW_RISK" in finding_codes(answer)
    assert answer["status"] == "ok"


@pytest.mark.parametrize(("fractions", "dose", "months"), [
    (5, "4 Gy", 5),      # too early
    (10, "3 Gy", 12),    # cumulative 150 Gy
    (6, "6 Gy", 12),     # one course of 144 Gy
])
def test_reirradiation_outside_the_low_risk_limits_stops(fractions, dose, months):
    answer = reirradiation(fractions, dose, months)
    assert answer["status"] == "stop"
    assert "CORD_REIRRADIATION" in finding_codes(answer)


def test_reirradiation_needs_the_interval():
    answer = compute(ID, {
        "fractions": 1, "dose_per_fraction": "8 Gy",
        "earlier_courses": [{"fractions": 10, "dose_per_fraction": "3 Gy"}],
    })
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [
        ("E_MISSING", "months_since_last"),
    ]


@pytest.mark.parametrize(("fractions", "dose", "told"), [
    (1, "8 Gy", {"SCHEDULE_PAIN", "SCHEDULE_COMPRESSION", "SINGLE_FRACTION"}),
    (6, "4 Gy", {"SCHEDULE_PAIN"}),
    (2, "8 Gy", {"SCHEDULE_COMPRESSION"}),
    (5, "6 Gy", {"SCHEDULE_NOT_LISTED"}),
])
def test_schedules_that_astro_lists(fractions, dose, told):
    answer = compute(ID, {"fractions": fractions, "dose_per_fraction": dose})
    about = {c for c in finding_codes(answer) if c.startswith(("SCHEDULE", "SINGLE"))}
    assert about == told


def test_the_model_is_debated_above_8_gy():
    assert "LARGE_FRACTION" not in finding_codes(
        compute(ID, {"fractions": 1, "dose_per_fraction": "8 Gy"})
    )
    answer = compute(ID, {"fractions": 1, "dose_per_fraction": "8.1 Gy", "cord_in_field": False})
    assert "LARGE_FRACTION" in finding_codes(answer)
    assert answer["status"] == "caution"


def test_doses_are_in_gray_and_nothing_else():
    answer = compute(ID, {"fractions": 10, "dose_per_fraction": "300 mg"})
    assert error_codes(answer) == ["E_UNIT"]
