"""Random patients: mostly usual, some facts left out, now and then an odd one."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from bmcalc.core.ask import Ask, AskChoice, AskFlag, AskInteger, AskQuantity
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.questions import known_values

_NORMAL: Final[dict[str, tuple[str, str, str]]] = {
    "anc": ("1.6", "7", "x10^9/L"), "platelets": ("110", "380", "x10^9/L"),
    "haemoglobin": ("95", "150", "g/L"), "phosphate": ("0.90", "1.45", "mmol/L"),
    "potassium": ("3.6", "5.1", "mmol/L"), "lvef_now": ("55", "68", "%"),
    "qtcf": ("390", "445", "ms"), "albumin": ("36", "48", "g/L"),
    "calcium_total": ("2.18", "2.45", "mmol/L"), "magnesium": ("0.77", "1.00", "mmol/L"),
    "vitamin_d_25oh": ("55", "120", "nmol/L"), "bilirubin": ("5", "18", "umol/L"),
    "alt": ("10", "38", "U/L"), "ast": ("10", "36", "U/L"), "alp": ("45", "115", "U/L"),
    "creatinine": ("48", "88", "umol/L"), "elemental_calcium": ("500", "1200", "mg"),
    "vitamin_d": ("400", "1200", "IU"), "anc_lowest": ("0.6", "3", "x10^9/L"),
    "platelets_lowest": ("60", "250", "x10^9/L"), "neutropenia_days": ("0", "4", "day"),
    "hours_since_gcsf": ("60", "400", "h"), "ild_days": ("1", "20", "day"),
}
"""Usual results: from, to, and the unit."""

UPPER_LIMITS: Final = {"bilirubin": "20 umol/L", "alt": "40 U/L", "ast": "40 U/L", "alp": "120 U/L"}

_USUAL_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "child_pugh": ("none",), "dental_exam": ("done",), "pregnancy": ("no", "na"),
    "menopause": ("postmenopausal", "suppressed"), "cyp3a4_inhibitor": ("none",),
    "cyp3a4_inducer": ("none",), "dosing_interval": ("every_4_weeks",),
}
_USUALLY_TRUE: Final = frozenset({"opioid_tolerant", "pth_known", "nephrology_plan"})

_SELDOM: Final = frozenset({
    "gfr", "gfr_kind", "crcl", "calcium_ionised", "calcium_lln", "calcium_uln",
    "calcium_ionised_lln", "calcium_ionised_uln", "correction", "correction_slope",
    "correction_reference", "bilirubin_uln", "alt_uln", "ast_uln", "alp_uln", "infusion_minutes",
    "dosing_interval", "ild_days", "neutropenia_days", "hours_since_gcsf",
    "qtcf_above_500_ecgs", "ribociclib", "on_hold", "surgery_on", "hypersensitivity",
    "creatinine_baseline", "qtcf_baseline", "lvef_baseline",
})
"""Facts that are told together with others, or that few patients have."""


def text_of(value: Decimal, unit: str) -> str:
    """Return a quantity as the contract writes it."""
    return f"{value.normalize() if value else Decimal(0):f} {unit}".rstrip()


def within(dice: random.Random, low: str, high: str, unit: str) -> str:
    """Return a quantity between two limits, with one digit more than they have at most."""
    least, most = Decimal(low), Decimal(high)
    digits = min(0, int(least.as_tuple().exponent), int(most.as_tuple().exponent))
    digits -= int(dice.random() < 0.2)
    steps = int((most - least).scaleb(-digits))
    return text_of(least + Decimal(dice.randint(0, steps)).scaleb(digits), unit)


def clipped(ask: Ask, value: Decimal, unit: str) -> Decimal:
    """Return a number inside what a question takes in this unit."""
    if isinstance(ask, AskQuantity):
        for span in ask.spans:
            if span.key == unit:
                low, high = (Decimal(str(end)) for end in span.hard)
                return min(max(value, low), high)
    elif isinstance(ask, AskInteger):
        low = Decimal(0 if ask.low is None else ask.low)
        return min(max(value, low), value if ask.high is None else Decimal(ask.high))
    return value


@dataclass
class Patient:
    """A patient under construction: the day of the check, the body, and what is known."""

    dice: random.Random
    today: datetime.date
    body: Json = field(default_factory=dict)
    facts: Json = field(default_factory=dict)

    def tell(self, name: str, value: Any) -> None:
        """Set a fact, the body's or another."""
        (self.body if name in ("sex", "age", "height", "weight") else self.facts)[name] = value


def _body(dice: random.Random) -> Json:
    female = dice.random() < 0.97
    height = min(max(round(dice.gauss(160 if female else 172, 7)), 141), 198)
    index = min(max(dice.gauss(24, 4), 16.5), 40)
    if dice.random() < 0.04:
        index = dice.choice([14.5, 42, 48])
    weight = Decimal(str(round(index * height * height / 10_000, 1)))
    age = min(max(round(dice.gauss(56, 12)), 24), 88)
    tall = f"{Decimal(height) / 100} m" if dice.random() < 0.05 else f"{height} cm"
    return {"sex": "female" if female else "male", "age": age, "height": tall,
            "weight": text_of(weight, "kg")}


def _usual_fact(dice: random.Random, name: str, ask: Ask) -> Any:
    """Return what most patients have; None where nothing is known about the field."""
    if name in _NORMAL:
        return within(dice, *_NORMAL[name])
    if isinstance(ask, AskFlag):
        return name in _USUALLY_TRUE
    if isinstance(ask, AskChoice):
        return dice.choice(_USUAL_CHOICES.get(name, tuple(ask.options)))
    if isinstance(ask, AskInteger):
        return dice.choice([0, 0, 1])
    return None


def _odd_fact(dice: random.Random, name: str, ask: Ask) -> Any:
    """Return something unusual: a value of the shipped cases, the other answer."""
    known = known_values().get(name)
    if known and dice.random() < 0.8:
        return dice.choice(known)
    if isinstance(ask, AskFlag):
        return name not in _USUALLY_TRUE
    if isinstance(ask, AskChoice):
        return dice.choice(list(ask.options))
    if isinstance(ask, AskInteger):
        return dice.choice([2, 3, 4])
    return _usual_fact(dice, name, ask)


def random_patient(dice: random.Random) -> Patient:
    """Return a patient with the usual facts, some of them left out, now and then an odd one."""
    today = datetime.date(2024, 1, 1) + datetime.timedelta(days=dice.randrange(700))
    patient = Patient(dice, today, _body(dice))
    laboratory, others = dice.choices(
        [(0.99, 0.95), (0.96, 0.5), (0.75, 0.2)], weights=[5, 4, 1.5]
    )[0]
    odd = dice.choices([0, 0.02, 0.08], weights=[6, 3, 1])[0]
    for name, ask in patient_asks().items():
        if name in patient.body or name in _SELDOM:
            continue
        if dice.random() > (laboratory if name in LABORATORY else others):
            continue
        value = _odd_fact(dice, name, ask) if dice.random() < odd else _usual_fact(dice, name, ask)
        if value is not None:
            patient.facts[name] = value
    facts = patient.facts
    if "lvef_now" in facts and dice.random() < 0.95:
        before = Decimal(facts["lvef_now"].split()[0]) + dice.choice([-2, 0, 0, 1, 3, 5, 8])
        facts["lvef_baseline"] = text_of(min(before, Decimal(85)), "%")
    if "creatinine" in facts and dice.random() < 0.5 and facts["creatinine"].endswith("umol/L"):
        before = Decimal(facts["creatinine"].split()[0]) - dice.choice([0, 0, 2, 5, 20])
        facts["creatinine_baseline"] = text_of(max(before, Decimal(30)), "umol/L")
    if "qtcf" in facts and dice.random() < 0.5:
        facts["qtcf_baseline"] = within(dice, "385", "440", "ms")
    if dice.random() < 0.35:
        facts["hypersensitivity"] = []
    if dice.random() < 0.06:
        days = datetime.timedelta(days=dice.choice([-40, -28, -20, 10, 27, 28, 29, 60, 300]))
        facts["surgery_on"] = (today - days).isoformat()
    if dice.random() < 0.08:
        facts["crcl"] = dice.choice(["25 mL/min", "29.9 mL/min", "30 mL/min", "39 mL/min",
                                     "50 mL/min", "60 mL/min", "61 mL/min", "95 mL/min"])
    if dice.random() < 0.05:
        facts["gfr"] = within(dice, "18", "140", "mL/min")
        facts["gfr_kind"] = dice.choice(["measured", "estimated"])
    return patient
