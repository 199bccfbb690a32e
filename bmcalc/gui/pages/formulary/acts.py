"""What can be done on the page: forms that open, signed sheets that are printed again, the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.listed import Listed
from bmcalc.formulary.hospital.raw_entries import Kind
from bmcalc.formulary.hospital.regimen_draft import RegimenDraft, copy_of, draft_of
from bmcalc.formulary.hospital.regimen_line import LineDraft
from bmcalc.formulary.in_force import in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.signed_entries import EntryReview
from bmcalc.gui.pages.formulary.entry_dialog import EntryDialog
from bmcalc.gui.pages.formulary.entry_list import EntryList
from bmcalc.gui.pages.formulary.entry_view import EntryView, reviews_of
from bmcalc.gui.pages.formulary.saving import about_chosen_folder


class Acts(QObject):
    """Opens the forms over a page.

    ``saved`` tells what was written, with the kind and id of the entry; ``told`` says something.
    """

    saved = Signal(object, str, str)
    told = Signal(object)

    def __init__(self, entries: EntryList, view: EntryView, parent: QWidget) -> None:
        super().__init__(parent)
        self._list, self._view, self._over = entries, view, parent
        self.dialog: EntryDialog | None = None

    # Forms

    def add_regimen(self) -> None:
        """Open the form of a new regimen."""
        self._regimen(RegimenDraft(lines=(LineDraft(),)), _("Add a regimen"))

    def change(self) -> None:
        """Open the form of the chosen regimen."""
        entry = self._chosen()
        if entry is not None:
            self._regimen(draft_of(entry.id, self._own()), _("Change {entry}", entry=entry.name))

    def copy(self) -> None:
        """Open the form of a regimen that is made of the chosen one."""
        entry = self._chosen()
        if entry is not None:
            self._regimen(copy_of(entry.id, self._own()),
                          _("Copy and change {entry}", entry=entry.name))

    def _regimen(self, draft: RegimenDraft, title: object) -> None:
        from bmcalc.gui.pages.formulary.regimen_dialog import RegimenDialog

        dialog = RegimenDialog(draft, title, self._over.window())
        self._open(dialog, "regimen", lambda: dialog.draft().id)

    def add_drug(self) -> None:
        """Open the form of a new drug."""
        from bmcalc.gui.pages.formulary.drug_dialog import DrugDialog

        dialog = DrugDialog(self._over.window())
        self._open(dialog, "drug", lambda: dialog.draft().id)

    def add_name(self) -> None:
        """Open the form of one more name of the chosen drug."""
        from bmcalc.gui.pages.formulary.brand_dialog import BrandDialog

        entry = self._chosen()
        if entry is not None:
            identifier = entry.id
            self._open(BrandDialog(identifier, self._over.window()), "drug", lambda: identifier)

    def sign(self) -> None:
        """Open the signature of the chosen entry."""
        from bmcalc.gui.pages.formulary.sign_dialog import SignDialog

        entry = self._chosen()
        if self._view.sheet is None:
            self._view.show_now()
        sheet = self._view.sheet
        if entry is not None and sheet is not None:
            kind, identifier = entry.kind, entry.id
            self._open(SignDialog(sheet, self._over.window()), kind, lambda: identifier)

    def _open(self, dialog: EntryDialog, kind: Kind, identifier: Callable[[], str]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.saved.connect(lambda told: self.saved.emit(told, kind, identifier()))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _chosen(self) -> Listed | None:
        return self._list.current()

    @staticmethod
    def _own() -> FolderEntries:
        laid = in_force().laid
        return NO_FOLDER if laid is None else laid.own

    # Sheets and help

    def kept_reviews(self, entry: Listed) -> list[EntryReview]:
        """Return the signatures of an entry whose sheets were kept."""
        return [one for one in reviews_of(entry) if one.sheet is not None]

    def fill_menu(self, menu: QMenu, reviews: Sequence[EntryReview]) -> None:
        """Offer every sheet that was signed."""
        menu.clear()
        for review in reviews:
            action = menu.addAction(f"{review.date.isoformat()} · {review.name}")
            action.triggered.connect(partial(_call, partial(self.print_again, review)))

    def print_again(self, review: EntryReview) -> None:
        """Show the sheet that was signed as paper; the preview prints it."""
        from bmcalc.gui.window.paper import preview
        from bmcalc.report.kept_sheet import NotAsSigned, kept_report

        folder = in_force().folder
        if folder is None:
            return
        try:
            report = kept_report(folder, review)
        except NotAsSigned as refused:
            self.told.emit(refused.reason)
            return
        preview(report, self._over.window())

    def about_folder(self) -> object | None:
        """Return what must be known of the folder in force; None where nothing must."""
        return about_chosen_folder()

    def show_help(self) -> None:
        """Tell what the hospital's folder is and holds."""
        from bmcalc.gui.pages.formulary.folder_help import show_folder_help

        show_folder_help(self._over.window())


def _call(act: Callable[[], object], *_given: object) -> None:
    act()
