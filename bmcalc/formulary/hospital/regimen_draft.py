"""A regimen as a form holds it: copied, changed or new; what is wrong with it, and its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.cross_checks import (
    line_problems,
    regimen_problems,
    sequence_problems,
    source_problems,
)
from bmcalc.formulary.file_problems import FileProblem, Unreadable, validated
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.heads import heads_of
from bmcalc.formulary.hospital.comments import comments_of
from bmcalc.formulary.hospital.fault import Fault, faults_of, missing
from bmcalc.formulary.hospital.own_source import UNSAID, SourceDraft
from bmcalc.formulary.hospital.raw_entries import (
    entries_in_force,
    own_entries,
    own_file,
    shipped_entries,
)
from bmcalc.formulary.hospital.regimen_line import LineDraft, days_of, line_of
from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.formulary.loading import REGIMENS, Formulary
from bmcalc.formulary.regimen_entry import Line, Regimen
from bmcalc.formulary.short_name import short_name

ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_NUMBER: Final = re.compile(r"[0-9]{1,3}")
_OF_THE_FILE: Final = ("reviewed_by", "reviewed_on", "id")
_BY_CODE: Final = ("rules", "without_rules")
"""What lies over the shipped entries code by code; the form does not show it."""

TRACK: Final = "chemotherapy"
TRACK_NAME: Final = {"en": "chemotherapy", "zh": "化疗"}


@dataclass(frozen=True)
class TrackDraft:
    """The cycle of a track: its days, and how many cycles; without a number until progression."""

    id: str = TRACK
    name: Mapping[str, str] = field(default_factory=lambda: TRACK_NAME)
    days: str = ""
    cycles: str = ""

    def entries(self) -> dict[str, Any]:
        """Return the track as the file holds it."""
        made: dict[str, Any] = {"id": self.id, "name": dict(self.name)}
        if self.days.strip():
            made["cycle_length"] = f"{self.days.strip()} day"
        if _NUMBER.fullmatch(self.cycles.strip()):
            made["cycles"] = int(self.cycles)
        return made

    def faults(self, place: str) -> Iterator[Fault]:
        """Give what cannot be read or is not there yet."""
        yield from missing({f"{place}.cycle_length": self.days})
        for name, text in (("cycle_length", self.days), ("cycles", self.cycles)):
            if text.strip() and not _NUMBER.fullmatch(text.strip()):
                yield Fault(f"{place}.{name}", _("This must be a whole number."))


@dataclass(frozen=True)
class RegimenDraft:
    """One regimen. ``base`` is what it was made of; ``copied`` the id of the one it is a copy of.

    ``is_new`` says that no regimen has this id yet.
    """

    id: str = ""
    english: str = ""
    chinese: str = ""
    tracks: tuple[TrackDraft, ...] = (TrackDraft(),)
    lines: tuple[LineDraft, ...] = ()
    source: SourceDraft = UNSAID
    base: Mapping[str, Any] = field(default_factory=dict)
    copied: str = ""
    is_new: bool = True

    @property
    def file_name(self) -> str:
        """The place of its file in the folder."""
        return f"{REGIMENS}/{self.id}.toml"

    def entries(self, source: str) -> dict[str, Any]:
        """Return the whole regimen as a file holds it; what changed cites ``source``."""
        made = {name: value for name, value in self.base.items() if name not in _OF_THE_FILE}
        made["name"] = {"en": self.english.strip(), "zh": self.chinese.strip()}
        tracks = [one.entries() for one in self.tracks]
        lines = [one.entries(source) for one in self.lines if not one.is_empty]
        if tracks or lines or not self.is_sequence:
            made |= {"tracks": tracks, "lines": lines}
        levels = self._levels(lines)
        if "dose_levels" in made:
            made["dose_levels"] = levels
        if not self.base.get("sources"):
            made["sources"] = [source]
        elif self._differs(made) and source not in made["sources"]:
            made["sources"] = [*made["sources"], source]
        order = ("name", "text", "companions", "sources")
        return {name: made[name] for name in (*order, *made) if name in made}

    @property
    def is_sequence(self) -> bool:
        """Whether it has phases: its doses stand in their regimens, and the form keeps them."""
        return bool(self.base.get("phases"))

    def _levels(self, lines: list[dict[str, Any]]) -> list[Any]:
        """Return the dose levels of the base that still fit a planned dose."""
        planned = {(one.get("drug"), one.get("dose")) for one in lines}
        return [one for one in self.base.get("dose_levels", [])
                if isinstance(one, dict) and (one.get("drug"), one.get("planned")) in planned]

    def _differs(self, made: Mapping[str, Any]) -> bool:
        return any(made.get(name) != self.base.get(name) for name in ("tracks", "lines"))

    def notes(self, formulary: Formulary) -> list[object]:
        """Return what a pharmacist must know of this draft, though nothing is wrong with it."""
        found: list[object] = []
        entries = self.entries("")
        left = len(self.base.get("dose_levels", [])) - len(entries.get("dose_levels", []))
        if left:
            found.append(_("Dose levels that belong to another planned dose are left out: "
                           "{count}.", count=left))
        if self.copied and self.is_new:
            bound = [
                f"{drug.name}: {rule.code}"
                for line in self.lines if (drug := formulary.drugs.get(line.drug)) is not None
                for rule in drug.rules if self.copied in rule.regimens
            ]
            bound += [
                f"{drug.name}: {infusion.text}"
                for line in self.lines if (drug := formulary.drugs.get(line.drug)) is not None
                for infusion in drug.infusions if self.copied in infusion.regimens
            ]
            if bound:
                found.append(_(
                    "Asked in {regimen} alone, and not in this copy: {rules}. A rule of the "
                    "hospital's own can take their place.",
                    regimen=self.copied, rules=Joined(list(dict.fromkeys(bound)), "; ")))
        return found

    def check(self, formulary: Formulary) -> list[Fault]:
        """Return every fault, each at its field, as the check of the folder would tell it."""
        source = self.source.identifier(self.id or "x", formulary.sources)
        found = list(self._own_faults(formulary))
        if self._cites(source):
            found += self.source.faults(formulary.sources)
        found += [one for one in self._of_the_models(source, formulary)
                  if one.field != "name"
                  and not any(other.field == one.field for other in found)]
        return found

    def needs_source(self) -> bool:
        """Say whether anything in it has to cite the source of the form."""
        return self._cites("?")

    def _cites(self, source: str) -> bool:
        entries = self.entries(source)
        lines = entries.get("lines", [])
        return any(source in one.get("sources", []) for one in (entries, *lines))

    def _own_faults(self, formulary: Formulary) -> Iterator[Fault]:
        yield from missing({"id": self.id, "name.en": self.english, "name.zh": self.chinese})
        if self.id and not ID.fullmatch(self.id):
            yield Fault("id", _("Small letters, digits and “-”, a letter first."))
        elif self.is_new and self.id in formulary.regimens:
            yield Fault("id", _("There is a regimen “{id}” already.", id=self.id))
        yield from self._called_as_another(formulary)
        for index, track in enumerate(self.tracks):
            yield from track.faults(f"tracks[{index}]")
        said = [one for one in self.lines if not one.is_empty]
        if not said and not self.is_sequence:
            yield Fault("lines", _("A regimen has at least one drug."), is_missing=True)
        for index, line in enumerate(said):
            yield from line.faults(f"lines[{index}]")
            yield from self._after_the_cycle(index, line)

    def _called_as_another(self, formulary: Formulary) -> Iterator[Fault]:
        """Give a fault for a short name of another regimen: an order's title would mean either."""
        for other in heads_of(formulary.regimens) if self.is_new else ():
            for place, mine, its in (("name.en", self.english, other.name.english),
                                     ("name.zh", self.chinese, other.name.chinese)):
                if mine.strip() and short_name(mine).casefold() == short_name(its).casefold():
                    yield Fault(place, _("{regimen} is called so already.", regimen=other.id))

    def _after_the_cycle(self, index: int, line: LineDraft) -> Iterator[Fault]:
        track = next((one for one in self.tracks if one.id == line.track), None)
        days = days_of(line.days)
        last = 0
        if isinstance(days, list):
            last = max(days)
        elif days is not None:
            last = int(days.rpartition("-")[2])
        if track is not None and _NUMBER.fullmatch(track.days.strip()) and last > int(track.days):
            yield Fault(f"lines[{index}].days", _(
                "{drug} has a day after the end of its cycle.", drug=line.drug))

    def _of_the_models(self, source: str, formulary: Formulary) -> list[Fault]:
        entries, name = self.entries(source), self.file_name
        try:
            regimen = validated(Regimen, name, {**entries, "id": self.id})
        except Unreadable as refused:
            return [*faults_of(refused.problems), *_of_lines(entries, name, formulary)]
        known = {*formulary.sources, source}
        problems = [*source_problems(name, regimen, known), *regimen_problems(
            name, regimen, formulary.drugs, formulary.regimens),
            *sequence_problems(name, regimen, formulary.regimens)]
        return faults_of(problems)

    def files(self, formulary: Formulary, own: FolderEntries) -> dict[str, bytes]:
        """Return the files to write: a source of the hospital's own first, then the regimen.

        Over a shipped regimen the file holds what differs from it, else the whole.
        """
        source = self.source.identifier(self.id, formulary.sources)
        entries = self.entries(source)
        shipped = shipped_entries("regimen", self.id)
        if shipped:
            changed = {name: value for name, value in entries.items()
                       if name not in _BY_CODE and value != shipped.get(name)}
            kept = {name: value for name, value in own_entries(own, "regimen", self.id).items()
                    if name in _BY_CODE}
            entries = {**changed, **kept}
        about = comments_of(own_file(own, "regimen", self.id))
        cited = self.source.file(source) if self._cites(source) else {}
        return {**cited, self.file_name: written_toml(entries, about).encode()}


def _of_lines(entries: Mapping[str, Any], name: str, formulary: Formulary) -> list[Fault]:
    """Return what is wrong with the lines that can be read, while another part cannot."""
    found: list[FileProblem] = []
    for index, one in enumerate(entries.get("lines", [])):
        try:
            line = validated(Line, name, one)
        except Unreadable:
            continue
        found += [FileProblem(name, f"lines[{index}].{part}", reason)
                  for part, reason in line_problems(line, formulary.drugs)]
    return faults_of(found)


def draft_of(identifier: str, own: FolderEntries) -> RegimenDraft:
    """Return the draft that changes a regimen in its place."""
    base = entries_in_force(own, "regimen", identifier)
    name = base.get("name", {})
    return RegimenDraft(
        id=identifier, english=str(name.get("en", "")), chinese=str(name.get("zh", "")),
        tracks=tuple(
            TrackDraft(str(one.get("id")), dict(one.get("name", TRACK_NAME)),
                       str(one.get("cycle_length", "")).removesuffix("day").strip(),
                       str(one.get("cycles", "")))
            for one in base.get("tracks", [])
        ),
        lines=tuple(line_of(one) for one in base.get("lines", [])),
        base=base, is_new=False,
    )


def copy_of(identifier: str, own: FolderEntries) -> RegimenDraft:
    """Return the draft of a new regimen that is made of another one; its id is still to be said."""
    return replace(draft_of(identifier, own), id="", copied=identifier, is_new=True)
