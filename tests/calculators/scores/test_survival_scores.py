import pytest

from bmcalc import compute
from bmcalc.calculators import calculator
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

TOKUHASHI = ("kps", "extraspinal_foci", "vertebral_bodies", "organs", "primary_points", "frankel")
KATAGIRI = ("primary", "visceral", "laboratory", "ecog", "previous_chemotherapy", "multiple")
PREDICTIONS = {"<6 mo": "lt_6_months", ">=6 mo": "ge_6_months", ">=1 y": "ge_1_year"}


@pytest.mark.parametrize("vector", vectors("tokuhashi"))
def test_tokuhashi(vector):
    answer = compute("tokuhashi", dict(zip(TOKUHASHI, vector["args"], strict=True)))
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    assert answer["values"]["total"] == vector["expect"]["total"]
    assert answer["values"]["predicted_survival"] == PREDICTIONS[vector["expect"]["pred"]]
    assert "TOKUHASHI_LIMITS" in finding_codes(answer)


@pytest.mark.parametrize("vector", vectors("katagiri"))
def test_katagiri(vector):
    answer = compute("katagiri", dict(zip(KATAGIRI, vector["args"], strict=True)))
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    assert answer["values"]["total"] == vector["expect"]["total"]
    assert answer["values"]["group"] == vector["expect"]["group"].partition("(")[0].lower()


def test_points_from_memory_are_said_to_be_so():
    answer = compute("katagiri", dict(zip(KATAGIRI, ("slow", "none", "normal", 0, False, False),
                                          strict=True)))
    assert "POINTS_FROM_MEMORY" in finding_codes(answer)
    assert {s["id"]: s["mark"] for s in answer["sources"]}["katagiri-2014-points"] == "memory"


def test_the_karnofsky_score_of_a_living_patient_is_at_least_10():
    dead = dict(zip(TOKUHASHI, (0, 0, 1, "none", 5, "E"), strict=True))
    assert error_codes(compute("tokuhashi", dead)) == ["E_RANGE"]


def test_survival_scores_are_off_by_default():
    assert not calculator("tokuhashi").shown_by_default
    assert not calculator("katagiri").shown_by_default
