"""The button that shows the language and lets another one be chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from bmcalc.core.texts import _, current_language
from bmcalc.gui.look.paint import arrow
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

LANGUAGE_NAMES = {"en": "English", "zh_CN": "中文"}
PADDING = 24
"""What the arrow and its margins take at a text size of 100 %."""

SHORT_NAMES = {"en": "EN", "zh_CN": "中"}


class LanguageButton(QToolButton):
    """The name of the language with the arrow of a list, drawn: not every font has one."""

    def __init__(self, choose: Callable[[str], object], short: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = SHORT_NAMES if short else LANGUAGE_NAMES
        self.setObjectName("language")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        for key, name in LANGUAGE_NAMES.items():
            menu.addAction(name).triggered.connect(lambda _on=False, key=key: choose(key))
        self.setMenu(menu)
        say(self, QWidget.setAccessibleName, _("Language"))
        self.translate()

    def translate(self) -> None:
        """Show the language in force."""
        self.setText(self._names[current_language()])

    def sizeHint(self) -> QSize:
        """Return the room of the name and the arrow; the style sheet's own does not grow."""
        size = super().sizeHint()
        return QSize(size.width() + scaled(PADDING) - PADDING, size.height())

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow behind the name."""
        super().paintEvent(event)
        middle = QRectF(self.rect()).center().y()
        arrow(QPainter(self), QPointF(self.width() - scaled(13), middle), "muted")
