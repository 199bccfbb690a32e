"""Scores that add the points of picked items, such as Mirels and SINS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from bmcalc.core.ask import AskChoice
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import NO_UNIT
from bmcalc.core.work import Work


class AskGrade(AskChoice):
    """Asks for a grade or level whose letter is read in either case: ``B`` or ``b``."""

    def read(self, raw: object) -> str:
        """Return the listed key; ``E_ENUM`` for anything that is not listed."""
        if isinstance(raw, str):
            for key in self.options:
                if key.casefold() == raw.casefold():
                    return key
        return super().read(raw)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the listed keys, in small and in capital letters."""
        keys = list(self.options)
        spelled = [*keys, *(key.lower() for key in keys), *(key.upper() for key in keys)]
        return {"enum": list(dict.fromkeys(spelled))}


class Item(NamedTuple):
    """One item of a score: what it asks, the rule, what was found, and its points."""

    label: object
    rule: object
    found: object
    points: int


def rule_of(ask: AskChoice) -> Joined:
    """Return the points of every option, as people read them: ``lytic = 3, mixed = 2``."""
    return Joined(
        [
            _("{option} = {points}", option=ask.options[key], points=points)
            for key, points in ask.points.items()
        ]
    )


def picked(ask: AskChoice, key: str) -> Item:
    """Return the item that a picked option makes; raise KeyError for one without points."""
    return Item(ask.label, rule_of(ask), ask.options[key], ask.points[key])


def sum_of(work: Work, label: object, items: Iterable[Item], source: str) -> int:
    """Show the sum of the items as one step and return it."""
    total: Term | None = None
    for item in items:
        points = Term(Decimal(item.points), NO_UNIT, item.label)
        total = points if total is None else total + points
    assert total is not None, "a score has at least one item"
    return int(work.step(label, total, source, decimals=0).magnitude)


def total_of(work: Work, label: object, items: Sequence[Item], source: str) -> int:
    """Show each item and their sum as steps, and return the sum."""
    for item in items:
        work.decide(item.label, item.rule, item.found, str(item.points), source)
    return sum_of(work, label, items, source)
