"""Ibandronate, pamidronate and clodronate: the dose by the kidney, the gates, one agent only."""

from __future__ import annotations

import pytest

from bmcalc.formulary.regimens import regimen
from tests.orders.healthy import answer, facts, of_today, without


def line_of(given, name):
    return next(one for one in answer(given)["values"]["lines"] if one["drug"] == name)


def with_clearance(name, crcl, dose, **policy):
    given = of_today(regimen(name))
    drug = next(iter(given["order"]))
    given = {**given, "patient": {**given["patient"], "crcl": f"{crcl} mL/min"}}
    given["order"][drug]["dose"] = dose
    return line_of({**given, **({"policy": policy} if policy else {})}, drug)


def codes(line):
    return {one["code"] for one in line["findings"]}


@pytest.mark.parametrize(("crcl", "dose"), [
    ("50", "6 mg"), ("49.9", "4 mg"), ("30", "4 mg"), ("29.9", "2 mg"),
])
def test_ibandronate_by_clearance(crcl, dose):
    line = with_clearance("ibandronate", crcl, dose, label_profile="eu")
    assert f"{line['computed']['value']} {line['computed']['unit']}" == dose
    assert line["verdict"] == ("agrees" if crcl in ("50", "49.9", "30") else "query")


@pytest.mark.parametrize(("crcl", "dose"), [
    ("50", "1600 mg"), ("49.9", "1200 mg"), ("30", "1200 mg"), ("29.9", "800 mg"),
    ("10", "800 mg"), ("9.9", None),
])
def test_clodronate_by_clearance(crcl, dose):
    line = with_clearance("clodronate", crcl, dose or "800 mg", label_profile="eu")
    if dose is None:
        assert line["verdict"] == "stop"
    else:
        assert f"{line['computed']['value']} {line['computed']['unit']}" == dose
        assert line["verdict"] == ("agrees" if crcl == "50" else "query")


@pytest.mark.parametrize(("crcl", "verdict"), [("30", "agrees"), ("29.9", "stop")])
def test_pamidronate_is_not_given_below_30(crcl, verdict):
    assert with_clearance("pamidronate", crcl, "90 mg")["verdict"] == verdict


def test_6_mg_of_ibandronate_asks_under_the_chinese_leaflet_and_4_mg_does_not():
    assert with_clearance("ibandronate", "70", "6 mg", label_profile="eu")["verdict"] == "agrees"
    asked = with_clearance("ibandronate", "70", "6 mg", label_profile="cn")
    assert (asked["verdict"], codes(asked) & {"IBANDRONATE_DOSE_CN"}) == (
        "query", {"IBANDRONATE_DOSE_CN"})
    assert with_clearance("ibandronate-4mg", "70", "4 mg")["verdict"] == "agrees"
    assert with_clearance("ibandronate-4mg", "70", "4 mg", label_profile="eu")[
        "verdict"] == "query"


@pytest.mark.parametrize(("regimen_id", "minutes", "agrees"), [
    ("ibandronate-4mg", "120 min", True), ("ibandronate-4mg", "119 min", False),
    ("pamidronate", "120 min", True), ("pamidronate", "119 min", False),
])
def test_how_fast_it_runs(regimen_id, minutes, agrees):
    given = of_today(regimen(regimen_id))
    drug = next(iter(given["order"]))
    given["order"][drug]["infusion"] = minutes
    assert (line_of(given, drug)["verdict"] == "agrees") is agrees


AGENTS = {"ibandronate": "ibandronate-4mg", "pamidronate": "pamidronate",
          "clodronate": "clodronate"}


@pytest.mark.parametrize(("drug", "regimen_id"), AGENTS.items())
@pytest.mark.parametrize(("where", "fact", "verdict"), [
    ("labs", {"calcium_total": "1.7 mmol/L"}, "stop"),
    ("labs", {"calcium_total": "2.05 mmol/L"}, "stop"),
    ("labs", {"calcium_total": "2.9 mmol/L"}, "query"),
    ("patient", {"dental_exam": "not_done"}, "query"),
    ("patient", {"onj": True}, "stop"),
    ("patient", {"oral_lesion": True}, "stop"),
    ("patient", {"dental_work_planned": True}, "stop"),
    ("patient", {"other_bone_agent": True}, "stop"),
    ("patient", {"dialysis": True}, "unsure"),
    ("patient", {"pregnancy": "yes"}, "stop"),
])
def test_what_holds_a_bisphosphonate(drug, regimen_id, where, fact, verdict):
    given = of_today(regimen(regimen_id))
    told = line_of({**given, where: {**given[where], **fact}}, drug)["verdict"]
    assert told in (("stop", "undecidable") if verdict == "unsure" else (verdict,))


@pytest.mark.parametrize(("drug", "regimen_id"), AGENTS.items())
def test_nothing_is_decided_without_calcium_or_clearance(drug, regimen_id):
    given = of_today(regimen(regimen_id))
    for missing in (("calcium_total", "calcium_ionised"), ("creatinine", "crcl")):
        assert line_of(without(given, *missing), drug)["verdict"] == "undecidable"


@pytest.mark.parametrize("drug", AGENTS)
def test_a_bisphosphonate_stops_beside_another_bone_agent(drug):
    order = {drug: "4 mg" if drug == "ibandronate" else "90 mg", "denosumab": "120 mg"}
    given = {**facts(), "regimen": "tdxd", "cycle": 1, "day": 1, "today": "2024-03-11",
             "bone_agent": drug, "order": order}
    told = {line["drug"]: line for line in answer(given)["values"]["lines"]}
    for one in order:
        assert told[one]["verdict"] == "stop"
        assert "TWO_BONE_AGENTS" in codes(told[one])


@pytest.mark.parametrize(("drug", "dose", "verdict"), [
    ("ibandronate", "4 mg", "agrees"), ("ibandronate", "6 mg", "stop"),
    ("pamidronate", "90 mg", "agrees"), ("clodronate", "1600 mg", "agrees"),
    ("pamidronate", "9 mg", "stop"), ("clodronate", "160 mg", "stop"),
])
def test_it_runs_beside_a_chemotherapy(drug, dose, verdict):
    route = "po" if drug == "clodronate" else "iv"
    days = list(range(1, 29)) if drug == "clodronate" else [1]
    order = {drug: {"dose": dose, "route": route, "times_per_day": 1, "days": days}}
    given = {**facts(), "regimen": "thp", "cycle": 1, "day": 1, "today": "2024-03-11",
             "bone_agent": drug, "order": order}
    assert line_of(given, drug)["verdict"] == verdict


@pytest.mark.parametrize(("profile", "dose", "verdict"), [
    ("eu", "6 mg", "agrees"), ("eu", "4 mg", "stop"), ("cn", "4 mg", "agrees"),
    ("cn", "6 mg", "stop"),
])
def test_ibandronate_beside_a_chemotherapy_has_the_dose_of_the_profile(profile, dose, verdict):
    given = {**facts(), "regimen": "thp", "cycle": 1, "day": 1, "today": "2024-03-11",
             "bone_agent": "ibandronate", "policy": {"label_profile": profile},
             "order": {"ibandronate": {"dose": dose, "route": "iv", "days": [1]}}}
    assert line_of(given, "ibandronate")["verdict"] == verdict


@pytest.mark.parametrize("drug", AGENTS)
def test_a_reaction_to_another_bisphosphonate_stops(drug):
    given = of_today(regimen(AGENTS[drug]))
    given["patient"]["hypersensitivity"] = ["zoledronic_acid"]
    assert "RELATED_HYPERSENSITIVITY" in codes(line_of(given, drug))
