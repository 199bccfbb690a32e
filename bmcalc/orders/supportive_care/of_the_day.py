"""The suggestions of one day: for its drugs, its emetic classes and the risk of its regimen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.supportive_care import (
    CareKind,
    NeutropeniaRisk,
    SupportiveCare,
    supportive_care,
)
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.orders.schedule.due_lines import GIVEN_TODAY, DueLine
from bmcalc.orders.supportive_care.emetic_risk import EmeticRisk, emetic_risks

_ORDER: Final = {kind: place for place, kind in enumerate(CareKind)}


@dataclass(frozen=True)
class Suggestion:
    """One thing that a source suggests: for which drugs, or why, and what; with its sources."""

    code: str
    kind: CareKind
    drugs: tuple[str, ...]
    reason: object
    text: object
    sources: tuple[str, ...]
    label_requires: str | None = None

    def as_values(self) -> dict[str, object]:
        """Return it as the JSON contract writes it."""
        return {
            "code": self.code, "kind": self.kind.value, "drugs": list(self.drugs),
            "reason": str(self.reason), "text": str(self.text), "sources": list(self.sources),
        }


class _Given(NamedTuple):
    """All that suggestions look at in one dose of a day, in plain values that can be compared.

    ``amount`` is the planned dose in ``unit``, ``gap`` how many days it lasts.
    """

    drug: str
    amount: Decimal
    unit: str
    gap: Decimal
    first: bool | None


def care_of_day(due: Iterable[DueLine]) -> tuple[Suggestion, ...]:
    """Return what is suggested beside the drugs that are due on a day, kind by kind.

    Of the antiemetics of one class the first that fits is taken: sets for named drugs stand before
    the common one.
    """
    today = [line for line in due if line.due in GIVEN_TODAY]
    if not today:
        return ()
    given = tuple(
        _Given(line.drug, line.line.dose.settled, line.line.dose.unit.key, _gap(line), line.first)
        for line in today
    )
    found = [*_beside(given), *_growth_factor(today)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.kind]))


@once_while_in_force
def _beside(today: tuple[_Given, ...]) -> tuple[Suggestion, ...]:
    """Return what is suggested for the drugs of a day and for their emetic classes."""
    doses = {one.drug: Term(one.amount, unit(one.unit)) for one in today}
    return (*_for_drugs(today, doses), *_against_vomiting(doses))


@cache
def _beside_a_drug() -> tuple[tuple[frozenset[str], SupportiveCare], ...]:
    """Return what is suggested for a dose of a drug, with the drugs it is for."""
    return tuple(
        (frozenset(care.drugs), care) for care in supportive_care()
        if care.emetic is None and care.neutropenia is None
    )


def _for_drugs(today: Sequence[_Given], given: Mapping[str, Term]) -> Iterator[Suggestion]:
    for drugs, care in _beside_a_drug():
        if drugs.isdisjoint(given):
            continue
        names = tuple(dict.fromkeys(
            one.drug for one in today
            if one.drug in drugs
            and care.is_beside(given)
            and care.fits_cycle(Term(one.gap, unit("day")))
            and not (care.first_dose and one.first is False)
        ))
        if names:
            yield _suggestion(care, names, Joined([drug(one).name for one in names]))


def _gap(line: DueLine) -> Decimal:
    """Return how many days one dose lasts: of several in a cycle the shortest gap between them."""
    gaps = [after - before for before, after in pairwise(line.line.days)]
    if gaps:
        return Decimal(min(gaps))
    return line.regimen.track(line.line).cycle_length.to("day").settled


def _against_vomiting(given: Mapping[str, Term]) -> Iterator[Suggestion]:
    by_class: dict[str, list[EmeticRisk]] = {}
    for risk in emetic_risks(given):
        by_class.setdefault(risk.risk.value, []).append(risk)
    for risks in by_class.values():
        care = next(
            (one for one in supportive_care()
             if one.emetic is risks[0].risk and one.is_beside(given)
             and (not one.drugs or set(one.drugs) & given.keys())), None,
        )
        if care is None:
            continue
        names = tuple(dict.fromkeys(name for risk in risks for name in risk.drugs))
        reason = _("{risk} by {guidelines}", risk=risks[0].risk.label,
                   guidelines=Joined([risk.guideline.label for risk in risks]))
        sources = tuple(dict.fromkeys(
            [*care.sources, *(source for risk in risks for source in risk.sources)]
        ))
        yield Suggestion(care.code, care.kind, names, reason, care.text, sources)


def _growth_factor(today: Sequence[DueLine]) -> Iterator[Suggestion]:
    for regimen in {line.regimen.id: line.regimen for line in today}.values():
        risk = regimen.neutropenia
        care = None if risk is None else _by_risk().get(risk.risk)
        if risk is None or care is None:
            continue
        text = care.text if risk.text is None else Joined([care.text, risk.text], " ")
        yield Suggestion(
            care.code, care.kind, (), risk.risk.label, text,
            tuple(dict.fromkeys([*care.sources, *risk.sources])),
        )


@cache
def _by_risk() -> Mapping[NeutropeniaRisk | None, SupportiveCare]:
    """Return the first growth factor that is suggested for each risk."""
    return {one.neutropenia: one for one in reversed(supportive_care()) if one.neutropenia}


def _suggestion(care: SupportiveCare, names: tuple[str, ...], reason: object) -> Suggestion:
    return Suggestion(care.code, care.kind, names, reason, care.text, care.sources,
                      care.label_requires)
