"""The bands of an interval are data: page, order check and schedule say the same of one gap."""

from datetime import date, timedelta

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.rules.interval_band import IntervalBand
from tests.formulary.test_bad_files import written

TODAY = date(2024, 3, 10)
BODY = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"}

WIDER = """
[[rules]]
code = "EARLY"
interval_band = "early"
then = "caution"
table = "interval"
all_of = ["days_early > 5 day"]
unknown = "ignore"
text = { en = "Early.", zh = "提前。" }
sources = ["fulvestrant-window"]
"""
OWN_BAND = """
[[rules]]
code = "OWN_EARLY"
interval_band = "too_early"
then = "do_not_give"
all_of = ["days_since_last < 18 day"]
unknown = "ignore"
text = { en = "Not before day 18.", zh = "第 18 天前不给。" }
sources = ["cycle-interval"]
"""


@pytest.fixture
def hospital(tmp_path):
    """Return a function that puts a hospital's files in force."""
    def put(**files):
        for name, text in files.items():
            written(tmp_path, f"{name}.toml".replace("__", "/"), text)
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)

    yield put
    put_in_force(None)


def order(regimen, drug, days, cycle, dose="500 mg", **more):
    answer = compute("order-check", {
        "patient": BODY, "regimen": regimen, "cycle": cycle, "day": 1, "today": TODAY.isoformat(),
        "last": {drug: (TODAY - timedelta(days=days)).isoformat()}, "order": {drug: dose}, **more,
    })
    assert answer["status"] != "refused", answer["errors"]
    return next(one for one in answer["values"]["lines"] if one["drug"] == drug)


def scheduled(regimen, drug, days, cycle, day=1):
    answer = compute("schedule", {
        "regimen": regimen, "cycle": cycle, "day": day, "today": TODAY.isoformat(),
        "last": {drug: (TODAY - timedelta(days=days)).isoformat()},
    })
    return next(one for one in answer["values"]["tracks"] if one["drug"] == drug)


def given_on(gap, number):
    """Return the codes of the page where the dose of this number comes after a gap."""
    days = [0, 14, 28, 56][: number - 1]
    dates = [TODAY + timedelta(days=one) for one in (*days, days[-1] + gap)]
    answer = compute("fulvestrant-schedule", {
        "start_on": TODAY.isoformat(), "given": [{"on": one.isoformat()} for one in dates],
    })
    return [one for one in answer["findings"] if one["field"] == "given"]


CODES = ("GIVEN_TODAY", "TOO_EARLY", "EARLY", "LATE", "LOADING_LATE", "LONG_GAP")


def bands(findings, codes=CODES):
    return [one["code"] for one in findings if one["code"] in codes]


GAPS = [
    # the number of the dose, the cycle of an order that leaves the same gap, the days, the band
    (3, 2, 6, "TOO_EARLY", "too_early"), (3, 2, 7, "EARLY", "early"),
    (3, 2, 10, "EARLY", "early"), (3, 2, 11, None, "on_time"), (3, 2, 17, None, "on_time"),
    (3, 2, 18, "LOADING_LATE", "late"), (3, 2, 57, "LOADING_LATE", "late"),
    (4, 3, 20, "TOO_EARLY", "too_early"), (4, 3, 21, "EARLY", "early"),
    (4, 3, 24, "EARLY", "early"), (4, 3, 25, None, "on_time"), (4, 3, 31, None, "on_time"),
    (4, 3, 32, "LATE", "late"), (4, 3, 56, "LATE", "late"), (4, 3, 57, "LONG_GAP", "very_late"),
]


@pytest.mark.parametrize(("number", "cycle", "days", "code", "state"), GAPS)
def test_fulvestrant_stands_alike_on_its_page_in_the_order_and_in_the_schedule(
    number, cycle, days, code, state
):
    told = [] if code is None else [code]
    page = given_on(days, number)
    assert bands(page) == told
    line = order("fulvestrant", "fulvestrant", days, cycle)
    assert bands(line["findings"]) == told
    track = scheduled("fulvestrant", "fulvestrant", days, cycle)
    assert (bands(track["findings"]), track["state"]) == (told, state)
    if told:
        [on_page] = page
        [in_order] = [one for one in line["findings"] if one["code"] == code]
        [in_schedule] = track["findings"]
        assert in_order["text"] == in_schedule["text"]
        assert on_page["text"].endswith(in_order["text"])
        assert on_page["severity"] == in_order["severity"] == in_schedule["severity"]


def test_a_hospitals_band_of_fulvestrant_acts_on_page_order_and_schedule(hospital):
    hospital(formulary__fulvestrant=WIDER)
    for days, told in ((22, ["EARLY"]), (24, [])):
        assert bands(given_on(days, 4)) == told
        assert bands(order("fulvestrant", "fulvestrant", days, 3)["findings"]) == told
        assert bands(scheduled("fulvestrant", "fulvestrant", days, 3)["findings"]) == told


def test_the_page_plans_by_the_days_of_the_regimen_in_force(hospital):
    hospital(regimens__fulvestrant="""
[[lines]]
drug = "fulvestrant"
track = "endocrine"
dose = "500 mg"
days = [1]
first_cycle_days = [1, 8, 22]
route = "im"
sources = ["regimen-casebook"]
""")
    answer = compute("fulvestrant-schedule", {"start_on": "2024-01-01", "doses": 5})
    assert answer["values"]["dates"] == [
        "2024-01-01", "2024-01-08", "2024-01-22", "2024-01-29", "2024-02-26",
    ]


@pytest.mark.parametrize(("days", "code", "state"), [
    (0, "GIVEN_TODAY", "too_early"), (1, "TOO_EARLY", "too_early"), (17, "TOO_EARLY", "too_early"),
    (18, "EARLY", "early"), (20, "EARLY", "early"), (21, None, "on_time"), (22, "LATE", "late"),
])
def test_a_drug_without_bands_of_its_own_follows_the_gap_of_its_regimen(days, code, state):
    told = [] if code is None else [code]
    assert bands(order("tcbhp", "docetaxel", days, 2, "120 mg")["findings"]) == told
    track = scheduled("tcbhp", "docetaxel", days, 2)
    assert (bands(track["findings"]), track["state"]) == (told, state)


def test_the_gap_before_day_8_is_that_of_the_cycle():
    for days, told in ((5, ["TOO_EARLY"]), (6, ["EARLY"]), (7, []), (8, ["LATE"])):
        track = scheduled("gemcitabine-carboplatin", "gemcitabine", days, 2, day=8)
        assert bands(track["findings"]) == told


def test_a_drug_that_is_taken_every_day_has_no_interval():
    track = scheduled("abemaciclib-endocrine", "abemaciclib", 3, 2)
    assert (track["state"], track["findings"]) == ("on_time", [])


def test_a_hospitals_own_band_takes_the_place_of_that_common_one_and_leaves_the_others(hospital):
    hospital(formulary__docetaxel=OWN_BAND)
    early = scheduled("tcbhp", "docetaxel", 17, 2)
    assert (early["state"], bands(early["findings"], ["OWN_EARLY"])) == ("too_early", ["OWN_EARLY"])
    assert early["next_due"] == (TODAY + timedelta(days=4)).isoformat()
    assert scheduled("tcbhp", "docetaxel", 18, 2)["state"] == "early"
    line = order("tcbhp", "docetaxel", 17, 2, "120 mg")
    assert bands(line["findings"], ["OWN_EARLY", "TOO_EARLY"]) == ["OWN_EARLY"]
    assert line["verdict"] == "stop"


def test_a_rule_on_the_interval_that_names_no_band_is_asked_beside_the_common_ones(hospital):
    hospital(formulary__docetaxel=OWN_BAND.replace('interval_band = "too_early"\n', ""))
    track = scheduled("tcbhp", "docetaxel", 17, 2)
    assert bands(track["findings"], ["OWN_EARLY", "TOO_EARLY"]) == ["OWN_EARLY", "TOO_EARLY"]
    assert track["state"] == "too_early"


def test_the_interval_is_told_where_the_dose_level_does_not_exist():
    line = order("tcbhp", "docetaxel", 20, 2, "120 mg", levels={"docetaxel": 5})
    codes = [one["code"] for one in line["findings"]]
    assert "NO_SUCH_LEVEL" in codes
    assert "EARLY" in codes


def test_only_early_bands_put_the_dose_off():
    assert {one for one in IntervalBand if one.too_soon} == {
        IntervalBand.TOO_EARLY, IntervalBand.EARLY, IntervalBand.NO_REST_WEEK,
    }
