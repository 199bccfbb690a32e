"""Measures as a person tells them in an order: two LVEFs for a fall, dates for days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from bmcalc.core.ask import AskFlag, AskInteger
from bmcalc.core.term import Term, q
from bmcalc.core.units import unit
from bmcalc.formulary.related_drugs import related_to
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.rules.condition import Given
from bmcalc.rules.known import Known
from bmcalc.rules.quantities import written

TODAY = datetime.date(2024, 3, 10)
BODY: dict[str, Any] = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"}

LVEF_LOWEST = q("50 %")
CALCIUM = ("calcium_basis", "calcium_state", "calcium_low_grade", "calcium_high_grade",
           "calcium_may_be_low", "calcium_may_be_high", "calcium_not_low", "calcium_discordant")
LVEF = ("lvef_now", "lvef_baseline", "lvef_fall", "lvef_range")
CREATININE = ("creatinine_baseline", "creatinine_rise", "creatinine_unit",
              "creatinine_baseline_mg", "creatinine_rise_mg", "creatinine_may_restart",
              "creatinine_of_baseline")
LIVER = ("ast_xuln", "alt_xuln", "transaminase_xuln")
QT = ("qtcf", "qtcf_rise")
SURGERY = ("surgery", "days_since_surgery", "days_to_surgery")
REACTIONS = ("hypersensitivity", "related_hypersensitivity")
BRIVUDINE = ("brivudine", "days_since_brivudine")
URINE = ("proteinuria", "proteinuria_of_a_day")
OF_THE_ORDER = ("planned_dose", "cycle", "day", "days_since_last", "days_between_starts",
                "starts_again", "calcium_age_days", "planned_gap", "days_early", "days_late",
                "with_other_cytotoxic", "planned_share")
STATES = {
    "magnesium_state": {"low": "0.74 mmol/L", "normal": "0.75 mmol/L", "high": "1.03 mmol/L"},
    "phosphate_state": {"low": "0.84 mmol/L", "normal": "0.85 mmol/L", "high": "1.52 mmol/L"},
    "potassium_state": {"low": "3.4 mmol/L", "normal": "3.5 mmol/L", "high": "5.4 mmol/L"},
}
GLUCOSE = {"normal": "6.1 mmol/L", "above_normal": "8.9 mmol/L", "above_160": "13.9 mmol/L",
           "above_250": "27.8 mmol/L", "above_500": "27.9 mmol/L"}
MULTIPLES = {"bilirubin_xuln": "bilirubin", "alp_xuln": "alp"}
DEFAULT_LIMITS = {"calcium_lln": q("2.11 mmol/L"), "calcium_uln": q("2.52 mmol/L"),
                  "calcium_ionised_lln": q("1.15 mmol/L"), "calcium_ionised_uln": q("1.32 mmol/L")}


class CannotBeTold(Exception):
    """No facts give these measures together."""


def facts_for(wanted: dict[str, Given], drug: str) -> Iterator[dict[str, Any]]:
    """Yield facts that give the wanted measures; raises CannotBeTold where none do.

    There are several where much is derived from a calcium.
    """
    facts: dict[str, Any] = {}
    for family, found in (
        (LVEF, _lvef), (CREATININE, _creatinine), (LIVER, _liver), (QT, _qt),
        (SURGERY, _surgery), (BRIVUDINE, _brivudine), (URINE, _urine),
    ):
        inside = {name: wanted[name] for name in family if wanted.get(name) is not None}
        if inside:
            facts |= found(tuple(inside.items()))
    facts |= _reactions(wanted, drug)
    told = (*CALCIUM, *LVEF, *CREATININE, *LIVER, *QT, *SURGERY, *BRIVUDINE,
            *REACTIONS, *URINE)
    for name, value in wanted.items():
        if value is None or name in told:
            continue
        facts |= _alone(name, value)
    calcium = {name: wanted[name] for name in CALCIUM if wanted.get(name) is not None}
    if calcium:
        yield from ({**facts, **one} for one in _calcium(tuple(calcium.items())))
    else:
        yield facts


def _alone(name: str, value: Given) -> dict[str, Any]:
    ask = patient_asks().get(name)
    if name in OF_THE_ORDER:
        return {}
    if name in STATES:
        assert isinstance(value, str)
        return {name.removesuffix("_state"): STATES[name][value]}
    if name == "glucose_band":
        assert isinstance(value, str)
        return {"glucose_fasting": GLUCOSE[value]}
    if name in MULTIPLES:
        assert isinstance(value, Term)
        return {MULTIPLES[name]: written(value)}
    if name == "days_since_thrombosis":
        assert isinstance(value, Term)
        return {"thrombosis_on": _days_ago(int(value.magnitude))}
    if name == "days_since_trastuzumab":
        assert isinstance(value, Term)
        return {"trastuzumab_last_on": _days_ago(int(value.magnitude))}
    if name == "ast_else_alt_xuln":
        assert isinstance(value, Term)
        return {"ast": written(value)}
    if name == "febrile":
        return {"temperature": "39 degC" if value == "yes" else "36.8 degC"}
    if name == "gfr":
        assert isinstance(value, Term)
        return {"gfr": written(value), "gfr_kind": "measured"}
    if isinstance(ask, AskFlag):
        return {name: value == "yes"}
    if isinstance(value, Term):
        whole = isinstance(ask, AskInteger)
        return {name: int(value.magnitude) if whole else written(value)}
    return {name: value}


Wanted = tuple[tuple[str, Given], ...]
SOME_DAYS = 100


def _days_ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def _brivudine(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    state, days = given.get("brivudine"), given.get("days_since_brivudine")
    if state == "none" and days is None:
        return {"brivudine_last_on": "none"}
    if state == "none" or not isinstance(days, Term):
        raise CannotBeTold("a day says both whether brivudine was taken and how long ago")
    return {"brivudine_last_on": _days_ago(int(days.magnitude))}


def _surgery(wanted: Wanted) -> dict[str, Any]:
    """Return the day of an operation; one that nobody dated lies some days off."""
    given = dict(wanted)
    since, to, state = (given.get(name) for name in ("days_since_surgery", "days_to_surgery",
                                                     "surgery"))
    if since is None and to is None:
        off = {"none": None, "past": SOME_DAYS, "planned": -SOME_DAYS}[str(state)]
        return {"surgery_on": "none" if off is None else _days_ago(off)}
    if (since is not None and to is not None) or state not in (
        None, "past" if since is not None else "planned"
    ):
        raise CannotBeTold("one day is past or still to come")
    days = since if since is not None else to
    assert isinstance(days, Term)
    return {"surgery_on": _days_ago(int(days.magnitude) * (1 if since is not None else -1))}


def _urine(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    amount, word = given.get("proteinuria_of_a_day"), given.get("proteinuria")
    if isinstance(amount, Term):
        if word not in (None, "measured"):
            raise CannotBeTold("a dipstick or an amount")
        return {"proteinuria": written(amount)}
    return {"proteinuria": "1 g/24h" if word == "measured" else word}


def _reactions(wanted: dict[str, Given], drug: str) -> dict[str, Any]:
    own, related = (wanted.get(name) for name in REACTIONS)
    if own is None and related is None:
        return {}
    if own is None or related is None:
        own, related = own or "no", related or "no"
    reactions = [drug] if own == "yes" else []
    if related == "yes":
        reactions.append(min(related_to(drug)))
    return {"hypersensitivity": reactions}


def _first_that_gives(
    wanted: Wanted, candidates: Any, limits: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the first of some facts that give every wanted measure."""
    for facts in candidates:
        known = Known({**(limits or {}), **{
            name: q(value) for name, value in facts.items() if value is not None
        }})
        if all(known[name] == value for name, value in wanted):
            return {name: value for name, value in facts.items() if value is not None}
    raise CannotBeTold(str([(name, str(value)) for name, value in wanted]))


@cache
def _calcium_candidates() -> tuple[tuple[dict[str, Any], Known], ...]:
    totals = (None, *(f"{Decimal(value) / 100:f} mmol/L" for value in (
        230, 218, 210, 199, 174, 149, 253, 260, 295, 320, 350, *range(100, 360, 5))))
    albumins = (None, "40 g/L", "30 g/L", "20 g/L", "50 g/L")
    ionised = (None, *(f"{value} mmol/L" for value in (
        "1.20", "1.14", "0.99", "0.89", "0.79", "1.33", "1.55", "1.70", "1.90")))
    found: list[tuple[dict[str, Any], Known]] = []
    for free, total, albumin in product(ionised, totals, albumins):
        facts = {"calcium_total": total, "albumin": albumin, "calcium_ionised": free}
        told: dict[str, Any] = {name: value for name, value in facts.items() if value is not None}
        read = {name: q(value) for name, value in told.items()}
        found.append((told, Known({**DEFAULT_LIMITS, **read})))
    incomplete = {"calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "correction": "local"}
    found.append((incomplete, Known({**DEFAULT_LIMITS, "correction": "local",
                                     "calcium_total": q("2.30 mmol/L"), "albumin": q("40 g/L")})))
    return tuple(found)


@cache
def _calcium(wanted: Wanted) -> list[dict[str, Any]]:
    found = [
        facts for facts, known in _calcium_candidates()
        if all(known[name] == value for name, value in wanted)
    ]
    if not found:
        raise CannotBeTold(str([(name, str(value)) for name, value in wanted]))
    return found[:: max(1, len(found) // 6)]


@cache
def _lvef(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    fall = given.get("lvef_fall")
    points = fall.magnitude if isinstance(fall, Term) else Decimal(0)
    nows = [given.get("lvef_now"), *(q(f"{one} %") for one in (
        "60", "55", "50", "49.9", "45", "44", "40", "39.9", "35", "30"))]
    baselines = [given.get("lvef_baseline")]
    candidates = [
        {"lvef_now": written(now), "lvef_baseline":
            written(baseline) if isinstance(baseline, Term)
            else f"{now.magnitude + points:f} %" if fall is not None else None}
        for now in nows if isinstance(now, Term) for baseline in baselines
    ]
    return _first_that_gives(wanted, [
        one for one in candidates
        if one["lvef_baseline"] is None or q(one["lvef_baseline"]) <= q("90 %")
    ], {"lvef_lln": LVEF_LOWEST})


@cache
def _creatinine(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    befores = [given.get("creatinine_baseline"), given.get("creatinine_baseline_mg"),
               q("80 umol/L"), q("150 umol/L"), q("1.0 mg/dL"), q("1.5 mg/dL")]
    rises = [given.get("creatinine_rise"), given.get("creatinine_rise_mg"), q("0 umol/L"),
             q("0 mg/dL"), q("60 umol/L"), q("1.2 mg/dL")]
    candidates: list[dict[str, Any]] = [
        {"creatinine_baseline": written(before), "creatinine": None}
        for before in befores if isinstance(before, Term)
    ]
    candidates += [
        {"creatinine_baseline": written(before), "creatinine": written(before + rise)}
        for before, rise in product(befores, rises)
        if isinstance(before, Term) and isinstance(rise, Term) and before.unit is rise.unit
    ]
    percent = given.get("creatinine_of_baseline")
    if isinstance(percent, Term):
        candidates.append({"creatinine_baseline": "80 umol/L",
                           "creatinine": f"{percent.magnitude * 80 / 100:f} umol/L"})
    return _first_that_gives(wanted, candidates)


@cache
def _liver(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    highest = given.get("transaminase_xuln") or given.get("ast_xuln") or given.get("alt_xuln")
    assert isinstance(highest, Term)
    ast, alt = given.get("ast_xuln", highest), given.get("alt_xuln", highest)
    return _first_that_gives(wanted, [{
        "ast": written(ast) if isinstance(ast, Term) else None,
        "alt": written(alt) if isinstance(alt, Term) else None,
    }])


@cache
def _qt(wanted: Wanted) -> dict[str, Any]:
    given = dict(wanted)
    now, rise = given.get("qtcf", q("470 ms")), given.get("qtcf_rise")
    assert isinstance(now, Term)
    before = now - rise if isinstance(rise, Term) else None
    return _first_that_gives(wanted, [{
        "qtcf": written(now),
        "qtcf_baseline": None if before is None else written(Term(before.magnitude, unit("ms"))),
    }])


def patient_and_labs(
    facts: dict[str, Any], calcium_age: Given
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split facts into those of the patient and results, a calcium dated by its age."""
    patient = {**BODY}
    labs: dict[str, Any] = {}
    for name, value in facts.items():
        if name not in LABORATORY:
            patient[name] = value
        elif name.startswith("calcium") and isinstance(calcium_age, Term):
            on = TODAY - datetime.timedelta(days=int(calcium_age.magnitude))
            labs[name] = {"value": value, "on": on.isoformat()}
        else:
            labs[name] = value
    return patient, labs
