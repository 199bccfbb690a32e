"""Where what is typed stands: one of the sources that are known, or one of the hospital's own."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.hospital.own_source import UNCHOSEN, SourceDraft
from bmcalc.formulary.in_force import in_force
from bmcalc.formulary.sources import Mark
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask, text_ask

OWN, KNOWN = "own", "known"
HOW = {OWN: _("The hospital's own"), KNOWN: _("One that is known")}
MARKS = {
    Mark.VERIFIED.value: _("verified: we read it there"),
    Mark.MEMORY.value: _("from memory"),
    Mark.CONVENTION.value: _("a convention of ours"),
}


class SourcePart(QWidget):
    """The choice of a source; what is not needed for the choice is hidden."""

    def __init__(self, dialog: EntryDialog, row: int, columns: int) -> None:
        super().__init__(dialog)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(14))
        grid.setVerticalSpacing(scaled(10))
        cited = {one.id: f"{one.citation} ({one.id})" for one in in_force().sources.values()}
        self.how = NamedField("source_kind", choice_ask(_("Source"), HOW, "segments"), self,
                              default=OWN)
        self.mark = NamedField("mark", choice_ask(_("How sure"), MARKS), self)
        self.known = NamedField("source", choice_ask(_("Which one"), cited, "search"), self)
        self.english = NamedField("citation_en", text_ask(_("Citation in English")), self)
        self.chinese = NamedField("citation_zh", text_ask(_("Citation in Chinese")), self)
        grid.addWidget(self.how, 0, 0)
        grid.addWidget(self.mark, 0, 1)
        grid.addWidget(self.known, 1, 0, 1, 2)
        grid.addWidget(self.english, 2, 0)
        grid.addWidget(self.chinese, 2, 1)
        for field in (self.how, self.mark, self.known, self.english, self.chinese):
            dialog.hear(field)
        self.how.edited.connect(self._arrange)
        dialog.grid.addWidget(self, row, 0, 1, columns)
        self._arrange()

    def _arrange(self) -> None:
        known = self.how.text() == KNOWN
        self.known.setVisible(known)
        for field in (self.english, self.chinese, self.mark):
            field.setVisible(not known)

    def draft(self) -> SourceDraft:
        """Return what was said of the source."""
        if self.how.text() == KNOWN:
            # A known source that was not chosen yet is no source of the hospital's own.
            return SourceDraft(known=self.known.text() or UNCHOSEN)
        return SourceDraft("", self.english.text(), self.chinese.text(), self.mark.text())
