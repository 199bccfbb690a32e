"""Marker changes: every percentage with its reference, and the series of a trend."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

CASE_11_CEA = ["18.5 ng/mL", "14.2 ng/mL", "12.8 ng/mL", "16.5 ng/mL"]


def series(values):
    return {"series": [{"value": value} for value in values]}


@pytest.mark.parametrize("vector", vectors("pct"))
def test_worked_examples(vector):
    baseline, value = vector["args"]
    answer = compute("marker-change", {
        "baseline": f"{baseline} ng/mL", "value": f"{value} ng/mL",
    })
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    found = answer["values"]["change_from_baseline"]
    assert found["unit"] == "%"
    wanted = Decimal(vector["expect"])
    assert abs(Decimal(found["value"]) - wanted) <= abs(wanted) * Decimal("1e-6")


def test_each_step_names_the_value_it_refers_to():
    answer = compute("marker-change", {
        "marker": "ca15_3", "baseline": "52.6 U/mL", "previous": "38.9 U/mL", "value": "48.2 U/mL",
    })
    labels = [step["label"] for step in answer["steps"]]
    assert labels[0] == "Change from the baseline of 52.6 U/mL"
    assert labels[1] == "Change from the previous value of 38.9 U/mL"
    assert answer["values"]["baseline"]["display"] == "52.6 U/mL"
    assert answer["values"]["previous"]["display"] == "38.9 U/mL"


def test_case_11_a_rise_that_is_a_fall_from_the_baseline():
    answer = compute("marker-change", series(CASE_11_CEA))
    assert answer["values"]["change_from_baseline"]["display"] == "−10.8 %"
    assert answer["values"]["change_from_previous"]["display"] == "28.9 %"
    assert answer["values"]["change_from_lowest"] == answer["values"]["change_from_previous"]
    assert {"DIRECTION_DEPENDS", "NEVER_ALONE"} <= set(finding_codes(answer))
    assert answer["status"] == "caution"


def test_the_series_can_be_drawn():
    answer = compute("marker-change", {"series": [
        {"label": "before", "on": "2022-11-01", "value": "18.5 ng/mL"},
        {"label": "cycle 3", "on": "2023-01-10", "value": "14.2 ug/L"},
        {"on": "2023-03-15", "value": "0 ng/mL"},
        {"value": "12800 pg/mL"},
    ]})
    trend = answer["values"]["trend"]
    assert [Decimal(point["value"]["value"]) for point in trend] == [
        Decimal("18.5"), Decimal("14.2"), 0, Decimal("12.8"),
    ]
    assert {point["value"]["unit"] for point in trend} == {"ng/mL"}
    assert [point["on"] for point in trend] == ["2022-11-01", "2023-01-10", "2023-03-15", None]
    assert trend[0]["from_baseline"] is None
    assert trend[2]["from_baseline"]["value"] == "-100"
    assert trend[3]["from_previous"] is None
    assert answer["values"]["change_from_previous"] is None
    assert "ZERO_REFERENCE" in finding_codes(answer)


def test_single_values_make_a_series_too():
    answer = compute("marker-change", {"baseline": "10 U/mL", "value": "5 U/mL"})
    assert [point["label"] for point in answer["values"]["trend"]] == ["Baseline", "Now"]
    assert "change_from_previous" not in answer["values"]


@pytest.mark.parametrize(("inputs", "code"), [
    ({"baseline": "10 ng/mL", "value": "5 U/mL"}, "E_UNIT"),
    ({"marker": "ca15_3", "baseline": "10 ng/mL", "value": "12 U/mL"}, "E_UNIT"),
    ({"marker": "cea", **series(["10 U/mL", "5 ng/mL"])}, "E_UNIT"),
    ({"baseline": "10 ng/mL", "value": "5"}, "E_UNIT"),
    ({"baseline": "10 ng/mL", "value": ">500 ng/mL"}, "E_TYPE"),
    ({"baseline": "10 ng/mL"}, "E_MISSING"),
    (series(["10 ng/mL"]), "E_MISSING"),
    (series(["0 ng/mL", "5 ng/mL"]), "E_RANGE"),
    ({**series(["10 ng/mL", "5 ng/mL"]), "value": "5 ng/mL"}, "E_LOGIC"),
    ({"series": [{"on": "2023-01-10", "value": "10 ng/mL"},
                 {"on": "2022-11-01", "value": "5 ng/mL"}]}, "E_LOGIC"),
    ({"series": [{"on": "2023-02-30", "value": "10 ng/mL"}]}, "E_DATE"),
    ({"series": "10, 5"}, "E_TYPE"),
])
def test_what_cannot_be_compared_is_refused(inputs, code):
    assert error_codes(compute("marker-change", inputs)) == [code]


@pytest.mark.parametrize(("marker", "baseline", "value", "told"), [
    ("cea", "5 ng/mL", "7 ng/mL", False),
    ("cea", "5 ng/mL", "7.01 ng/mL", True),
    ("ca15_3", "30 U/mL", "45 U/mL", False),
    ("ca15_3", "30 U/mL", "45.1 U/mL", True),
    ("p1np", "30 ng/mL", "90 ng/mL", False),
])
def test_a_rise_after_two_cycles(marker, baseline, value, told):
    answer = compute("marker-change", {"marker": marker, "baseline": baseline, "value": value})
    assert ("RISE_AFTER_TWO_CYCLES" in finding_codes(answer)) is told


@pytest.mark.parametrize(("weeks", "told"), [(6, True), (7, False)])
def test_an_early_rise_can_be_flare(weeks, told):
    answer = compute("marker-change", {
        "baseline": "30 U/mL", "value": "40 U/mL", "weeks_on_treatment": weeks,
    })
    assert ("FLARE" in finding_codes(answer)) is told


def test_digits_agree_with_the_limit_of_20_percent():
    answer = compute("marker-change", {"baseline": "100 U/mL", "value": "80.01 U/mL"})
    assert "MEANINGFUL_CHANGE" not in finding_codes(answer)
    assert answer["values"]["change_from_baseline"]["display"] == "−19.99 %"
    answer = compute("marker-change", {"baseline": "100 U/mL", "value": "80 U/mL"})
    assert "MEANINGFUL_CHANGE" in finding_codes(answer)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5000), st.integers(0, 5000))
def test_there_and_back_again(old, new):
    answer = compute("marker-change", {"baseline": f"{old} U/mL", "value": f"{new} U/mL"})
    change = Decimal(answer["values"]["change_from_baseline"]["value"])
    assert change >= -100
    assert (change < 0) is (new < old)
    assert abs(old * (1 + change / 100) - new) < Decimal("1e-6")
