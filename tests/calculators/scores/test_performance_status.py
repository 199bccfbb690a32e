import pytest

from bmcalc import compute
from bmcalc.calculators.scores.performance_scales import PERFORMANCE_TABLES, ecog_of
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

TABLES = {"OKEN": "oken", "MA2010": "ma_2010", "PRASAD2018": "prasad_2018"}


@pytest.mark.parametrize("vector", vectors("ps"))
def test_karnofsky_to_ecog_by_table(vector):
    kps, table = vector["args"]
    answer = compute("performance-status", {"kps": kps, "table": TABLES[table]})
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
    else:
        assert answer["values"]["ecog"] == vector["expect"]
        assert answer["values"]["ecog_by_table"][TABLES[table]] == vector["expect"]


def test_no_table_is_used_silently():
    assert error_codes(compute("performance-status", {"kps": 70})) == ["E_MISSING"]


def test_a_disagreement_of_the_tables_is_said():
    disputed = compute("performance-status", {"kps": 70, "table": "oken"})
    assert disputed["status"] == "caution"
    assert "TABLES_DISAGREE" in finding_codes(disputed)
    agreed = compute("performance-status", {"kps": 80, "table": "oken"})
    assert agreed["status"] == "ok"


@pytest.mark.parametrize("table", PERFORMANCE_TABLES)
def test_a_better_karnofsky_score_is_never_a_worse_ecog(table):
    grades = [ecog_of(table, kps) for kps in range(0, 101, 10)]
    assert grades == sorted(grades, reverse=True)
