"""One drug or regimen to read: sentences and tables with sources, marks and worked cases."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.hospital.listed import Listed
from bmcalc.formulary.in_force import formulary, in_force
from bmcalc.formulary.review_sheet import Sheet, Subject, sheet_of
from bmcalc.formulary.signed_entries import EntryReview
from bmcalc.formulary.unasked import incomplete
from bmcalc.gui.look.theme import scheme
from bmcalc.gui.pages.formulary.reading import Reading
from bmcalc.gui.pages.formulary.rules_html import rules_html, source_lines
from bmcalc.gui.pages.formulary.themed_html import document, heading, lines, pill, sections_html
from bmcalc.report.review_sheet import reading

PAUSE = 120
"""Milliseconds in which the arrows may go on to the next entry before one is worked out."""


class EntryView(Reading):
    """The entry in the colours of the scheme; arrows and page keys scroll it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("The entry"), parent)
        self._entry: Listed | None = None
        self._painted: object = None
        self.sheet: Sheet | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.show_now)

    def show_entry(self, entry: Listed | None) -> None:
        """Show an entry once the choice has come to rest."""
        self._entry, self.sheet = entry, None
        self.clear()
        if entry is None:
            self._timer.stop()
        else:
            self._timer.start()

    def show_now(self) -> None:
        """Show the chosen entry at once."""
        self._timer.stop()
        entry = self._entry
        self._painted = scheme()
        if entry is None:
            return
        subject = subject_of(entry)
        if subject is None:
            self.setHtml(document(_faults(entry)))
            return
        self.sheet = sheet_of(subject)
        self.setHtml(document(_html(entry, self.sheet)))

    def changeEvent(self, event: QEvent) -> None:
        """Show the entry in the colours of another scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._painted not in (None, scheme()):
            self.show_now()


def subject_of(entry: Listed) -> Subject | None:
    """Return the drug or regimen in force; None where it was refused."""
    here = formulary()
    return here.drugs.get(entry.id) if entry.kind == "drug" else here.regimens.get(entry.id)


def reviews_of(entry: Listed) -> list[EntryReview]:
    """Return every signature of an entry, the one that stands now first."""
    laid = in_force().laid
    if laid is None:
        return []
    former = [one for one in reversed(laid.signatures.former) if one.entry == entry.key]
    return [*(() if entry.review is None else (entry.review,)), *former]


def _faults(entry: Listed) -> str:
    refused = pill(Severity.STOP, str(_("Refused")))
    rows = "".join(
        f"<p style='margin:2px 0'>{refused} {lines(str(one))}</p>" for one in entry.problems
    )
    words = lines(str(_("No order is checked until it is mended.")))
    return heading(str(_("A fault in the file"))) + rows + f"<p>{words}</p>"


def _html(entry: Listed, sheet: Sheet) -> str:
    found = reading(sheet)
    told = ""
    if isinstance(sheet.subject, Drug):
        told = "".join(
            f"<p style='margin:2px 0'>{pill(Severity.CAUTION, '!')} {lines(str(one))}</p>"
            for one in incomplete(sheet.subject)
        )
    return (told + sections_html(found.above) + rules_html(sheet, found.cited)
            + sections_html(found.below) + _signatures(entry) + source_lines(found.cited))


def _signatures(entry: Listed) -> str:
    reviews = reviews_of(entry)
    if not reviews:
        nobody = lines(str(_("nobody yet")))
        return heading(str(_("Signatures"))) + f"<p>{nobody}</p>"
    rows = []
    for one in reviews:
        holds = one is entry.review and entry.state.value == "signed"
        words = _("in force") if holds else _("signed before a change")
        who = " · ".join(filter(None, (one.name, one.registration, one.date.isoformat())))
        rows.append(f"<p style='margin:2px 0'>{lines(who)} "
                    f"{pill(Severity.INFO if holds else Severity.CAUTION, str(words))}</p>")
    return heading(str(_("Signatures"))) + "".join(rows)
