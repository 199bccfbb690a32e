"""Carboplatin: rounding that never passes the maximum, and the order beside the dose."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from tests.calculators.chemotherapy_vectors import amount, codes, errors, near


def typed(gfr, kind="estimated", auc="5", **more):
    return compute("carboplatin", {
        "target_auc": f"{auc} mg*min/mL", "gfr": f"{gfr} mL/min", "gfr_kind": kind, **more,
    })


def dose(answer, name="dose"):
    assert answer["status"] != "refused", answer["errors"]
    return amount(answer["values"][name])


def test_a_band_above_the_maximum_takes_the_next_lower_one():
    """750 mg falls into the band of 790 mg, above the FDA's maximum for AUC 5."""
    capped = typed("140", rounding="nhs_bands")
    assert dose(capped) == 700
    assert dose(capped, "dose_calculated") == 750
    assert "ROUNDED_BELOW_CAP" in codes(capped, "info")
    measured = typed("125", kind="measured", rounding="nhs_bands")
    assert dose(measured) == 790


@pytest.mark.parametrize(
    ("gfr", "more", "expected"),
    [("90", {"rounding": "nhs_bands"}, 560),
     ("90", {"rounding": "nearest_step", "rounding_step": "50 mg"}, 600),
     ("90", {"rounding": "nearest_step", "rounding_step": "10 mg"}, 580),
     ("140", {"rounding": "nearest_step", "rounding_step": "100 mg"}, 700),
     ("90", {"rounding": "none"}, 575)],
)
def test_rounding(gfr, more, expected):
    answer = typed(gfr, **more)
    assert dose(answer) == expected
    assert dose(answer, "dose_calculated") == min(5 * (Decimal(gfr) + 25), 750)


@pytest.mark.parametrize(
    ("gfr", "rounding", "expected"),
    [("90", "nearest_5_percent", 600), ("79", "nearest_5_percent", 500),
     ("124", "nearest_5_percent", 750), ("140", "nearest_10_percent", 750)],
)
def test_rounding_to_whole_vials_of_50_mg(gfr, rounding, expected):
    assert dose(typed(gfr, rounding=rounding)) == expected


def test_vials_too_far_from_the_dose_leave_it_unrounded():
    answer = typed("48", auc="1.5", rounding="nearest_5_percent")
    assert dose(answer) == Decimal("109.5")
    assert "NOT_ROUNDED" in codes(answer, "caution")
    assert dose(typed("48", auc="1.5", rounding="nearest_10_percent")) == 100


def test_a_step_needs_its_size_and_a_size_its_step():
    assert errors(typed("90", rounding="nearest_step")) == [("E_MISSING", "rounding_step")]
    assert errors(typed("90", rounding_step="50 mg")) == [("E_LOGIC", None)]
    nothing = typed("20.5", auc="0.5", rounding="nearest_step", rounding_step="100 mg")
    assert errors(nothing) == [("E_RANGE", "rounding_step")]
    assert "ROUNDED_FAR" in codes(
        typed("25", auc="2", rounding="nearest_step", rounding_step="80 mg"), "caution")


@pytest.mark.parametrize(
    ("ordered", "deviation", "code", "status"),
    [("575", "0", "ORDER_AGREES", "ok"), ("603.75", "5", "ORDER_AGREES", "ok"),
     ("546.25", "-5", "ORDER_AGREES", "ok"), ("603.76", "5.0017", "ORDER_QUERY", "caution"),
     ("632.5", "10", "ORDER_QUERY", "caution"), ("632.51", "10.0017", "ORDER_STOP", "stop"),
     ("517.49", "-10.0017", "ORDER_STOP", "stop"), ("5750", "900", "ORDER_STOP", "stop")],
)
def test_an_order_agrees_is_queried_or_stopped(ordered, deviation, code, status):
    answer = typed("90", ordered_dose=f"{ordered} mg")
    assert near(dose(answer, "deviation"), deviation, Decimal("1e-4")) or deviation == "0"
    assert code in codes(answer)
    assert answer["status"] == status


def test_the_shown_deviation_never_contradicts_the_verdict():
    answer = typed("90", ordered_dose="603.76 mg")
    assert answer["values"]["deviation"]["display"] == "5.002 %"


def test_an_order_of_the_banded_dose_agrees_whatever_its_deviation():
    answer = typed("140", rounding="nhs_bands", ordered_dose="700 mg")
    assert near(dose(answer, "deviation"), Decimal("-6.66666667"))
    assert "ORDER_AGREES" in codes(answer)
    assert "ORDER_QUERY" in codes(typed("140", ordered_dose="700 mg"))


def test_the_auc_of_the_order_is_calvert_turned_round_with_the_gfr_used():
    answer = typed("140", ordered_dose="825 mg")
    assert amount(answer["values"]["auc_of_order"]) == Decimal("5.5")
    assert typed("140")["values"]["auc_of_order"] is None
    assert typed("140")["values"]["deviation"] is None


AUCS = st.decimals("1.5", "7.5", places=1)
GFRS = st.decimals("21", "250", places=1)


@settings(max_examples=30, deadline=None)
@given(AUCS, GFRS, st.sampled_from(["nhs_bands", "nearest_5_percent", "nearest_10_percent"]))
def test_no_rounding_passes_the_maximum(auc, gfr, rounding):
    assert dose(typed(gfr, auc=auc, rounding=rounding)) <= auc * 150
