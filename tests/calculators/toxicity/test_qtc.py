from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.calculators.toxicity.ctcae_grades import qtc_grade
from bmcalc.core.term import q
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors


def qtc(qt, rate, **inputs):
    return compute("qtc", {"qt": f"{qt} ms", "heart_rate": f"{rate} /min"} | inputs)


def milliseconds(answer):
    return Decimal(answer["values"]["qtc"]["value"])


@pytest.mark.parametrize(
    ("qt", "rate", "fridericia", "bazett"),
    [
        (400, 60, "400", "400"),
        (400, 72, "425.0634", "438.1780"),
        (360, 100, "426.8267", "464.7580"),
        (440, 50, "414.0559", "401.6632"),
    ],
)
def test_both_formulas_against_hand_calculation(qt, rate, fridericia, bazett):
    close = Decimal("0.001")
    assert abs(milliseconds(qtc(qt, rate)) - Decimal(fridericia)) < close
    assert abs(milliseconds(qtc(qt, rate, formula="bazett")) - Decimal(bazett)) < close


@pytest.mark.parametrize("vector", [
    v for v in vectors("ctcae") if v.values[0]["args"][0] == "qtc"
    and expected_error(v.values[0]) is None
])
def test_the_grade_is_that_of_ctcae(vector):
    measured = vector["args"][2]
    base = vector["kwargs"].get("base")
    baseline = None if base is None else q(f"{base} ms")
    assert qtc_grade(q(f"{measured} ms"), baseline) == vector["expect"]
    inputs = {} if base is None else {"qtc_baseline": f"{base} ms"}
    answer = qtc(measured, 60, **inputs)
    assert answer["values"]["grade"] == vector["expect"]
    assert ("QTC_PROLONGED" in finding_codes(answer)) == (vector["expect"] > 0)


def test_the_grade_looks_at_whole_milliseconds():
    just_below, rounded_up = qtc("449.4", 60), qtc("449.5", 60)
    assert (just_below["values"]["grade"], rounded_up["values"]["grade"]) == (0, 1)
    assert rounded_up["values"]["qtc"]["display"] == "450 ms"


def test_a_rise_of_more_than_60_ms_is_grade_3():
    assert qtc(440, 60, qtc_baseline="380 ms")["values"]["grade"] == 0
    assert qtc(441, 60, qtc_baseline="380 ms")["values"]["grade"] == 3


def test_seconds_and_milliseconds_agree():
    one = compute("qtc", {"qt": "0.4 s", "heart_rate": "72 /min"})
    assert milliseconds(one) == milliseconds(qtc(400, 72))


@pytest.mark.parametrize(
    ("inputs", "codes"),
    [
        ({"qt": "0.4 ms", "heart_rate": "72 /min"}, ["E_UNIT"]),
        ({"qt": "45 ms", "heart_rate": "72 /min"}, ["E_RANGE"]),
        ({"qt": "400", "heart_rate": "72"}, ["E_UNIT", "E_UNIT"]),
        ({"qt": "400 ms"}, ["E_MISSING"]),
        ({"qt": "400 ms", "heart_rate": "0 /min"}, ["E_RANGE"]),
        ({"qt": "400 ms", "heart_rate": "72 /min", "formula": "hodges"}, ["E_ENUM"]),
    ],
)
def test_refusals(inputs, codes):
    assert error_codes(compute("qtc", inputs)) == codes
