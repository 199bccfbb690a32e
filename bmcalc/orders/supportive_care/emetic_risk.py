"""The emetic class of a day: by each guideline that of the strongest drug given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bmcalc.core.term import Term
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.handling_entry import Emetic, EmeticClass, Guideline


@dataclass(frozen=True)
class EmeticRisk:
    """The class of a day by one guideline, and the drugs that make it."""

    guideline: Guideline
    risk: EmeticClass
    drugs: tuple[str, ...]
    sources: tuple[str, ...]


def emetic_risks(planned: Mapping[str, Term]) -> tuple[EmeticRisk, ...]:
    """Return the class of a day by every guideline that names one of its drugs.

    ``planned`` holds the dose of each drug of the day on its own basis, such as mg/m². A guideline
    that names none of them says nothing.
    """
    by_guideline: dict[Guideline, dict[str, Emetic]] = {one: {} for one in Guideline}
    for name, dose in planned.items():
        for one in drug(name).emetic:
            if one.holds_for(dose, planned):
                named = by_guideline[one.guideline]
                known = named.get(name)
                if known is None or one.risk.rank > known.risk.rank:
                    named[name] = one
    return tuple(_risk_by(one, named) for one, named in by_guideline.items() if named)


def _risk_by(guideline: Guideline, named: Mapping[str, Emetic]) -> EmeticRisk:
    highest = max((one.risk for one in named.values()), key=lambda one: one.rank)
    makers = {name: one for name, one in named.items() if one.risk is highest}
    sources = dict.fromkeys(source for one in makers.values() for source in one.sources)
    return EmeticRisk(guideline, highest, tuple(makers), tuple(sources))
