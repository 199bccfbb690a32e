"""What a pharmacist signs of a drug or a regimen: every rule with what it rests on, and its cases.

The cases are calculated by the engine that asks the rules in earnest, from the formulary in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bmcalc.core.term import Term
from bmcalc.formulary.dose_levels import DoseLevels
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.in_force import formulary, source
from bmcalc.formulary.interval_entry import bands_of
from bmcalc.formulary.loading import Formulary
from bmcalc.formulary.regimen_entry import Regimen, in_days
from bmcalc.formulary.reviewed import mark_of, review_of
from bmcalc.formulary.reviews import Review, rules_by_key
from bmcalc.formulary.sequences import lines_of
from bmcalc.formulary.sources import Mark
from bmcalc.rules.canonical import rule_sha256
from bmcalc.rules.engine import Asked
from bmcalc.rules.rule import ALL_PROFILES, Profile, Rule
from bmcalc.rules.worked_cases import WorkedCase, worked_cases

Subject: TypeAlias = Drug | Regimen


@dataclass(frozen=True)
class SheetRow:
    """One row of a rule with its worked cases."""

    rule: Rule
    cases: tuple[WorkedCase, ...]


@dataclass(frozen=True)
class SheetRule:
    """One rule as it is signed: its rows, the hash of what they say, and who signed it."""

    key: str
    rows: tuple[SheetRow, ...]
    sha256: str
    review: Review | None

    @property
    def mark(self) -> Mark:
        """How sure it is: the least sure mark of its sources."""
        return mark_of(one for row in self.rows for one in row.rule.sources)

    @property
    def is_ours(self) -> bool:
        """Whether it is a convention of ours, and not what a label or a publication says."""
        return any(
            source(one).mark is Mark.CONVENTION for row in self.rows for one in row.rule.sources
        )


@dataclass(frozen=True)
class Sheet:
    """The sheet of one drug or regimen; ``rules`` stand in the order of its file.

    Last stand the common bands of the interval where a drug has none of its own.
    """

    subject: Subject
    rules: tuple[SheetRule, ...]

    @property
    def signed(self) -> int:
        """How many of the rules are signed as they stand."""
        return sum(1 for rule in self.rules if rule.review is not None)


def review_sheets(identifier: str) -> tuple[Sheet, ...]:
    """Return the sheets of the drug and of the regimen of an id; none where there is neither."""
    here = formulary()
    found: list[Subject] = []
    if identifier in here.drugs:
        found.append(here.drugs[identifier])
    if identifier in here.regimens:
        found.append(here.regimens[identifier])
    return tuple(_sheet(subject, here) for subject in found)


def sheet_of(subject: Subject) -> Sheet:
    """Return the sheet of a drug or regimen in force."""
    return _sheet(subject, formulary())


def _sheet(subject: Subject, here: Formulary) -> Sheet:
    signed = []
    for key, rows in rules_by_key((*subject.rules, *_bands(subject, here))).items():
        with_cases = tuple(
            SheetRow(rule, tuple(_cases(rule, subject, here))) for rule in rows
        )
        signed.append(SheetRule(key, with_cases, rule_sha256(rows), review_of(key)))
    return Sheet(subject, tuple(signed))


def _bands(subject: Subject, here: Formulary) -> Sequence[Rule]:
    """Return the common bands of a drug that a regimen gives on some days without its own."""
    if isinstance(subject, Regimen):
        return ()
    for regimen in here.regimens.values():
        for line in regimen.lines:
            cycle_days = in_days(regimen.track(line).cycle_length)
            if line.drug == subject.id and len(line.days) < cycle_days:
                bands = bands_of(subject, cycle_days)
                if bands:
                    return bands
    return ()


def _cases(rule: Rule, subject: Subject, here: Formulary) -> Sequence[WorkedCase]:
    drug, planned, rules = _asked_before(rule, subject, here)
    if drug is None:
        return ()

    def asked_of(dose: Term | None, first: bool) -> Asked:
        chosen = planned if dose is None else dose
        levels = {profile: _levels(subject, drug, chosen, profile) for profile in ALL_PROFILES}
        return Asked(
            drug=drug.id, planned=chosen, first=first, profile=rule.profiles[0],
            lower={profile: None if one is None else one.at(1) for profile, one in levels.items()},
            regimen=_regimen_of(subject, rule),
            day=next(iter(rule.days), 1),
        )

    return tuple(worked_cases(rule, rules, asked_of))


def _regimen_of(subject: Subject, rule: Rule) -> str | None:
    """Return the regimen by which a rule is asked: of a sequence that of its phase."""
    if isinstance(subject, Regimen) and not (subject.phases and rule.regimens):
        return subject.id
    return next(iter(rule.regimens), None)


def _asked_before(
    rule: Rule, subject: Subject, here: Formulary
) -> tuple[Drug | None, Term | None, Sequence[Rule]]:
    """Return the drug before whose dose a rule is asked, its planned dose, and all that is asked.

    A rule of a regimen is shown before its first drug, or the first that the rule names.
    """
    if isinstance(subject, Drug):
        rules = (*subject.rules, *_bands(subject, here))
        return subject, subject.usual_dose, rules
    line = next(
        (one for where, one in lines_of(subject, here.regimens)
         if (not rule.drugs or one.drug in rule.drugs)
         and (not subject.phases or not rule.regimens or where in rule.regimens)
         and (not rule.days or set(rule.days) & set(one.days))), None,
    )
    drug = None if line is None else here.drugs.get(line.drug)
    if line is None or drug is None:
        return None, None, ()
    return drug, line.dose, (*drug.rules, *subject.rules)


def _levels(
    subject: Subject, drug: Drug, planned: Term | None, profile: Profile
) -> DoseLevels | None:
    if planned is None:
        return None
    own = subject.levels(drug.id, planned, profile) if isinstance(subject, Regimen) else None
    return own or drug.levels(planned, profile)
