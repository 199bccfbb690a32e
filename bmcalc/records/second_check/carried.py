"""Facts that both answers rest on and that are not entered twice: each is ticked afterwards.

They are the first person's. They are not shown before the comparison, and nobody signs before
every one of them was found in its source.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.related_drugs import name_of
from bmcalc.orders.order_check import CALCULATOR, OrderCheckInputs
from bmcalc.orders.plan_for_patient import days_text
from bmcalc.orders.reading.order_entry import LAST_REASON
from bmcalc.orders.reading.order_inputs import BONE_AGENT, LAST_CYCLE, TODAY
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_words import fields_in_words
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.reading.policy_input import contract_policy, policy_title
from bmcalc.records.second_check.side import OF_THE_BODY, kept_lines, ordered_lines

ASKED_AGAIN: Final = frozenset((*OF_THE_BODY, "creatinine"))
_OF_A_LINE: Final = ("infusion", "diluent", "volume", "basis", "size", "phase", "cycle", "product")


@dataclass(frozen=True)
class CarriedFact:
    """One fact: where it stands in the inputs, its name, its value for people and as written."""

    what: str
    label: object
    shown: object
    written: Any


class _Answer:
    """An answer that reads in the language of the moment, with its day."""

    def __init__(self, name: str, value: Any, on: datetime.date | None) -> None:
        self._name, self._value, self._on = name, value, on

    def __str__(self) -> str:
        if isinstance(self._value, tuple):
            text = str(Joined([name_of(one) for one in self._value])) or str(_("none"))
        else:
            text = shown_input(patient_asks()[self._name], self._value)
        if self._on is not None:
            return f"{text} · {self._on.isoformat()}"
        if self._name in LABORATORY:
            return str(_("{value} · undated", value=text))
        return text


def carried_facts(read: OrderCheckInputs) -> tuple[CarriedFact, ...]:
    """Return every fact of the first check that is not entered again, in the order of the check."""
    return (*_of_the_day(read), *_of_the_patient(read), *_of_the_laboratory(read),
            *_of_the_course(read), *_set_by_hand(read), *_of_the_order(read))


def _of_the_day(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    if read.today is not None:
        day = read.today.isoformat()
        yield CarriedFact("today", TODAY.label, day, day)
    if read.bone_agent is not None:
        yield CarriedFact("bone_agent", BONE_AGENT.label, BONE_AGENT.options[read.bone_agent],
                          read.bone_agent)
    policy = contract_policy() if read.policy is None else read.policy
    yield CarriedFact("policy", _("Policy"), policy_title(policy),
                      {"name": policy.name.english, "version": policy.version})


def _of_the_patient(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    patient = read.patient or {}
    dates: Mapping[str, datetime.date] = getattr(patient, "dates", {})
    written = CALCULATOR.understood(read).get("patient", {})
    asks = patient_asks()
    for name, value in patient.items():
        if name not in ASKED_AGAIN:
            yield CarriedFact(f"patient.{name}", asks[name].label,
                              _Answer(name, value, dates.get(name)), _plain(written[name]))
        elif name in dates and name != "creatinine":
            on = dates[name].isoformat()
            yield CarriedFact(f"patient.{name}.on",
                              _("{label}: taken on", label=asks[name].label), on, on)


def _of_the_laboratory(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    asks = patient_asks()
    written = CALCULATOR.understood(read).get("labs", {})
    for name, result in (read.labs or {}).items():
        if name == "creatinine":
            continue
        yield CarriedFact(f"labs.{name}", asks[name].label, _Answer(name, result.value, result.on),
                          _plain(written[name]))
        if result.upper_limit is not None:
            yield CarriedFact(f"labs.{name}.uln", asks[f"{name}_uln"].label, result.upper_limit,
                              _plain(result.upper_limit))


def _of_the_course(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    for drug, last in (read.last or {}).items():
        parts: list[object] = [one for one in (last.dose, last.weight, last.percent)
                               if one is not None]
        if last.reason is not None:
            parts.append(LAST_REASON.options[last.reason])
        if parts:
            yield CarriedFact(
                f"last.{drug}", _("{drug}: last dose", drug=_drug(drug)), Joined(parts, " · "),
                {name: _plain(value) for name in ("dose", "weight", "percent", "reason")
                 if (value := getattr(last, name)) is not None},
            )
    for name, value in (read.last_cycle or {}).items():
        yield CarriedFact(f"last_cycle.{name}", LAST_CYCLE.fields[name].label, _text(value),
                          _plain(value))


def _set_by_hand(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    for drug, one in (read.reductions or {}).items():
        yield CarriedFact(
            f"reductions.{drug}", _("Reduction of {drug}", drug=_drug(drug)),
            Joined([one["percent"], one["reason"]], " · "),
            {"percent": _plain(one["percent"]), "reason": one["reason"]},
        )
    for drug, level in (read.levels or {}).items():
        yield CarriedFact(f"levels.{drug}", _("Dose level of {drug}", drug=_drug(drug)),
                          str(level), level)
    for drug, plan in (read.planned or {}).items():
        parts: list[object] = []
        if "dose" in plan:
            parts.append(plan["dose"])
        if "days" in plan:
            parts.append(days_text(plan["days"]))
        yield CarriedFact(
            f"planned.{drug}", _("Set for this patient: {drug}", drug=_drug(drug)),
            Joined([*parts, plan["reason"]], " · "),
            {name: _plain(value) for name, value in plan.items()},
        )


def _of_the_order(read: OrderCheckInputs) -> Iterator[CarriedFact]:
    """Give what a line says besides, and every line that is no dose the program checks."""
    for number, line in enumerate(ordered_lines(read), 1):
        if line.ordered is None:
            continue
        only = replace(Ordered(line.ordered.dose), **{
            name: getattr(line.ordered, name) for name in _OF_A_LINE
        })
        words = list(fields_in_words(only))
        if words:
            yield CarriedFact(
                f"order.{number}", _("{drug}: ordered besides", drug=line.name),
                Joined(words, " · "),
                {name: _plain(value) for name in _OF_A_LINE
                 if (value := getattr(line.ordered, name)) is not None},
            )
    for kept in kept_lines(read)[1]:
        yield CarriedFact(
            f"order.line.{kept.number}",
            _("Line {number} of the order, not compared", number=kept.number), kept.text, kept.text,
        )


def _drug(identifier: str) -> object:
    found = drugs().get(identifier)
    return identifier if found is None else found.name


def _text(value: Any) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _plain(value: Any) -> Any:
    """Return a value as JSON: a quantity and a date as the contract writes them."""
    if isinstance(value, Term):
        return f"{plain(value.magnitude)} {value.unit.key}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
