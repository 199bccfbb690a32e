"""What the dates of a schedule assume: in its values and in the calendar file."""

import pytest

from bmcalc import compute

MID_CYCLE = {
    "regimen": "gemcitabine-carboplatin", "cycle": 1, "day": 8, "today": "2024-03-11",
    "bone_agent": "denosumab", "last": {"denosumab": "2024-03-01", "gemcitabine": "2024-03-04"},
}


def values(lang="en", **given):
    answer = compute("schedule", given, lang)
    assert answer["status"] != "refused", answer["errors"]
    return answer["values"]


def assumed(found, drug):
    return {one["on"]: one["assumes"] for one in found["schedule"] if one["drug"] == drug}


def unfolded(found):
    return found["ics"].replace("\r\n ", "")


def test_a_first_cycle_assumes_the_first_dose_today():
    found = values(regimen="paclitaxel", cycle=1, day=1, today="2024-03-11", cycles=2)
    assert assumed(found, "paclitaxel") == {
        "2024-03-11": ["first_today"],
        "2024-04-01": ["first_today", "planned_days", "goes_on"],
    }
    assert "first dose is given on 2024-03-11" in found["assumptions"]


def test_a_later_dose_assumes_that_the_dose_of_today_is_given():
    asked = {"regimen": "tcbhp", "cycle": 5, "day": 1, "today": "2024-03-11"}
    found = values(**asked, last={"docetaxel": "2024-02-19"})
    assert list(assumed(found, "docetaxel").values()) == [
        ["given_today"], ["given_today", "planned_days"],
    ]
    early = values(**asked, last={"docetaxel": "2024-02-22"})
    assert list(assumed(early, "docetaxel").values()) == [
        ["early_today"], ["early_today", "planned_days"],
    ]


def test_in_the_middle_of_a_cycle_its_beginning_is_assumed():
    found = values(**MID_CYCLE)
    assert list(assumed(found, "carboplatin").values())[:2] == [
        ["cycle_began"], ["cycle_began", "planned_days"],
    ]
    assert list(assumed(found, "gemcitabine").values())[:2] == [
        ["cycle_began"], ["given_today", "cycle_began"],
    ]
    assert "began on 2024-03-04" in found["assumptions"]


def test_a_track_of_its_own_counts_from_its_last_dose():
    found = values(**MID_CYCLE)
    first = assumed(found, "denosumab")["2024-03-29"]
    assert first == ["after_last", "cycles_not_counted", "planned_days", "goes_on"]
    assert "SUMMARY:denosumab 120 mg\r\n" in unfolded(found)


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "assumes that this cycle began on 2024-03-04"), ("zh_CN", "2024-03-04 开始"),
])
def test_each_event_of_the_calendar_says_what_it_assumes(lang, words):
    text = unfolded(values(lang, **MID_CYCLE))
    assert text.count("DESCRIPTION:") == text.count("BEGIN:VEVENT")
    event = text.split("BEGIN:VEVENT")[1]
    assert words in event


def test_the_frequency_of_a_daily_drug_stands_in_the_calendar():
    found = values(regimen="abemaciclib-endocrine", cycle=1, day=1, today="2024-03-11")
    [first, *_later] = [one for one in found["schedule"] if one["drug"] == "abemaciclib"]
    assert first["times_per_day"] == 2
    assert "SUMMARY:abemaciclib 2 times a day\\, cycle 1" in unfolded(found)


def test_without_the_day_there_are_no_dates_and_no_assumption():
    answer = compute("order-check", {"regimen": "paclitaxel", "cycle": 1, "day": 1,
                                     "order": {"paclitaxel": "281 mg"}})
    assert answer["values"]["schedule"] == []


@pytest.mark.parametrize(("today", "refused"), [
    ("9999-12-20", True), ("2201-01-01", True), ("2200-12-31", False), ("1900-01-01", False),
    ("1899-12-31", True), ("0001-01-01", True),
])
@pytest.mark.parametrize("calculator", ["schedule", "order-check"])
def test_a_day_outside_any_treatment_is_refused(today, refused, calculator):
    answer = compute(calculator, {"regimen": "tcbhp", "cycle": 1, "day": 8, "today": today,
                                  "bone_agent": "denosumab"})
    if refused:
        assert [(one["code"], one["field"]) for one in answer["errors"]] == [("E_RANGE", "today")]
    else:
        assert answer["status"] != "refused"
