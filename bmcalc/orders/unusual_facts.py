"""What is asked about the numbers of a patient: a likely slip, or what no rule of today reads.

Outside its usual range a value may be abnormal, which the rules of the drugs judge. Only far
outside, where the measure names its ``slip``, it is more likely a slip of the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from bmcalc.core.ask import Ask, AskInteger, AskQuantity
from bmcalc.core.calculator import confirm_slip
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.regimens import Regimen
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.rules.facts_needed import facts_of

NORMAL_BELOW: Final = frozenset({"creatinine"})
"""Results that are normal below their usual range too: many women in China are."""

BEHIND_A_CLEARANCE: Final = frozenset({"creatinine"})
"""What the clearance is calculated from, which the order hands over."""


def confirm_facts(
    given: RegimenInputs, lines: Iterable[DueLine], regimen: Regimen, work: Work
) -> None:
    """Ask to confirm what is likely a slip; tell an abnormal result that no rule of today reads."""
    read = facts_read(lines, regimen)
    asks = patient_asks()
    told: list[tuple[str, str, Ask, Any]] = [
        ("patient", name, asks[name], value) for name, value in (given.patient or {}).items()
    ]
    told += [
        ("labs", name, LABORATORY[name], result.value)
        for name, result in (given.labs or {}).items()
    ]
    for place, name, ask, value in told:
        if not isinstance(ask, (AskQuantity, AskInteger)) or value is None:
            continue
        if confirm_slip(f"{place}.{name}", ask, value, work):
            continue
        if name in LABORATORY and name not in read and _is_abnormal(name, ask, value):
            work.info(
                "NOT_USED",
                _("{label} {value} is outside its usual range, and no rule of today's drugs looks "
                  "at it.",
                  label=ask.label, value=value),
                ask.limits_source, about=f"{place}.{name}",
            )


def _is_abnormal(name: str, ask: AskQuantity | AskInteger, value: Any) -> bool:
    if ask.is_usual_value(value):
        return False
    return name not in NORMAL_BELOW or not isinstance(ask, AskQuantity) or all(
        span.usual[0] is None or value.magnitude >= Decimal(span.usual[0])
        for span in ask.spans if span.unit is value.unit
    )


def facts_read(lines: Iterable[DueLine], regimen: Regimen) -> frozenset[str]:
    """Return the facts that the rules of these drugs look at, and what those rest on."""
    rules = list(regimen.rules)
    for line in lines:
        found = drug(line.drug)
        rules += found.rules
        for name in found.lvef:
            rules += formulary().lvef[name].rules
    measures = frozenset(measure for rule in rules for measure in rule.measures)
    read = measures.union(*(facts_of(measure) for measure in measures))
    return read | BEHIND_A_CLEARANCE if read & {"crcl", "gfr"} else read
