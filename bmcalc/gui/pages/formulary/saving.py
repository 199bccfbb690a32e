"""Saving what a form holds: where, judged as a whole, written, and put in force again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.file_problems import Unreadable
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.fault import Fault, faults_of
from bmcalc.formulary.hospital.own_folder import (
    Files,
    changed_meanwhile,
    files_of,
    folder_now,
    judged,
    save_files,
    sheets_of,
    why_not_chosen,
)
from bmcalc.formulary.in_force import in_force
from bmcalc.gui.window.question import Answer, Role, ask
from bmcalc.saved_file import why_not_saved
from bmcalc.site_folder import VARIABLE, common_folder, put_site_in_force


@dataclass(frozen=True)
class Outcome:
    """How saving ended: what is told, and the faults that the whole folder would have."""

    is_saved: bool = False
    told: object | None = None
    faults: list[Fault] = field(default_factory=list)


Ended = Callable[[Outcome], None]


class Saving(QObject):
    """Saves for a dialog; it asks where, where there is no folder or none that takes files."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent

    def save(self, made: Callable[[], Files], read: FolderEntries, ended: Ended) -> None:
        """Write the files over a folder as it was read; ``ended`` hears how it went.

        The whole formulary is judged and read again, which takes a second or two.
        """
        now = in_force()
        if now.folder is None:
            self._ask_where(made, read, ended, None)
        elif not now.folder.is_dir():  # made anew it would not be the hospital's
            self._ask_where(made, read, ended, _(
                "{file} could not be written: {reason}", file=now.folder,
                reason=_("this place cannot be reached")))
        else:
            self._into(now.folder, made, read, ended)

    def _into(
        self, folder: Path, made: Callable[[], Files], read: FolderEntries, ended: Ended
    ) -> None:
        try:
            files = made()
        except Unreadable as refused:
            ended(Outcome(told=Joined(list(refused.problems), "\n")))
            return
        now = folder_now(folder)
        strange = changed_meanwhile(read, now, files)
        if strange is not None:
            ended(Outcome(told=strange))
            return
        with _waiting():
            problems = judged(now, files).problems
        if problems:
            ended(Outcome(faults=faults_of(problems)))
            return
        try:
            save_files(folder, files)
        except OSError as error:
            self._ask_where(made, read, ended, _(
                "{file} could not be written: {reason}", file=folder, reason=why_not_saved(error)))
            return
        with _waiting():
            put_site_in_force(folder)
        ended(Outcome(True, _("Saved and in force: {file}",
                              file=folder / [*files][-1])))

    def _ask_where(
        self, made: Callable[[], Files], read: FolderEntries, ended: Ended, why: object | None
    ) -> None:
        """Offer the folder of this system, or any empty one that a person chooses."""
        common = common_folder()
        answers = [Answer(_("Choose a folder…"), Role.ACCEPT,
                          partial(self._choose, made, read, ended))]
        words: object = why or ""
        if in_force().folder is None and why is None:
            answers.insert(0, Answer(_("Use {folder}", folder=common), Role.ACCEPT,
                                     partial(self._into, common, made, read, ended)))
            words = _("The hospital has no folder of its own yet. Where shall its formulary stand?")
        answers.append(Answer(_("Cancel"), Role.REJECT, partial(ended, Outcome())))
        ask(_("The hospital's own folder"), words, answers, self._parent)

    def _choose(self, made: Callable[[], Files], read: FolderEntries, ended: Ended) -> None:
        name = QFileDialog.getExistingDirectory(
            self._parent, str(_("An empty folder for the hospital's formulary")))
        if not name:
            ended(Outcome())
            return
        self.save_in_another(Path(name), made, read, ended)

    def save_in_another(
        self, folder: Path, made: Callable[[], Files], read: FolderEntries, ended: Ended
    ) -> None:
        """Lay all that the hospital has into an empty folder, with the new files in it."""
        reason = why_not_chosen(folder)
        if reason is not None:
            ended(Outcome(told=reason))
            return
        try:
            save_files(folder, {**files_of(read), **sheets_of(in_force().folder)})
        except OSError as error:
            ended(Outcome(told=_("{file} could not be written: {reason}", file=folder,
                                 reason=why_not_saved(error))))
            return
        self._into(folder, made, read, ended)


@contextmanager
def _waiting() -> Iterator[None]:
    """Show that the program is busy."""
    QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def about_chosen_folder() -> object | None:
    """Return what to know while a chosen folder is in force; None for the hospital's own."""
    from bmcalc.site_folder import site_folder

    folder = in_force().folder
    if folder is None or folder == site_folder():
        return None
    return _("In force in this window alone, until it is closed: {folder}. For every start name it "
             "in {variable}, or let the administrator lay its files into the hospital's folder.",
             folder=folder, variable=VARIABLE)
