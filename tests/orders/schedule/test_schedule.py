"""The schedule: each drug on its own track, and where its interval stands today."""

from datetime import date, timedelta

import pytest

from bmcalc import compute
from bmcalc.formulary.planned_days import runs_of
from bmcalc.formulary.regimens import regimen
from bmcalc.orders.schedule.calendar_file import CalendarEvent, calendar_text


def scheduled(**given):
    answer = compute("schedule", {"cycle": 1, "day": 1, **given})
    assert answer["status"] != "refused", answer["errors"]
    return answer


def dates(answer, drug):
    return [one["on"] for one in answer["values"]["schedule"] if one["drug"] == drug]


def track(answer, drug):
    return next(one for one in answer["values"]["tracks"] if one["drug"] == drug)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2022-08-20", ["2022-08-20", "2022-09-03", "2022-09-17", "2022-10-15", "2022-11-12",
                        "2022-12-10", "2023-01-07"]),
        ("2023-08-20", ["2023-08-20", "2023-09-03", "2023-09-17", "2023-10-15", "2023-11-12",
                        "2023-12-10", "2024-01-07"]),
    ],
)
def test_fulvestrant_on_day_1_15_29_and_then_every_28_days(start, expected):
    assert dates(scheduled(regimen="fulvestrant", today=start), "fulvestrant") == expected


def test_denosumab_every_28_days_beside_chemotherapy_every_21():
    answer = scheduled(regimen="tcbhp", today="2021-07-05", bone_agent="denosumab")
    assert dates(answer, "denosumab") == [
        "2021-07-05", "2021-08-02", "2021-08-30", "2021-09-27", "2021-10-25"
    ]
    assert dates(answer, "docetaxel") == [
        "2021-07-05", "2021-07-26", "2021-08-16", "2021-09-06", "2021-09-27", "2021-10-18"
    ]


def test_palbociclib_runs_21_days_and_rests_7():
    answer = scheduled(regimen="fulvestrant-palbociclib", today="2022-08-20")
    runs = [(one["on"], one["last"]) for one in answer["values"]["schedule"]
            if one["drug"] == "palbociclib"]
    assert runs[:2] == [("2022-08-20", "2022-09-09"), ("2022-09-17", "2022-10-07")]
    assert [on for on, _last in runs] == ["2022-08-20", "2022-09-17", "2022-10-15", "2022-11-12",
                                          "2022-12-10", "2023-01-07"]


def test_ribociclib_by_its_label_where_the_casebook_prints_21_days():
    answer = scheduled(regimen="letrozole-ribociclib", today="2023-05-15")
    assert dates(answer, "ribociclib") == ["2023-05-15", "2023-06-12", "2023-07-10", "2023-08-07",
                                           "2023-09-04", "2023-10-02"]


def test_gemcitabine_on_day_1_and_8():
    answer = scheduled(regimen="gemcitabine-carboplatin", today="2022-11-05", cycles=2)
    assert dates(answer, "gemcitabine") == ["2022-11-05", "2022-11-12", "2022-11-26", "2022-12-03"]
    assert dates(answer, "carboplatin") == ["2022-11-05", "2022-11-26"]


def test_a_schedule_goes_on_from_the_cycle_and_day_it_is_asked_on():
    answer = scheduled(regimen="tcbhp", cycle=4, day=1, today="2021-09-06", bone_agent="denosumab",
                       last={"denosumab": {"on": "2021-08-30"}})
    assert dates(answer, "docetaxel") == ["2021-09-06", "2021-09-27", "2021-10-18"]
    assert dates(answer, "denosumab")[0] == "2021-09-27"
    assert track(answer, "denosumab")["state"] == "not_due" or (
        track(answer, "denosumab")["state"] == "too_early"
    )
    mid = scheduled(regimen="gemcitabine-carboplatin", cycle=1, day=8, today="2022-11-12", cycles=1)
    assert dates(mid, "gemcitabine") == ["2022-11-05", "2022-11-12"]


@pytest.mark.parametrize(
    ("days", "state", "status"),
    [(21, "no_rest_week", "stop"), (27, "no_rest_week", "stop"), (28, "on_time", "ok"),
     (35, "late", "ok"), (42, "late", "ok")],
)
@pytest.mark.parametrize(
    ("regimen_id", "drug"),
    [("fulvestrant-palbociclib", "palbociclib"), ("letrozole-ribociclib", "ribociclib")],
)
def test_the_next_start_of_a_cdk46_inhibitor(regimen_id, drug, days, state, status):
    today = date(2022, 8, 20) + timedelta(days=days)
    answer = scheduled(regimen=regimen_id, cycle=2, today=today.isoformat(),
                       last={drug: {"on": "2022-08-20"}})
    assert track(answer, drug)["state"] == state
    assert answer["status"] == status


def test_a_start_that_is_too_early_names_the_day_from_which_it_is_due():
    answer = scheduled(regimen="fulvestrant-palbociclib", cycle=2, today="2022-09-10",
                       last={"palbociclib": {"on": "2022-08-20"},
                             "fulvestrant": {"on": "2022-09-03"}})
    assert track(answer, "palbociclib")["next_due"] == "2022-09-17"
    assert track(answer, "fulvestrant")["next_due"] == "2022-09-17"


@pytest.mark.parametrize(
    ("days", "trastuzumab", "pertuzumab"),
    [(17, "too_early", "too_early"), (18, "early", "early"), (20, "early", "early"),
     (21, "on_time", "on_time"), (28, "late", "late"),
     (29, "conflict", "late"), (41, "conflict", "late"), (42, "reload", "reload"),
     (63, "reload", "reload")],
)
def test_the_pair_of_antibodies(days, trastuzumab, pertuzumab):
    today = (date(2021, 7, 5) + timedelta(days=days)).isoformat()
    last = {drug: {"on": "2021-07-05"} for drug in ("trastuzumab_iv", "pertuzumab")}
    answer = scheduled(regimen="thp", cycle=2, today=today, last=last)
    assert track(answer, "trastuzumab_iv")["state"] == trastuzumab
    assert track(answer, "pertuzumab")["state"] == pertuzumab


@pytest.mark.parametrize(
    ("days", "state"),
    [(17, "too_early"), (18, "early"), (20, "early"), (21, "on_time"), (22, "late"), (63, "late")],
)
def test_tdxd_is_never_loaded_again(days, state):
    today = (date(2022, 6, 20) + timedelta(days=days)).isoformat()
    answer = scheduled(regimen="tdxd", cycle=2, today=today,
                       last={"trastuzumab_deruxtecan": {"on": "2022-06-20"}})
    assert track(answer, "trastuzumab_deruxtecan")["state"] == state


@pytest.mark.parametrize(
    ("days", "state"),
    [(20, "too_early"), (21, "early"), (24, "early"), (25, "on_time"), (35, "on_time"),
     (36, "late"), (56, "late"), (57, "very_late"), (112, "very_late"), (113, "restart")],
)
def test_denosumab_by_its_bands(days, state):
    today = (date(2021, 7, 5) + timedelta(days=days)).isoformat()
    answer = scheduled(regimen="denosumab", cycle=2, today=today,
                       last={"denosumab": {"on": "2021-07-05"}})
    assert track(answer, "denosumab")["state"] == state


@pytest.mark.parametrize(
    ("days", "state"), [(20, "too_early"), (21, "on_time"), (35, "on_time"), (36, "late")]
)
def test_zoledronic_acid_by_its_bands(days, state):
    today = (date(2021, 7, 5) + timedelta(days=days)).isoformat()
    answer = scheduled(regimen="zoledronic-acid", cycle=2, today=today,
                       last={"zoledronic_acid": {"on": "2021-07-05"}})
    assert track(answer, "zoledronic_acid")["state"] == state


@pytest.mark.parametrize(
    ("days", "state"),
    [(24, "early"), (25, "on_time"), (31, "on_time"), (32, "late"), (56, "late"),
     (57, "very_late")],
)
def test_fulvestrant_within_3_days(days, state):
    today = (date(2022, 10, 15) + timedelta(days=days)).isoformat()
    answer = scheduled(regimen="fulvestrant", cycle=4, today=today,
                       last={"fulvestrant": {"on": "2022-10-15"}})
    assert track(answer, "fulvestrant")["state"] == state


def test_a_loading_dose_of_fulvestrant_that_was_left_out_is_asked_about():
    answer = scheduled(regimen="fulvestrant", cycle=2, today="2023-09-17",
                       last={"fulvestrant": {"on": "2023-08-20"}})
    assert track(answer, "fulvestrant")["state"] == "late"
    assert answer["status"] == "caution"
    kept = scheduled(regimen="fulvestrant", cycle=2, today="2023-09-17",
                     last={"fulvestrant": {"on": "2023-09-03"}})
    assert track(kept, "fulvestrant")["state"] == "on_time"


def test_the_first_dose_and_the_unknown_one():
    first = scheduled(regimen="thp", today="2021-07-05")
    assert track(first, "pertuzumab")["state"] == "first"
    later = scheduled(regimen="thp", cycle=3, today="2021-07-05", bone_agent="denosumab")
    assert track(later, "pertuzumab")["state"] == "unknown"
    assert not dates(later, "denosumab")


def test_the_day_of_the_schedule_is_required_and_no_clock_is_read():
    answer = compute("schedule", {"regimen": "thp", "cycle": 1, "day": 1})
    assert ("E_MISSING", "today") in {(e["code"], e["field"]) for e in answer["errors"]}


def test_the_object_of_an_order_check_may_be_sent_as_it_is():
    from tests.orders.asked import TCBHP

    assert scheduled(**TCBHP)["values"]["schedule"]


@pytest.mark.parametrize(
    ("days", "runs"),
    [((1,), [(1, 1)]), ((1, 8), [(1, 1), (8, 8)]), (range(1, 22), [(1, 21)]),
     ((1, 8, 15), [(1, 1), (8, 8), (15, 15)]), ((), [])],
)
def test_runs_of_days(days, runs):
    assert list(runs_of(days)) == runs


def test_every_regimen_can_be_planned():
    for identifier in ("tcbhp", "thp", "tdxd", "paclitaxel", "nab-paclitaxel-weekly",
                       "paclitaxel-bevacizumab", "abemaciclib-endocrine"):
        answer = scheduled(regimen=identifier, today="2024-02-01")
        assert len(answer["values"]["schedule"]) >= len(regimen(identifier).tracks)


def test_the_calendar_file():
    text = scheduled(regimen="fulvestrant-palbociclib", today="2022-08-20")["values"]["ics"]
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "\n" not in text.replace("\r\n", "")
    assert "DTSTAMP:20220820T000000Z" in lines
    start = lines.index("UID:palbociclib-20220820@bmcalc")
    assert "DTSTART;VALUE=DATE:20220820" in lines[start:start + 4]
    assert "DTEND;VALUE=DATE:20220910" in lines[start:start + 4]
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == text.count("BEGIN:VEVENT")


def test_calendar_lines_are_folded_at_75_octets_and_never_inside_a_character():
    event = CalendarEvent("x", "多西他赛、卡铂；" * 12 + "a,b;c\\d\nnew line", date(2021, 7, 5),
                          date(2021, 7, 5))
    text = calendar_text([event], date(2021, 7, 5))
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "多西他赛、卡铂；" * 12 + "a\\,b\\;c\\\\d\\nnew line\r\n" in unfolded


@pytest.mark.parametrize(("bone_agent", "days", "due"), [
    ("denosumab", 24, "not_today"), ("denosumab", 25, "today"),
    ("zoledronic_acid", 20, "not_today"), ("zoledronic_acid", 21, "today"),
])
def test_from_which_day_a_bone_agent_is_due_again(bone_agent, days, due):
    today = date(2026, 3, 30)
    answer = scheduled(
        regimen="fulvestrant", cycle=2, today=today.isoformat(), bone_agent=bone_agent,
        last={bone_agent: {"on": (today - timedelta(days=days)).isoformat()}},
    )
    assert track(answer, bone_agent)["due"] == due
