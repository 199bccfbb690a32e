"""Orders through which each rule of the formulary can be asked, with the facts that it looks at."""

from __future__ import annotations

import datetime

from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.interval_entry import common_bands
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.planned_days import gap_before
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.rules.outcome import Occasion
from tests.rules.telling import TODAY, CannotBeTold, facts_for, patient_and_labs

NO_REGIMEN_SHIPS = {
    "calcitriol": ("0.5 ug", "po"), "calcium_carbonate_d3": ("600 mg", "po"),
    "celecoxib": ("200 mg", "po"), "exemestane": ("25 mg", "po"), "fentanyl": ("25 ug/h", "td"),
    "ibuprofen": ("400 mg", "po"), "morphine": ("10 mg", "po"), "oxycodone": ("10 mg", "po"),
    "paracetamol": ("500 mg", "po"), "phesgo": ("600 mg", "sc"), "tramadol": ("50 mg", "po"),
    "trastuzumab_sc": ("600 mg", "sc"),
}
"""Drugs for which the test writes a hospital's regimen, with a usual dose and the route."""

OTHER_DOSES = {
    "lapatinib": ("1250 mg", "1250.1 mg"),
    "docetaxel": ("75 mg/m^2", "75.1 mg/m^2", "100 mg/m^2"), "exemestane": ("25.1 mg", "50 mg"),
    "abemaciclib": ("100 mg", "100.1 mg"), "ribociclib": ("400 mg", "400.1 mg"),
    "carboplatin": ("5 mg*min/mL",), "methotrexate": ("30 mg/m^2", "30.1 mg/m^2"),
    "doxorubicin": ("60 mg/m^2",), "epirubicin": ("90 mg/m^2",),
    "eribulin": ("1.22 mg/m^2", "1.24 mg/m^2"), "vinorelbine_po": ("60.1 mg/m^2",),
    "utidelone": ("30 mg/m^2",),
    "nab_paclitaxel": ("180 mg/m^2", "179 mg/m^2", "179.9 mg/m^2", "260 mg/m^2", "125 mg/m^2"),
}
"""Planned doses at both sides of the edges on which rules look at the planned dose; of carboplatin,
doxorubicin and epirubicin a regimen without another cytotoxic."""

BY_MOUTH = ("lapatinib", "vinorelbine_po", "abemaciclib", "exemestane", "ribociclib")

OTHER_CYCLES = (
    ("fulvestrant", "27 day", "500 mg", "im"),
    *(("docetaxel", f"{days} day", "75 mg/m^2", "iv") for days in (7, 8, 14, 15)),
    *(("pembrolizumab", f"{days} day", dose, "iv") for days in (41, 42)
      for dose in ("200 mg", "200.1 mg", "399.9 mg", "400 mg")),
    *(("atezolizumab", f"{days} day", dose, "iv") for days in (27, 28)
      for dose in ("840 mg", "840.1 mg")),
    ("goserelin", "29 day", "3.6 mg", "sc"), ("leuprorelin", "29 day", "3.75 mg", "sc"),
    ("triptorelin", "29 day", "3.75 mg", "im"), ("goserelin", "84 day", "10.7 mg", "sc"),
    ("ibandronate", "28 day", "4.1 mg", "iv"), ("ibandronate", "28 day", "5.9 mg", "iv"),
)
"""Cycles at both sides of the edges on which rules look at the planned gap."""

WITHOUT_BANDS = "docetaxel"
"""A drug that is asked the common bands of the interval."""

PLANNED = {"planned_gap", "days_early", "days_late"}
"""Measures of the interval against the plan: asked in the third cycle, after the loading doses."""

# What looks at the sum of anthracyclines follows from the dose of the order too: each such rule is
# met on both sides in tests/orders/test_anthracyclines_of_order.py.

LONG_AGO = 400
REGIMEN = """
name = {{ en = "{name}", zh = "{name}" }}
sources = ["regimen-casebook"]
[[tracks]]
id = "one"
name = {{ en = "one", zh = "一" }}
cycle_length = "{cycle}"
[[lines]]
drug = "{drug}"
track = "one"
dose = "{dose}"
days = [1]
route = "{route}"
sources = ["regimen-casebook"]
"""


def own_regimens(folder):
    """Put a regimen of its own in force for each drug and dose that none ships for; then none."""
    (folder / "regimens").mkdir()
    wanted = [(name, "21 day", dose, route) for name, (dose, route) in NO_REGIMEN_SHIPS.items()]
    wanted += [
        (name, "21 day", dose, "po" if name in BY_MOUTH else "iv")
        for name, doses in OTHER_DOSES.items() for dose in doses
    ]
    wanted += OTHER_CYCLES
    for number, (name, cycle, dose, route) in enumerate(wanted):
        text = REGIMEN.format(name=f"{name} {number}", drug=name, dose=dose, route=route,
                              cycle=cycle)
        (folder / "regimens" / f"own-{number}.toml").write_text(text, encoding="utf-8")
    loaded = load_formulary(folder)
    assert loaded.problems == ()
    put_in_force(loaded)
    yield
    put_in_force(None)


def every_rule():
    """Give each rule with the drug before whose dose it is asked: a regimen's with each of its."""
    for name in drugs():
        yield from ((rule, name, None) for rule in drug(name).rules)
    yield from ((rule, WITHOUT_BANDS, None) for rule in common_bands())
    for regimen in regimens().values():
        for rule in regimen.rules:
            names = rule.drugs or tuple(dict.fromkeys(line.drug for line in regimen.lines))
            yield from ((rule, name, regimen) for name in names)


def occasions(rule):
    """Return whether a rule is asked before a first dose, before a later one, or before both."""
    only = {Occasion.FIRST_DOSE: (True,), Occasion.LATER_DOSES: (False,)}
    return [
        first for first in only.get(rule.occasion, (True, False))
        if rule.outcome(first) is not None
    ]


# Through a whole order


def carriers(rule, name, planned):
    """Give the regimens and lines through which a rule can be asked."""
    for one in regimens().values():
        if rule not in (*drug(name).rules, *common_bands(), *one.rules) or (
            rule.regimens and one.id not in rule.regimens
        ):
            continue
        for line in one.lines:
            if line.drug == name and (planned is None or line.dose == planned):
                yield one, line


def orders(rule, name, known, first):
    """Give the inputs of orders in which these measures are known; raises CannotBeTold."""
    if {"cycle", "day"} & {measure for measure, value in known.items() if value is None}:
        raise CannotBeTold("an order states its cycle and its day")
    found = [(regimen, line) for regimen, line in carriers(rule, name, known.get("planned_dose"))
             if not rule.days or set(rule.days) & set(line.first_cycle_days or line.days)]
    beside = known.get("with_other_cytotoxic")
    if beside is not None:
        found = [(regimen, line) for regimen, line in found
                 if (len(regimen.lines) > 1) == (beside == "yes")]
    gap = known.get("planned_gap")
    if gap is not None:
        found = [(regimen, line) for regimen, line in found
                 if gap_before(line, cycle_of(regimen, line), 3, line.days[0]) == gap.magnitude]
    if not found:
        raise CannotBeTold("no regimen plans such a dose")
    for facts in facts_for(known, name):
        for regimen, line in found[:1]:
            yield order(rule, regimen, line, known, facts, first)


def order(rule, regimen, line, known, facts, first):
    name = line.drug
    cycle, day = known.get("cycle"), known.get("day")
    days = line.first_cycle_days or line.days
    on = next((one for one in rule.days if one in line.days), days[0] if first else line.days[0])
    patient, labs = patient_and_labs(facts, known.get("calcium_age_days"))
    asked = {
        "patient": patient, "labs": labs, "regimen": regimen.id, "today": TODAY.isoformat(),
        "cycle": 1 if first else 2, "day": on if day is None else int(day.magnitude),
        "policy": {"label_profile": rule.profiles[0]},
    }
    if line.route != "td":
        asked["order"] = {name: "100 mg"}
    since = days_since(known, regimen, line)
    if not first or since is not None:
        if since is None:
            since = cycle_of(regimen, line)
        asked["last"] = {name: (TODAY - datetime.timedelta(days=since)).isoformat()}
        asked["cycle"] = 2
    if cycle is not None:
        asked["cycle"] = int(cycle.magnitude)
    share = known.get("planned_share")
    if share is not None:
        asked["reductions"] = {name: {"percent": f"{100 - share.magnitude} %", "reason": "test"}}
    if not PLANNED.isdisjoint(rule.measures):
        asked |= {"cycle": 3, "day": line.days[0]}
    return asked


def cycle_of(regimen, line):
    return in_days(regimen.track(line).cycle_length)


def days_since(known, regimen, line):
    """Return the days since the last dose where they are known, else None."""
    late, early = known.get("days_late"), known.get("days_early")
    if late is not None or early is not None:
        gap = gap_before(line, cycle_of(regimen, line), 3, line.days[0])
        return gap + int(late.magnitude) if late is not None else gap - int(early.magnitude)
    gap = known.get("days_since_last")
    if gap is None:
        gap = known.get("days_between_starts")
    if known.get("starts_again") == "yes":
        return LONG_AGO
    return None if gap is None else int(gap.magnitude)
