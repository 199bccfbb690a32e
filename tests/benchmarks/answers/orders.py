"""Random whole orders: aimed at the rules one after another, or at nothing."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from bmcalc.formulary.planned_days import days_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Line, Regimen, regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.schedule.dose_dates import runs_of
from bmcalc.rules.outcome import Occasion
from tests.benchmarks.answers.aiming import Target, provoked, targets
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.ordering import ordered_by_somebody
from tests.benchmarks.answers.patients import Patient, random_patient, text_of
from tests.benchmarks.answers.questions import BONE_REGIMENS, known_values
from tests.benchmarks.answers.telling import tell_measures, told_and_results

_GAPS: Final = (
    1, 6, 7, 8, 13, 14, 15, 17, 18, 20, 21, 22, 24, 25, 27, 28, 29, 30, 31, 34, 35, 36, 37, 41,
    42, 43, 55, 56, 57, 70, 76, 77, 83, 84, 85, 90, 91, 92, 120, 182, 183, 184, 400,
)
"""Days since the last dose at both sides of the bands' edges."""


def _expected_gap(regimen: Regimen, line: Line, cycle: int, day: int) -> int | None:
    """Return the days since the start of the last dose or run, None for the first one."""
    before = [first for first, _last in runs_of(days_of(line, cycle)) if first < day]
    if before:
        return day - max(before)
    if cycle == 1:
        return None
    last = max(first for first, _end in runs_of(days_of(line, cycle - 1)))
    return in_days(regimen.track(line).cycle_length) - last + day


def _last_doses(
    dice: random.Random, regimen: Regimen, lines: Iterable[Line], cycle: int, day: int,
    today: datetime.date,
) -> Json:
    """Return when each drug was given last: mostly as planned, else around a band's edge."""
    found: Json = {}
    shift = dice.choices([0, None], weights=[7, 3])[0]
    gap_of_all = dice.choice(_GAPS)
    for line in lines:
        gap = _expected_gap(regimen, line, cycle, day)
        if gap is None:
            if dice.random() > 0.03:
                continue
            gap = gap_of_all
        if shift is None:
            gap = gap_of_all if dice.random() < 0.7 else dice.choice(_GAPS)
        elif dice.random() < 0.06:
            gap += dice.choice([-3, -1, 1, 3, 7])
        if dice.random() < 0.04:
            continue
        on = (today - datetime.timedelta(days=max(gap, 0))).isoformat()
        found[line.drug] = on if dice.random() < 0.5 else {"on": on}
    return found


def _policy(dice: random.Random) -> Json:
    policy: Json = {}
    profile = dice.choice([None, "us", "eu", "cn"])
    if profile is not None:
        policy["label_profile"] = profile
        if dice.random() < 0.5:
            policy["market"] = profile.upper()
    if dice.random() < 0.15:
        policy["rounding"] = dice.choice(["nhs_bands", "nearest_5_percent", "nearest_10_percent"])
    for name, values in (
        ("bsa_cap", ["2.0 m^2"]), ("gfr_cap", ["off", "140 mL/min"]),
        ("creatinine_floor", ["off"]), ("weight_basis", ["actual", "ideal", "adjusted"]),
        ("gfr_equation", ["ckd_epi_2009", "ckd_epi_2021", "camgfr_v1"]),
        ("bsa_formula", ["dubois", "hu_general"]),
        ("hp_reload_policy", ["trastuzumab_label", "perjeta_table"]),
        ("tolerance_agrees", ["2 %", "1 %"]), ("creatinine_age", ["3 day", "14 day"]),
        ("laboratory", [{"alt_uln": "45 U/L", "ast_uln": "35 U/L"}, {"lvef_lln": "53 %"}]),
    ):
        if dice.random() < 0.04:
            policy[name] = dice.choice(values)
    return policy


def _planned_day(dice: random.Random, lines: Sequence[Line], cycle: int, longest: int) -> int:
    """Return a day of the cycle: mostly one on which something starts."""
    if dice.random() < 0.92:
        starts = {first for line in lines for first, _last in runs_of(days_of(line, cycle))}
        return dice.choice([min(starts), *sorted(starts)])
    return dice.randint(1, longest)


def random_order(seed: int, number: int) -> Json:
    """Return the inputs of one order check; the same for the same seed and number."""
    dice = random.Random(f"{seed}/order/{number}")
    patient = random_patient(dice)
    aimed = number % 5 in (0, 2)
    every = targets()
    target = every[(number // 5 * 2 + int(number % 5 == 2)) % len(every)] if aimed else None
    chosen = target.regimen if target else dice.choice(list(regimens().values()))
    bone = _bone_agent(dice, chosen, target)
    cycle = dice.randint(1, 8)
    stage = stage_of(chosen, cycle)
    regimen = stage.regimen
    lines = list(regimen.lines)
    longest = in_days(regimen.cycle_length)
    if target is not None:
        first = target.rule.occasion is Occasion.FIRST_DOSE
        later = target.rule.occasion is Occasion.LATER_DOSES
        cycle = 1 if first else max(cycle, 2) if later else cycle
        alone = [target.line] if target.bone_agent is None else lines
        day = dice.choice(target.rule.days or (_planned_day(dice, alone, cycle, longest),))
        exact = dice.random() < 0.55
        tell_measures(patient, provoked(dice, target.rule, exact), target.line)
    else:
        day = _planned_day(dice, lines, stage.cycle, longest)
    told, results = told_and_results(patient)
    asked: Json = {"patient": told, "regimen": chosen.id, "cycle": cycle, "day": day}
    if bone is not None:
        asked["bone_agent"] = bone
    if results:
        asked["labs"] = results
    if dice.random() < 0.97:
        asked["today"] = patient.today.isoformat()
    within = cycle if target is not None else stage.cycle
    last = _last_doses(dice, regimen, lines, within, day, patient.today)
    if stage.before is not None and within == 1:
        before = stage.before
        last |= _last_doses(dice, before.regimen, before.regimen.lines, before.cycle + 1, 1,
                            patient.today)
    if bone is not None and bone not in last and (cycle, day) != (1, 1):
        gap = dice.choices([28, 84, dice.choice(_GAPS)], weights=[6, 1, 4])[0]
        last[bone] = (patient.today - datetime.timedelta(days=gap)).isoformat()
    if last:
        asked["last"] = last
    if policy := _policy(dice):
        asked["policy"] = policy
    _tell_history(dice, asked, patient, lines)
    return ordered_by_somebody(dice, asked, regimen, _preferred(dice, lines, target))


def _bone_agent(dice: random.Random, regimen: Regimen, target: Target | None) -> str | None:
    if target is not None and target.bone_agent is not None:
        return target.bone_agent
    itself = regimen.id in BONE_REGIMENS.values()
    return dice.choices([None, *BONE_REGIMENS], weights=[60, 2, 2] if itself else [6, 2, 2])[0]


def _preferred(dice: random.Random, lines: Sequence[Line], target: Target | None) -> Json:
    """Return one drug of each choice of a regimen, with its planned dose in mg."""
    options: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.choice is not None:
            options[line.choice].append(line)
    chosen = [
        target.line if target is not None and target.line in some else dice.choice(some)
        for some in options.values()
    ]
    return {line.drug: text_of(line.dose.magnitude, "mg") for line in chosen}


def _tell_history(
    dice: random.Random, asked: Json, patient: Patient, lines: Sequence[Line]
) -> None:
    """Add the last cycle, reductions, dose levels and the stock, each now and then."""
    names = [line.drug for line in lines]
    if dice.random() < 0.2:
        weight = Decimal(patient.body["weight"].split()[0])
        share = Decimal(dice.choice(["1", "1.02", "0.98", "1.099", "1.1", "1.12", "0.88"]))
        before: Json = {"weight": text_of((weight * share).quantize(Decimal("0.1")), "kg")}
        if dice.random() < 0.6:
            before["creatinine"] = dice.choice(known_values()["creatinine"])
        asked["last_cycle"] = before
    if dice.random() < 0.05:
        percent = dice.choice(["10 %", "20 %", "25 %", "50 %"])
        asked["reductions"] = {dice.choice(names): {"percent": percent, "reason": "neuropathy"}}
    if dice.random() < 0.06:
        asked["levels"] = {dice.choice(names): dice.choice([1, 1, 2])}
