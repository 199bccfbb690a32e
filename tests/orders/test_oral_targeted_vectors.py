"""The published examples of the oral targeted drugs: levels, gates, tablets, days, orders."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import levels_for, regimen
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.supply.pieces import fewest_pieces
from bmcalc.rules.engine import Asked, judge
from bmcalc.rules.known import Known
from bmcalc.rules.outcome import Outcome, Resume
from bmcalc.rules.rule import ALL_PROFILES
from tests.orders.healthy import answer, of_today

FILE = Path(__file__).parents[1] / "vectors" / "H_oral.json"
DATA = json.loads(FILE.read_text(encoding="utf-8"))

LINES = {
    "neratinib_mono": ("ner-ext", "neratinib"), "neratinib_capecitabine": ("ner-cape", "neratinib"),
    "lapatinib_capecitabine": ("lap-cape", "lapatinib"), "lapatinib_ai": ("lap-ai", "lapatinib"),
    "lapatinib_trastuzumab": ("lap-h", "lapatinib"), "pyrotinib": ("pyro-cape", "pyrotinib"),
    "tucatinib": ("tuc-h-cape", "tucatinib"), "alpelisib": ("alp-ful", "alpelisib"),
    "capivasertib": ("capi-ful", "capivasertib"), "inavolisib": ("inavo", "inavolisib"),
    "elacestrant": ("elac", "elacestrant"), "imlunestrant": ("imlu", "imlunestrant"),
    "olaparib_tablet": ("ola-m", "olaparib"), "olaparib": ("ola-m", "olaparib"),
    "talazoparib": ("tala", "talazoparib"), "ribociclib_early": ("ribo-early", "ribociclib"),
    "neratinib": ("ner-ext", "neratinib"), "everolimus": ("eve-exe", "everolimus"),
    "abemaciclib": ("abemaciclib-endocrine", "abemaciclib"), "chidamide": ("chi-exe", "chidamide"),
}
"""The regimen and drug in which the examples of a drug and setting are run."""


def rows(function):
    found = [one for one in DATA["vectors"] if one["fn"] == function]
    assert found
    return [pytest.param(one["inputs"], one["expected"], id=one["id"]) for one in found]


def planned_in(name):
    found, of_drug = LINES[name]
    whole = regimen(found)
    return whole, next(line for line in whole.lines if line.drug == of_drug)


def judged(name, facts, profile=None, planned=None, **asked):
    """Return what the rules say of a dose under one label, or under every one."""
    whole, line = planned_in(name)
    dose = line.dose if planned is None else planned
    profiles = ALL_PROFILES if profile is None else (profile,)
    rules = [one for one in (*drug(line.drug).rules, *whole.rules)
             if profile is None or profile in one.profiles]
    lower = {}
    for one in ALL_PROFILES:
        levels = levels_for(whole, line, one)
        lower[one] = None if levels is None else levels.at(1)
    question = Asked(drug=line.drug, planned=dose, regimen=whole.id, lower=lower,
                     profile=profile or "cn", **asked)
    return dose, judge(rules, Known(facts, {"planned_dose": dose}), question, profiles)


def test_every_example_is_run_or_left_out_with_a_reason():
    ids = [one["id"] for one in (*DATA["vectors"], *DATA["left_out"])]
    assert (len(DATA["vectors"]), len(DATA["left_out"])) == (125, 1)
    assert len(set(ids)) == len(ids)
    assert all(one["reason"] for one in DATA["left_out"])


@pytest.mark.parametrize(("inputs", "expected"), rows("next_level"))
def test_the_next_level(inputs, expected):
    whole, line = planned_in(inputs["drug_setting"])
    levels = levels_for(whole, line, "eu")
    doses = (levels.planned, *levels.levels)
    place = doses.index(q(f"{inputs['current']} mg"))
    following = levels.at(place + 1)
    assert following == (None if expected == "stop" else q(f"{expected} mg"))


COUNTS = {"anc": "x10^9/L", "platelets": "x10^9/L", "hb_g_l": "g/L"}


def counts(inputs):
    return {name.replace("hb_g_l", "haemoglobin"): q(f"{inputs[name]} {unit}")
            for name, unit in COUNTS.items() if name in inputs}


@pytest.mark.parametrize(("inputs", "expected"), rows("gate"))
def test_gates(inputs, expected):
    name, _, what = inputs["drug"].partition("_")
    facts = counts(inputs)
    if "glucose" in inputs:
        unit = "mg/dL" if what.endswith("mg_dl") else "mmol/L"
        facts["glucose_fasting"] = q(f"{inputs['glucose']} {unit}")
    if "worst_grade" in inputs:
        facts["worst_blood_grade"] = inputs["worst_grade"]
    profile = {"ie": "eu"}.get(inputs.get("profile"))
    _dose, found = judged(name, facts, profile, first=what == "start")
    leads = found.strictest
    if name == "capivasertib":
        bands = {"go_treat": Outcome.NOTE}
        assert found.outcome is bands.get(expected, Outcome.CAUTION)
        return
    if expected == "go_treat_level_down_if_not_160_in_21d":
        assert found.outcome is Outcome.CAUTION
    elif expected in ("go", "go_treat", "no_hold"):
        assert not found.forbids
        assert found.outcome is Outcome.NOTE
    elif expected == "20_or_30":
        assert (leads.outcome, leads.leaves) == (Outcome.OPTION, q("20 mg"))
    elif expected == "20":
        assert (leads.outcome, leads.leaves) == (Outcome.LEVEL_DOWN, q("20 mg"))
    else:
        assert found.forbids
        resumes = {"hold_recheck_24h_stop_if_still_above": Resume.STOP_IF_CONFIRMED}
        lower = "lower" in expected or "level_down" in expected
        if expected in resumes or lower:
            assert found.resume is resumes.get(expected, Resume.NEXT_LOWER)
        if name == "talazoparib":
            assert expected.split("_")[1] in str(leads.rule.until[0].written())


CHOICES = {"cyp3a": "cyp3a4_inhibitor", "cyp2c8": "cyp2c8_inhibitor",
           "cyp3a_pgp_inducer": "cyp3a4_inducer", "child_pugh": "child_pugh"}
FROM_MEMORY = {"inavolisib"}
"""Drugs whose changed doses are from memory: asked about, and no dose is changed."""


def told_of(inputs):
    facts = {CHOICES[name]: value for name, value in inputs.items() if name in CHOICES}
    for name, unit in (("crcl", "mL/min"), ("egfr", "mL/min/1.73m^2")):
        if name in inputs:
            facts[name] = q(f"{inputs[name]} {unit}")
    if inputs.get("pgp_inhibitor") or inputs.get("pgp"):
        facts["pgp_inhibitor"] = True
    return facts


@pytest.mark.parametrize(("inputs", "expected"), rows("adjusted_dose"))
def test_adjusted_doses(inputs, expected):
    name = inputs["drug"]
    current = q(f"{inputs['current']} mg") if "current" in inputs else None
    profile = {"ie": "eu"}.get(inputs.get("profile"), inputs.get("profile"))
    if profile is None and name == "lapatinib_capecitabine":
        profile = "us"
    facts = told_of(inputs)
    dose, found = judged(name, facts, profile, current, first=True)
    left = found.limit()
    if name in FROM_MEMORY:
        assert found.outcome is (Outcome.NOTE if expected == "9" else Outcome.CAUTION)
        assert left is None
    elif expected in ("stop", "unknown"):
        assert found.forbids
    else:
        assert not found.forbids
        assert (dose if left is None else left[0]) == q(f"{expected} mg")


@pytest.mark.parametrize(("inputs", "expected"), rows("tablets"))
def test_whole_tablets(inputs, expected):
    wanted = {q(f"{one} mg") for one in inputs["strengths_mg"]}
    pieces = {one.strength: one for one in drug(inputs["drug"]).presentations
              if one.strength in wanted}
    assert set(pieces) == wanted
    plan = fewest_pieces(q(f"{inputs['dose_mg']} mg"), pieces.values())
    if expected is None:
        assert plan is None
        return
    made = {str(one.presentation.strength).removesuffix(" mg"): one.count for one in plan.picks}
    assert {key: value for key, value in made.items() if value} == expected


@pytest.mark.parametrize(("inputs", "expected"), rows("missed_oral_dose"))
def test_missed_doses(inputs, expected):
    missed = drug(inputs["drug"]).missed_dose
    assert missed.is_taken(q(f"{inputs['hours_late']} h")) is (expected == "take")


@pytest.mark.parametrize(("inputs", "expected"), rows("schedule_dates"))
def test_the_increase_of_neratinib(inputs, expected):
    whole = regimen("ner-ext-escalating")
    start = datetime.date.fromisoformat(inputs["start"])
    dates, doses, day = [], [], 0
    for cycle in (1, 2, 3):
        stage = stage_of(whole, cycle).regimen
        dates.append((start + datetime.timedelta(day)).isoformat())
        doses.append(stage.lines[0].dose)
        day += int(stage.cycle_length.magnitude)
    assert dates == expected
    assert doses == [q("120 mg"), q("160 mg"), q("240 mg")]


def days_of_capivasertib():
    _whole, line = planned_in("capivasertib")
    return line, [day for day in line.days if day <= 14]


@pytest.mark.parametrize(("inputs", "expected"), rows("capivasertib_calendar"))
def test_four_days_of_seven(inputs, expected):
    start = datetime.date.fromisoformat(inputs["start"])
    _line, days = days_of_capivasertib()
    assert [(start + datetime.timedelta(day - 1)).isoformat() for day in days] == expected


@pytest.mark.parametrize(("inputs", "expected"), rows("dose_sum"))
def test_what_two_weeks_come_to(inputs, expected):
    line, days = days_of_capivasertib()
    assert len(days) == inputs["days"]
    assert line.dose.magnitude * line.times_per_day * len(days) == Decimal(expected)


@pytest.mark.parametrize(("inputs", "expected"), rows("order_check"))
def test_orders(inputs, expected):
    name = inputs["drug"].partition("_")[0]
    setting = inputs.get("setting")
    advanced = "dalpi-adj" if inputs.get("ordered_mg") == "125" else "dalpi-ai"
    found = advanced if name == "dalpiciclib" else LINES[inputs["drug"]][0]
    given = of_today(regimen(found))
    given["patient"].pop("setting", None)
    if setting is not None:
        given["patient"]["setting"] = {"adjuvant": "early"}.get(setting, setting)
    order = given["order"][name]
    order["dose"] = f"{inputs['ordered_mg']} mg"
    if "per_day" in inputs:
        order["times_per_day"] = int(inputs["per_day"])
    if inputs.get("split"):
        order |= {"dose": f"{Decimal(inputs['ordered_mg']) / 2} mg", "times_per_day": 2}
    if "days_on" in inputs:
        order["days"] = list(range(1, 29))
    if "days_since_last" in inputs:
        on = datetime.date.fromisoformat(given["today"])
        on -= datetime.timedelta(inputs["days_since_last"])
        given |= {"day": 4, "last": {name: {"on": on.isoformat()}}}
    lines = {one["drug"]: one for one in answer(given)["values"]["lines"]}
    assert lines[name]["verdict"] == expected


def test_a_value_of_glucose_is_never_converted():
    for glucose, band in (("160 mg/dL", None), ("161 mg/dL", "caution"), ("8.9 mmol/L", None),
                          ("9.0 mmol/L", "caution"), ("251 mg/dL", "stop"),
                          ("14.0 mmol/L", "stop")):
        given = of_today(regimen("alp-ful"))
        given["labs"]["glucose_fasting"] = glucose
        line = next(one for one in compute("order-check", given)["values"]["lines"]
                    if one["drug"] == "alpelisib")
        found = {one["severity"] for one in line["findings"]} - {"info"}
        assert found == ({band} if band else set()), glucose


REGIONS = [
    ("ner-ext", "neratinib", "80 mg", {"child_pugh": "c"},
     {"us": "query", "eu": "stop", "cn": "stop"}),
    ("ner-ext", "neratinib", "240 mg", {"cyp3a4_inducer": "strong"},
     {"us": "query", "eu": "stop", "cn": "stop"}),
    ("elac", "elacestrant", "86 mg", {"cyp3a4_inhibitor": "strong"},
     {"us": "stop", "eu": "query", "cn": "stop"}),
    ("elac", "elacestrant", "345 mg", {"cyp3a4_inhibitor": "strong"},
     {"us": "stop", "eu": "stop", "cn": "stop"}),
    ("lap-cape", "lapatinib", "750 mg", {"child_pugh": "c"},
     {"us": "query", "eu": "query", "cn": "query"}),
    ("ola-m", "olaparib", "300 mg", {"platelets": "99 x10^9/L"},
     {"us": "query", "eu": "stop", "cn": "query"}),
    ("ola-m", "olaparib", "300 mg", {"platelets": "100 x10^9/L"},
     {"us": "agrees", "eu": "agrees", "cn": "agrees"}),
]


@pytest.mark.parametrize(("found", "name", "dose", "facts", "verdicts"), REGIONS)
def test_each_region_follows_its_own_label(found, name, dose, facts, verdicts):
    for profile, verdict in verdicts.items():
        given = of_today(regimen(found))
        where = "labs" if facts.keys() & given["labs"].keys() else "patient"
        given[where] |= facts
        given["order"][name]["dose"] = dose
        given["policy"] = {"label_profile": profile}
        line = next(one for one in answer(given)["values"]["lines"] if one["drug"] == name)
        assert line["verdict"] == verdict, (profile, line["findings"])
