"""What a patient had of anthracyclines: told, and given by the records, against the limits.

A dose that was released and not confirmed counts, as where a limit is judged, and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any, Final

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulary.sources import sources_from_memory
from bmcalc.records.checks.giving import plain
from bmcalc.records.courses.anthracyclines import per_area, told_by_drug
from bmcalc.records.courses.course import UNKNOWN, Before, Course
from bmcalc.records.courses.given_before import Treatment
from bmcalc.rules.anthracycline_sum import AnthracyclineSum
from bmcalc.rules.rule import ALL_PROFILES, Profile
from bmcalc.rules.tables.anthracyclines import anthracycline_table

_DIGITS: Final = Decimal("0.000001")


@dataclass(frozen=True)
class LimitOfProfile:
    """The lifetime limit of one drug by one label profile, and its sources."""

    profile: Profile
    limit: Term
    sources: tuple[str, ...]
    is_from_memory: bool


@dataclass(frozen=True)
class DrugTotal:
    """One anthracycline in mg/m²: told from before or elsewhere, and from the records."""

    drug: str
    told: Term
    recorded: Term
    limits: tuple[LimitOfProfile, ...]

    @property
    def total(self) -> Term:
        """Everything together."""
        return self.told + self.recorded


@dataclass(frozen=True)
class AnthracyclineTotal:
    """Every drug, the share of the limits by the profile in force, and what is not known.

    ``share`` is None where something is unknown; ``in_course`` says whether this course has one.
    """

    drugs: tuple[DrugTotal, ...]
    share: Term | None
    profile: Profile
    unknowns: tuple[object, ...]
    is_told_unknown: bool
    in_course: bool


def anthracycline_total(
    course: Course, others: Iterable[Before], treatments: Iterable[Treatment],
    facts: Mapping[str, Any], profile: Profile, planned: Iterable[str],
) -> AnthracyclineTotal:
    """Return the total of a patient.

    ``others`` is what was told before the other courses, ``facts`` the patient's facts of the
    newest check, ``planned`` the drugs of the course.
    """
    unknowns: list[object] = []
    with localcontext(CONTEXT):
        told = _told(course, others)
        recorded: dict[str, Decimal] = {}
        for treatment in treatments:
            for drug, amount in per_area(treatment):
                if amount is None:
                    unknowns.append(_("the body surface area behind a dose of C{cycle} D{day}",
                                      cycle=treatment.place[0], day=treatment.place[1]))
                    continue
                recorded[drug] = recorded.get(drug, Decimal(0)) + amount
                if not treatment.is_confirmed:
                    unknowns.append(_(
                        "whether C{cycle} D{day} was given: it counts here",
                        cycle=treatment.place[0], day=treatment.place[1]))
        names = list(dict.fromkeys([*told, *recorded]))
        doses = {name: _term(told.get(name, Decimal(0)) + recorded.get(name, Decimal(0)))
                 for name in names}
        chest = facts.get("chest_radiotherapy")
        is_told_unknown = course.before.anthracyclines == UNKNOWN
        if is_told_unknown:
            unknowns.append(_("anthracyclines before this course"))
        relevant = [*names, *(one for one in planned if one in anthracycline_table().agents)]
        if chest in (None, "", UNKNOWN) and relevant:
            unknowns.append(_("radiotherapy of the chest: after it some limits are lower"))
        sums = {one: AnthracyclineSum(one, doses, doses, chest, sources_from_memory())
                for one in ALL_PROFILES}
        share = None if is_told_unknown else sums[profile].share(doses)
        return AnthracyclineTotal(
            tuple(DrugTotal(name, _term(told.get(name, Decimal(0))),
                            _term(recorded.get(name, Decimal(0))), tuple(_limits(name, sums)))
                  for name in names),
            share, profile, tuple(unknowns), is_told_unknown,
            any(one in anthracycline_table().agents for one in planned),
        )


def _told(course: Course, others: Iterable[Before]) -> dict[str, Decimal]:
    """Return what was told in mg/m²: of several courses the most, as they may mean the same."""
    found: dict[str, Decimal] = {}
    for before in (course.before, *others):
        for drug, amount in told_by_drug(before.anthracyclines).items():
            found[drug] = max(amount, found.get(drug, Decimal(0)))
    return found


def _term(amount: Decimal) -> Term:
    return q(f"{plain(amount.quantize(_DIGITS))} mg/m^2")


def _limits(drug: str, sums: Mapping[Profile, AnthracyclineSum]) -> Iterator[LimitOfProfile]:
    memory = sources_from_memory()
    for profile, total in sums.items():
        found = total.limit_of(drug)
        if found is not None:
            yield LimitOfProfile(profile, found.limit, found.sources,
                                 not memory.isdisjoint(found.sources))
