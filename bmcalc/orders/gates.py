"""The rules that stand before one dose of a regimen: its drug's, then the regimen's own.

A drug without bands of its own for the interval is asked the common ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bmcalc.core.term import Term
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import Drug, drug
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.interval_entry import bands_of
from bmcalc.formulary.planned_days import is_daily
from bmcalc.formulary.regimens import Line, Regimen, levels_for
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.rules.engine import Asked, Judgement, judge
from bmcalc.rules.known import Known
from bmcalc.rules.rule import ALL_PROFILES, Profile, Rule


@dataclass(frozen=True, kw_only=True)
class Dose:
    """The dose that the rules are asked about: on its basis, at its level, on its day."""

    regimen: Regimen
    line: Line
    planned: Term
    level: int
    day: int
    first: bool | None


def ask_rules(
    dose: Dose,
    known: Known,
    profiles: Iterable[Profile] = ALL_PROFILES,
    profile: Profile = "cn",
) -> Judgement:
    """Return what the rules of the drug and of the regimen say, over the given profiles.

    ``profile`` is the hospital's own label profile.
    """
    has_levels = dose.regimen.dose_levels or drug(dose.line.drug).dose_levels
    lower = _next_lower(dose) if has_levels else {}
    asked = Asked(
        drug=dose.line.drug, planned=dose.planned, lower=lower, regimen=dose.regimen.id,
        day=dose.day, first=dose.first, profile=profile,
    )
    on_the_day = known.but(
        planned_dose=dose.planned, day=Term(Decimal(dose.day)),
        with_other_cytotoxic=(
            "yes" if _has_other_cytotoxic(dose.line.drug, dose.regimen.drugs) else "no"
        ),
    )
    return judge(rules_before(dose), on_the_day, asked, profiles)


def _next_lower(dose: Dose) -> dict[Profile, Term | None]:
    """Return the next lower dose level by label profile."""
    return {
        one: None if (levels := levels_for(dose.regimen, dose.line, one)) is None
        else levels.at(dose.level + 1)
        for one in ALL_PROFILES
    }


def rules_before(dose: Dose) -> list[Rule]:
    """Return every rule that stands before a dose, whether it is asked on this day or not."""
    return [*_rules_of_drug(*_of_drug(dose)), *dose.regimen.rules]


def looks_at(measure: str, dose: Dose) -> bool:
    """Say whether any rule that stands before a dose looks at a measure."""
    if measure in _measures_of_drug(*_of_drug(dose)):
        return True
    rules = dose.regimen.rules
    return bool(rules) and any(measure in rule.measures for rule in rules)


def _of_drug(dose: Dose) -> tuple[str, tuple[str, ...], int | None]:
    """Return the drug, those of its regimen, and the days of its cycle; None: taken daily."""
    regimen, line = dose.regimen, dose.line
    cycle_days = regimen.track(line).cycle_days
    return line.drug, regimen.drugs, None if is_daily(line, cycle_days) else cycle_days


@once_while_in_force
def _has_other_cytotoxic(drug_id: str, drugs: tuple[str, ...]) -> bool:
    """Say whether the drugs of a regimen are another cytotoxic one beside this one."""
    return any(one != drug_id and drug(one).group is Group.CYTOTOXIC for one in drugs)


@once_while_in_force
def _rules_of_drug(
    drug_id: str, drugs: tuple[str, ...], cycle_days: int | None
) -> tuple[Rule, ...]:
    """Return the rules of a drug beside the drugs of its regimen.

    Without the days of its cycle, as it is taken daily, no band of the interval is asked.
    """
    found = drug(drug_id)
    bands = () if cycle_days is None else bands_of(found, cycle_days)
    return (*found.rules, *bands, *_of_partners(found, drugs))


@once_while_in_force
def _measures_of_drug(
    drug_id: str, drugs: tuple[str, ...], cycle_days: int | None
) -> frozenset[str]:
    """Return every measure that the rules of a drug look at beside the drugs of its regimen."""
    rules = _rules_of_drug(drug_id, drugs, cycle_days)
    return frozenset(measure for rule in rules for measure in rule.measures)


def _of_partners(own: Drug, drugs: tuple[str, ...]) -> Iterator[Rule]:
    """Give the rules on LVEF of a drug of the regimen that hold this one as well."""
    named = dict.fromkeys(label for one in drugs for label in drug(one).lvef)
    for name in named:
        label = formulary().lvef[name]
        if name not in own.lvef and own.id in label.holds_beside:
            yield from label.rules
