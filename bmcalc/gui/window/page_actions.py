"""What can be done with the page that is shown: copy it, print it, save it as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.saved_file import why_not_saved


class PageActions:
    """The buttons at the bottom, for whatever page ``view`` returns; ``saved`` hears of paper."""

    def __init__(
        self, bottom: BottomBar, view: Callable[[], PageView | None], saved: Callable[[], None],
        window: QWidget,
    ) -> None:
        self._bottom, self._view, self._window = bottom, view, window
        self._saved = saved
        for button, act, keys, words in (
            (bottom.copy, self.copy, "Ctrl+Shift+C", _("Copy the page as text")),
            (bottom.print, self.print, "Ctrl+P", _("See the pages and print them")),
            (bottom.save_pdf, self.ask_where_to_save, "Ctrl+Shift+P", _("Save as PDF")),
        ):
            button.clicked.connect(act)
            # A button loses a shortcut of its own whenever its text is set in another language.
            action = QAction(bottom)
            say(action, QAction.setText, words)
            action.setShortcut(keys)
            action.triggered.connect(button.click)
            bottom.addAction(action)

    def copy(self) -> None:
        """Put the page as text on the clipboard; an empty page leaves it as it is, and says so."""
        view = self._view()
        if view is None:
            return
        text = view.summary()
        if text is None:
            self._bottom.tell(
                _("Nothing was copied: this page has no result yet."), alarming=True
            )
            return
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        if clipboard.text() == text:
            self._bottom.tell(_("Copied"))
        else:
            self._bottom.tell(
                _("The clipboard did not take it: nothing was copied."), alarming=True
            )

    def print(self) -> None:
        """Show the page as paper; the preview prints it."""
        from bmcalc.gui.window.paper import preview

        view = self._view()
        report = None if view is None else view.report()
        if report is not None and preview(report, self._window):
            self._saved()

    def ask_where_to_save(self) -> None:
        """Save the page as a PDF where the user says."""
        from PySide6.QtWidgets import QFileDialog

        from bmcalc.gui.window.file_names import offered_path

        view = self._view()
        if view is None:
            return
        offered = offered_path(view.names(), "pdf")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, str(_("Save as PDF")), offered, "PDF (*.pdf)"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the page as a PDF, and say whether it could be written."""
        from bmcalc.gui.window.paper import write_pdf

        view = self._view()
        report = None if view is None else view.report()
        if report is None:
            return
        try:
            write_pdf(report, path)
        except OSError as error:
            words = _("{file} could not be written: {reason}", file=path,
                      reason=why_not_saved(error))
            self._bottom.tell(words, alarming=True)
        else:
            self._saved()
            self._bottom.tell(_("Saved: {file}", file=path))
