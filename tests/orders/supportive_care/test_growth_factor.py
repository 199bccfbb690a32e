"""A growth factor in an order: not on a day of chemotherapy, not too near the next, its dose."""

from __future__ import annotations

import pytest

from bmcalc.formulary.regimens import regimen
from bmcalc.orders.supportive_care.chemotherapy_days import neighbours
from tests.orders.healthy import answer, of_today


def beside(name, drug, **fields):
    """Return the line of a growth factor that is ordered beside a regimen's own drugs."""
    given = of_today(regimen(name))
    policy = fields.pop("policy", None)
    patient = fields.pop("patient", {})
    given["order"][drug] = {"dose": "6 mg", "route": "sc", **fields}
    given = {**given, "patient": {**given["patient"], **patient}}
    told = answer({**given, **({"policy": policy} if policy else {})})["values"]["lines"]
    return next(one for one in told if one["drug"] == drug)


def codes(line):
    return {one["code"] for one in line["findings"]}


@pytest.mark.parametrize(("day", "verdict"), [
    (1, "stop"), (2, "agrees"), (8, "agrees"), (9, "query"), (12, "query"), (13, "stop"),
    (21, "stop"),
])
def test_pegfilgrastim_between_two_cycles_of_21_days(day, verdict):
    assert beside("thp", "pegfilgrastim", days=[day])["verdict"] == verdict


@pytest.mark.parametrize(("drug", "day", "verdict"), [
    ("pegfilgrastim", 2, "stop"), ("pegfilgrastim", 9, "query"), ("pegfilgrastim", 8, "stop"),
    ("filgrastim", 2, "agrees"), ("filgrastim", 7, "query"), ("filgrastim", 8, "stop"),
    ("filgrastim", 21, "query"), ("filgrastim", 20, "agrees"),
])
def test_a_regimen_of_day_1_and_8(drug, day, verdict):
    dose = "6 mg" if drug == "pegfilgrastim" else "0.288 mg"
    line = beside("gemcitabine-carboplatin", drug, dose=dose, days=[day])
    assert line["verdict"] == verdict, line["findings"]


def test_a_weekly_regimen_has_no_room_for_pegfilgrastim():
    for day in range(1, 29):
        assert beside("nab-paclitaxel-weekly", "pegfilgrastim", days=[day])["verdict"] != "agrees"


@pytest.mark.parametrize(("dose", "verdict"), [
    ("6 mg", "agrees"), ("5.76 mg", "agrees"), ("6.6 mg", "query"), ("2.8 mg", "stop"),
    ("12 mg", "stop"), ("60 mg", "stop"), ("0.6 mg", "stop"),
])
def test_the_dose_of_pegfilgrastim(dose, verdict):
    assert beside("thp", "pegfilgrastim", dose=dose, days=[3])["verdict"] == verdict


@pytest.mark.parametrize(("profile", "verdict"), [("cn", "agrees"), ("eu", "query")])
def test_100_ug_per_kg_is_a_dose_of_the_chinese_leaflet(profile, verdict):
    line = beside("thp", "pegfilgrastim", dose="4.5 mg", days=[3], patient={"weight": "45 kg"},
                  policy={"label_profile": profile})
    assert line["verdict"] == verdict


@pytest.mark.parametrize(("dose", "verdict"), [
    ("0.288 mg", "agrees"), ("0.3 mg", "agrees"), ("0.15 mg", "query"), ("0.144 mg", "stop"),
    ("2.88 mg", "stop"), ("300 mg", "stop"),
])
def test_the_dose_of_filgrastim_goes_by_weight(dose, verdict):
    assert beside("thp", "filgrastim", dose=dose, days=[3])["verdict"] == verdict


def test_filgrastim_is_not_decided_without_a_weight():
    given = of_today(regimen("thp"))
    del given["patient"]["weight"]
    given["order"] = {"filgrastim": {"dose": "0.3 mg", "route": "sc", "days": [3]}}
    told = answer(given)["values"]["lines"]
    line = next(one for one in told if one["drug"] == "filgrastim")
    assert line["verdict"] == "undecidable"


@pytest.mark.parametrize("fields", [
    {"days": [2, 3]}, {"days": [2], "times_per_day": 2},
])
def test_pegfilgrastim_is_given_once_per_cycle(fields):
    assert beside("thp", "pegfilgrastim", **fields)["verdict"] == "stop"


def test_filgrastim_may_be_given_on_several_days():
    line = beside("thp", "filgrastim", dose="0.3 mg", days=[3, 4, 5, 6, 7])
    assert line["verdict"] == "agrees"
    assert beside("thp", "filgrastim", dose="0.3 mg", days=[1, 2])["verdict"] == "stop"


@pytest.mark.parametrize("fields", [
    {}, {"days": [2], "route": "iv"},
    {"days": [2], "diluent": "glucose_5"},
])
def test_what_is_not_understood_of_it_is_asked(fields):
    assert beside("thp", "pegfilgrastim", **fields)["verdict"] == "query"


@pytest.mark.parametrize(("day", "verdict", "code"), [
    (1, "stop", "GROWTH_FACTOR_WITH_CHEMOTHERAPY"), (2, "query", "GROWTH_FACTOR_TOO_SOON"),
    (3, "query", "GROWTH_FACTOR_FROM_MEMORY"),
])
def test_mecapegfilgrastim_is_asked_about_and_waits_two_days(day, verdict, code):
    line = beside("thp", "mecapegfilgrastim", days=[day])
    assert line["verdict"] == verdict
    assert code in codes(line)


def test_two_growth_factors_stop():
    given = of_today(regimen("thp"))
    given["order"] |= {"pegfilgrastim": {"dose": "6 mg", "days": [2]},
                       "filgrastim": {"dose": "0.3 mg", "days": [3]}}
    told = {one["drug"]: one for one in answer(given)["values"]["lines"]}
    assert told["filgrastim"]["verdict"] == told["pegfilgrastim"]["verdict"] == "stop"


def test_a_severe_reaction_stops():
    line = beside("thp", "pegfilgrastim", days=[2],
                  patient={"hypersensitivity": ["pegfilgrastim"]})
    assert line["verdict"] == "stop"


def test_after_the_last_cycle_there_is_no_next_chemotherapy():
    planned = regimen("thp")
    assert neighbours(planned, 6, 15).until is None
    assert neighbours(planned, 5, 15).until == 7


@pytest.mark.parametrize(("text", "verdict"), [
    ("聚乙二醇化重组人粒细胞刺激因子注射液 6mg 皮下注射 d2", "agrees"),
    ("津优力 6mg 皮下注射 qd d2-4", "stop"), ("津优力 6mg 皮下注射", "query"),
    ("津优力 6mg 皮下注射 d2", "agrees"), ("津优力 6mg 皮下注射 d1", "stop"),
    ("人粒细胞刺激因子 300ug 皮下注射 qd d3-7", "agrees"),
])
def test_as_it_is_pasted(text, verdict):
    given = {**of_today(regimen("thp")), "order": text}
    told = [one for one in answer(given)["values"]["lines"] if "filgrastim" in one["drug"]]
    assert [one["verdict"] for one in told] == [verdict], [one["findings"] for one in told]
