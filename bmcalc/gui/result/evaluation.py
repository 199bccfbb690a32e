"""One page's calculation: what was read, what keeps it from being used, what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import localcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import NOT_APPLICABLE, Problem, Refused, missing, root_of
from bmcalc.core.texts import _

if TYPE_CHECKING:
    from bmcalc.core.calculator import Calculator, Inputs
    from bmcalc.core.work import Work

MISSING = "E_MISSING"

CALCULATION_FAILED = Problem(
    "FAILED",
    _("The calculation failed, so no number is shown. What was typed is kept."),
)


def not_applicable(problem: Problem) -> bool:
    """Say whether the calculator does not apply here; nothing that was typed is wrong then."""
    return problem.code.startswith(NOT_APPLICABLE)


class Evaluation(NamedTuple):
    """The result of one look at a page. ``work`` is None where there is not a number to show."""

    read: Inputs
    needs: frozenset[str]
    problems: Sequence[Problem] = ()
    work: Work | None = None

    @property
    def status(self) -> str:
        """The status of the work; ``missing``, ``not_applicable`` or ``refused`` without one."""
        if self.work is not None:
            return self.work.status
        if all(problem.code == MISSING for problem in self.problems):
            return "missing"
        refusals = self.refusals()
        return "not_applicable" if all(map(not_applicable, refusals)) else "refused"

    def missing(self) -> list[str]:
        """Return the names of the fields that are still needed, in order."""
        roots = (root_of(problem) for problem in self.problems if problem.code == MISSING)
        return list(dict.fromkeys(root for root in roots if root is not None))

    def refusals(self) -> list[Problem]:
        """Return the problems other than a field that is still empty."""
        return [problem for problem in self.problems if problem.code != MISSING]

    def problem_of(self, name: str) -> Problem | None:
        """Return the problem that concerns this one field."""
        for problem in self.problems:
            if root_of(problem) == name:
                return problem
        return None


def evaluate(calculator: Calculator[Any], raw: Mapping[str, Any]) -> Evaluation:
    """Return what a calculator makes of raw inputs; never raises for what was typed."""
    if not raw:
        untouched: Inputs = calculator.inputs()
        needs = frozenset(untouched.needs())
        if needs:
            asks = calculator.inputs.asks()
            still = [missing(ask.label, name) for name, ask in asks.items() if name in needs]
            return Evaluation(untouched, needs, still)
    from bmcalc.formulary.objections import objections_to  # not needed by the first paint

    with localcontext(CONTEXT):
        read, problems = calculator.read(raw)
        needs = frozenset(read.needs())
        problems = list(objections_to(calculator)) or problems
        if problems:
            return Evaluation(read, needs, problems)
        try:
            work = calculator.work(read)
        except Refused as refused:
            return Evaluation(read, needs, refused.problems)
    return Evaluation(read, needs, (), work)
