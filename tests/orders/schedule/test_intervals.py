"""The days since the last dose, a day at each side of every edge, as an order judges them."""

import datetime

import pytest

from tests.orders.asked import checked

TODAY = datetime.date(2024, 3, 10)
PATIENT = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"}


BANDS = {"GIVEN_TODAY", "TOO_EARLY", "EARLY", "LATE", "LOADING_LATE", "LONG_GAP"}


def told(regimen, drug, dose, days, cycle, day):
    last = (TODAY - datetime.timedelta(days=days)).isoformat()
    answer = checked({
        "patient": PATIENT, "regimen": regimen, "cycle": cycle, "day": day,
        "today": TODAY.isoformat(), "order": {drug: dose}, "last": {drug: last},
    })
    return answer.codes(drug) & BANDS


@pytest.mark.parametrize(("days", "code"), [
    (0, {"GIVEN_TODAY"}), (17, {"TOO_EARLY"}), (18, {"EARLY"}), (20, {"EARLY"}), (21, set()),
    (22, {"LATE"}),
])
def test_a_cycle_of_21_days(days, code):
    assert told("paclitaxel", "paclitaxel", "281 mg", days, 2, 1) == code


@pytest.mark.parametrize(("days", "code"), [
    (0, {"GIVEN_TODAY"}), (5, {"TOO_EARLY"}), (6, {"EARLY"}), (7, set()), (8, {"LATE"}),
])
def test_day_8_comes_7_days_after_day_1(days, code):
    regimen = "gemcitabine-carboplatin-weekly"
    assert told(regimen, "gemcitabine", "1605 mg", days, 2, 8) == code


@pytest.mark.parametrize(("days", "code"), [
    (0, {"GIVEN_TODAY"}), (11, {"TOO_EARLY"}), (12, {"EARLY"}), (13, {"EARLY"}), (14, set()),
    (15, {"LATE"}),
])
def test_day_1_comes_14_days_after_day_8_of_the_cycle_before(days, code):
    regimen = "gemcitabine-carboplatin-weekly"
    assert told(regimen, "gemcitabine", "1605 mg", days, 2, 1) == code


@pytest.mark.parametrize(("days", "code"), [
    (0, {"GIVEN_TODAY"}), (6, {"TOO_EARLY"}), (7, {"EARLY"}),
    (10, {"EARLY"}), (11, set()), (14, set()), (17, set()), (18, {"LOADING_LATE"}),
])
def test_the_loading_dose_of_fulvestrant_on_day_15(days, code):
    assert told("fulvestrant", "fulvestrant", "500 mg", days, 1, 15) == code


@pytest.mark.parametrize(("days", "code"), [
    (10, {"EARLY"}), (11, set()), (17, set()), (18, {"LOADING_LATE"}),
])
def test_the_third_dose_of_fulvestrant_comes_14_days_after_the_second(days, code):
    assert told("fulvestrant", "fulvestrant", "500 mg", days, 2, 1) == code


@pytest.mark.parametrize(("days", "code"), [
    (0, {"GIVEN_TODAY"}), (20, {"TOO_EARLY"}), (21, {"EARLY"}),
    (24, {"EARLY"}), (25, set()), (28, set()), (31, set()), (32, {"LATE"}), (56, {"LATE"}),
    (57, {"LONG_GAP"}),
])
def test_fulvestrant_every_28_days(days, code):
    assert told("fulvestrant", "fulvestrant", "500 mg", days, 3, 1) == code
