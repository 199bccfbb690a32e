"""What columns for totals, quantities and first days say, compared with dose, times and days.

Nothing of it orders the dose; where it says more or less than the line does, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.amounts import Product
from bmcalc.orders.reading.dose_on_line import DoseOnLine, in_whole_pieces
from bmcalc.orders.reading.tokens import Kind, Role, Token

_MASS_OFF: Final = Decimal("0.005")
"""A total in mg may differ from dose times number by this share, for digits that were cut."""


@dataclass
class Counted:
    """What must be confirmed, and what was read and is not compared."""

    doubts: list[object] = field(default_factory=list)
    notes: list[object] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """One line: the dose in mg, how often it may be meant, and the pieces it is made of."""

    dose: Decimal
    numbers: tuple[int, ...]
    open_end: bool
    whole: bool
    pieces: tuple[Decimal, ...]
    packs: tuple[int, ...]

    def mass(self, total: Decimal) -> bool:
        return any(
            abs(total - self.dose * one) <= self.dose * one * _MASS_OFF
            for one in self._numbers(total / self.dose)
        )

    def count(self, doses: Decimal) -> bool:
        return any(doses == one for one in self._numbers(doses))

    def of_pieces(self, count: Decimal) -> bool:
        return any(
            count in self._needed(one, number) or self._fills_packs(count, one, number)
            for one in self.pieces for number in self._numbers(count * one / self.dose)
        )

    def of_packs(self, packs: Decimal) -> bool:
        return any(
            self._fills_packs(packs * pack, one, number, pack)
            for pack in self.packs for one in self.pieces
            for number in self._numbers(packs * pack * one / self.dose)
        )

    def _numbers(self, likely: Decimal) -> tuple[int, ...]:
        """Return how many doses may be meant; without an end, so many as there are."""
        if not self.open_end or likely < 1:
            return self.numbers
        return (*self.numbers, int(likely))

    def _needed(self, one: Decimal, number: int) -> tuple[Decimal, ...]:
        """Return how many pieces a number of doses needs, each opened for itself or together."""
        alone = self.dose / one
        if self.whole:
            return (alone * number,)
        return (alone.quantize(Decimal(1), ROUND_CEILING) * number,
                (alone * number).quantize(Decimal(1), ROUND_CEILING))

    def _fills_packs(
        self, count: Decimal, one: Decimal, number: int, pack: int | None = None
    ) -> bool:
        """Say whether whole packs hold so many pieces, and no pack too many."""
        needed = self.dose / one * number
        packs = self.packs if pack is None else (pack,)
        return self.whole and any(
            not count % each and count - each < needed <= count for each in packs
        )


def counted_on(
    tokens: Sequence[Token], dose: DoseOnLine, given: Mapping[str, Any], drug: Drug
) -> Counted:
    """Return what follows from the columns for totals, quantities, doses and first days."""
    found = Counted()
    times = given.get("times_per_day")
    for one in tokens:
        if one.kind is Kind.DAY_TIMES:
            _day_times(one, times, found)
    said = [one for one in tokens if one.kind is Kind.IN_ALL]
    if said:
        line = _line(tokens, dose, given, drug)
        for one in said:
            _in_all(one, line, dose.dose, found)
    return found


def bags_in_all(tokens: Sequence[Token], given: Mapping[str, Any]) -> Iterator[object]:
    """Ask about more bags of the fluid of a drug than it is given times."""
    times, days = given.get("times_per_day") or 1, len(given.get("days", ())) or 1
    plain = {1, times, times * (given.get("duration_days") or days)}
    for one in tokens:
        if one.kind is Kind.IN_ALL and one.value[0] != "mass" and one.value[1] not in plain:
            yield _("“{word}” of the fluid: is the drug meant for one bag or for each? Ask.",
                    word=one.text)


def _day_times(token: Token, times: int | None, found: Counted) -> None:
    number: int = token.value
    if number > (times or 1):
        found.doubts.append(
            _("The order says {said} times on its last day, and {times} a day: ask.",
              said=number, times=times or 1)
            if token.role is Role.LAST_DAY else
            _("The order says {said} times on its first day, and {times} a day: ask.",
              said=number, times=times or 1)
        )
    elif not number and token.role is Role.FIRST_DAY:
        found.doubts.append(_("The order says that nothing is given on its first day: ask."))


def _line(
    tokens: Sequence[Token], dose: DoseOnLine, given: Mapping[str, Any], drug: Drug
) -> _Line:
    times = 1 if dose.per_day or given.get("per_day") else given.get("times_per_day") or 1
    duration, days = given.get("duration_days"), given.get("days", ())
    lengths = [duration] if duration else [1, len(days)] if days else [1]
    whole = in_whole_pieces(drug)
    stated = [
        one.value for one in tokens if one.kind in (Kind.STRENGTH, Kind.MASS, Kind.PRODUCT)
        and (one.kind is Kind.STRENGTH or one.role is Role.STRENGTH)
    ]
    known: Iterable[Term] = [_strength(one) for one in stated] or [
        one.strength for one in drug.presentations]
    return _Line(
        dose=dose.dose.to("mg").magnitude,
        numbers=tuple(dict.fromkeys(times * length for length in lengths)),
        open_end=whole and not duration and not given.get("once"), whole=whole,
        pieces=tuple(
            one.to("mg").magnitude for one in known
            if one.unit.same_dimension(dose.dose.unit) and one.magnitude
        ),
        packs=tuple(one.pieces for one in stated if isinstance(one, Product)),
    )


def _strength(value: Term | Product) -> Term:
    return value.one if isinstance(value, Product) else value


def _in_all(token: Token, line: _Line, dose: Term, found: Counted) -> None:
    unit, said = token.value
    fits = {
        "mass": lambda: line.mass(said.to("mg").magnitude),
        "doses": lambda: line.count(said),
        "pieces": lambda: line.of_pieces(said),
        "packs": lambda: line.of_packs(said),
        "number": lambda: line.count(said) or line.of_pieces(said) or line.of_packs(said),
        "refills": lambda: not said,
    }[unit]()
    if fits:
        return
    own = show(dose, 1, trim=True)
    if unit == "refills" and line.whole:
        found.notes.append(_("“{word}”: supplied again so often; not compared.", word=token.text))
    elif unit == "packs" and (not line.packs or not line.whole):
        found.notes.append(
            _("“{word}”: what a pack holds is not said; not compared.", word=token.text))
    elif unit == "refills":
        found.doubts.append(_("“{word}”: is {dose} given again? Ask.", word=token.text, dose=own))
    else:
        found.doubts.append(
            _("“{word}” in all does not go with {dose} and how often it is given: ask.",
              word=token.text, dose=own))
