"""How a drug is given again and again: its cycle, its loading dose, and the bands of an interval.

An interval shorter than the cycle is early; one longer than maintenance covers loads again.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.interval_band import IntervalBand
from bmcalc.rules.quantities import Days, Dose, Entry, Name, Refusal
from bmcalc.rules.rule import SourceIds


def whole_days(days: Term) -> int:
    """Return a number of days as an integer; raises :class:`Refusal` for a part of a day."""
    number = days.to("day").magnitude
    if number != number.to_integral_value():
        raise Refusal(_("“{text}” must be a whole number of days.", text=days))
    return int(number)


class LabelConflict(Entry):
    """The days on which the drug's own label loads again and that of the drug beside it does not.

    ``loading_sources`` and ``maintenance_sources`` say whose text asks for which of the two doses.
    """

    beside: str
    first_day: Days
    last_day: Days
    loading_sources: SourceIds
    maintenance_sources: SourceIds

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if whole_days(self.first_day) > whole_days(self.last_day):
            raise Refusal(_("The first day is after the last one."))
        return self

    @cached_property
    def days(self) -> range:
        """The days since the last dose on which the two differ."""
        return range(whole_days(self.first_day), whole_days(self.last_day) + 1)


class ChangedFrom(Entry):
    """Other products of the same antibodies after which the drug goes on without a new start.

    ``counts`` is the one whose last dose says whether the drug is loaded; any of them may make
    the dose too early.
    """

    products: Annotated[tuple[str, ...], Field(min_length=1)]
    counts: str
    name: Name
    sources: SourceIds

    @model_validator(mode="after")
    def _counts_one_of_them(self) -> Self:
        if self.counts not in self.products:
            raise Refusal(_("{drug} is none of the products.", drug=self.counts))
        return self


class Schedule(Entry):
    """How a drug is given on one cycle.

    ``loading`` is None for a drug that is never loaded. ``load_again_after`` is the longest
    interval that maintenance still covers, ``early_from`` the first day that is early without
    being a stop; None: every earlier day is a stop. The texts say how the dose is given.
    ``changed_from`` are products that it may follow; after one of ``unclear_after`` nothing here
    says whether it is loaded.
    """

    cycle: Days
    loading: Dose | None = None
    maintenance: Dose
    load_again_after: Days | None = None
    load_again_sources: tuple[str, ...] = ()
    early_from: Days | None = None
    early_sources: SourceIds
    conflict: LabelConflict | None = None
    changed_from: ChangedFrom | None = None
    unclear_after: tuple[str, ...] = ()
    loading_text: Name | None = None
    maintenance_text: Name
    sources: SourceIds

    @model_validator(mode="after")
    def _loaded_again_after_the_cycle(self) -> Self:
        if (self.loading is None) != (self.load_again_after is None):
            raise Refusal(_("A loading dose and load_again_after are given together."))
        if self.load_again_after is not None and self.longest <= self.interval:
            raise Refusal(_("load_again_after is not longer than the cycle."))
        if self.conflict is not None and self.conflict.first_day <= self.cycle:
            raise Refusal(_("Two labels differ only after the end of a cycle."))
        return self

    @model_validator(mode="after")
    def _early_before_the_cycle_ends(self) -> Self:
        if self.early_from is not None and whole_days(self.early_from) >= self.interval:
            raise Refusal(_("early_from is not before the end of the cycle."))
        return self

    @cached_property
    def interval(self) -> int:
        """The days of the cycle."""
        return whole_days(self.cycle)

    @cached_property
    def longest(self) -> int:
        """The days after which it is loaded again; the cycle for a drug that is never loaded."""
        return whole_days(self.load_again_after or self.cycle)

    @property
    def interval_sources(self) -> tuple[str, ...]:
        """Whose text says when it is loaded again; that of the whole where none is named."""
        return self.load_again_sources or self.sources

    @property
    def by_weight(self) -> bool:
        """Whether the dose depends on the weight."""
        return self.maintenance.unit.key == "mg/kg"

    def band(self, days: int, *, in_conflict: bool = False) -> IntervalBand | None:
        """Return the band of so many days since the last dose; None on the day of the cycle.

        ``in_conflict`` says that the drug beside it is given and its label asks for another dose.
        """
        if days < self.interval:
            early = self.early_from is not None and days >= whole_days(self.early_from)
            return IntervalBand.EARLY if early else IntervalBand.TOO_EARLY
        if in_conflict:
            return IntervalBand.CONFLICT
        if self.load_again_after is not None and days > self.longest:
            return IntervalBand.RELOAD
        return IntervalBand.LATE if days > self.interval else None

    def differs(self, beside: str, days: int | None) -> bool:
        """Say whether two labels ask for different doses after so many days beside a drug."""
        conflict = self.conflict
        return conflict is not None and conflict.beside == beside and days in conflict.days
