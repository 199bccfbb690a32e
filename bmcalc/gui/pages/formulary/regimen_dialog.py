"""The form of a regimen: its name, its cycles, its drugs and days, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import AskRows
from bmcalc.core.texts import Bilingual, _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.heads import heads_of
from bmcalc.formulary.hospital.drug_draft import ROUTE_NAMES
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.formulary.hospital.regimen_draft import RegimenDraft, TrackDraft
from bmcalc.formulary.hospital.regimen_line import LineDraft
from bmcalc.formulary.in_force import formulary
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import (
    NamedField,
    RowsField,
    choice_ask,
    quantity_ask,
    text_ask,
)
from bmcalc.gui.pages.formulary.source_part import SourcePart
from bmcalc.gui.window.session import NOTHING, Typed
from bmcalc.rules.quantities import DOSE_UNITS

COLUMNS = 6
LINES = 12
UNITS = ("mg/m^2", *(one for one in DOSE_UNITS if one != "mg/m^2"))
ABOUT = _("What is typed is checked at once. The file is written into the hospital's folder and "
          "waits there for a signature.")


class RegimenDialog(EntryDialog):
    """A regimen that is new, copied or changed in its place."""

    def __init__(self, draft: RegimenDraft, title: object, parent: QWidget) -> None:
        super().__init__(title, ABOUT, _("Save the regimen"), parent)
        self._draft = draft
        self.english = self.add(
            NamedField("name.en", text_ask(_("Name in English")), self), 0, 0, 2)
        self.chinese = self.add(
            NamedField("name.zh", text_ask(_("Name in Chinese")), self), 0, 2, 2)
        self.id = self.add(NamedField("id", text_ask(_("Short name"), 40), self), 0, 4, 2)
        self.tracks = [self._track(index, one) for index, one in enumerate(draft.tracks)]
        row = 1 + len(self.tracks)
        self.lines = RowsField("lines", self._lines_ask(), self, {"drug": 3, "dose": 2,
                                                                  "loading_dose": 2})
        self.add(self.lines, row, 0, COLUMNS)
        self.source = SourcePart(self, row + 1, COLUMNS)
        self.grid.setRowStretch(row + 2, 1)
        self._fill()
        self.lines.edited.connect(self._units)
        if draft.is_new:
            self.offer_id(self.english, self.id, "-")
        self.english.focus()
        self.even(COLUMNS)
        self.judge()

    def _track(self, index: int, track: TrackDraft) -> tuple[NamedField, NamedField]:
        place, row = f"tracks[{index}]", index + 1
        name: object = Bilingual(track.name.get("en", ""), track.name.get("zh", ""))
        several = len(self._draft.tracks) > 1
        days = _("Cycle in days: {track}", track=name) if several else _("Cycle in days")
        cycles = _("Cycles: {track}", track=name) if several else _("Cycles")
        found = (
            self.add(NamedField(f"{place}.cycle_length", text_ask(days, 3), self), row, 0, 2),
            self.add(NamedField(f"{place}.cycles", text_ask(cycles, 3), self, needed=False),
                     row, 2, 2),
        )
        found[0].put(track.days)
        found[1].put(track.cycles)
        return found

    def _lines_ask(self) -> AskRows:
        named = {one.id: one.name for one in heads_of(drugs())}
        options = dict(sorted(named.items(), key=lambda pair: str(pair[1]).casefold()))
        columns = {
            "drug": choice_ask(_("Drug"), options, "search"),
            "dose": quantity_ask(_("Dose"), UNITS),
            "days": text_ask(_("Days"), 60),
            "route": choice_ask(_("Route"), ROUTE_NAMES),
            "loading_dose": quantity_ask(_("First dose, if another"), UNITS),
            "times_per_day": text_ask(_("Times a day"), 1),
        }
        if len(self._draft.tracks) > 1:
            columns["track"] = choice_ask(_("Cycle of"), {
                one.id: Bilingual(one.name.get("en", ""), one.name.get("zh", ""))
                for one in self._draft.tracks
            })
        return AskRows(label=_("Drugs and days (days as 1, or 1, 8, 15, or 1-21)"),
                       columns=columns, longest=LINES)

    def _fill(self) -> None:
        draft = self._draft
        self.english.put(draft.english)
        self.chinese.put(draft.chinese)
        self.id.put(draft.id)
        self.id.setEnabled(draft.is_new)
        self.lines.put_rows([self._cells(one) for one in draft.lines])

    def _cells(self, line: LineDraft) -> dict[str, Typed]:
        cells = {
            "drug": Typed(line.drug), "dose": Typed(line.dose, line.unit), "days": Typed(line.days),
            "route": Typed(line.route), "times_per_day": Typed(line.times),
            "loading_dose": Typed(line.loading, line.unit) if line.loading else NOTHING,
        }
        if len(self._draft.tracks) > 1:
            cells["track"] = Typed(line.track)
        return cells

    def _units(self) -> None:
        """Let the units beside the doses of a row be those of its drug, while nothing stands there.

        What was typed keeps its unit: a dose is never turned into another one.
        """
        for cells in self.lines.editor.filled():
            drug = drugs().get(str(cells["drug"].entry().typed))
            for name in ("dose", "loading_dose"):
                entry = cells[name].entry()
                if drug is not None and not entry.typed and entry.unit not in drug.basis.units:
                    cells[name].show_entry(Typed("", drug.basis.units[0]))

    def draft(self) -> RegimenDraft:
        """Return what stands in the form."""
        tracks = [
            replace(one, days=days.text(), cycles=cycles.text())
            for one, (days, cycles) in zip(self._draft.tracks, self.tracks, strict=True)
        ]
        return replace(
            self._draft, id=self.id.text().strip(), english=self.english.text(),
            chinese=self.chinese.text(), tracks=tuple(tracks), source=self.source.draft(),
            lines=self._read_lines(),
        )

    def _read_lines(self) -> tuple[LineDraft, ...]:
        """Return the lines of the form, each with the line of the file that it was."""
        left = list(self._draft.lines)
        found = []
        for row in self.lines.rows():
            line = self._read(row)
            same = [one for one in left if one.drug == line.drug]
            on_track = [one for one in same if one.track == line.track]
            before = next(iter([*on_track, *same]), None)
            if before is not None:
                left.remove(before)
                line = replace(line, before=before.before)
            found.append(line)
        return tuple(found)

    def _read(self, row: dict[str, Typed]) -> LineDraft:
        text = {name: "" if cell.typed is None else str(cell.typed) for name, cell in row.items()}
        track = text.get("track") or self._draft.tracks[0].id
        return LineDraft(
            drug=text["drug"], dose=text["dose"], unit=row["dose"].unit,
            loading=text["loading_dose"], days=text["days"], times=text["times_per_day"],
            route=text["route"], track=track,
        )

    def check(self) -> list[Fault]:
        """Return what is still wrong with the regimen."""
        draft = self.draft()
        self.source.setVisible(draft.needs_source())
        return draft.check(formulary())

    def what_to_know(self) -> Sequence[object]:
        """Return what a pharmacist must know of it."""
        return self.draft().notes(formulary())

    def files(self) -> Files:
        """Return the regimen's file, and that of its source."""
        return self.draft().files(formulary(), self.own)
