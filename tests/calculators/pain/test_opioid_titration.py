from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.calculators.pain.opioid_titration import rescue_range, titration_percent
from bmcalc.core.problems import Refused
from bmcalc.core.term import q
from tests.calculators.score_vectors import error_codes, expected_error, vectors


@pytest.mark.parametrize("vector", vectors("titrate"))
def test_increase_by_pain_score(vector):
    [score] = vector["args"]
    error = expected_error(vector)
    if error:
        assert error_codes(compute("pain-ladder", {"nrs": score})) == [error]
    else:
        assert titration_percent(score) == tuple(vector["expect"])


def test_with_care_no_increase_is_above_50_percent():
    for nrs in range(11):
        assert titration_percent(nrs, with_care=True)[1] <= 50
    assert titration_percent(3, with_care=True) == (0, 25)


@pytest.mark.parametrize("vector", vectors("breakthrough"))
def test_rescue_dose(vector):
    [total] = vector["args"]
    error = expected_error(vector)
    if error:
        with pytest.raises(Refused) as refused:
            rescue_range(q(f"{total} mg"))
        assert [problem.code for problem in refused.value.problems] == [error]
        return
    low, high = rescue_range(q(f"{total} mg"))
    assert (low.magnitude, high.magnitude) == tuple(Decimal(text) for text in vector["expect"])
    assert low.unit is high.unit is q("1 mg").unit
