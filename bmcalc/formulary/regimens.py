"""The regimens of the formulary in force, by id, and what belongs together in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bmcalc.core.term import Term
from bmcalc.formulary.dose_levels import DoseLevels
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.regimen_entry import DrugLevels, Line, Regimen, Track
from bmcalc.rules.rule import Profile, Rule

__all__ = [
    "DrugLevels", "Line", "Regimen", "Track", "levels_for", "regimen", "regimens", "rules_for",
    "with_companions",
]


def regimens() -> Mapping[str, Regimen]:
    """Return every regimen by id; read once."""
    return formulary().regimens


def regimen(identifier: str) -> Regimen:
    """Return one regimen; raise KeyError where the formulary has none of that id."""
    return formulary().regimens[identifier]


def with_companions(chosen: Regimen) -> Iterator[tuple[Regimen, Line]]:
    """Give every line of a regimen, then those of its companions, each with its own regimen.

    A companion that the formulary misses is left out; ``problems()`` says why it is missing.
    """
    for line in chosen.lines:
        yield chosen, line
    for identifier in chosen.companions:
        companion = regimens().get(identifier)
        for line in companion.lines if companion is not None else ():
            assert companion is not None
            yield companion, line


def levels_for(
    chosen: Regimen, line: Line, profile: Profile, planned: Term | None = None
) -> DoseLevels | None:
    """Return the dose levels of a line: the regimen's own, else the label's, else None.

    ``planned`` is the planned dose where it is not the regimen's.
    """
    dose = planned or line.dose
    own = chosen.levels(line.drug, dose, profile)
    return own or drug(line.drug).levels(dose, profile)


def rules_for(
    chosen: Regimen,
    line: Line,
    *,
    profile: Profile,
    day: int,
    first_dose: bool,
) -> list[Rule]:
    """Return the rules that are asked before one dose: the drug's, then the regimen's own."""
    rules = (*drug(line.drug).rules, *chosen.rules)
    return [
        rule
        for rule in rules
        if rule.asked(profile=profile, regimen=chosen.id, drug=line.drug, day=day,
                      first_dose=first_dose)
    ]
