"""What a sentence of a rule may say beside its measures: a value as it was reported, its bounds.

A place such as ``{magnesium_reported}`` names a phrase where it is no measure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.rules.calcium_measures import restart_limit, rise_as_reported, status_of
from bmcalc.rules.calcium_status import CalciumBounds
from bmcalc.rules.facts import Facts


@dataclass(frozen=True)
class Phrase:
    """One phrase: its name for people, and what it says of a patient."""

    label: object
    said: Callable[[Facts], object]


REPORTED: Final[dict[str, object]] = {
    "calcium_total": _("total calcium"), "magnesium": _("magnesium"),
    "phosphate": _("phosphate"), "vitamin_d_25oh": _("25-hydroxyvitamin D"), "qtcf": _("QTcF"),
}
"""Facts that a sentence shows in the unit in which they were reported, with their names."""


def _or_unknown(text: object | None) -> object:
    return _("unknown") if text is None else text


def _reported(name: str) -> Callable[[Facts], object]:
    return lambda known: _or_unknown(known.fact(name))


def _calcium(known: Facts) -> object:
    status = status_of(known)
    if status.bounds is not None:
        return _("calcium without albumin ({low} to {high} corrected)",
                 low=show(status.bounds.low), high=show(status.bounds.high))
    if status.basis == "ionised":
        return _("ionised calcium of {calcium}", calcium=status.shown())
    return _("corrected calcium of {calcium}", calcium=status.shown())


def _of_bounds(
    pick: Callable[[CalciumBounds], Term], decimals: int | None = None
) -> Callable[[Facts], object]:
    def phrase(known: Facts) -> object:
        bounds = status_of(known).bounds
        return _or_unknown(None if bounds is None else show(pick(bounds), decimals))

    return phrase


def _whole(measure: str) -> Callable[[Facts], object]:
    """Return the number alone, where the sentence says its unit itself."""
    def phrase(known: Facts) -> object:
        value = known[measure]
        return plain(value.magnitude) if isinstance(value, Term) else _("unknown")

    return phrase


def _rise(known: Facts) -> object:
    rise = rise_as_reported(known)
    return _or_unknown(None if rise is None else show(rise))


def _restart(known: Facts) -> object:
    before = known.fact("creatinine_baseline")
    return _or_unknown(None if before is None else show(restart_limit(before)))


PHRASES: Final[dict[str, Phrase]] = {
    **{f"{name}_reported": Phrase(label, _reported(name)) for name, label in REPORTED.items()},
    "calcium": Phrase(_("calcium"), _calcium),
    "calcium_lowest": Phrase(
        _("lowest corrected calcium"), _of_bounds(lambda bounds: bounds.low)
    ),
    "calcium_highest": Phrase(
        _("highest corrected calcium"), _of_bounds(lambda bounds: bounds.high)
    ),
    "albumin_low_above": Phrase(
        _("albumin above which calcium is low"),
        _of_bounds(lambda bounds: bounds.below_lln_above, 1),
    ),
    "albumin_grade_2_above": Phrase(
        _("albumin above which calcium is low by grade 2"),
        _of_bounds(lambda bounds: bounds.grade_2_above, 1),
    ),
    "albumin_high_below": Phrase(
        _("albumin below which calcium is high"),
        _of_bounds(lambda bounds: bounds.above_uln_below, 1),
    ),
    "days": Phrase(_("days since the last dose"), _whole("days_since_last")),
    "gap": Phrase(_("days that the plan leaves after the last dose"), _whole("planned_gap")),
    "early": Phrase(_("days before the planned day"), _whole("days_early")),
    "late": Phrase(_("days after the planned day"), _whole("days_late")),
    "creatinine_rise_reported": Phrase(_("rise of creatinine over baseline"), _rise),
    "creatinine_to_restart": Phrase(_("creatinine up to which it restarts"), _restart),
}
"""Every phrase by its key, as a function of what is known."""
