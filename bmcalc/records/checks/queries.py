"""A query to somebody about an order: what is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import Query


class QueryOutcome(StrEnum):
    """What came of a query. After the first and the last the order is drafted anew."""

    CHANGED = "changed"
    KEPT = "kept"
    CANCELLED = "cancelled"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            QueryOutcome.CHANGED: _("the order was changed"),
            QueryOutcome.KEPT: _("the order was kept, with a reason"),
            QueryOutcome.CANCELLED: _("the order was cancelled"),
        }[self]


class QueryError(StrEnum):
    """What kind of error a query was about."""

    NONE = "none"
    PATIENT = "patient"
    DRUG = "drug"
    DOSE = "dose"
    INTERVAL = "interval"
    ROUTE = "route"
    MISSING_DRUG = "missing_drug"
    TWICE = "twice"
    ORGAN_FUNCTION = "organ_function"
    RESULT_MISSING = "result_missing"
    INTERACTION = "interaction"
    WRITING = "writing"
    OTHER = "other"

    @property
    def label(self) -> object:
        """What people read."""
        return ERROR_NAMES[self]


ERROR_NAMES: Final[dict[QueryError, object]] = {
    QueryError.NONE: _("no error"),
    QueryError.PATIENT: _("another patient"),
    QueryError.DRUG: _("wrong drug or product"),
    QueryError.DOSE: _("wrong dose"),
    QueryError.INTERVAL: _("wrong day or interval"),
    QueryError.ROUTE: _("wrong route, rate or diluent"),
    QueryError.MISSING_DRUG: _("a drug is missing"),
    QueryError.TWICE: _("ordered twice"),
    QueryError.ORGAN_FUNCTION: _("not adapted to counts or organ function"),
    QueryError.RESULT_MISSING: _("a result is missing or too old"),
    QueryError.INTERACTION: _("interaction or allergy"),
    QueryError.WRITING: _("wrong in writing or transfer"),
    QueryError.OTHER: _("another error"),
}


def query_problems(case: Case) -> Iterator[object]:
    """Give what a query lacks: to whom, what, and lines that the check has."""
    if not str(case.body.get("to") or "").strip():
        yield _("The query does not say whom it asks.")
    if not str(case.body.get("text") or "").strip():
        yield _("The query asks nothing.")
    for line in case.body.get("lines") or ():
        if not case.shown.lines_of(line):
            yield _("The check has no line {line}.", line=case.name(line))


def answer_problems(case: Case) -> Iterator[object]:
    """Give what an answer lacks: the answer, its outcome, a reason, the kind of error."""
    body = case.body
    meant = body.get("query")
    odd = any(one.by.event == meant for one in case.check.unexplained)
    if not odd and not any(one.id == meant for one in case.check.open_queries):
        yield _("This query is not open.")
    if not str(body.get("answer") or "").strip():
        yield _("The answer is missing.")
    if body.get("outcome") not in list(QueryOutcome):
        yield _("It is not said what came of the query.")
    if body.get("outcome") == QueryOutcome.KEPT:
        yield from case.needs_reason()
    if body.get("error") not in list(QueryError):
        yield _("It is not said what kind of error it was.")


def is_of_month(query: Query, month: str) -> bool:
    """Say whether a query was opened in a month such as 2026-11, by the clock on the wall."""
    return query.opened.at.local().strftime("%Y-%m") == month
