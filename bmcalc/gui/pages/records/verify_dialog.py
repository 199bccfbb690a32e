"""Verifying the records from the window: what was found, and the seal to write down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.result.finding_list import WORDS, Told
from bmcalc.gui.window.facts_dialog import show_facts
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.places import records_folder
from bmcalc.records.verifying import verify_folder


def verify(parent: QWidget) -> QDialog:
    """Walk every record and tell what was found; ``RecordsFault`` where there are none."""
    folder = records_folder()
    QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        found = verify_folder(folder, ())
    finally:
        QGuiApplication.restoreOverrideCursor()
    words: object
    if found.flaw is None:
        severity, words = Severity.INFO, _("All {count} records are sound.",
                                           count=found.head.seq if found.head else 0)
    else:
        severity, words = Severity.STOP, found.flaw.reason
    pairs: list[tuple[object, object]] = [(_("Folder"), folder)]
    if found.head is not None and found.flaw is None:
        pairs.append((_("Seal"), seal_line(found.head)))
        pairs.append((_("What the seal is for"), _(
            "Write it down, or give it to a colleague. It shows later whether the newest records "
            "were taken away.")))
    return show_facts(_("Records"), pairs, parent, Told(severity, str(words),
                                                        str(WORDS[severity])))
