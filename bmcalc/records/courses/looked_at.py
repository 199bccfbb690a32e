"""The checks of a course with what each was computed from, as far as anybody may see it.

A check that waits for its second person shows no value and no dose: whoever is to check it blind
may look at this page before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import localcontext
from typing import Any, Final

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term
from bmcalc.orders.check_order import OrderCheck, check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.records.checks.check import Check, Version
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk

_SET_FOR_PATIENT: Final = ("reductions", "levels")
"""What takes from the dose that the regimen plans."""


@dataclass(frozen=True)
class LookedAt:
    """The newest version of a check, or one that was given.

    ``order`` is its order check anew, by the policy that it was recorded with; ``full`` the dose
    in mg that the plan has of each drug without any reduction. Both are empty where the version is
    blind, its patient erased, or its input read no more.
    """

    check: Check
    version: Version
    order: OrderCheck | None
    full: dict[str, Term]

    @property
    def is_blind(self) -> bool:
        """Whether a second person is still to check it without seeing the first entries."""
        return self.version.state is State.FIRST_CHECK

    @property
    def place(self) -> tuple[int, int]:
        """The cycle and the day of the course."""
        return self.version.shown.cycle, self.version.shown.day


def looked_at(desk: Desk, course_id: str) -> tuple[LookedAt, ...]:
    """Return the checks of a course by cycle and day, those that were cancelled too."""
    rows = desk.projections.connection.execute(
        "SELECT id FROM checked WHERE course = ? ORDER BY cycle, day, since, id", (course_id,),
    ).fetchall()
    return tuple(one for (identifier,) in rows
                 for one in _versions(desk, desk.check(identifier)))


def _versions(desk: Desk, check: Check) -> Iterator[LookedAt]:
    """Give the newest version, and any other one that may have been given."""
    versions = {one.id: one for one in (*check.may_be_given, check.newest)}
    for version in versions.values():
        if version.state is State.FIRST_CHECK:
            yield LookedAt(check, version, None, {})
            continue
        inputs = input_of(desk, check, version)
        order = None if inputs is None else _checked(inputs)
        plain = None if inputs is None else _checked(
            {name: one for name, one in inputs.items() if name not in _SET_FOR_PATIENT})
        full = {} if plain is None else {
            line.drug: line.computed.to("mg") for line in plain.lines
            if line.computed is not None and line.due is not None
        }
        yield LookedAt(check, version, order, full)


def _checked(inputs: dict[str, Any]) -> OrderCheck | None:
    """Return the order check of a recorded input; None where it is read no more."""
    with localcontext(CONTEXT):
        read, problems = CALCULATOR.read(inputs)
        if problems:
            return None
        try:
            return check_order(read)
        except (Refused, LookupError):
            return None
