"""QTc by hand calculation, its direction, and whole milliseconds."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.formulas.qt_correction import (
    QT_FORMULAS,
    bazett,
    fridericia,
    rr_interval,
    whole_milliseconds,
)
from tests.calculators.chemotherapy_vectors import near


@pytest.mark.parametrize(
    ("qt", "rate", "by_fridericia", "by_bazett"),
    [
        (400, 60, "400", "400"),
        (400, 72, "425.0634", "438.1780"),
        (360, 100, "426.8272", "464.7580"),
        (440, 50, "414.0559", "401.6632"),
    ],
)
def test_both_formulas_against_hand_calculation(qt, rate, by_fridericia, by_bazett):
    rr = rr_interval(q(f"{rate} /min"))
    for corrected, wanted in ((fridericia, by_fridericia), (bazett, by_bazett)):
        for measured in (q(f"{qt} ms"), q(f"{Decimal(qt) / 1000} s")):
            found = corrected(measured, rr)
            assert found.unit.key == "ms"
            assert near(found.magnitude, Decimal(wanted))


@settings(max_examples=50, deadline=None)
@given(qt=st.integers(250, 600), rate=st.integers(30, 180))
def test_a_fast_heart_lengthens_and_a_slow_one_shortens(qt, rate):
    rr = rr_interval(q(f"{rate} /min"))
    measured = q(f"{qt} ms")
    by_fridericia = QT_FORMULAS["fridericia"].corrected(measured, rr)
    by_bazett = QT_FORMULAS["bazett"].corrected(measured, rr)
    if rate > 60:
        assert by_bazett > by_fridericia > measured
    elif rate < 60:
        assert by_bazett < by_fridericia < measured
    else:
        assert by_bazett == by_fridericia == measured


@settings(max_examples=40, deadline=None)
@given(qt=st.integers(250, 600), rate=st.integers(30, 180))
def test_the_powers_turned_round_give_the_qt(qt, rate):
    """QTc³ × RR = QT³ by Fridericia, QTc² × RR = QT² by Bazett."""
    measured, seconds = Decimal(qt), Decimal(60) / rate
    rr = rr_interval(q(f"{rate} /min"))
    assert near(fridericia(q(f"{qt} ms"), rr).magnitude ** 3 * seconds, measured ** 3)
    assert near(bazett(q(f"{qt} ms"), rr).magnitude ** 2 * seconds, measured ** 2)


@pytest.mark.parametrize(
    ("qtc", "whole"),
    [("449.4 ms", 449), ("449.5 ms", 450), ("480.5 ms", 481), ("0.4805 s", 481)],
)
def test_whole_milliseconds_are_half_up(qtc, whole):
    assert whole_milliseconds(q(qtc)) == whole
