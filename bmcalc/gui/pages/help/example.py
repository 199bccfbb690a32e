"""A worked example for the help: a shipped verification case, computed by the program now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Refused
from bmcalc.core.work import Work
from bmcalc.formulary.objections import objections_to
from bmcalc.verification.cases import Case, cases_of


class Example(NamedTuple):
    """A case with what the program makes of it at this moment."""

    case: Case
    read: Inputs
    work: Work


def example_of(found: Calculator[Any]) -> Example | None:
    """Return the first case that shows the headline without an objection, else the first at all.

    None where the formulary in force keeps the calculator from answering.
    """
    if objections_to(found):
        return None
    computed = list(_up_to_the_first_plain(found))
    return computed[-1] if computed and _is_plain(computed[-1]) else next(iter(computed), None)


def _up_to_the_first_plain(found: Calculator[Any]) -> Iterator[Example]:
    named = [case for case in cases_of(found.id) if case.expect.get("values")]
    shown = [case for case in named if found.headline in case.expect["values"]]
    for case in shown or named:
        try:
            example = Example(case, *found.run(case.inputs))
        except Refused:
            continue
        yield example
        if _is_plain(example):
            return


def _is_plain(example: Example) -> bool:
    return example.work.status == "ok" and bool(example.work.steps or example.work.values)
