"""What the evidence states of endocrine depots, bisphosphonates, growth factors, antiemetics."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc.formulary.regimens import regimen
from bmcalc.orders.schedule.dose_dates import next_due
from tests.orders.healthy import answer, facts, of_today

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "H_supportive.json").read_text(encoding="utf-8")
)
CASES = VECTORS["cases"]


def of(kind):
    return [pytest.param(one, id=one["id"]) for one in CASES if one["kind"] == kind]


def line_of(given, name):
    return next(one for one in answer(given)["values"]["lines"] if one["drug"] == name)


def test_every_vector_is_run_or_left_out_with_a_reason():
    ids = [one["id"] for one in CASES]
    assert len(ids) == len(set(ids)) == 35
    assert len(VECTORS["left_out"]) == 9
    assert not VECTORS["left_out"].keys() & set(ids)
    assert all(VECTORS["left_out"].values())


@pytest.mark.parametrize("case", of("dose"))
def test_the_dose_by_weight(case):
    given = of_today(regimen("thp"))
    given["patient"]["weight"] = case["weight"]
    given["order"] = {case["drug"]: {"dose": case["order"], "route": "sc", "days": [3]}}
    line = line_of(given, case["drug"])
    assert Decimal(line["computed"]["value"]) == Decimal(case["expected"])
    assert line["verdict"] == "agrees"


@pytest.mark.parametrize("case", of("clearance"))
def test_the_dose_by_clearance(case):
    given = of_today(regimen(case["regimen"]))
    given["patient"]["crcl"] = f"{case['crcl']} mL/min"
    line = line_of({**given, "policy": {"label_profile": "eu"}}, case["drug"])
    if case["expected"] == "stop":
        assert line["verdict"] == "stop"
    else:
        assert Decimal(line["computed"]["value"]) == Decimal(case["expected"])


@pytest.mark.parametrize("case", of("schedule"))
def test_the_dates(case):
    found = regimen(case["regimen"])
    first, second = map(date.fromisoformat, case["expected"])
    assert date.fromisoformat(case["start"]) == first
    assert next_due(first, found.lines[0], found.tracks[0]) == second


@pytest.mark.parametrize("case", of("growth_factor"))
def test_the_day_of_a_growth_factor(case):
    given = of_today(regimen(case["regimen"]))
    dose = "0.3 mg" if case["drug"] == "filgrastim" else "6 mg"
    given["order"][case["drug"]] = {"dose": dose, "route": "sc", "days": [case["day"]]}
    assert line_of(given, case["drug"])["verdict"] == case["expected"]


@pytest.mark.parametrize("case", of("interval"))
@pytest.mark.parametrize("drug", ["goserelin", "leuprorelin", "triptorelin"])
def test_the_interval_of_a_depot(case, drug):
    found = regimen(case["regimen"])
    line = next(one for one in found.lines if one.drug == drug)
    order = {drug: {"dose": str(line.dose), "route": line.route, "times_per_day": 1, "days": [1]}}
    given = {**facts(), "regimen": found.id, "cycle": 2, "day": 1, "today": case["today"],
             "last": {drug: {"on": case["last"]}}, "order": order}
    assert line_of(given, drug)["verdict"] == case["expected"]


@pytest.mark.parametrize("days", [36, 60])
@pytest.mark.parametrize("drug", ["goserelin", "leuprorelin", "triptorelin"])
def test_a_depot_that_is_overdue_is_asked_about_as_it_must_be_given(drug, days):
    line = next(one for one in regimen("ofs-tam").lines if one.drug == drug)
    last = date(2026, 12, 1)
    given = {**facts(), "regimen": "ofs-tam", "cycle": 2, "day": 1,
             "today": (last + timedelta(days)).isoformat(),
             "last": {drug: {"on": last.isoformat()}},
             "order": {drug: {"dose": str(line.dose), "route": line.route, "days": [1]}}}
    told = line_of(given, drug)
    assert told["verdict"] == "query"
    assert "SUPPRESSION_LOST" in {one["code"] for one in told["findings"]}


@pytest.mark.parametrize("case", of("order"))
def test_an_order(case):
    given = of_today(regimen(case["regimen"]))
    name = case["drug"]
    given["patient"] |= case.get("patient", {})
    given["order"][name] |= case["order"]
    given["policy"] = {"label_profile": case["profile"]}
    assert line_of(given, name)["verdict"] == case["expected"]


@pytest.mark.parametrize("case", of("ondansetron"))
def test_ondansetron_is_asked_about(case):
    given = of_today(regimen("thp"))
    given["patient"] |= case["patient"]
    text = f"多西他赛注射液 120mg 静滴 d1\n昂丹司琼 {case['dose']} 静滴 d1"
    found = answer({**given, "order": text})["values"]
    assert ("ONDANSETRON_DOSE" in {one["code"] for one in answer({**given, "order": text})[
        "findings"]}) is case["expected"]
    assert found["verdict"] != "agrees"
