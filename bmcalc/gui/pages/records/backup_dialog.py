"""Backing up from the window: the folder is asked for, and a copy counts once it was verified."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.pages.records.access import present_origin
from bmcalc.gui.result.finding_list import WORDS, Told
from bmcalc.gui.window.facts_dialog import show_facts
from bmcalc.records.backup.backing_up import BackedUp
from bmcalc.records.backup.backing_up import back_up as copy_records
from bmcalc.records.clock import now
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.opening import open_records
from bmcalc.records.places import records_folder


def back_up(parent: QWidget) -> QDialog | None:
    """Ask for a folder and copy the records there; None where none was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, str(_("Choose the folder for the backup")))
    return None if not chosen else back_up_into(Path(chosen), parent)


def back_up_into(target: Path, parent: QWidget) -> QDialog:
    """Copy the records into a folder and tell what came of it; ``RecordsFault`` where nothing."""
    QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        store = open_records(records_folder())
        try:
            made = copy_records(store, target, now(), present_origin())
        finally:
            store.close()
    finally:
        QGuiApplication.restoreOverrideCursor()
    return show_facts(_("Backup"), _pairs(made), parent, _told(made))


def _told(made: BackedUp) -> Told:
    if made.same_device:
        severity, words = Severity.CAUTION, _(
            "The copy was verified whole, but it lies on the same device as the records: a broken "
            "disk takes both.")
    else:
        severity, words = Severity.INFO, _("The copy was verified whole.")
    return Told(severity, str(words), str(WORDS[severity]))


def _pairs(made: BackedUp) -> list[tuple[object, object]]:
    return [
        (_("File"), made.file),
        (_("Seal"), seal_line(made.head)),
        (_("Older copies that gave way"), len(made.removed)),
    ]
