"""Signing a sheet: who, which registration, which day, and each rule from memory by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import AskDate
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.formulary.hospital.signing import (
    Signature,
    from_memory,
    names_from_memory,
    signed_files,
)
from bmcalc.formulary.review_sheet import Sheet
from bmcalc.formulary.signed_entries import entry_sha256
from bmcalc.gui.look.plain import Label
from bmcalc.gui.pages.formulary.confirm_list import ConfirmList
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import NamedField, text_ask
from bmcalc.gui.window.file_names import today
from bmcalc.report.kept_sheet import kept, signed_report
from bmcalc.report.review_sheet import review_report
from bmcalc.rules.in_words import sentence_of

ABOUT = _("The signature stands for the whole sheet as it reads now: the entry and every rule on "
          "it. Any change afterwards voids it. The sheet is kept, and can be printed again.")


class SignDialog(EntryDialog):
    """One signature of one sheet."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(_("Sign {entry}", entry=sheet.subject.name), ABOUT, _("Sign"), parent)
        self._sheet = sheet
        self._day = AskDate(label=_("Date"))
        self.name = self.add(NamedField("name", text_ask(_("Name"), 80), self), 0, 0)
        self.registration = self.add(NamedField(
            "registration", text_ask(_("Registration number"), 80), self), 0, 1)
        self.date = self.add(NamedField("date", self._day, self), 0, 2)
        self.date.put(today().isoformat())
        self.heading(_("Rules on the sheet: {count}. SHA-256 of the entry: {sha256}",
                       count=len(sheet.rules), sha256=entry_sha256(sheet.subject)), 1, 3)
        memory = from_memory(sheet)
        self.confirmed: ConfirmList | None = None
        if memory:
            self.heading(_("These rest on memory. Tick each that you have read in its source."),
                         2, 3)
            self.confirmed = ConfirmList(_sentences(sheet, memory), self)
            self.confirmed.edited.connect(self._edited)
            self.grid.addWidget(self.confirmed, 3, 0, 1, 3)
        else:
            none = Label(self)
            none.setObjectName("muted")
            none.setText(str(_("Nothing on it rests on memory.")))
            self.grid.addWidget(none, 2, 0, 1, 3)
        self.grid.setRowStretch(4, 1)
        self.name.focus()
        self.judge()

    def _signature(self) -> Signature:
        confirmed = () if self.confirmed is None else self.confirmed.ticked()
        try:
            day = self._day.read(self.date.text())
        except Rejected:
            day = today()
        return Signature(self.name.text(), self.registration.text(), day, frozenset(confirmed))

    def check(self) -> list[Fault]:
        """Return what is still needed."""
        found = self._signature().faults(self._sheet)
        try:
            day = self._day.read(self.date.text())
        except Rejected as rejected:
            return [*found, Fault("date", rejected.text)]
        if day > today():
            found.append(Fault("date", _("This day has not come yet.")))
        return found

    def what_to_know(self) -> Sequence[object]:
        """Say how many rules still rest on memory alone."""
        left = [one for one in self._signature().faults(self._sheet)
                if one.field in from_memory(self._sheet)]
        if not left:
            return ()
        return (_("From memory, not confirmed yet: {count}", count=len(left)),)

    def files(self) -> Files:
        """Return the kept sheet and the signatures."""
        signature, sheet = self._signature(), self._sheet
        report = signed_report(review_report([sheet]), signature, entry_sha256(sheet.subject))
        return signed_files(signature, sheet, kept(report), self.own)


def _sentences(sheet: Sheet, keys: Sequence[str]) -> dict[str, object]:
    """Return each rule from memory with its sentence, and last the names."""
    rules = {rule.key: sentence_of(rule.rows[0].rule) for rule in sheet.rules}
    names = _("These names are names of this drug: {names}",
              names=Joined([*names_from_memory(sheet)]))
    return {key: rules.get(key, names) for key in keys}


