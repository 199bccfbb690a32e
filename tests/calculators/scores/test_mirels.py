from decimal import Decimal

import pytest

from bmcalc import compute
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

BANDS = {"LOW(<=7)": "low", "BORDERLINE(8)": "borderline", "HIGH(>=9)": "high"}
CASE_1 = {"site": "lower_limb", "pain": "functional", "lesion": "lytic", "size": "gt_2_3"}


def inputs_of(vector):
    given = dict(zip(("site", "pain", "lesion", "size"), vector["args"], strict=True))
    given["fracture_present"] = vector["kwargs"].get("fracture_present", False)
    if vector["kwargs"].get("long_bone") is False:
        given["bone"] = "rib"
    return given


@pytest.mark.parametrize("vector", vectors("mirels"))
def test_worked_examples(vector):
    answer = compute("mirels", inputs_of(vector))
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    expect, values = vector["expect"], answer["values"]
    assert values["total"] == expect["total"]
    assert values["band"] == BANDS[expect["band"]]
    assert values["observed_1989"] == expect["observed_1989"]
    if expect["model_pct"] is None:
        assert values["quoted_percent"] is None
    else:
        assert Decimal(values["quoted_percent"]["value"]) == Decimal(expect["model_pct"])
        assert values["quoted_percent"]["unit"] == "%"


@pytest.mark.parametrize("vector", vectors("mirels_size"))
def test_size_class_from_two_widths(vector):
    lesion, bone = vector["args"]
    answer = compute("mirels", {
        "site": "upper_limb", "pain": "mild", "lesion": "blastic", "fracture_present": False,
        "lesion_width": f"{lesion} cm", "bone_width": f"{bone} cm",
    })
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    points = {"lt_1_3": 1, "1_3_to_2_3": 2, "gt_2_3": 3}[vector["expect"]]
    assert answer["values"]["total"] == 3 + points


def test_widths_compare_across_units():
    given = {**CASE_1, "size": None, "lesion_width": "12 mm", "bone_width": "3.6 cm"}
    assert compute("mirels", given)["values"]["total"] == 10


@pytest.mark.parametrize("vector", vectors("aci"))
def test_cortical_involvement(vector):
    axial, circumferential = (*vector["args"], None)[:2]
    given = {**CASE_1, "fracture_present": False}
    if axial is not None:
        given["axial_involvement"] = f"{axial} mm"
    if circumferential is not None:
        given["circumferential"] = f"{circumferential} %"
    elif axial is None:
        given["circumferential"] = "60 %"
    answer = compute("mirels", given)
    error = expected_error(vector)
    if error:
        assert error_codes(answer) == [error]
        return
    assert answer["values"]["aci_risk"] == vector["expect"]["risk"].lower()
    assert answer["values"]["aci_reasons"] == vector["expect"]["reasons"]
    assert ("CORTICAL_RISK_HIGH" in finding_codes(answer)) == bool(vector["expect"]["reasons"])


def test_a_broken_bone_has_no_score_and_every_error_is_listed():
    answer = compute("mirels", {**CASE_1, "pain": 7, "size": None, "fracture_present": True,
                                "bone": "spine"})
    codes = error_codes(answer)
    assert codes[:2] == ["E_NA_FRACTURE", "E_NA_SITE"]
    assert sorted(codes[2:]) == ["E_ENUM", "E_MISSING"]


def test_an_nrs_is_told_apart_from_the_pain_item():
    for score in (7, "7", 4.5):
        answer = compute("mirels", {**CASE_1, "pain": score})
        assert error_codes(answer) == ["E_ENUM"]
        assert "NRS" in answer["errors"][0]["text"]


@pytest.mark.parametrize("bone", ["spine", "pelvis", "rib", "skull"])
def test_only_long_bones_are_scored(bone):
    assert error_codes(compute("mirels", {**CASE_1, "bone": bone})) == ["E_NA_SITE"]


def test_an_unstated_fracture_is_computed_with_a_caution():
    answer = compute("mirels", CASE_1)
    assert answer["values"]["total"] == 11
    assert answer["status"] == "caution"
    assert "FRACTURE_NOT_STATED" in finding_codes(answer)
    stated = compute("mirels", {**CASE_1, "fracture_present": False})
    assert "FRACTURE_NOT_STATED" not in finding_codes(stated)


def test_the_status_follows_the_band_and_never_stops():
    low = compute("mirels", {**CASE_1, "pain": "mild", "size": "lt_1_3",
                             "fracture_present": False})
    assert (low["values"]["total"], low["status"]) == (7, "ok")
    eight = compute("mirels", {**CASE_1, "pain": "moderate", "size": "lt_1_3",
                               "fracture_present": False})
    assert (eight["values"]["total"], eight["status"]) == (8, "caution")


def test_counts_are_never_shown_surer_than_they_are():
    answer = compute("mirels", {**CASE_1, "fracture_present": False})
    marks = {source["id"]: source["mark"] for source in answer["sources"]}
    [step] = [step for step in answer["steps"] if step["source"] == "mirels-1989-counts"]
    assert marks["mirels-1989-counts"] == "memory"
    assert "from memory" in step["value"]


def test_the_humerus_is_warned_of():
    answer = compute("mirels", {**CASE_1, "site": "upper_limb", "axial_involvement": "40 mm"})
    assert {"MIRELS_UPPER_LIMB", "CORTICAL_FEMUR_ONLY"} <= set(finding_codes(answer))


def test_one_width_alone_asks_for_the_other():
    answer = compute("mirels", {**CASE_1, "size": None, "lesion_width": "6.5 cm"})
    assert [(error["code"], error["field"]) for error in answer["errors"]] == [
        ("E_MISSING", "bone_width")
    ]


def test_a_class_that_contradicts_the_widths_is_refused():
    widths = {"lesion_width": "10 mm", "bone_width": "40 mm"}
    assert error_codes(compute("mirels", {**CASE_1, **widths})) == ["E_LOGIC"]
    agreeing = compute("mirels", {**CASE_1, **widths, "size": "lt_1_3"})
    assert agreeing["values"]["total"] == 9


def test_more_of_any_item_never_lowers_the_total():
    sites, pains = ("upper_limb", "lower_limb", "peritrochanteric"), ("mild", "moderate",
                                                                       "functional")
    lesions, sizes = ("blastic", "mixed", "lytic"), ("lt_1_3", "1_3_to_2_3", "gt_2_3")
    for a, site in enumerate(sites, 1):
        for b, pain in enumerate(pains, 1):
            for c, lesion in enumerate(lesions, 1):
                for d, size in enumerate(sizes, 1):
                    answer = compute("mirels", {"site": site, "pain": pain, "lesion": lesion,
                                                "size": size, "fracture_present": False})
                    assert answer["values"]["total"] == a + b + c + d
