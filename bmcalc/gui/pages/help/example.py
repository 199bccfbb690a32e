"""A worked example for the help: a shipped verification case, computed by the program now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Refused
from bmcalc.core.work import Work
from bmcalc.formulary.objections import objections_to
from bmcalc.verification.cases import Case, cases_of

MOST_TRIED: Final = 12
"""Cases that are computed to find one that shows much; the help opens at a key."""
ENOUGH_STEPS: Final = 3


class Example(NamedTuple):
    """A case with what the program makes of it at this moment."""

    case: Case
    read: Inputs
    work: Work


def example_of(found: Calculator[Any]) -> Example | None:
    """Return the first case that shows enough steps without an objection, of the first few.

    Else the one with most steps; where each has an objection, a caution is better than a stop. None
    where the formulary in force keeps the calculator from answering.
    """
    if objections_to(found):
        return None
    best: Example | None = None
    for example in islice(_computed(found), MOST_TRIED):
        if best is None or _worth(example) > _worth(best):
            best = example
        if _worth(best) >= (True, ENOUGH_STEPS):
            break
    return best


def _worth(example: Example) -> tuple[bool, int]:
    return example.work.status == "ok", len(example.work.steps)


def _computed(found: Calculator[Any]) -> Iterator[Example]:
    """Give the cases whose values are published and that come to a headline."""
    for case in cases_of(found.id):
        if not case.expect.get("values"):
            continue
        try:
            example = Example(case, *found.run(case.inputs))
        except Refused:
            continue
        if example.work.values.get(found.headline) is not None:
            yield example
