"""Tablets and capsules: whole pieces that make a dose exactly, and how many a run of days takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from math import gcd
from typing import NamedTuple

from bmcalc.core.numbers import settle
from bmcalc.core.term import Term
from bmcalc.core.units import unit
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.formulary.preparation import Presentation
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.supply.vials import VialPlan, least_waste, parts_of_milligram


class Run(NamedTuple):
    """For how many days tablets are handed out, and how many doses are taken in them."""

    days: int
    doses: int


def run_of(due: DueLine, order: Ordered | None) -> Run | None:
    """Return the days from this one on for which a dose is taken; None where none are left.

    The order's own days count, else those that the regimen plans in one run.
    """
    times = due.line.times_per_day
    if order is not None and order.once:
        return Run(1, 1)
    if order is not None and order.times_per_day is not None and not order.per_day:
        times = order.times_per_day
    days = _days_left(due, order)
    return Run(days, days * times) if days > 0 else None


def _days_left(due: DueLine, order: Ordered | None) -> int:
    if order is not None and order.duration_days is not None:
        return order.duration_days
    if order is not None and order.days:
        return sum(day >= due.day for day in order.days)
    runs = runs_of(days_of(due.line, due.cycle or 2))
    return next((last - due.day + 1 for first, last in runs if first <= due.day <= last), 0)


def pieces_in(found: Drug, market: str) -> Sequence[Presentation]:
    """Return the tablets and capsules of a drug on a market; none for a drug that is drawn up."""
    return found.pieces_by_market.get(market, ())


def known_pieces(found: Drug, market: str) -> Sequence[Presentation]:
    """Return the tablets and capsules of a market; of every market where none is known there."""
    if not found.pieces_by_market:
        return ()
    return pieces_in(found, market) or [
        one for name in ("US", "EU", "CN") for one in pieces_in(found, name)
    ]


def fewest_pieces(
    dose: Term, pieces: Iterable[Presentation], stock: Mapping[str, int] | None = None
) -> VialPlan | None:
    """Return the fewest whole pieces that make exactly the dose; None where none do."""
    plan = least_waste(dose, pieces, stock=stock)
    return plan if plan is not None and not plan.waste.settled else None


def nearest_piece_dose(dose: Term, pieces: Iterable[Presentation]) -> Term | None:
    """Return the dose of whole pieces next to a dose, of two equally near the lower; None: none."""
    wanted = settle(dose.to("mg").magnitude)
    return min(
        nearest_doses(dose, pieces), key=lambda one: (abs(one.magnitude - wanted), one.magnitude),
        default=None,
    )


def nearest_doses(dose: Term, pieces: Iterable[Presentation]) -> tuple[Term, ...]:
    """Return the doses in mg next below and next above a dose that whole pieces do make.

    Below the smallest piece there is only the one above; a dose that is made is the only one.
    """
    strengths = [one.milligrams for one in pieces]
    if not strengths:
        return ()
    parts = parts_of_milligram(strengths)
    sizes = sorted({int(one * parts) for one in strengths})
    grain = gcd(*sizes)
    exact = settle(dose.to("mg").magnitude) * parts / grain
    below = int(exact.to_integral_value(rounding=ROUND_FLOOR))
    made = {0}
    for total in range(1, below + sizes[-1] // grain + 1):
        if any(total - size // grain in made for size in sizes):
            made.add(total)
    under = max(one for one in made if one <= exact)
    over = min(one for one in made if one >= exact)
    chosen = sorted({one for one in (under, over) if one > 0})
    return tuple(Term(Decimal(one * grain) / parts, unit("mg")) for one in chosen)
