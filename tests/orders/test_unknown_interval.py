"""A later dose whose last one, or whose day, nobody told: the interval was not checked."""

import pytest

from tests.orders.asked import NORMAL, checked

BODY = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "pregnancy": "no"}
LAST = {"last": {"paclitaxel": "2024-02-19"}}
TODAY = {"today": "2024-03-11"}


def paclitaxel(cycle=3, **given):
    return checked({"patient": BODY, "labs": NORMAL, "regimen": "paclitaxel", "cycle": cycle,
                    "day": 1, "order": {"paclitaxel": "281 mg"}, **given})


@pytest.mark.parametrize(("given", "verdict", "status"), [
    ({}, "undecidable", "caution"), (LAST, "undecidable", "caution"),
    (TODAY, "undecidable", "caution"), ({**LAST, **TODAY}, "agrees", "ok"),
])
def test_a_later_dose_needs_its_last_one_and_the_day(given, verdict, status):
    answer = paclitaxel(**given)
    assert (answer.verdict("paclitaxel"), answer.status) == (verdict, status)
    told = [one for one in answer.lines["paclitaxel"]["findings"]
            if one["code"] == "INTERVAL_UNKNOWN"]
    assert bool(told) is (verdict == "undecidable")
    assert all(one["field"] == "last.paclitaxel" for one in told)


def test_a_first_dose_has_no_interval():
    assert paclitaxel(cycle=1).verdict("paclitaxel") == "agrees"


def test_a_drug_given_before_the_first_cycle_of_a_regimen_has_one():
    early = paclitaxel(cycle=1, today="2024-03-11", last={"paclitaxel": "2024-02-26"})
    assert "TOO_EARLY" in early.codes("paclitaxel")
    assert early.verdict("paclitaxel") == "stop"


def test_deruxtecan_is_undecided_and_never_ok():
    answer = checked({"patient": BODY, "labs": NORMAL, "regimen": "tdxd", "cycle": 3, "day": 1,
                      "order": {"trastuzumab_deruxtecan": "313 mg"}})
    assert answer.verdict() == "undecidable"
    assert answer.status == "caution"


def test_a_drug_taken_every_day_has_none_and_one_with_a_rest_counts_its_starts():
    def codes(cycle, drug, regimen, dose, **given):
        return checked({"patient": BODY, "labs": NORMAL, "regimen": regimen, "cycle": cycle,
                        "day": 1, "order": {drug: dose}, **given}).codes(drug)

    asked = ("letrozole", "letrozole-ribociclib", "2.5 mg")
    assert "INTERVAL_UNKNOWN" not in codes(3, *asked)
    asked = ("ribociclib", "letrozole-ribociclib", "600 mg")
    assert "INTERVAL_UNKNOWN" in codes(3, *asked)
    on_time = codes(3, *asked, today="2024-03-11", last={"ribociclib": "2024-02-12"})
    assert not on_time & {"INTERVAL_UNKNOWN", "CYCLE_TOO_SHORT", "CYCLE_LONG", "LATE"}
    short = codes(3, *asked, today="2024-03-11", last={"ribociclib": "2024-02-13"})
    assert "CYCLE_TOO_SHORT" in short


def test_what_an_order_leaves_out_is_missing_and_its_interval_not_asked_for():
    answer = checked({"patient": BODY, "labs": NORMAL, "regimen": "gemcitabine-carboplatin",
                      "cycle": 2, "day": 1, **TODAY, "last": {"gemcitabine": "2024-02-26"},
                      "order": {"gemcitabine": "1605 mg"}})
    assert "INTERVAL_UNKNOWN" not in answer.codes("carboplatin")
