"""What was ordered, as it was read: every field of a line, and what could not be read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.distinct_terms import distinct


@dataclass(frozen=True)
class Ordered:
    """One ordered dose with every field that stands there; None and empty: not said.

    ``days`` are the days of the cycle for which it was written, ``cycle_days`` after how many days
    it comes again, ``duration_days`` on how many days running; ``infusion`` is in minutes.
    ``once`` says that it is a single order, ``standing`` that it goes on until somebody stops it,
    ``per_day`` that the dose is the total of the day.
    ``basis`` is the dose per m², per kg or the AUC that stands beside, ``size`` the area or weight.
    ``phase`` is loading or maintenance; ``dates`` are as written. ``doubts`` are what a person
    must confirm, ``notes`` what was taken for granted.
    """

    dose: Term
    route: str | None = None
    times_per_day: int | None = None
    days: tuple[int, ...] = ()
    times_per_week: int | None = None
    cycle_days: int | None = None
    duration_days: int | None = None
    infusion: Term | None = None
    diluent: str | None = None
    volume: Term | None = None
    per_day: bool = False
    once: bool = False
    as_needed: bool = False
    standing: bool = False
    basis: Term | None = None
    size: Term | None = None
    product: str | None = None
    cycle: int | None = None
    phase: str | None = None
    dates: tuple[str, ...] = ()
    doubts: tuple[object, ...] = ()
    notes: tuple[object, ...] = ()
    text: str = ""

    @property
    def is_dose_alone(self) -> bool:
        """Whether somebody entered a dose, or that of a day, so that nothing else was said."""
        return self == Ordered(self.dose, per_day=self.per_day)


@dataclass(frozen=True)
class OrderedLine:
    """One dose of a pasted order: the line that names the drug, and what stands there."""

    number: int
    text: str
    drug: str
    ordered: Ordered


@dataclass(frozen=True)
class InDoubt:
    """A dose that stands on a line which was not understood, in each way it may be meant."""

    drug: str
    ways: tuple[Ordered, ...]


@dataclass(frozen=True)
class NotUnderstood:
    """One line that was not understood: the words of which nothing was made, and why.

    ``drugs`` are the drugs of the formulary that the line names, where it names any.
    ``stops`` says that a stop word stands in it and that nobody knows what it stops.
    ``in_doubt`` are the doses that stand there all the same: none is ordered, and what forbids
    one of them still stands.
    """

    number: int
    text: str
    unread: str
    reason: object
    drugs: tuple[str, ...] = ()
    stops: bool = False
    in_doubt: tuple[InDoubt, ...] = ()

    @property
    def told(self) -> object:
        """The reason with the words that were not read, and with the dose that was."""
        parts = [self.reason]
        if self.unread and self.unread != self.text:
            parts.append(_("Unread: “{words}”.", words=self.unread))
        doses: list[object] = [*distinct(one.ways[0].dose for one in self.in_doubt)]
        if doses:
            parts.append(_("Only what forbids {doses} is taken from it.", doses=Joined(doses)))
        return Joined(parts, " ")


@dataclass(frozen=True)
class Discontinued:
    """One line that orders to stop a drug."""

    number: int
    text: str
    drug: str


@dataclass(frozen=True)
class OtherDrugLine:
    """One line that names a drug which is not of the formulary, or an unknown name.

    ``drug`` is its id, empty for an unknown name; ``never`` are the drugs for which it must not
    be taken.
    """

    number: int
    text: str
    written: str
    drug: str
    name: object
    never: frozenset[str]


@dataclass(frozen=True)
class BesideLine:
    """One line that is read and not checked: a supportive drug, or a fluid of its own."""

    number: int
    text: str
    drug: str
    name: object


@dataclass(frozen=True)
class SaidOfAll:
    """What a title or a banner says of the whole order; nothing of it orders anything.

    ``other_regimens`` are those of no known name, each with the drugs of which it is made up.
    """

    regimens: tuple[str, ...] = ()
    cycles: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    dates: tuple[str, ...] = ()
    sizes: tuple[Term, ...] = ()
    sexes: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    pregnant: bool = False
    other_regimens: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class ToldLine:
    """One line that orders nothing: a title, a heading, a banner, a rule, a condition.

    ``said`` is what must not contradict the check; None where it says nothing of the kind.
    """

    number: int
    text: str
    said: SaidOfAll | None = None


@dataclass(frozen=True)
class PastedOrder:
    """What a pasted text came to: every line that is not blank is in one of the lists."""

    lines: tuple[OrderedLine, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    discontinued: tuple[Discontinued, ...] = ()
    others: tuple[OtherDrugLine, ...] = ()
    beside: tuple[BesideLine, ...] = ()
    told: tuple[ToldLine, ...] = ()


@dataclass(frozen=True)
class Order:
    """Everything that was ordered for one day.

    ``doses`` holds one entry for each drug that is ordered; ``twice`` every line of a drug that
    stands on several lines for this day, whose entry then holds the sum. ``unread`` are the drugs
    that an unreadable line names: they are neither ordered nor missing. ``pasted`` says that it
    came as one text.
    """

    doses: Mapping[str, Ordered] = field(default_factory=dict)
    twice: Mapping[str, tuple[Ordered, ...]] = field(default_factory=dict)
    not_understood: tuple[NotUnderstood, ...] = ()
    discontinued: tuple[Discontinued, ...] = ()
    others: tuple[OtherDrugLine, ...] = ()
    beside: tuple[BesideLine, ...] = ()
    told: tuple[ToldLine, ...] = ()
    unread: frozenset[str] = frozenset()
    pasted: bool = False

    @property
    def stopped(self) -> frozenset[str]:
        """The drugs that are ordered to stop and not ordered besides."""
        if not self.discontinued:
            return frozenset()
        return frozenset(one.drug for one in self.discontinued) - self.doses.keys()

    @property
    def is_empty(self) -> bool:
        """Whether nobody ordered anything."""
        return not (
            self.doses or self.not_understood or self.discontinued or self.others or self.unread
        )

    @property
    def names_nobody_knows(self) -> bool:
        """Whether a line went unread that may be the order of any drug."""
        return any(not one.drugs for one in self.not_understood)


@dataclass(frozen=True)
class LastDose:
    """When a drug was given last, and how much where that is known.

    ``weight`` is the weight behind that dose; ``percent`` by how much it was reduced, and
    ``reason`` why: toxicity, low_start, other or unknown.
    """

    on: datetime.date
    dose: Term | None = None
    weight: Term | None = None
    percent: Term | None = None
    reason: str | None = None
