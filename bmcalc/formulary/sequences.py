"""Regimens that follow one another: which of them a cycle of a sequence belongs to.

Cycle 5 of four cycles of one regimen and twelve of another is the first of the other. All that is
asked about it is asked of that regimen: its lines, days, rules and planned number of cycles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.planned_days import gap_across
from bmcalc.formulary.regimen_entry import Line, Phase, Regimen, in_days
from bmcalc.formulary.regimens import regimen


@dataclass(frozen=True)
class PhaseBefore:
    """What was given before a phase began: the regimen before it, and the drugs of all phases.

    ``cycle`` is the last cycle of that regimen.
    """

    regimen: Regimen
    cycle: int
    drugs: frozenset[str]

    def line_of(self, drug: str) -> Line | None:
        """Return the line of a drug in the phase before; None where it was not given there."""
        return next((line for line in self.regimen.lines if line.drug == drug), None)

    def gap(self, line: Line, day: int) -> int:
        """Return the planned days from the last dose of a line to a day of the next phase."""
        return gap_across(line, self.cycle_days(line), self.cycle, day)

    def cycle_days(self, line: Line) -> int:
        """Return the length of the cycle on which a line of the phase before was given."""
        return in_days(self.regimen.track(line).cycle_length)


@dataclass(frozen=True)
class Stage:
    """Where a cycle of a regimen stands.

    ``regimen`` is the one that is given, with the number of cycles and the rules that it has here,
    and ``cycle`` the number within it. Of a sequence also the sequence, the ``phase`` and its
    ``number``, the cycle of the sequence with which it ``begins``, and what was given before.
    """

    regimen: Regimen
    cycle: int
    sequence: Regimen | None = None
    phase: Phase | None = None
    number: int = 1
    begins: int = 1
    before: PhaseBefore | None = None

    @property
    def overall(self) -> int:
        """The cycle as the whole course counts it."""
        return self.begins + self.cycle - 1

    def means(self, said: int, drugs: Collection[str]) -> bool:
        """Say whether the number of a cycle that an order of these drugs names can only be this.

        Of a sequence it may count within the phase, where none of the drugs belongs to the cycle
        that has the same number in the whole course.
        """
        if said == self.overall:
            return True
        if self.sequence is None or said != self.cycle:
            return False
        elsewhere = {line.drug for line in stage_of(self.sequence, said).regimen.lines}
        return elsewhere.isdisjoint(drugs)

    @property
    def name(self) -> object:
        """What the whole is called: the sequence, or the regimen."""
        return self.regimen.name if self.sequence is None else self.sequence.name

    @property
    def of_phase(self) -> object:
        """The phase and the cycle within it, for people: ``weekly paclitaxel, 1 of 12``."""
        return words_of_phase(self.regimen.name, self.cycle, self.regimen.cycles)

    @property
    def text(self) -> object:
        """The cycle for people: ``cycle 5``, of a sequence with the phase that it belongs to."""
        whole = _("cycle {cycle}", cycle=self.overall)
        if self.sequence is None:
            return whole
        return Joined([whole, self.of_phase], " = ")


def words_of_phase(name: object, cycle: int, cycles: int | None) -> object:
    """Return a cycle of a phase for people: ``weekly paclitaxel, 1 of 12``."""
    if cycles is None:
        return _("{regimen}, {cycle}", regimen=name, cycle=cycle)
    return _("{regimen}, {cycle} of {cycles}", regimen=name, cycle=cycle, cycles=cycles)


def phases_of(sequence: Regimen) -> Iterator[Stage]:
    """Give the first cycle of each phase of a sequence, in order; of another regimen its own."""
    if not sequence.is_sequence:
        yield Stage(sequence, 1)
        return
    begins, before = 1, None
    for number, phase in enumerate(sequence.phases, start=1):
        here = _as_it_runs(sequence, phase)
        yield Stage(here, 1, sequence, phase, number, begins, before)
        earlier = frozenset[str]() if before is None else before.drugs
        drugs = earlier | {line.drug for line in here.lines}
        cycles = here.cycles or 1
        before = PhaseBefore(here, cycles, drugs)
        begins += cycles


def stage_of(chosen: Regimen, cycle: int) -> Stage:
    """Return where a cycle stands: after the last planned one in the last phase, beyond its end."""
    if not chosen.is_sequence:
        return Stage(chosen, cycle)
    found = [one for one in phases_of(chosen) if one.begins <= cycle][-1]
    return replace(found, cycle=cycle - found.begins + 1)


def drugs_of(chosen: Regimen) -> tuple[str, ...]:
    """Return the drugs of a regimen, or of all phases of a sequence, each once."""
    return tuple(dict.fromkeys(
        line.drug for one in phases_of(chosen) for line in one.regimen.lines
    ))


def lines_of(chosen: Regimen, regimens: Mapping[str, Regimen]) -> Iterator[tuple[str, Line]]:
    """Give the lines of a regimen with its id; of a sequence those of its phases with theirs."""
    named = dict.fromkeys(phase.regimen for phase in chosen.phases)
    for one in (regimens.get(each) for each in named) if named else (chosen,):
        yield from ((one.id, line) for line in one.lines) if one is not None else ()


def _as_it_runs(sequence: Regimen, phase: Phase) -> Regimen:
    """Return the regimen of a phase with the cycles and the rules that it has in the sequence."""
    own = regimen(phase.regimen)
    lead, *others = own.tracks
    if phase.cycles is not None:
        lead = lead.model_copy(update={"cycles": phase.cycles})
    return own.model_copy(update={
        "tracks": (lead, *others), "rules": (*own.rules, *sequence.rules),
    })
