"""Of rules that were answered: those told of the ones that are met, and what the others await."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule, strictness


class Answered(NamedTuple):
    """A rule, whether it is met, and where that is not known the measures on which it hangs."""

    rule: Rule
    met: bool | None
    missing: tuple[str, ...] = ()


class Said(NamedTuple):
    """The rules that are told, the strictest first, and the measures that nobody entered.

    Each of these stands with the rules that it leaves unchecked.
    """

    strictest: list[Rule]
    unanswered: dict[str, list[Rule]]


def answered(rule: Rule, met: bool | None, known: Mapping[str, Given]) -> Answered:
    """Return a rule with what it hangs on where it is not known whether it is met."""
    return Answered(rule, met, rule.missing(known) if met is None else ())


def what_they_say(rules: Collection[Answered], first: bool | None = None) -> Said:
    """Return what rules say together; of a table only the strictest row that is met is told.

    Of two that are equally strict the one that the file names first comes first. A row of a table
    waits for nothing where a stricter row is already met.
    """
    met: list[Rule] = []
    left_open: list[Answered] = []
    for one in rules:
        if one.met is None:
            left_open.append(one)
        elif one.met:
            met.append(one.rule)
    strictest = met if len(met) < 2 else _strictest_rows(met, first)
    rows: dict[str, Rule] = {}
    for rule in strictest:
        if rule.table is not None:
            rows[rule.table] = rule
    unanswered: dict[str, list[Rule]] = {}
    for rule, _met, missing in left_open:
        above = None if rule.table is None else rows.get(rule.table)
        if above is not None and strictness(above, first) >= strictness(rule, first):
            continue
        for measure in missing:
            unanswered.setdefault(measure, []).append(rule)
    return Said(strictest, unanswered)


def _strictest_rows(met: Iterable[Rule], first: bool | None) -> list[Rule]:
    tables: set[str] = set()
    rows = []
    for rule in sorted(met, key=lambda one: strictness(one, first), reverse=True):
        if rule.table is not None:
            if rule.table in tables:
                continue
            tables.add(rule.table)
        rows.append(rule)
    return rows
