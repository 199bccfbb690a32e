"""What stands against a release: open questions, unsettled lines, differences of the two checks."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.core.texts import _
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.queries import QueryOutcome
from bmcalc.records.checks.states import Beside


def release_problems(case: Case) -> Iterator[object]:
    """Give every objection to a release, whether by one person or by two."""
    if Beside.QUERY_OPEN in case.check.beside:
        yield _("A query is open: nothing is released before it is answered.")
    if Beside.ON_HOLD in case.check.beside:
        yield _("This check is on hold: nothing is released before it goes on.")
    if case.version.differences:
        yield _("The two checks differ: nothing is released before every difference is settled.")
    if case.released_twice:
        yield _("Another check of this course for the same cycle and day was released already.")
    yield from _queries_that_changed_it(case)
    yield from _unsettled_lines(case)


def _queries_that_changed_it(case: Case) -> Iterator[object]:
    for query in case.check.queries:
        if query.version == case.version.id and query.outcome in {
            QueryOutcome.CHANGED, QueryOutcome.CANCELLED,
        }:
            yield _("A query changed or cancelled this order: draft it anew.")
            return


def _unsettled_lines(case: Case) -> Iterator[object]:
    """Give the lines that lack what their verdict asks for."""
    reasons = case.body.get("reasons") or {}
    for line in case.version.unsettled(reasons):
        name = case.name(line.drug)
        if line.verdict is Verdict.STOP:
            yield _("{line} is a stop: it is released only when somebody who may do so "
                    "overrides it by name, with a reason.", line=name)
        elif line.needs_override:
            yield _("{line} could not be decided: complete it, or let somebody who may do so "
                    "override it by name, with a reason.", line=name)
        else:
            yield _("{line} is a query: a reason is missing.", line=name)
