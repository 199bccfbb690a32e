"""What one regimen's file holds: its tracks and lines, or the phases of a sequence, and rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.dose_levels import DoseLevels
from bmcalc.formulary.supportive_care import Neutropenia
from bmcalc.rules.quantities import Days, Dose, Entry, Name, Refusal
from bmcalc.rules.rule import Code, Day, Profile, Rule, SourceIds


def _spread(days: Any) -> Any:
    """Return ``"1-21"`` as the days it means."""
    if isinstance(days, str):
        first, dash, last = days.partition("-")
        if not (dash and first.isdecimal() and last.isdecimal() and int(first) < int(last) < 367):
            raise Refusal(_("Days are a list such as [1, 8] or a range such as \"1-21\"."))
        return tuple(range(int(first), int(last) + 1))
    return days


CycleDays: TypeAlias = Annotated[tuple[Day, ...], BeforeValidator(_spread), Field(min_length=1)]


def in_days(length: Term) -> int:
    """Return the length of a cycle as a whole number of days."""
    return int(length.to("day").magnitude)


class Track(Entry):
    """One time line of a regimen: its cycle and how many of them; None until progression."""

    id: str
    name: Name
    cycle_length: Days
    cycles: Annotated[int, Field(ge=1, le=100)] | None = None

    @cached_property
    def cycle_days(self) -> int:
        """The length of a cycle as a whole number of days."""
        return in_days(self.cycle_length)


class PublishedDose(Entry):
    """Another dose with which the same combination is published."""

    dose: Dose
    sources: SourceIds


class Line(Entry):
    """One drug of a regimen.

    ``dose`` is that of one administration. ``first_cycle_days`` differ where a first cycle has
    extra doses; ``also_published`` are other doses with which the combination is published. Of the
    lines with the same ``choice`` one is given; the first is the default.
    """

    drug: str
    track: str
    dose: Dose
    loading_dose: Dose | None = None
    days: CycleDays
    first_cycle_days: CycleDays | None = None
    times_per_day: Annotated[int, Field(ge=1, le=6)] = 1
    route: Literal["iv", "sc", "im", "po", "td"]
    choice: str | None = None
    text: Name | None = None
    also_published: tuple[PublishedDose, ...] = ()
    sources: SourceIds


class Phase(Entry):
    """One part of a sequence: another regimen, for so many cycles; None until progression.

    ``text`` is what holds of this part alone. The doses stand in that regimen, nowhere else.
    """

    regimen: str
    cycles: Annotated[int, Field(ge=1, le=100)] | None = None
    text: Name | None = None


class DrugLevels(DoseLevels):
    """The dose levels of one drug in this regimen."""

    drug: str


class Regimen(Entry):
    """One regimen; ``id`` is the name of its file.

    The first track is the one that counts the cycles. ``companions`` are regimens that run beside
    it on their own track, such as a bone agent every 28 days. ``rules`` are the day-8 tables and
    other rules of this regimen alone. ``neutropenia`` is its risk of febrile neutropenia.

    A sequence has ``phases``, other regimens that follow one another, in the place of tracks and
    lines. Its rules hold in all its phases, or in those that they name under ``regimens``.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Name
    text: Name | None = None
    tracks: tuple[Track, ...] = ()
    lines: tuple[Line, ...] = ()
    phases: tuple[Phase, ...] = ()
    companions: tuple[str, ...] = ()
    dose_levels: tuple[DrugLevels, ...] = ()
    rules: tuple[Rule, ...] = ()
    without_rules: tuple[Code, ...] = ()
    neutropenia: Neutropenia | None = None
    sources: SourceIds
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None

    @model_validator(mode="after")
    def _is_given_by_lines_or_by_phases(self) -> Self:
        if self.phases:
            if self.tracks or self.lines or self.dose_levels:
                raise Refusal(_("A sequence has phases and no tracks, lines or dose levels."))
            if len(self.phases) < 2:
                raise Refusal(_("A sequence has at least two phases."))
        elif not (self.tracks and self.lines):
            raise Refusal(_("A regimen has tracks and lines, or phases."))
        return self

    @model_validator(mode="after")
    def _lines_run_on_a_track(self) -> Self:
        lengths = {track.id: track.cycle_length.to("day").magnitude for track in self.tracks}
        for line in self.lines:
            if line.track not in lengths:
                raise Refusal(_("{drug} runs on no track of this regimen.", drug=line.drug))
            if max(*line.days, *(line.first_cycle_days or ()), 0) > lengths[line.track]:
                raise Refusal(_("{drug} has a day after the end of its cycle.", drug=line.drug))
        return self

    @model_validator(mode="after")
    def _levels_are_of_its_lines(self) -> Self:
        for table in self.dose_levels:
            planned = [line.dose for line in self.lines if line.drug == table.drug]
            if table.planned not in planned:
                raise Refusal(_("{drug} is not planned at {dose} here.", drug=table.drug,
                                dose=table.planned))
        return self

    @model_validator(mode="after")
    def _rules_speak_of_its_drugs(self) -> Self:
        here = {line.drug for line in self.lines}
        codes = [rule.code for rule in self.rules]
        for rule in self.rules:
            if codes.count(rule.code) > 1:
                raise Refusal(_("The code {code} stands twice.", code=rule.code))
            for drug in () if self.phases else rule.drugs:
                if drug not in here:
                    raise Refusal(_("{drug} is not a drug of this regimen.", drug=drug))
        return self

    @model_validator(mode="after")
    def _owns_its_rules(self) -> Self:
        for rule in self.rules:
            rule.belong_to(self.id)
        return self

    @property
    def is_sequence(self) -> bool:
        """Whether it has phases: other regimens that follow one another."""
        return bool(self.phases)

    @property
    def cycle_length(self) -> Term:
        """The cycle of the leading track, in days; a sequence has none of its own."""
        return self.tracks[0].cycle_length

    @property
    def cycles(self) -> int | None:
        """How many cycles the leading track has; None until progression."""
        return self.tracks[0].cycles

    @cached_property
    def drugs(self) -> tuple[str, ...]:
        """The drugs of its lines, in their order."""
        return tuple(line.drug for line in self.lines)

    def track(self, line: Line) -> Track:
        """Return the track on which a line runs."""
        return self.tracks_by_id[line.track]

    @cached_property
    def tracks_by_id(self) -> Mapping[str, Track]:
        """The tracks by their ids."""
        return {track.id: track for track in reversed(self.tracks)}

    def levels(self, drug: str, planned: Term, profile: Profile) -> DoseLevels | None:
        """Return this regimen's own dose levels of a drug, or None where it has none."""
        for table in self.dose_levels:
            if table.drug == drug and profile in table.profiles and table.planned == planned:
                return table
        return None
