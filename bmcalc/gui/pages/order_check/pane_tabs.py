"""Below the table of a narrow page: tabs for what else stands beside it, and the worst finding."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.number_badge import NumberBadge

NEEDED, FINDINGS, WHY, SCHEDULE = "needed", "findings", "why", "schedule"
TABS: Final = (NEEDED, FINDINGS, WHY, SCHEDULE)


class PaneTabs(QWidget):
    """Four tabs with their counts; ``chosen`` carries the name of one that a person chose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(6), 0, scaled(6), 0)
        line.setSpacing(scaled(4))
        self.buttons: dict[str, QToolButton] = {}
        for name in TABS:
            button = self.buttons[name] = QToolButton(self)
            button.setObjectName("tab")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setFixedHeight(scaled(32))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            line.addWidget(button)
        line.addStretch(1)
        self.buttons[NEEDED].setChecked(True)

    def choose(self, name: str) -> None:
        """Mark a tab as the one that is open."""
        self.buttons[name].setChecked(True)

    def show_counts(self, needed: int, findings: int, why: str) -> None:
        """Say how much stands behind each."""
        words = {
            NEEDED: _("Still needed {count}", count=needed),
            FINDINGS: _("Findings {count}", count=findings), WHY: why, SCHEDULE: _("Schedule"),
        }
        for name, text in words.items():
            if self.buttons[name].text() != str(text):
                self.buttons[name].setText(str(text))


class WorstLine(QWidget):
    """The worst finding on one line, with what can be done about it."""

    followed = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._matter: Matter | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(12), scaled(6), scaled(12), scaled(6))
        line.setSpacing(scaled(8))
        self._badge = NumberBadge(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._text, self._below = Label(self), Label(self)
        self._text.setObjectName("matter")
        self._below.setObjectName("small")
        for label in (self._text, self._below):
            label.setWordWrap(True)
            words.addWidget(label)
        self.ask, self.go = QPushButton(self), QPushButton(self)
        say(self.ask, QPushButton.setText, _("Ask the doctor"))
        say(self.go, QPushButton.setText, _("Go to the field ↓"))
        self.ask.clicked.connect(lambda: self.asked.emit(self._matter))
        self.go.clicked.connect(self._follow)
        line.addWidget(self._badge)
        line.addLayout(words, 1)
        for button in (self.ask, self.go):
            button.setObjectName("light")
            line.addWidget(button)
        self.hide()

    def show_matter(self, matter: Matter | None) -> None:
        """Show this finding, or nothing."""
        self._matter = matter
        if matter is None or matter.sort is None:
            self._matter = None
            return
        self._badge.show_number(matter.number, matter.sort)
        put(self._text, matter.text)
        put(self._below, matter.below)
        self.go.setVisible(bool(matter.fields))
        self.setAccessibleName(matter.aloud())
        self.update()

    def has_matter(self) -> bool:
        """Say whether there is something to show."""
        return self._matter is not None

    def _follow(self) -> None:
        if self._matter is not None and self._matter.fields:
            self.followed.emit(self._matter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of its sort."""
        if self._matter is not None and self._matter.sort is not None:
            QPainter(self).fillRect(self.rect(), colour(self._matter.sort.colours[1]))
