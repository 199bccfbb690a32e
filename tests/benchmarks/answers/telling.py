"""What a person tells of measures: two LVEFs for a fall, a date for days, results with dates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from bmcalc.core.ask import AskFlag, AskInteger
from bmcalc.formulary.regimens import Line
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.patients import UPPER_LIMITS, Patient, clipped, text_of

_STATES: Final[dict[str, dict[str, str]]] = {
    "calcium_state": {"low": "1.98 mmol/L", "normal": "2.30 mmol/L", "high": "2.81 mmol/L"},
    "magnesium_state": {"low": "0.74 mmol/L", "normal": "0.75 mmol/L", "high": "1.03 mmol/L"},
    "phosphate_state": {"low": "0.84 mmol/L", "normal": "0.85 mmol/L", "high": "1.52 mmol/L"},
    "potassium_state": {"low": "3.4 mmol/L", "normal": "3.5 mmol/L", "high": "5.4 mmol/L"},
}


def tell_measures(patient: Patient, wanted: Json, line: Line) -> None:
    """Turn measures into what a person tells: two LVEFs for a fall, a date for days."""
    dice, facts = patient.dice, patient.facts
    numbers = {name: found for name, found in wanted.items() if isinstance(found, tuple)}
    asks = patient_asks()
    for name, found in wanted.items():
        if name in _STATES:
            target = name.removesuffix("_state")
            facts["calcium_total" if target == "calcium" else target] = _STATES[name][found]
            if target == "calcium":
                facts["albumin"] = "40 g/L"
                facts.pop("calcium_ionised", None)
        elif name == "hypersensitivity":
            facts[name] = [line.drug] if found == "yes" else []
        elif name in asks and name not in numbers:
            patient.tell(name, found == "yes" if isinstance(asks[name], AskFlag) else found)
        elif name in asks and name not in ("bilirubin", "days_since_last"):
            value, unit = numbers[name]
            value = clipped(asks[name], value, unit)
            whole = isinstance(asks[name], AskInteger)
            patient.tell(name, int(value) if whole else text_of(value, unit))
    _tell_liver(patient, numbers)
    _tell_heart(patient, wanted, numbers)
    if "creatinine_rise" in numbers:
        rise, unit = numbers["creatinine_rise"]
        before = numbers.get("creatinine_baseline", (Decimal(dice.randint(50, 95)), unit))[0]
        facts["creatinine_baseline"] = text_of(before, unit)
        facts["creatinine"] = text_of(before + rise, unit)
    if "qtcf_rise" in numbers:
        now = numbers.get("qtcf", (Decimal(dice.randint(400, 470)), "ms"))[0]
        now = clipped(asks["qtcf"], now, "ms")
        facts["qtcf"] = text_of(now, "ms")
        facts["qtcf_baseline"] = text_of(max(now - numbers["qtcf_rise"][0], Decimal(300)), "ms")
    for name, sign in (("days_since_surgery", 1), ("days_to_surgery", -1)):
        if name in numbers:
            days = datetime.timedelta(days=sign * int(numbers[name][0]))
            facts["surgery_on"] = (patient.today - days).isoformat()


def _tell_liver(patient: Patient, numbers: Json) -> None:
    dice, facts = patient.dice, patient.facts
    multiples = {
        "bilirubin": numbers.get("bilirubin_xuln"), "alp": numbers.get("alp_xuln"),
        "ast": numbers.get("ast_xuln"),
    }
    if "transaminase_xuln" in numbers:
        higher = numbers["transaminase_xuln"]
        other = (min(higher[0], Decimal(1)), "xULN")
        first, second = (higher, other) if dice.random() < 0.5 else (other, higher)
        multiples["ast"], multiples["alt"] = first, second
    for name, found in multiples.items():
        if found is None:
            continue
        limit, unit = UPPER_LIMITS[name].split()
        if dice.random() < 0.5:
            facts[name] = text_of(found[0], "xULN")
        else:
            value = text_of(found[0] * Decimal(limit), unit)
            facts[name] = {"value": value, "uln": UPPER_LIMITS[name]}
    if "bilirubin" in numbers:
        facts["bilirubin"] = text_of(*numbers["bilirubin"])


def _tell_heart(patient: Patient, wanted: Json, numbers: Json) -> None:
    dice, facts = patient.dice, patient.facts
    if not {"lvef_now", "lvef_fall", "lvef_range"} & wanted.keys():
        return
    fall = numbers.get("lvef_fall", (Decimal(dice.choice([0, 4, 9, 10, 12])), ""))[0]
    if "lvef_now" in numbers:
        now = numbers["lvef_now"][0]
    else:
        now = Decimal(dice.choice(["49", "49.9", "45"] if wanted.get("lvef_range") == "below"
                                  else ["50", "52", "60"]))
    ask = patient_asks()["lvef_now"]
    facts["lvef_now"] = text_of(clipped(ask, now, "%"), "%")
    facts["lvef_baseline"] = text_of(clipped(ask, now + fall, "%"), "%")


def told_and_results(patient: Patient) -> tuple[Json, Json]:
    """Split the facts: what goes to the patient, and the results, dated or not."""
    dice, today = patient.dice, patient.today
    told, results = dict(patient.body), {}
    style = dice.choices(["dated", "old", "undated", "of the patient"], weights=[6, 1, 3, 1])[0]
    on = today - datetime.timedelta(days=dice.randint(8, 45) if style == "old"
                                    else dice.randint(0, 7))
    for name, value in patient.facts.items():
        if name not in LABORATORY:
            told[name] = value
            continue
        result = dict(value) if isinstance(value, dict) else {"value": value}
        has_a_limit = "uln" in result or result["value"].endswith("xULN")
        if name in UPPER_LIMITS and not has_a_limit and dice.random() < 0.93:
            result["uln"] = UPPER_LIMITS[name]
        if style in ("dated", "old") and dice.random() < 0.95:
            result["on"] = on.isoformat()
        if style == "of the patient" and result.keys() == {"value"}:
            told[name] = result["value"]
        elif result.keys() == {"value"} and dice.random() < 0.5:
            results[name] = result["value"]
        else:
            results[name] = result
    if dice.random() < 0.03:
        told.pop(dice.choice(["sex", "age", "height", "weight"]), None)
    return told, results
