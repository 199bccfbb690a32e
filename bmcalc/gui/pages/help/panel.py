"""F1: the help beside the window, which stays usable; Escape closes it and gives the focus back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.help.topics import Topic
from bmcalc.gui.pages.help.view import HelpView

WIDTH, HEIGHT, EDGE = 900, 660, 40
TITLE = _("Help and keys")


class HelpPanel(QDialog):
    """A window of its own beside the one that asked; there is one at a time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setModal(False)
        say(self, QWidget.setWindowTitle, TITLE)
        self._before: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(12))
        layout.setSpacing(scaled(10))
        self.view = HelpView(self)
        layout.addWidget(self.view, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.paper = QPushButton(self)
        self.paper.setAutoDefault(False)
        say(self.paper, QPushButton.setText, _("See the pages and print them"))
        self.paper.clicked.connect(self._print)
        buttons.addButton(self.paper, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.finished.connect(self._give_back)

    def show_topics(self, topics: Sequence[Topic], chosen: str) -> None:
        """Open the help on a topic, in the place that the screen has for it."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self._place()
        self.view.show_topics(topics, chosen)
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.reading.setFocus()

    def _place(self) -> None:
        """Stand at the right edge of the window, as large as the screen allows."""
        room = self.screen().availableGeometry()
        width = min(scaled(WIDTH), room.width() - EDGE)
        height = min(scaled(HEIGHT), room.height() - 2 * EDGE)
        self.resize(width, height)
        parent = self.parentWidget()
        right = room.right() if parent is None else min(
            room.right(), parent.frameGeometry().right())
        self.move(max(room.left(), right - width), room.top() + EDGE)

    def _print(self) -> None:
        from bmcalc.gui.window.paper import preview

        if self.view.report is not None:
            preview(self.view.report, self)

    def _give_back(self) -> None:
        """Put the keyboard where it was."""
        parent = self.parentWidget()
        if parent is not None:
            parent.activateWindow()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self._before = None


def help_panel(window: QWidget) -> HelpPanel:
    """Return the one panel of a window, made when it is first asked for."""
    found = window.findChild(HelpPanel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, HelpPanel) else HelpPanel(window)
