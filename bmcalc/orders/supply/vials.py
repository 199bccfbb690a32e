"""Which vials to open: the least waste, or the fewest vials, never more than the site has.

The search counts whole numbers of the finest part of a milligram in which the strengths are
written, a tenth or less, so that no rounding error can ask for a vial too many. A vial holds what
its label claims; overfill is never counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from math import gcd
from typing import TypeAlias

from bmcalc.core.numbers import settle
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.formulary.preparation import Presentation

TENTHS = 10
"""How many parts of a milligram the search counts where the strengths need no finer ones."""

_Preference: TypeAlias = Callable[[int, int], tuple[int, int]]
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
        return sum(pick.count for pick in self.picks)

    @cached_property
    def total(self) -> Term:
        """What the vials hold by their labels, in mg."""
        held = sum(
            (pick.presentation.strength.to("mg").magnitude * pick.count for pick in self.picks),
            Decimal(0),
        )
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
    search = _Search(dose, presentations, most, stock)
    return search.plan(key=lambda total, count: (total, count))


def fewest_vials(
    dose: Term,
    presentations: Iterable[Presentation],
    *,
    most: int | None = None,
    stock: Mapping[str, int] | None = None,
) -> VialPlan | None:
    """Return the fewest vials that hold the dose, of those the ones with the least waste."""
    search = _Search(dose, presentations, most, stock)
    return search.plan(key=lambda total, count: (count, total))


def parts_of_milligram(strengths: Iterable[Term]) -> int:
    """Return the number of parts of a milligram in which every strength is whole, such as 10."""
    digits = [Decimal(1)]
    digits += [settle(one.to("mg").magnitude).normalize() for one in strengths]
    places = max(-int(one.as_tuple().exponent) for one in digits)
    return max(TENTHS, int(Decimal(1).scaleb(places)))


def parts_needed(dose: Term, parts: int = TENTHS) -> int:
    """Return the dose in such parts of a milligram, rounded up after it was settled."""
    milligrams = settle(dose.to("mg").magnitude)
    return int((milligrams * parts).to_integral_value(rounding=ROUND_CEILING))


def strength_in_parts(strength: Term, parts: int) -> int:
    """Return a strength in such parts of a milligram, in which it is whole."""
    return int(settle(strength.to("mg").magnitude) * parts)


class _Search:
    """Every total that whole vials can reach, each with the fewest vials that reach it."""

    def __init__(
        self,
        dose: Term,
        presentations: Iterable[Presentation],
        most: int | None,
        stock: Mapping[str, int] | None,
    ) -> None:
        self.dose = dose
        self.most = most
        sorted_down = sorted(presentations, key=lambda one: one.strength, reverse=True)
        self.there = [
            one for one in sorted_down if stock is None or stock.get(str(one.strength), 0) > 0
        ]
        parts = parts_of_milligram(one.strength for one in self.there)
        sizes = [strength_in_parts(one.strength, parts) for one in self.there]
        self.grain = gcd(*sizes) if sizes else 1
        self.sizes = [size // self.grain for size in sizes]
        self.need = -(-parts_needed(dose, parts) // self.grain)
        self.available = [
            None if stock is None else stock[str(one.strength)] for one in self.there
        ]

    def plan(self, key: _Preference) -> VialPlan | None:
        """Return the plan that the preference puts first, or None where no vials suffice."""
        best: tuple[tuple[int, int], tuple[int, ...]] | None = None
        for total, (opened, counts) in self._reached().items():
            if total < self.need:
                continue
            rank = key(total, opened)
            if best is None or rank < best[0]:
                best = (rank, counts)
        if best is None:
            return None
        picks = (
            Pick(one, count) for one, count in zip(self.there, best[1], strict=True) if count
        )
        return VialPlan(self.dose, tuple(picks))

    def _reached(self) -> dict[int, _Opened]:
        """Return the totals that vials make, each with the fewest vials that make it.

        Of one size no vial is opened beyond the need: it would only be left over.
        """
        if not self.sizes or self.need <= 0:
            return {}
        reached: dict[int, _Opened] = {0: (0, ())}
        for size, available in zip(self.sizes, self.available, strict=True):
            reached = self._with_one_more_size(reached, size, available)
        return reached

    def _with_one_more_size(
        self, reached: Mapping[int, _Opened], size: int, available: int | None
    ) -> dict[int, _Opened]:
        more: dict[int, _Opened] = {}
        for total, (opened, counts) in reached.items():
            room = max(0, -(-(self.need - total) // size))
            if available is not None:
                room = min(room, available)
            if self.most is not None:
                room = min(room, self.most - opened)
            for count in range(room + 1):
                sum_now = total + count * size
                known = more.get(sum_now)
                if known is None or opened + count < known[0]:
                    more[sum_now] = opened + count, (*counts, count)
        return more
