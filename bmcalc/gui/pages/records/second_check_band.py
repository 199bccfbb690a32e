"""The band of the second check: what is to be done on this screen, and how much of it is done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.look.paint import SeverityMark, grounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say

_WIDTH, _BAR = 96, 6
_AROUND = 300
"""Room for the sign and for how many fields are filled, with what lies between."""

_GROUNDS = {Severity.STOP: "stop_soft", Severity.CAUTION: "caution_soft", Severity.INFO: "add_soft"}
_INKS = {Severity.STOP: "stop", Severity.CAUTION: "caution", Severity.INFO: "add"}


class Progress(QWidget):
    """A bar of how many fields are filled; the words beside it say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Show how much is done, from 0 to 1."""
        if part != self._part:
            self._part = part
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the bar."""
        return QSize(scaled(_WIDTH), scaled(_BAR + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is done on what there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = scaled(_BAR)
        box = QRectF(0.5, (self.height() - high) / 2, self.width() - 1, high)
        painter.setPen(colour("add"))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        if self._part:
            painter.setBrush(colour("add"))
            box.setWidth(max(high, box.width() * self._part))
            painter.drawRoundedRect(box, high / 2, high / 2)


class Band(QWidget):
    """A sign, what is to be done, what goes with it, and how far it has come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        across = QHBoxLayout(self)
        across.setContentsMargins(scaled(16), scaled(7), scaled(16), scaled(7))
        across.setSpacing(scaled(10))
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.setSpacing(scaled(10))
        self._mark = SeverityMark(self)
        self._strong, self._words = self._label("value"), self._label("told_fine")
        self._count = Label(self)
        self._count.setObjectName("told_fine")
        self._bar = Progress(self)
        across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._told.addWidget(self._strong)
        self._told.addWidget(self._words, 1)
        across.addLayout(self._told, 1)
        across.addWidget(self._count)
        across.addWidget(self._bar)
        self.show_progress(0, 0)

    def _label(self, name: str) -> QLabel:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        return label

    def show_words(self, severity: Severity, strong: object, words: object) -> None:
        """Say what is to be done, in the colours of what was found."""
        self._severity = severity
        self._mark.setVisible(severity is not Severity.INFO)
        self._mark.show_severity(severity)
        say(self._strong, QLabel.setText, strong)
        say(self._words, QLabel.setText, words)
        self._words.setVisible(bool(str(words)))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both sentences on one line where they fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bold = QFontMetrics(font("body", bold=True)).horizontalAdvance(self._strong.text())
        plain = QFontMetrics(font("body")).horizontalAdvance(self._words.text())
        fits = bold + plain + scaled(_AROUND) <= self.width()
        self._strong.setWordWrap(not fits)
        self._told.setDirection(QBoxLayout.Direction.LeftToRight if fits
                                else QBoxLayout.Direction.TopToBottom)

    def show_progress(self, filled: int, every: int) -> None:
        """Say how many of the fields are filled; of none nothing is said."""
        for part in (self._count, self._bar):
            part.setVisible(bool(every))
        if every:
            say(self._count, QLabel.setText, _("{filled} of {every} filled", filled=filled,
                                               every=every))
            self._bar.show_part(filled / every)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        grounded(QPainter(self), QRectF(self.rect()), _GROUNDS[self._severity],
                 _INKS[self._severity], 0)
