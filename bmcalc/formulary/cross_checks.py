"""What one data file says about others: every source, drug and regimen it names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import NoneType
from typing import Any

from pydantic import BaseModel

from bmcalc.core.term import Term
from bmcalc.core.texts import Bilingual, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.file_problems import FileProblem, structure_path
from bmcalc.formulary.lvef_entry import LvefLabel, code_twice
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Line, Phase, Regimen
from bmcalc.rules.condition import Condition

Place = tuple[int | str, ...]
_HOLD_SOURCES = (BaseModel, tuple)
_HOLD_NONE = frozenset({NoneType, str, bool, int, Term, Bilingual, Condition})
"""What most parts are: asking pydantic whether one of these is a model takes long."""


def cited_sources(part: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Give every source id that a model cites, with its place in the file."""
    if isinstance(part, BaseModel):
        for name, value in vars(part).items():
            if name == "source":
                yield (*place, name), value
            elif name == "sources" or name.endswith("_sources"):
                yield from (((*place, name, index), one) for index, one in enumerate(value))
            elif type(value) not in _HOLD_NONE and isinstance(value, _HOLD_SOURCES):
                yield from cited_sources(value, (*place, name))
    elif isinstance(part, tuple):
        for index, one in enumerate(part):
            if type(one) not in _HOLD_NONE and isinstance(one, _HOLD_SOURCES):
                yield from cited_sources(one, (*place, index))


def source_problems(name: str, entry: BaseModel, known: Collection[str]) -> list[FileProblem]:
    """Return every citation of a source that nobody wrote down."""
    return [
        FileProblem(name, structure_path(place), _("There is no source “{id}”.", id=identifier))
        for place, identifier in cited_sources(entry)
        if identifier not in known
    ]


def drug_problems(
    name: str, drug: Drug, drugs: Collection[str], regimens: Collection[str]
) -> list[FileProblem]:
    """Return every other drug and regimen that a drug's file names and that does not exist."""
    named: list[tuple[Place, str, Collection[str]]] = []
    for index, confusion in enumerate(drug.confusions):
        named.append((("confusions", index, "drug"), confusion.drug, drugs))
    for index, schedule in enumerate(drug.schedules):
        if schedule.conflict is not None:
            place = ("schedules", index, "conflict", "beside")
            named.append((place, schedule.conflict.beside, drugs))
    for index, sequence in enumerate(drug.sequences):
        named.append((("sequences", index, "drug"), sequence.drug, drugs))
    for index, infusion in enumerate(drug.infusions):
        named += [(("infusions", index, "regimens"), one, regimens) for one in infusion.regimens]
    if drug.course is not None:
        named.append((("course", "regimen"), drug.course.regimen, regimens))
        named += [(("course", "regimen_of", profile), one, regimens)
                  for profile, one in drug.course.regimen_of.items()]
    for index, rule in enumerate(drug.rules):
        named += [(("rules", index, "regimens"), one, regimens) for one in rule.regimens]
        named += [(("rules", index, "drugs"), one, (drug.id,)) for one in rule.drugs]
    return [
        FileProblem(name, structure_path(place), _("“{id}” is not in the formulary.", id=one))
        for place, one, known in named
        if one not in known
    ]


def lvef_problems(
    name: str, drug: Drug, labels: Mapping[str, LvefLabel]
) -> list[FileProblem]:
    """Return what a drug says about the ejection fraction that its table does not bear out."""
    unknown = [
        FileProblem(name, structure_path(("lvef", index)),
                    _("There are no rules on LVEF of the label “{id}”.", id=label))
        for index, label in enumerate(drug.lvef) if label not in labels
    ]
    if unknown:
        return unknown
    rules = [*drug.rules, *(rule for label in drug.lvef for rule in labels[label].rules)]
    repeated = code_twice(rules, [one.code for one in drug.sequences])
    if repeated is None:
        return []
    return [FileProblem(name, "lvef", _("The code {code} stands twice.", code=repeated))]


def regimen_problems(
    name: str, regimen: Regimen, drugs: Mapping[str, Drug], regimens: Collection[str], *,
    ceilings: bool = True,
) -> list[FileProblem]:
    """Return what a regimen says about drugs and companions that the formulary contradicts.

    ``ceilings`` is false for a shipped regimen below a hospital's folder: where the hospital lowers
    the ceiling of a drug, the regimen stays, and an order of its dose is stopped.
    """
    found = [
        FileProblem(name, structure_path(("companions", index)),
                    _("“{id}” is not in the formulary.", id=companion))
        for index, companion in enumerate(regimen.companions)
        if companion not in regimens
    ]
    for index, line in enumerate(regimen.lines):
        for part, reason in line_problems(line, drugs, ceilings=ceilings):
            found.append(FileProblem(name, structure_path(("lines", index, part)), reason))
    return found


def sequence_problems(
    name: str, sequence: Regimen, regimens: Mapping[str, Regimen]
) -> list[FileProblem]:
    """Return what the phases of a sequence say that the regimens in force contradict.

    Each is a regimen with lines of its own, and each but the last has an end.
    """
    found = [
        FileProblem(name, structure_path(("phases", index, part)), reason)
        for index, phase in enumerate(sequence.phases)
        for part, reason in _phase_problems(
            phase, regimens.get(phase.regimen), is_last=index + 1 == len(sequence.phases)
        )
    ]
    phases = {phase.regimen for phase in sequence.phases}
    known = [regimens[one] for one in phases if one in regimens]
    drugs = {line.drug for one in known for line in one.lines}
    for index, rule in enumerate(sequence.rules if sequence.phases else ()):
        named = [("regimens", one, one in phases) for one in rule.regimens]
        named += [("drugs", one, one in drugs) for one in rule.drugs]
        found += [
            FileProblem(name, structure_path(("rules", index, part)),
                        _("“{id}” is in no phase of this sequence.", id=one))
            for part, one, here in named if not here
        ]
    return found


def _phase_problems(
    phase: Phase, regimen: Regimen | None, *, is_last: bool
) -> Iterator[tuple[str, object]]:
    if regimen is None:
        yield "regimen", _("“{id}” is not in the formulary.", id=phase.regimen)
        return
    if regimen.is_sequence:
        yield "regimen", _("“{id}” is a sequence itself: name its phases one by one.",
                           id=phase.regimen)
        return
    planned = regimen.cycles
    if phase.cycles is None and planned is None and not is_last:
        yield "cycles", _("This phase has no end: only the last one may go on.")
    elif phase.cycles is not None and planned is not None and phase.cycles > planned:
        yield "cycles", _("{cycles} cycles are more than the {planned} that “{id}” plans.",
                          cycles=phase.cycles, planned=planned, id=phase.regimen)


def line_problems(
    line: Line, drugs: Mapping[str, Drug], *, ceilings: bool = True
) -> Iterator[tuple[str, object]]:
    """Give what a line says of its drug and the drug's file contradicts, with the part of it."""
    drug = drugs.get(line.drug)
    if drug is None:
        yield "drug", _("“{id}” is not in the formulary.", id=line.drug)
        return
    doses: list[tuple[str, Term | None]] = [
        ("dose", line.dose), ("loading_dose", line.loading_dose),
    ]
    for part, dose in doses:
        if dose is None:
            continue
        if not drug.basis.fits(dose):
            yield part, _("{dose} is not a dose on the basis {basis}.", dose=dose,
                          basis=drug.basis.value)
        elif ceilings and drug.highest_dose is not None and dose > drug.highest_dose:
            yield part, _("{dose} is above the highest dose {highest}.", dose=dose,
                          highest=drug.highest_dose)
    if ceilings:
        yield from _cycle_problems(line, drug)


def _cycle_problems(line: Line, drug: Drug) -> Iterator[tuple[str, object]]:
    """Give the days on which a line comes to more in a cycle than any label allows."""
    stops = [one.above for one in drug.highest_per_cycle if one.then == "stop"]
    if not stops or not drug.basis.fits(line.dose):
        return
    a_cycle, highest = line.dose * line.times_per_day * len(line.days), max(stops)
    if a_cycle > highest:
        yield "days", _("{dose} in a cycle is above the highest dose of a cycle, {highest}.",
                        dose=a_cycle, highest=highest)


def stock_problems(name: str, policy: Policy, drugs: Mapping[str, Drug]) -> list[FileProblem]:
    """Return every drug and strength in stock that the formulary does not know."""
    found = []
    for identifier, strengths in policy.stock.items():
        drug = drugs.get(identifier)
        place = f"stock.{identifier}"
        if drug is None:
            found.append(FileProblem(name, place, _("“{id}” is not in the formulary.",
                                                    id=identifier)))
            continue
        listed = [one.strength for one in drug.presentations_in(policy.market)]
        for index, strength in enumerate(strengths):
            if not any(strength.unit is one.unit and strength == one for one in listed):
                reason = _("{drug} has no {strength} on this market.", drug=drug.name,
                           strength=strength)
                found.append(FileProblem(name, f"{place}[{index}]", reason))
    return found
