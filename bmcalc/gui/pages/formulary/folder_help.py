"""The page of help on the hospital's folder, to read and to print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.formulary.reading import Reading
from bmcalc.gui.pages.formulary.themed_html import document, sections_html, title
from bmcalc.report.folder_help import folder_help


class FolderHelp(QDialog):
    """What the folder is, what it holds and how it is changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = folder_help()
        self.setWindowTitle(self._report.title)
        self.resize(scaled(760), scaled(640))
        layout = QVBoxLayout(self)
        self.words = Reading(_("The hospital's own folder"), self)
        self.words.setHtml(document(
            title(self._report.title, self._report.subtitle)
            + sections_html(self._report.sections)))
        layout.addWidget(self.words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        paper = QPushButton(self)
        say(paper, QPushButton.setText, _("See the pages and print them"))
        paper.clicked.connect(self._print)
        buttons.addButton(paper, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)

    def _print(self) -> None:
        from bmcalc.gui.window.paper import preview

        preview(self._report, self)


def show_folder_help(parent: QWidget) -> FolderHelp:
    """Open the help; the window stays usable behind it."""
    dialog = FolderHelp(parent)
    dialog.open()
    return dialog
