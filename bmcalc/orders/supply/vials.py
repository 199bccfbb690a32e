"""Which vials to open: the least waste, or the fewest vials, never more than the site has.

The search counts whole numbers of the finest part of a milligram in which the strengths are
written, a tenth or less, so that no rounding error can ask for a vial too many. A vial holds what
its label claims; overfill is never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property, lru_cache
from typing import Final, TypeAlias

from bmcalc.core.numbers import settle
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.formulary.preparation import Presentation

TENTHS = 10
"""How many parts of a milligram the search counts where the strengths need no finer ones."""

SEARCHES_KEPT: Final = 1024
"""How many searches are remembered: those of a day's work, a few kilobytes."""

_Opened: TypeAlias = tuple[int, tuple[int, ...]]
"""How many vials are opened, and how many of each size."""


@dataclass(frozen=True)
class Pick:
    """So many of one presentation."""

    presentation: Presentation
    count: int

    def __str__(self) -> str:
        return f"{self.presentation.strength} × {self.count}"


@dataclass(frozen=True)
class VialPlan:
    """The vials for one dose, the largest first, with what they hold together."""

    dose: Term
    picks: tuple[Pick, ...]

    @cached_property
    def count(self) -> int:
        """How many vials are opened."""
        opened = 0
        for pick in self.picks:
            opened += pick.count
        return opened

    @cached_property
    def total(self) -> Term:
        """What the vials hold by their labels, in mg."""
        held = Decimal(0)
        for pick in self.picks:
            held += pick.presentation.strength.to("mg").magnitude * pick.count
        return Term(held, unit("mg"), _("content of the vials"))

    @cached_property
    def waste(self) -> Term:
        """What is left over, in mg."""
        return self.total - self.dose.to("mg").named(_("dose"))

    @property
    def waste_percent(self) -> Term:
        """What is left over as a share of the content."""
        share = 100 * self.waste / self.total
        return Term(share.magnitude, unit("%"), None, False)

    @property
    def multi_dose(self) -> bool:
        """Whether what is left over may be kept, as the vials are for several doses."""
        return any(pick.presentation.multi_dose for pick in self.picks)

    @property
    def powder(self) -> bool:
        """Whether a powder is counted by its label claim."""
        return any(pick.presentation.powder for pick in self.picks)

    @property
    def concentration(self) -> Term | None:
        """The concentration that is drawn up, or None where the vials differ or hold a solid."""
        found = {pick.presentation.concentration for pick in self.picks}
        return found.pop() if len(found) == 1 else None

    def times(self, doses: int) -> object:
        """Return what so many doses take, for people: ``200 mg × 63``."""
        return Joined([Pick(pick.presentation, pick.count * doses) for pick in self.picks], " + ")

    def __str__(self) -> str:
        return str(Joined(list(self.picks), " + "))


def least_waste(
    dose: Term,
    presentations: Iterable[Presentation],
    *,
    most: int | None = None,
    stock: Mapping[str, int] | None = None,
) -> VialPlan | None:
    """Return the vials with the least waste, of those the fewest; None where none suffice.

    ``most`` limits the number of vials. ``stock`` says how many of a strength, written as
    ``"100 mg"``, the site has; a strength that it does not name is not there.
    """
    return _planned(dose, presentations, most, stock, by_waste=True)


def fewest_vials(
    dose: Term,
    presentations: Iterable[Presentation],
    *,
    most: int | None = None,
    stock: Mapping[str, int] | None = None,
) -> VialPlan | None:
    """Return the fewest vials that hold the dose, of those the ones with the least waste."""
    return _planned(dose, presentations, most, stock, by_waste=False)


def parts_of_milligram(milligrams: Iterable[Decimal]) -> int:
    """Return the number of parts of a milligram in which every strength is whole, such as 10."""
    digits = [Decimal(1), *(one.normalize() for one in milligrams)]
    places = max(-int(one.as_tuple().exponent) for one in digits)
    return max(TENTHS, int(Decimal(1).scaleb(places)))


def parts_needed(dose: Term, parts: int = TENTHS) -> int:
    """Return the dose in such parts of a milligram, rounded up after it was settled."""
    milligrams = settle(dose.to("mg").magnitude)
    return int((milligrams * parts).to_integral_value(rounding=ROUND_CEILING))


def _planned(
    dose: Term,
    presentations: Iterable[Presentation],
    most: int | None,
    stock: Mapping[str, int] | None,
    *,
    by_waste: bool,
) -> VialPlan | None:
    """Return the vials with the least waste, or else the fewest; None where none suffice."""
    there = sorted(presentations, key=lambda one: one.milligrams, reverse=True)
    available: tuple[int | None, ...] = (None,) * len(there)
    if stock is not None:
        there = [one for one in there if stock.get(str(one.strength), 0) > 0]
        available = tuple(stock[str(one.strength)] for one in there)
    milligrams = tuple([one.milligrams for one in there])
    parts, sizes = _in_whole_parts(milligrams)
    counts = _least(parts_needed(dose, parts), sizes, available, most, by_waste)
    if counts is None:
        return None
    picks = (Pick(one, count) for one, count in zip(there, counts, strict=True) if count)
    return VialPlan(dose, tuple(picks))


@lru_cache(maxsize=SEARCHES_KEPT)
def _in_whole_parts(milligrams: tuple[Decimal, ...]) -> tuple[int, tuple[int, ...]]:
    """Return the parts of a milligram in which strengths are whole, and each strength in them."""
    parts = parts_of_milligram(milligrams)
    return parts, tuple(int(one * parts) for one in milligrams)


@lru_cache(maxsize=SEARCHES_KEPT)
def _least(
    need: int,
    sizes: tuple[int, ...],
    available: tuple[int | None, ...],
    most: int | None,
    by_waste: bool,
) -> tuple[int, ...] | None:
    """Return how many of each size to open, the least waste first or else the fewest; None: none.

    An answer hangs on these whole numbers alone, so that it may be remembered.
    """
    best: tuple[tuple[int, int], tuple[int, ...]] | None = None
    for total, (opened, counts) in _reached(need, sizes, available, most).items():
        if total < need:
            continue
        rank = (total, opened) if by_waste else (opened, total)
        if best is None or rank < best[0]:
            best = (rank, counts)
    return None if best is None else best[1]


def _reached(
    need: int, sizes: tuple[int, ...], available: tuple[int | None, ...], most: int | None
) -> dict[int, _Opened]:
    """Return the totals that vials make, each with the fewest vials that make it.

    Of one size no vial is opened beyond the need: it would only be left over.
    """
    if not sizes or need <= 0:
        return {}
    reached: dict[int, _Opened] = {0: (0, ())}
    for size, there in zip(sizes, available, strict=True):
        more: dict[int, _Opened] = {}
        for total, (opened, counts) in reached.items():
            room = max(0, -(-(need - total) // size))
            if there is not None:
                room = min(room, there)
            if most is not None:
                room = min(room, most - opened)
            for count in range(room + 1):
                sum_now = total + count * size
                known = more.get(sum_now)
                if known is None or opened + count < known[0]:
                    more[sum_now] = opened + count, (*counts, count)
        reached = more
    return reached
