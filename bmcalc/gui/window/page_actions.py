"""What can be done with the page that is shown: copy it, print it, save it as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.window.bottom_bar import BottomBar


class PageActions:
    """The buttons at the bottom, for whatever page ``view`` returns; ``saved`` hears of paper."""

    def __init__(
        self, bottom: BottomBar, view: Callable[[], PageView | None], saved: Callable[[], None],
        window: QWidget,
    ) -> None:
        self._bottom, self._view, self._window = bottom, view, window
        self._saved = saved
        for button, act, keys in (
            (bottom.copy, self.copy, "Ctrl+Shift+C"),
            (bottom.print, self.print, "Ctrl+P"),
            (bottom.save_pdf, self.ask_where_to_save, "Ctrl+Shift+P"),
        ):
            button.clicked.connect(act)
            button.setShortcut(QKeySequence(keys))

    def copy(self) -> None:
        """Put the page as text on the clipboard; what was copied before never passes for it."""
        QGuiApplication.clipboard().clear()
        view = self._view()
        text = None if view is None else view.summary()
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._bottom.tell(_("Copied"))

    def print(self) -> None:
        """Show the page as paper; the preview prints it."""
        from bmcalc.gui.window.paper import preview

        view = self._view()
        report = None if view is None else view.report()
        if report is not None and preview(report, self._window):
            self._saved()

    def ask_where_to_save(self) -> None:
        """Save the page as a PDF where the user says."""
        name, _kind = QFileDialog.getSaveFileName(
            self._window, str(_("Save as PDF")), "bmcalc.pdf", "PDF (*.pdf)"
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
            words = _("{file} could not be written: {reason}", file=path, reason=error.strerror)
            self._bottom.tell(words, alarming=True)
        else:
            self._saved()
            self._bottom.tell(_("Saved: {file}", file=path))
