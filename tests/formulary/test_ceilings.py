"""Ceilings in mg, over a cycle and on the area: what a file may say, and what follows from it."""

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import check_folder, load_formulary
from tests.calculators.chemotherapy_vectors import amount
from tests.formulary.test_bad_files import GOOD_DRUG, GOOD_REGIMEN, written

CEILINGS = '''
[[highest_total]]
above = "170 mg"
profiles = ["eu"]
sources = ["label-docetaxel-eu"]

[[highest_total]]
above = "170 mg"
then = "caution"
profiles = ["us", "cn"]
sources = ["label-docetaxel-us"]

[[highest_per_cycle]]
above = "100 mg/m^2"
profiles = ["us", "eu"]
sources = ["label-docetaxel-us"]

[[highest_per_cycle]]
above = "90 mg/m^2"
then = "caution"
profiles = ["cn"]
sources = ["label-docetaxel-us"]
'''
WOMAN = {"height": "158 cm", "weight": "60 kg"}
LARGE = {"height": "180 cm", "weight": "125 kg"}
"""2.5 m² by Mosteller, exactly."""


@pytest.fixture
def in_force(tmp_path):
    def put(drug):
        loaded = load_formulary(written(tmp_path, "formulary/pirarubicin.toml", drug))
        assert loaded.problems == ()
        put_in_force(loaded)
    yield put
    put_in_force(None)


def dose(**more):
    return compute("bsa-dose", {"drug": "pirarubicin", **more})


def codes(answer, severity):
    return {one["code"] for one in answer["findings"] if one["severity"] == severity}


def test_the_labels_own_total_caps_the_dose_and_stops_an_order_above_it(in_force):
    in_force(GOOD_DRUG + CEILINGS)
    answer = dose(**LARGE, label_profile="eu", ordered_dose="170.1 mg")
    assert amount(answer["values"]["dose_uncapped"]) == 225
    assert amount(answer["values"]["dose"]) == 170
    assert "ABOVE_HIGHEST_TOTAL" in codes(answer, "stop")
    at = dose(**LARGE, label_profile="eu", ordered_dose="170 mg")
    assert at["status"] != "stop"


def test_no_rounding_goes_above_the_total(in_force):
    in_force(GOOD_DRUG + CEILINGS)
    step = {"rounding": "nearest_step", "rounding_step": "20 mg"}
    assert amount(dose(**LARGE, label_profile="eu", **step)["values"]["dose"]) == 160


@pytest.mark.parametrize("profile", ["us", "cn"])
def test_another_labels_total_asks_and_leaves_the_dose(in_force, profile):
    in_force(GOOD_DRUG + CEILINGS)
    answer = dose(**LARGE, label_profile=profile)
    assert amount(answer["values"]["dose"]) == 225
    assert "ABOVE_TOTAL_OF_OTHER_LABEL" in codes(answer, "caution")
    assert "ABOVE_TOTAL_OF_OTHER_LABEL" not in codes(dose(**WOMAN, label_profile=profile),
                                                     "caution")


def test_the_ceiling_of_a_cycle_is_that_of_the_profile(in_force):
    in_force(GOOD_DRUG + CEILINGS)
    for profile, typed, severity in (
        ("us", "100 mg/m^2", None), ("cn", "90 mg/m^2", None), ("cn", "90.1 mg/m^2", "caution"),
    ):
        answer = dose(**WOMAN, label_profile=profile, dose_per_bsa=typed)
        found = [one["severity"] for one in answer["findings"]
                 if one["code"] == "ABOVE_HIGHEST_OF_CYCLE"]
        assert found == ([] if severity is None else [severity])


def test_the_area_of_a_label_is_no_habit_of_the_site(in_force):
    area = '\n[largest_area]\narea = "2.2 m^2"\nsources = ["label-docetaxel-us"]\n'
    in_force(GOOD_DRUG + area)
    answer = dose(**LARGE)
    assert amount(answer["values"]["dose"]) == 198
    assert amount(answer["values"]["bsa_used"]) == Decimal("2.2")
    assert "BSA_CAPPED" not in codes(answer, "caution")
    assert "AREA_OF_LABEL" in codes(answer, "info")
    smaller = dose(**LARGE, bsa_cap="2.0 m^2")
    assert amount(smaller["values"]["dose"]) == 180
    assert "BSA_CAPPED" in codes(smaller, "caution")


@pytest.mark.parametrize("part", [
    '[[highest_total]]\nabove = "60 mg/m^2"\nsources = ["label-docetaxel-us"]\n',
    '[[highest_per_cycle]]\nabove = "60 mg"\nsources = ["label-docetaxel-us"]\n',
    '[[highest_total]]\nabove = "6 mg"\nplanned_up_to = "6 mg"\nsources = ["label-docetaxel-eu"]\n',
    '[[highest_total]]\nabove = "60 mg"\nsources = ["nowhere"]\n',
    '[largest_area]\narea = "2.2 m"\nsources = ["label-docetaxel-us"]\n',
])
def test_a_ceiling_is_on_its_own_basis_and_has_a_source(tmp_path, part):
    assert check_folder(written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG + "\n" + part))


@pytest.mark.parametrize("usual", ["100 mg/m^2", "101 mg/m^2", "90 mg"])
def test_a_usual_highest_dose_lies_below_the_highest(tmp_path, usual):
    text = GOOD_DRUG.replace('highest_dose', f'highest_usual = "{usual}"\nhighest_dose')
    assert check_folder(written(tmp_path, "formulary/pirarubicin.toml", text))


def test_a_regimen_that_comes_to_more_in_a_cycle_than_every_label_is_refused(tmp_path):
    written(tmp_path, "formulary/pirarubicin.toml", GOOD_DRUG + CEILINGS)
    regimen = GOOD_REGIMEN.replace('"docetaxel"', '"pirarubicin"').replace("75 mg", "50 mg")
    written(tmp_path, "regimens/pirarubicin.toml", regimen.replace("[1]", "[1, 8]"))
    assert check_folder(tmp_path) == ()
    written(tmp_path, "regimens/pirarubicin.toml", regimen.replace("[1]", "[1, 8, 15]"))
    assert [one.path for one in check_folder(tmp_path)] == ["lines[0].days"]
