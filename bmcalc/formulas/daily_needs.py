"""Protein and energy a day, for a weight and per kilogram of it."""

from __future__ import annotations

from bmcalc.core.term import Term


def daily_need(weight: Term, per_kilogram: Term) -> Term:
    """Return the protein (g) or energy (kcal) a day for a weight and a need per kg.

    Source: Muscaritoli M et al. (ESPEN), Clin Nutr 2021;40:2898-2913: needs are per kg and day.

    >>> show(daily_need(q("60 kg"), q("1.2 g/kg")), 1)
    '72.0 g'
    """
    return weight.to("kg") * per_kilogram


def intake_per_kilogram(intake: Term, weight: Term) -> Term:
    """Return what is eaten a day per kg: protein in g/kg, energy in kcal/kg.

    Source: Muscaritoli M et al. (ESPEN), Clin Nutr 2021;40:2898-2913: needs are per kg and day.

    >>> show(intake_per_kilogram(q("72 g"), q("60 kg")), 2)
    '1.20 g/kg'
    """
    return intake / weight
