"""What a laboratory print-out came to; nothing of it is dropped."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bmcalc.core.term import Term


@dataclass(frozen=True)
class LaboratoryResult:
    """One result that is a fact of the order check.

    ``on`` is the day of sampling, None where none stands there; ``lower`` and ``upper`` are the
    limits printed beside it, where the order check has a fact for them. ``notes`` are said with it.
    """

    number: int
    text: str
    fact: str
    value: Term
    on: datetime.date | None = None
    lower: Term | None = None
    upper: Term | None = None
    notes: tuple[object, ...] = ()


@dataclass(frozen=True)
class NotUsed:
    """One result that is shown and not used, with the reason.

    ``fact`` is what it would be a value of; None where it is no fact of the order check.
    ``may_be_other`` says that its name may be that of another result too.
    """

    number: int
    text: str
    reason: object
    fact: str | None = None
    on: datetime.date | None = None
    may_be_other: bool = False


@dataclass(frozen=True)
class Offered:
    """One result that a person may take over, and that is never taken silently.

    ``value`` is a quantity, or the word that the question for it knows, such as ``1+``.
    """

    number: int
    text: str
    fact: str
    value: Term | str
    reason: object
    on: datetime.date | None = None


@dataclass(frozen=True)
class LineShown:
    """One line that holds no result: a title or a date, or what nobody understood."""

    number: int
    text: str


@dataclass(frozen=True)
class LaboratoryText:
    """What a text came to: every line that is not blank is in one of the lists."""

    results: tuple[LaboratoryResult, ...] = ()
    not_used: tuple[NotUsed, ...] = ()
    offered: tuple[Offered, ...] = ()
    told: tuple[LineShown, ...] = ()
    unknown: tuple[LineShown, ...] = ()

    @property
    def undated(self) -> tuple[LaboratoryResult, ...]:
        """The results without a day: they are used only with one that a person states."""
        return tuple(one for one in self.results if one.on is None)
