"""The queries of a month, with what came of them: for the pharmacy's own learning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bmcalc.records.checks.check import Query
from bmcalc.records.desk import Desk


@dataclass(frozen=True)
class AskedQuery:
    """A query with the check that it is about; no identifier of the patient."""

    query: Query
    check: str
    course: str
    regimen: str
    cycle: int
    day: int


@dataclass(frozen=True)
class QueriesOfMonth:
    """The queries that were opened in a month, the oldest first, and how they add up."""

    month: str
    queries: tuple[AskedQuery, ...]

    @property
    def still_open(self) -> int:
        """How many nobody has answered."""
        return sum(one.query.closed is None for one in self.queries)

    @property
    def by_error(self) -> dict[str, int]:
        """How many of each kind of error."""
        return dict(Counter(one.query.error for one in self.queries if one.query.error))

    @property
    def by_outcome(self) -> dict[str, int]:
        """How many of each outcome."""
        return dict(Counter(one.query.outcome for one in self.queries if one.query.outcome))


def queries_of_month(desk: Desk, month: str) -> QueriesOfMonth:
    """Return the queries that were opened in a month such as 2026-11, by the clock on the wall."""
    desk.projections.catch_up()
    rows = desk.projections.connection.execute(
        "SELECT id, checked FROM query WHERE month = ? ORDER BY opened, id", (month,)).fetchall()
    return QueriesOfMonth(month, tuple(_asked(desk, *row) for row in rows))


def open_queries(desk: Desk) -> tuple[AskedQuery, ...]:
    """Return the queries that nobody has closed, whenever they were opened, the oldest first."""
    desk.projections.catch_up()
    rows = desk.projections.connection.execute(
        "SELECT id, checked FROM query WHERE is_open ORDER BY opened, id").fetchall()
    return tuple(_asked(desk, *row) for row in rows)


def _asked(desk: Desk, query_id: str, check_id: str) -> AskedQuery:
    check = desk.check(check_id)
    query = next(one for one in check.queries if one.id == query_id)
    version = check.version(query.version) or check.newest
    return AskedQuery(query, check_id, check.course, version.shown.regimen, version.shown.cycle,
                      version.shown.day)
