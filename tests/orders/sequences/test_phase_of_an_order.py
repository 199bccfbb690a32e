"""The order check of a sequence: the phase that the cycle belongs to is judged, nothing else."""

import pytest

from bmcalc import compute
from tests.orders.asked import NORMAL, checked, refused

TODAY = "2026-03-16"
BODY = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "pregnancy": "no",
    "castor_oil_allergy": False, "polysorbate_allergy": False, "hypersensitivity": [],
    "dialysis": False,
}
THREE_WEEKS, ONE_WEEK = "2026-02-23", "2026-03-09"
pytestmark = pytest.mark.usefixtures("invented")


def asked(cycle, order, last, **more):
    base = {
        "patient": BODY, "labs": NORMAL, "regimen": "invented-sequence", "cycle": cycle, "day": 1,
        "today": TODAY, "order": order, "last": last,
    }
    return checked(base, **more)


PAIR = {"paclitaxel": "128 mg", "trastuzumab_iv": "232 mg"}
LATER = {"paclitaxel": "128 mg", "trastuzumab_iv": "116 mg"}
EVERY_THREE_WEEKS = {"trastuzumab_iv": "348 mg"}


def test_cycle_5_is_the_first_of_the_second_phase():
    answer = asked(5, PAIR, {"docetaxel": THREE_WEEKS})
    assert list(answer.lines) == ["paclitaxel", "trastuzumab_iv"]
    assert answer.values["phase"] == {
        "number": 2, "of": 3, "regimen": "invented-second", "name": "invented weekly pair",
        "cycle": 1, "cycles": 12,
    }
    assert answer.lines["trastuzumab_iv"]["phase"] == "loading"
    assert answer.verdict() == "agrees", answer.told()
    step = next(one for one in answer.answer["steps"] if one["label"] == "Phase of the sequence")
    assert "cycle 5" in step["substituted"]
    assert step["value"] == "invented weekly pair, 1 of 12"


def test_a_regimen_without_phases_has_none():
    assert checked(order=None).values["phase"] is None


def test_the_drug_of_the_phase_before_does_not_belong_to_this_one():
    answer = asked(5, {**PAIR, "docetaxel": "119 mg"}, {"docetaxel": THREE_WEEKS})
    assert answer.verdict("docetaxel") == "stop"
    assert "EXTRA_DRUG" in answer.codes("docetaxel")


def test_the_dose_is_that_of_the_phase_and_a_tenfold_one_is_stopped():
    answer = asked(5, {**PAIR, "paclitaxel": "1280 mg"}, {"docetaxel": THREE_WEEKS})
    assert answer.verdict("paclitaxel") == "stop"
    other = asked(5, {**PAIR, "paclitaxel": "281 mg"}, {"docetaxel": THREE_WEEKS})
    assert other.verdict("paclitaxel") == "stop"


@pytest.mark.parametrize(("on", "code", "verdict"), [
    ("2026-02-23", None, "agrees"), ("2026-02-24", "EARLY", "query"),
    ("2026-02-26", "EARLY", "query"), ("2026-02-27", "TOO_EARLY", "stop"),
    ("2026-03-09", "TOO_EARLY", "stop"), ("2026-02-20", "LATE", "agrees"),
])
def test_the_first_dose_of_a_phase_is_due_after_the_last_cycle_of_the_one_before(
    on, code, verdict
):
    answer = asked(5, PAIR, {"docetaxel": on})
    for drug in PAIR:
        assert answer.codes(drug) & {"EARLY", "TOO_EARLY", "LATE"} == ({code} if code else set())
        assert answer.verdict(drug) == verdict
    if code:
        text = next(one["text"] for one in answer.told("paclitaxel") if one["code"] == code)
        assert "DOCEtaxel" in text


def test_without_the_last_dose_of_the_phase_before_nothing_agrees():
    for last, today in ((None, TODAY), ({"docetaxel": THREE_WEEKS}, None)):
        answer = asked(5, PAIR, last, today=today)
        assert answer.verdict("paclitaxel") == "undecidable"
        assert "INTERVAL_UNKNOWN" in answer.codes("paclitaxel")


def test_the_second_cycle_of_a_phase_counts_from_its_own_first():
    answer = asked(6, LATER, dict.fromkeys(PAIR, ONE_WEEK))
    assert answer.verdict() == "agrees", answer.told()
    assert answer.lines["trastuzumab_iv"]["phase"] == "maintenance"
    assert asked(6, LATER, {"docetaxel": THREE_WEEKS}).verdict("paclitaxel") == "undecidable"


@pytest.mark.parametrize(("on", "phase", "dose", "verdict"), [
    (ONE_WEEK, "maintenance", "348 mg", "agrees"), ("2026-03-10", "early", "348 mg", "query"),
    ("2026-03-11", "early", "348 mg", "stop"), ("2026-03-02", "maintenance", "348 mg", "agrees"),
    ("2026-03-01", "reload", "464 mg", "agrees"), ("2026-03-01", "reload", "348 mg", "stop"),
    (ONE_WEEK, "maintenance", "464 mg", "stop"), (ONE_WEEK, "maintenance", "116 mg", "stop"),
])
def test_weekly_trastuzumab_goes_on_every_three_weeks_without_a_loading_dose(
    on, phase, dose, verdict
):
    answer = asked(17, {"trastuzumab_iv": dose}, {"trastuzumab_iv": on, "paclitaxel": on})
    assert answer.lines["trastuzumab_iv"]["phase"] == phase
    assert answer.verdict() == verdict, answer.told()


def test_an_antibody_of_the_phase_before_is_never_a_first_dose_for_want_of_its_date():
    answer = asked(17, {"trastuzumab_iv": "464 mg"}, {"paclitaxel": ONE_WEEK})
    assert answer.verdict() == "undecidable"
    assert answer.number("trastuzumab_iv", "computed") is None
    assert answer.lines["trastuzumab_iv"]["phase"] is None


def test_from_then_on_every_three_weeks():
    answer = asked(18, EVERY_THREE_WEEKS, {"trastuzumab_iv": THREE_WEEKS})
    assert answer.verdict() == "agrees", answer.told()
    early = asked(18, EVERY_THREE_WEEKS, {"trastuzumab_iv": ONE_WEEK})
    assert early.verdict() == "stop"


def test_counts_of_a_week_ago_open_the_treatment_and_no_later_phase():
    old = {
        name: {"value": NORMAL[name], "on": "2026-03-11"} for name in ("anc", "platelets")
    }
    first = asked(1, {"docetaxel": "120 mg"}, None, labs=old)
    assert first.verdict() == "agrees", first.told()
    assert "FACT_AGEING" in asked(5, PAIR, {"docetaxel": THREE_WEEKS}, labs=old).codes("paclitaxel")


def test_the_ejection_fraction_before_treatment_does_not_stand_for_one_before_a_later_phase():
    answer = asked(5, PAIR, {"docetaxel": THREE_WEEKS}, labs={"lvef_now": None})
    assert answer.verdict("trastuzumab_iv") == "undecidable"
    assert "lvef_now" in answer.lines["trastuzumab_iv"]["essential_missing"]


def test_a_rule_of_the_sequence_holds_in_every_phase_or_in_the_one_that_it_names():
    low = {"anc": "1.6 x10^9/L"}
    first = asked(1, {"docetaxel": "120 mg"}, None, labs=low)
    assert "INVENTED_EVERYWHERE" in first.codes("docetaxel")
    assert "INVENTED_IN_ONE" not in first.codes()
    second = asked(5, PAIR, {"docetaxel": THREE_WEEKS}, labs=low)
    assert {"INVENTED_EVERYWHERE", "INVENTED_IN_ONE"} <= second.codes("paclitaxel")
    assert "INVENTED_IN_ONE" not in second.codes("trastuzumab_iv")
    ample = {"anc": "1.7 x10^9/L"}
    assert "INVENTED_EVERYWHERE" not in asked(
        1, {"docetaxel": "120 mg"}, None, labs=ample).codes("docetaxel")


def test_the_text_of_a_phase_is_told_in_it_alone():
    def texts(answer):
        return {str(one["text"]) for one in answer.told() if one["code"] == "REGIMEN_TEXT"}
    assert texts(asked(5, PAIR, None)) == {"The heart is measured before this phase."}
    assert texts(asked(4, {"docetaxel": "120 mg"}, None)) == set()


def test_beyond_the_planned_cycles_of_the_last_phase_is_asked(tmp_path):
    from bmcalc.formulary.in_force import in_force, put_in_force
    from bmcalc.formulary.loading import load_formulary
    from tests.orders.sequences.invented import SEQUENCE, written

    ends = SEQUENCE.replace('"invented-third"', '"invented-third"\ncycles = 2')
    before = in_force().laid
    put_in_force(load_formulary(written(tmp_path, invented_sequence=ends)))
    try:
        last = {"trastuzumab_iv": THREE_WEEKS}
        assert "BEYOND_PLANNED_CYCLES" not in asked(18, EVERY_THREE_WEEKS, last).codes()
        answer = asked(19, EVERY_THREE_WEEKS, last)
        assert answer.verdict() == "query"
        assert "BEYOND_PLANNED_CYCLES" in answer.codes("trastuzumab_iv")
    finally:
        put_in_force(before)


def test_the_day_must_lie_in_the_cycle_of_the_phase():
    base = {"patient": BODY, "regimen": "invented-sequence", "today": TODAY, "day": 8}
    assert ("E_LOGIC", "day") in refused({**base, "cycle": 5})
    assert checked({**base, "cycle": 4}).values["phase"]["regimen"] == "invented-first"


def test_a_plan_for_the_patient_is_of_the_phase():
    set_dose = {"paclitaxel": {"dose": "70 mg/m^2", "reason": "neuropathy"}}
    answer = asked(5, {**PAIR, "paclitaxel": "112 mg"}, {"docetaxel": THREE_WEEKS},
                   planned=set_dose)
    assert answer.verdict("paclitaxel") == "agrees", answer.told("paclitaxel")
    base = {"patient": BODY, "regimen": "invented-sequence", "cycle": 1, "day": 1}
    strange = {"carboplatin": {"dose": "5 mg*min/mL", "reason": "trial"}}
    assert ("E_LOGIC", "planned.carboplatin") in refused({**base, "planned": strange})


def test_a_plan_for_a_drug_of_another_phase_waits_for_it():
    set_dose = {"paclitaxel": {"dose": "70 mg/m^2", "reason": "neuropathy"}}
    answer = asked(1, {"docetaxel": "120 mg"}, None, planned=set_dose)
    assert answer.verdict() == "agrees"


@pytest.mark.parametrize(("title", "asks"), [
    ("invented sequence cycle 5", False), ("invented weekly pair cycle 1", False),
    ("invented-sequence cycle 4", True), ("invented-first cycle 5", True), ("cycle 1", False),
    ("invented-sequence, invented-first cycle 5", True), ("cycle 2", True),
])
def test_headings_may_count_the_whole_or_the_phase(title, asks):
    text = f"{title}\npaclitaxel 128 mg iv d1\ntrastuzumab 232 mg iv d1"
    answer = asked(5, text, {"docetaxel": THREE_WEEKS})
    assert answer.values["not_understood"] == []
    assert ("CYCLE_DIFFERS" in answer.codes()) is asks, answer.told()


@pytest.mark.parametrize("title", [
    "invented-sequence-weekly cycle 5", "THP-monthly cycle 5", "TCbHP-T cycle 5", "X-THP cycle 5",
])
def test_the_name_of_a_regimen_joined_to_more_is_another_regimen_that_nobody_knows(title):
    text = f"{title}\npaclitaxel 128 mg iv d1\ntrastuzumab 232 mg iv d1"
    answer = asked(5, text, {"docetaxel": THREE_WEEKS})
    assert [one["text"] for one in answer.values["not_understood"]] == [title]
    assert answer.verdict() == "undecidable"


def test_the_schedule_goes_through_all_phases():
    values = compute("schedule", {
        "regimen": "invented-sequence", "cycle": 4, "day": 1, "today": TODAY,
        "last": {"docetaxel": THREE_WEEKS},
    })["values"]
    dates = {}
    for one in values["schedule"]:
        dates.setdefault(one["drug"], []).append((one["on"], one["cycle"], one["cycle_of_phase"]))
    assert dates["docetaxel"] == [(TODAY, 4, 4)]
    assert len(dates["paclitaxel"]) == 12
    assert dates["paclitaxel"][0] == ("2026-04-06", 5, 1)
    assert dates["paclitaxel"][-1] == ("2026-06-22", 16, 12)
    assert dates["trastuzumab_iv"][12:14] == [("2026-06-29", 17, 1), ("2026-07-20", 18, 2)]
    later = next(one for one in values["schedule"] if one["drug"] == "paclitaxel")
    assert later["phase"] == "invented-second"
    assert {"planned_days", "next_phase"} <= set(later["assumes"])
    unfolded = values["ics"].replace("\r\n ", "")
    assert ("\r\nSUMMARY:PACLitaxel\\, cycle 5\\, day 1 (invented weekly pair\\, 1 of 12)\r\n"
            in unfolded)


@pytest.mark.parametrize(("cycles", "count"), [(1, 1), (3, 3), (5, 5)])
def test_so_many_cycles_are_listed_over_all_phases(cycles, count):
    values = compute("schedule", {
        "regimen": "invented-sequence", "cycle": 3, "day": 1, "today": TODAY, "cycles": cycles,
        "last": {"docetaxel": THREE_WEEKS},
    })["values"]
    assert len({one["on"] for one in values["schedule"]}) == count


def test_too_early_a_phase_is_due_later():
    values = compute("schedule", {
        "regimen": "invented-sequence", "cycle": 5, "day": 1, "today": TODAY,
        "last": {"docetaxel": ONE_WEEK},
    })["values"]
    tracks = {one["drug"]: one for one in values["tracks"]}
    assert tracks["paclitaxel"]["state"] == "too_early"
    assert tracks["paclitaxel"]["next_due"] == "2026-03-30"
    on_time = compute("schedule", {
        "regimen": "invented-sequence", "cycle": 5, "day": 1, "today": TODAY,
        "last": {"docetaxel": THREE_WEEKS},
    })["values"]["tracks"]
    assert {one["state"] for one in on_time} == {"first"}
    assert {one["next_due"] for one in on_time} == {TODAY}
