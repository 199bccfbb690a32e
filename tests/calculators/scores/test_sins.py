import itertools

import pytest

from bmcalc import compute
from bmcalc.calculators.scores.sins_fields import LEVEL
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

ITEMS = ("level", "pain", "lesion", "alignment", "collapse", "posterolateral")
STABLE = {"level": "T5", "pain": "none", "lesion": "blastic", "alignment": "normal",
          "collapse": "none", "posterolateral": "none"}


@pytest.mark.parametrize("vector", vectors("sins"))
def test_worked_examples(vector):
    answer = compute("sins", dict(zip(ITEMS, vector["args"], strict=True)))
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    values, expect = answer["values"], vector["expect"]
    assert values["total"] == values["total_low"] == values["total_high"] == expect["total"]
    assert values["category"] == expect["cat"].partition("(")[0].lower()
    assert values["refer"] == expect["refer"]
    assert (answer["status"] == "caution") == expect["refer"]


@pytest.mark.parametrize("vector", vectors("collapse_cat"))
def test_collapse_from_a_percentage(vector):
    percent, *involved = vector["args"]
    given = {k: v for k, v in STABLE.items() if k != "collapse"}
    given["collapse_percent"] = f"{percent} %"
    if involved:
        given["over_half_involved"] = involved[0]
    answer = compute("sins", given)
    error = expected_error(vector)
    if error:
        assert error in error_codes(answer)
        assert {e["field"] for e in answer["errors"]} <= {"collapse", "collapse_percent"}
        return
    picked = compute("sins", {**STABLE, "collapse": vector["expect"]})
    assert answer["values"] == picked["values"]


@pytest.mark.parametrize("vector", vectors("sins_range"))
def test_open_items_give_a_range(vector):
    given = dict(zip(ITEMS, vector["args"], strict=True))
    answer = compute("sins", {k: "unknown" if v is None else v for k, v in given.items()})
    assert [answer["values"]["total_low"], answer["values"]["total_high"]] == vector["expect"]
    assert answer["values"]["total"] is None


def test_a_range_refers_where_every_total_does_and_never_denies_where_one_does():
    open_low = compute("sins", {**STABLE, "posterolateral": "unknown"})["values"]
    assert (open_low["total_high"], open_low["refer"], open_low["category"]) == (4, False, "stable")
    undecided = compute("sins", {**STABLE, "alignment": "unknown", "pain": "unknown"})
    assert (undecided["values"]["refer"], undecided["values"]["category"]) == (None, None)
    assert "SINS_UNDECIDED" in finding_codes(undecided)
    always = compute("sins", {**STABLE, "level": "T12", "pain": "mechanical", "lesion": "lytic",
                              "collapse": "unknown"})["values"]
    assert (always["total_low"], always["refer"]) == (8, True)


def test_a_missing_item_is_never_zero():
    for item in ITEMS:
        answer = compute("sins", {k: v for k, v in STABLE.items() if k != item})
        assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", item)]


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [({"bilsky": "3"}, "stop", "CORD_COMPRESSION"), ({"bilsky": "2"}, "stop", "CORD_COMPRESSION"),
     ({"bilsky": "1C"}, "caution", "BILSKY_1C"),
     ({"neurological_deficit": True}, "stop", "NEUROLOGICAL_DEFICIT")],
)
def test_compression_and_deficit_decide_before_the_score(facts, status, code):
    answer = compute("sins", STABLE | facts)
    assert answer["status"] == status
    assert code in finding_codes(answer)
    assert answer["values"]["refer"] == (status == "stop")


@pytest.mark.parametrize("grade", ["0", "1a", "1b"])
def test_low_grades_override_nothing(grade):
    answer = compute("sins", STABLE | {"bilsky": grade, "neurological_deficit": False})
    assert (answer["status"], answer["values"]["refer"]) == ("ok", False)


def test_a_collapse_of_zero_asks_about_the_body_and_a_class_must_agree():
    no_class = {k: v for k, v in STABLE.items() if k != "collapse"}
    missing = compute("sins", no_class | {"collapse_percent": "0 %"})
    assert [e["field"] for e in missing["errors"]] == ["over_half_involved"]
    assert error_codes(compute("sins", STABLE | {"collapse_percent": "30 %"})) == ["E_LOGIC"]
    agreeing = compute("sins", STABLE | {"collapse": "lt50", "collapse_percent": "30 %"})
    assert agreeing["values"]["total"] == 3


def test_an_empty_or_mixed_list_is_refused():
    for listed in ([], ["unknown", "lytic"], ["lytic", "cystic"]):
        assert error_codes(compute("sins", STABLE | {"lesion": listed})) == ["E_ENUM"]


def test_levels_are_read_in_either_case_and_cover_the_spine():
    assert compute("sins", STABLE | {"level": "l3"})["values"]["total"] == 2
    assert len(LEVEL.options) == 1 + 7 + 12 + 5 + 5
    assert set(LEVEL.points.values()) == {0, 1, 2, 3}


def test_a_range_holds_every_total_that_its_findings_can_give():
    pains, collapses = ("mechanical", "none"), ("gt50", "lt50")
    ranged = compute("sins", STABLE | {"pain": list(pains), "collapse": list(collapses)})["values"]
    totals = [
        compute("sins", STABLE | {"pain": pain, "collapse": collapse})["values"]["total"]
        for pain, collapse in itertools.product(pains, collapses)
    ]
    assert (min(totals), max(totals)) == (ranged["total_low"], ranged["total_high"])
