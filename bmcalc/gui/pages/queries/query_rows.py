"""The queries as their page shows them, read from the records.

While a second person is still to check without seeing the first, what was asked about the check is
not read: a question names doses and values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.gui.pages.today.work_rows import clock_words, since_words
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.queries import ERROR_NAMES, QueryError, QueryOutcome
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import identity
from bmcalc.records.people.person import Person
from bmcalc.records.projections.query_list import AskedQuery, open_queries, queries_of_month

HIDDEN = _("not shown before the second check")


@dataclass(frozen=True)
class QueryRow:
    """A query with its check, whose it is and who asked."""

    asked: AskedQuery
    check: Check
    person: Identity | None
    by: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.asked.query.closed is None

    @property
    def is_blind(self) -> bool:
        """Whether its check waits for a second person who must not see the first values."""
        return self.check.state is State.FIRST_CHECK

    @property
    def text(self) -> str:
        """What was asked, or that it is not shown now."""
        return str(HIDDEN) if self.is_blind else self.asked.query.text

    @property
    def answer(self) -> str:
        """What was answered, with the reason of a kept order; nothing while it is open."""
        query = self.asked.query
        if self.is_blind:
            return ""
        return " · ".join(one for one in (query.answer, query.reason) if one)

    @property
    def about(self) -> str:
        """Whose order it is about: record number, regimen, cycle and day."""
        number = str(_("erased")) if self.person is None else self.person.number
        return (f"{number} · {called(self.asked.regimen)} C{self.asked.cycle}"
                f" D{self.asked.day}")

    @property
    def kind(self) -> str | None:
        """The key of the kind of error; None while nobody has said one, or it is not shown now."""
        return None if self.is_blind else self.asked.query.error

    @property
    def error(self) -> object:
        """The kind of error, nothing while nobody has said one."""
        return "" if self.kind is None else ERROR_NAMES[QueryError(self.kind)]

    @property
    def outcome(self) -> object:
        """What came of it, nothing while it is open."""
        outcome = self.asked.query.outcome
        return "" if outcome is None else QueryOutcome(outcome).label

    def when(self, now: Moment) -> str:
        """Return for how long it has waited, or when it was closed."""
        closed = self.asked.query.closed
        if closed is None:
            return str(_("waiting {time}",
                         time=since_words(self.asked.query.opened.at.utc, now)))
        return str(_("closed {time}", time=clock_words(closed.at.utc, now)))

    def spoken(self, now: Moment) -> str:
        """Return the query in one sentence for those who hear the window."""
        state = _("unanswered") if self.is_open else self.outcome
        parts = [state, _("to {name}", name=self.asked.query.to), self.text, self.about,
                 _("asked by {name}", name=self.by), self.when(now), self.answer, self.error]
        return str(Joined([one for one in parts if str(one)]))


@dataclass(frozen=True)
class Queries:
    """Those that are open, and those of a month that are closed; with the people."""

    month: str
    open: tuple[QueryRow, ...]
    closed: tuple[QueryRow, ...]
    people: tuple[Person, ...]

    @property
    def of_month(self) -> int:
        """How many were opened in the month."""
        return len(self.closed) + sum(one.asked.query.opened.at.local().strftime("%Y-%m")
                                      == self.month for one in self.open)


def queries_of(desk: Desk, month: str) -> Queries:
    """Return the open queries, and those that were opened in a month and are closed."""
    roster = desk.roster()

    def row(asked: AskedQuery) -> QueryRow:
        check = desk.check(asked.check)
        person = roster.find(asked.query.opened.who)
        return QueryRow(asked, check, identity(desk.store, desk.projections, check.patient),
                        "" if person is None else person.printed_name)

    closed = [one for one in queries_of_month(desk, month).queries if one.query.closed is not None]
    return Queries(month, tuple(map(row, open_queries(desk))), tuple(map(row, closed)),
                   roster.active())


def by_error(rows: Iterable[QueryRow]) -> Mapping[str, int]:
    """Return how many queries there are of each kind of error, the most frequent first."""
    counted = Counter(one.kind for one in rows if one.kind is not None)
    return dict(counted.most_common())
