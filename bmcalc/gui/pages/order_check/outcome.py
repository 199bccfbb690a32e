"""One look at the page: what could be read, what could not, and the check that follows from it.

What cannot be read is told at its field and left out of the check. A line that it bears on is
then undecided, and so is the whole: nothing agrees while something that was typed went unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import localcontext
from functools import cache, cached_property
from typing import Any

from bmcalc.core.calculator import Inputs
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Work
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.objections import objections_to
from bmcalc.gui.pages.order_check.entered import drug_of, field_of
from bmcalc.gui.pages.order_check.questions import asked_by
from bmcalc.gui.result.evaluation import MISSING, Evaluation
from bmcalc.orders.check_line import check_line
from bmcalc.orders.check_order import OrderCheck, check_order, settled
from bmcalc.orders.lines_before import LinesBefore
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.order_entry import KeptLine
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.reading.policy_input import contract_policy
from bmcalc.orders.verdicts import Verdict, worst

OTHER_CHOICE: dict[str, Any] = {"weight_basis": "actual", "creatinine_floor": None}
NEEDED = ("regimen", "cycle", "day")
NO_POLICY = Problem(
    "POLICY_REFUSED",
    _("The site policy was refused or cannot be reached, so no order is checked. “bmcalc formulary "
      "check” tells why."),
    ("policy",),
)


@dataclass(frozen=True, eq=False)
class OrderOutcome:
    """What the page shows. ``check`` is None while something is missing that all depends on."""

    check: OrderCheck | None = None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    read: RegimenInputs | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole order."""
        verdicts = [Verdict.UNDECIDABLE] if self.problems or self.check is None else []
        return worst(verdicts if self.check is None else [*verdicts, self.check.verdict])

    def verdict_of(self, line: OrderLine) -> Verdict:
        """Return the verdict on one line; undecided where something about it went unread."""
        known = self._verdicts.get(id(line))
        return self._judged(line) if known is None else known

    @cached_property
    def _verdicts(self) -> Mapping[int, Verdict]:
        """The verdict on each line of the check, which many parts of the page ask for."""
        lines = () if self.check is None else self.check.lines
        return {id(line): self._judged(line) for line in lines}

    def _judged(self, line: OrderLine) -> Verdict:
        unread = any(_bears_on(problem, line.drug) for problem in self.problems)
        return worst([line.verdict, Verdict.UNDECIDABLE]) if unread else line.verdict

    def at_field(self, name: str) -> Evaluation:
        """Return what a field of the page has to know about itself."""
        own = [Problem(_code(one), one.text, (name,)) for one in self._problems_at.get(name, ())]
        found = [replace(one, field=name) for one in self._findings_at.get(name, ())]
        return Evaluation(
            _nothing_read(), self._needs, own, Work(findings=found) if not own else None
        )

    @cached_property
    def _problems_at(self) -> Mapping[str, Sequence[Problem]]:
        """What could not be read, by the field that it is told at."""
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            for name in dict.fromkeys(_fields_of(problem)):
                found.setdefault(name, []).append(problem)
        return found

    @cached_property
    def _findings_at(self) -> Mapping[str, Sequence[Finding]]:
        """What was found about what was typed outside the table, by its field."""
        found: dict[str, list[Finding]] = {}
        for one in () if self.check is None else self.check.work.findings:
            if one.field is not None:
                found.setdefault(field_of(one.field), []).append(one)
        return found

    @cached_property
    def _needs(self) -> frozenset[str]:
        return frozenset({*NEEDED, *self.facts_missing()})

    def facts_missing(self) -> tuple[str, ...]:
        """Return the facts without which a line of the order is not decided, each once."""
        lines = () if self.check is None else self.check.lines
        return tuple(dict.fromkeys(fact for line in lines for fact in line.essential_missing))

    def fault_at(self, name: str) -> str:
        """Return what is wrong with what was typed into a field, or nothing."""
        return next((str(problem.text) for problem in self._problems_at.get(name, ())), "")


def _code(problem: Problem) -> str:
    """Return a code with which a field tells the problem at once.

    A field that is merely empty keeps still until it was touched; here another one needs it.
    """
    return "E_LOGIC" if problem.code == MISSING else problem.code


@cache
def _nothing_read() -> Inputs:
    return CALCULATOR.inputs()


def _fields_of(problem: Problem) -> list[str]:
    return [field_of(path, problem.code) for path in problem.about]


def _bears_on(problem: Problem, drug: str) -> bool:
    """Say whether a problem is about a drug, or about a question by which the drug is judged."""
    if any(drug_of(path) == drug for path in problem.about):
        return True
    asked = asked_by(drug)
    return any(name.removesuffix(":on") in asked for name in _fields_of(problem))


def look(
    raw: Mapping[str, Any], kept: Sequence[KeptLine] = (), before: LinesBefore | None = None
) -> OrderOutcome:
    """Return the check of what was typed, by the policy in force; never raises for what it is.

    ``before`` are the lines of the look before, taken over where nothing about them has changed.
    """
    objections = objections_to(CALCULATOR)
    if objections:
        return OrderOutcome(problems=objections)
    policy = formulary().policy
    if policy is None:
        return OrderOutcome(problems=(NO_POLICY,))
    still = tuple(name for name in NEEDED if name not in raw)
    given: dict[str, Any] = {**raw, "policy": policy}
    problems: dict[Problem, None] = {}
    with localcontext(CONTEXT):
        read, found = CALCULATOR.read(given)
        while fresh := [one for one in found if one.code != MISSING or one.field not in NEEDED]:
            problems.update(dict.fromkeys(fresh))
            if not [path for one in fresh for path in one.about if _leave_out(given, path)]:
                return OrderOutcome(None, tuple(problems), still)
            read, found = CALCULATOR.read(given)
    if found:
        return OrderOutcome(None, tuple(problems), still)
    unread = frozenset(
        path.split(".")[1] for problem in problems for path in problem.about
        if path.startswith("order.")
    )
    lines = LinesBefore() if before is None else before
    lines.rest_on(given, kept, *sorted(unread))
    try:
        check = check_order(read, kept, unread, lines.line)
        return OrderOutcome(check, tuple(problems), (), read)
    except Refused as refused:
        return OrderOutcome(None, (*problems, *refused.problems))


def by_the_other_choice(outcome: OrderOutcome, drug: str) -> Term | None:
    """Return the dose with the other choice of weight and creatinine floor, where it differs.

    The policy decides between the safer choice and the plain one; the other is shown beside it.
    """
    if outcome.check is None or outcome.read is None:
        return None
    line = outcome.check.line(drug)
    if line.gfr_used is None or line.computed is None:
        return None
    policy = outcome.check.policy
    other = OTHER_CHOICE if policy.creatinine_floor is not None else {
        name: getattr(contract_policy(), name) for name in OTHER_CHOICE
    }
    dose = _computed(replace(outcome.read, policy=policy.model_copy(update=other)), drug)
    return None if dose is None or dose == line.computed else dose


def _computed(read: RegimenInputs, drug: str) -> Term | None:
    """Return the dose that the line of a drug comes to, of which no other line says anything."""
    with localcontext(CONTEXT):
        situation, due = settled(read, Work())
        own = next((line for line in due if line.drug == drug), None)
        return None if own is None else check_line(own, situation).computed


def _leave_out(given: dict[str, Any], path: str) -> bool:
    """Take what a path names out of the inputs; say whether there was anything."""
    root, *parts = path.split(".")
    if root in ("order", "reductions", "planned") or parts[1:] in (["value"], ["on"]):
        parts = parts[:1]
    if not parts:
        return given.pop(root, None) is not None
    inside = given.get(root)
    if not isinstance(inside, dict) or parts[0] not in inside:
        return False
    inside = given[root] = dict(inside)
    if len(parts) == 1:
        inside.pop(parts[0])
        return True
    deeper = inside[parts[0]] = dict(inside[parts[0]])
    return deeper.pop(parts[1], None) is not None


def needed(names: Sequence[str]) -> list[object]:
    """Return the labels of the fields that are still needed."""
    asks = CALCULATOR.inputs.asks()
    return [asks[name].label for name in names]
