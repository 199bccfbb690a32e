"""What a guard looks at: a check, an act that somebody wants to record, and who may do what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.policy import Policy
from bmcalc.records.checks.check import OTHER, WHOLE, Check, Shown, Version
from bmcalc.records.courses.course import Course
from bmcalc.records.ledger.event import Draft
from bmcalc.records.people.roles import Act
from bmcalc.records.people.roster import Roster


@dataclass(frozen=True)
class Case:
    """An act on a check that is to be judged.

    ``known`` is the check before the act, None for its first draft; ``shown`` is what the program
    said of the version that the act is about. ``policy`` is the one in force. ``course`` is None
    where it is erased or was never opened. ``same_day`` says that another check of the course
    stands for the same cycle and day, ``released_twice`` that such a one is released or given.
    """

    known: Check | None
    shown: Shown
    draft: Draft
    roster: Roster
    policy: Policy
    course: Course | None = None
    same_day: bool = False
    released_twice: bool = False

    @property
    def check(self) -> Check:
        """The check before the act; its first draft has none."""
        assert self.known is not None
        return self.known

    @property
    def version(self) -> Version:
        """The version that the act is about: always the newest."""
        return self.check.newest

    @property
    def body(self) -> Mapping[str, Any]:
        """The body of the event to be."""
        return self.draft.body

    @property
    def who(self) -> str | None:
        """Who acts."""
        return self.draft.who

    def are_one(self, one: str | None, other: str | None) -> bool:
        """Say whether two ids mean one human; who is not known is nobody's second person."""
        return one is None or other is None or self.roster.are_one(one, other)

    def is_also(self, other: str | None) -> bool:
        """Say whether who acts is the human of another id."""
        return other is not None and self.are_one(self.who, other)

    def may(self, act: Act) -> Iterator[object]:
        """Object where this person may not do that to an order of these drugs."""
        person = self.roster.find(self.who)
        if person is None or not person.is_active:
            yield _("This person is not among those who work here.")
        elif not self.roster.may(person, act, self.shown.scope):
            yield _("{person} may not do this for these drugs.", person=person.printed_name)

    def needs_reason(self) -> Iterator[object]:
        """Object where no reason is given."""
        if not str(self.body.get("reason") or "").strip():
            yield _("A reason is missing.")

    def day(self, name: str) -> datetime.date | None:
        """Return a day that the body names; None where it is none."""
        return day_of(self.body.get(name))

    @staticmethod
    def name(line: str) -> object:
        """Return what people call a line."""
        if line == WHOLE:
            return _("the order as a whole")
        if line.startswith(OTHER):
            return _("a drug that is not listed")
        found = drugs().get(line)
        return line if found is None else found.name


def day_of(written: object) -> datetime.date | None:
    """Return the day of an ISO date; None for anything else."""
    try:
        return datetime.date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
