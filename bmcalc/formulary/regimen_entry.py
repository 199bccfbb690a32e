"""What one regimen's file holds: its tracks, its lines, its own dose levels and day rules."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import DoseLevels
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


class Track(Entry):
    """One time line of a regimen: its cycle and how many of them; None until progression."""

    id: str
    name: Name
    cycle_length: Days
    cycles: Annotated[int, Field(ge=1, le=100)] | None = None


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


class DrugLevels(DoseLevels):
    """The dose levels of one drug in this regimen."""

    drug: str


class Regimen(Entry):
    """One regimen; ``id`` is the name of its file.

    The first track is the one that counts the cycles. ``companions`` are regimens that run beside
    it on their own track, such as a bone agent every 28 days. ``rules`` are the day-8 tables and
    other rules of this regimen alone. ``neutropenia`` is its risk of febrile neutropenia.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Name
    text: Name | None = None
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    companions: tuple[str, ...] = ()
    dose_levels: tuple[DrugLevels, ...] = ()
    rules: tuple[Rule, ...] = ()
    without_rules: tuple[Code, ...] = ()
    neutropenia: Neutropenia | None = None
    sources: SourceIds
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None

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
            for drug in rule.drugs:
                if drug not in here:
                    raise Refusal(_("{drug} is not a drug of this regimen.", drug=drug))
        return self

    @model_validator(mode="after")
    def _owns_its_rules(self) -> Self:
        for rule in self.rules:
            rule.belong_to(self.id)
        return self

    @property
    def cycle_length(self) -> Term:
        """The cycle of the leading track, in days."""
        return self.tracks[0].cycle_length

    @property
    def cycles(self) -> int | None:
        """How many cycles the leading track has; None until progression."""
        return self.tracks[0].cycles

    def track(self, line: Line) -> Track:
        """Return the track on which a line runs."""
        return next(track for track in self.tracks if track.id == line.track)

    def levels(self, drug: str, planned: Term, profile: Profile) -> DoseLevels | None:
        """Return this regimen's own dose levels of a drug, or None where it has none."""
        for table in self.dose_levels:
            if table.drug == drug and profile in table.profiles and table.planned == planned:
                return table
        return None
