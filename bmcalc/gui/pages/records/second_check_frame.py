"""What stands around the screens of the second check: the steps above, the buttons below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.look.card import put
from bmcalc.gui.look.entered_button import EnteredButton
from bmcalc.gui.look.paint import SeverityMark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.records.second_check.blind_form import BlindForm

FINISH: Final = "Ctrl+Return"
RETURN: Final = "Ctrl+R"
STEPS: Final = (_("Enter from the source"), _("Compare"), _("Facts"), _("Sign"))
_DISC: Final = 22
_GAP: Final = 8
_BETWEEN: Final = 18


class Steps(QWidget):
    """The steps with the one in hand; where they do not fit, that one alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def show_step(self, step: int) -> None:
        """Show which step is in hand, from 1."""
        self._step = step
        self.setAccessibleName(str(_("Step {step} of {steps}: {name}", step=step,
                                     steps=len(STEPS), name=STEPS[step - 1])))
        self.update()

    def _width(self, step: int) -> int:
        metrics = QFontMetrics(font("body", bold=step == self._step))
        return scaled(_DISC + _GAP) + metrics.horizontalAdvance(str(STEPS[step - 1]))

    def sizeHint(self) -> QSize:
        """Return the room for every step."""
        every = sum(self._width(step) for step in range(1, len(STEPS) + 1))
        return QSize(every + scaled(_BETWEEN) * (len(STEPS) - 1), scaled(_DISC + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = list(range(1, len(STEPS) + 1))
        if self.sizeHint().width() > self.width():
            shown = [self._step]
        left = self.width() - sum(map(self._width, shown)) - scaled(_BETWEEN) * (len(shown) - 1)
        for step in shown:
            self._draw(painter, step, max(0, left))
            left += self._width(step) + scaled(_BETWEEN)

    def _draw(self, painter: QPainter, step: int, left: int) -> None:
        is_here, is_done = step == self._step, step < self._step
        side = scaled(_DISC)
        disc = QRectF(left + 0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        painter.setPen(QPen(colour("accent" if is_here or is_done else "field_line"), 1.4))
        painter.setBrush(colour("accent" if is_here else "card"))
        painter.drawEllipse(disc)
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("on_accent" if is_here else "accent" if is_done else "muted"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "✓" if is_done else str(step))
        painter.setFont(font("body", bold=is_here))
        painter.setPen(colour("text" if is_here else "muted"))
        words = QRectF(disc.right() + scaled(_GAP), 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(STEPS[step - 1]))


class Head(QFrame):
    """Title, steps, and below them a band that says what is to be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, scaled(10), 0, 0)
        layout.setSpacing(scaled(8))
        across = QHBoxLayout()
        across.setContentsMargins(scaled(16), 0, scaled(16), 0)
        across.setSpacing(scaled(16))
        title = Label(self)
        title.setObjectName("question")
        say(title, QLabel.setText, _("Second check"))
        across.addWidget(title)
        self.steps = Steps(self)
        across.addWidget(self.steps, 1)
        layout.addLayout(across)
        self._band = _Band(self)
        layout.addWidget(self._band)

    def show_step(self, step: int) -> None:
        """Show which step is in hand."""
        self.steps.show_step(step)

    def show_band(self, severity: Severity, words: object) -> None:
        """Say what is to be done, in the colour of what was found."""
        self._band.show_words(severity, words)


class _Band(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        across = QHBoxLayout(self)
        across.setContentsMargins(scaled(16), scaled(7), scaled(16), scaled(7))
        across.setSpacing(scaled(8))
        self._mark = SeverityMark(self)
        self._words = Label(self)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(1)
        across.addWidget(self._mark)
        across.addWidget(self._words, 1)

    def show_words(self, severity: Severity, words: object) -> None:
        self._severity = severity
        self._mark.show_severity(severity)
        name = "told_stop" if severity is Severity.STOP else "told_fine"
        if self._words.objectName() != name:
            self._words.setObjectName(name)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        say(self._words, QLabel.setText, words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_stop = self._severity is Severity.STOP
        painter.fillRect(self.rect(), colour("stop_soft" if is_stop else "quiet"))


class BottomBar(QFrame):
    """Who checked first, what is still left, and the buttons."""

    def __init__(self, form: BlindForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        across = QHBoxLayout(self)
        across.setContentsMargins(scaled(16), scaled(9), scaled(16), scaled(9))
        across.setSpacing(scaled(10))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._who = self._label("caption")
        self._left = self._label("")
        words.addWidget(self._who)
        words.addWidget(self._left)
        across.addLayout(words, 1)
        by = [one for one in (form.checked_by, form.checked_at) if one]
        put(self._who, str(_("First check: {by}", by=" · ".join(by))) if by else "")
        self.back = self._button(_("Back"))
        self.give_back = self._button(_("Return the check"))
        self.finish = self._button("")
        self.finish.setObjectName("primary")
        for button in (self.back, self.give_back, self.finish):
            across.addWidget(button)

    def _label(self, name: str) -> QLabel:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        return label

    def _button(self, words: object) -> QPushButton:
        button = EnteredButton(self)
        say(button, QPushButton.setText, words)
        return button

    def show_left(self, finish: object, left: object, is_ready: bool, can_go_back: bool) -> None:
        """Say what the last button does, what is left before it, and whether it can be pressed."""
        say(self.finish, QPushButton.setText, finish)
        self.finish.setEnabled(is_ready)
        say(self.finish, QWidget.setAccessibleDescription, left)
        say(self._left, QLabel.setText, left)
        self._left.setVisible(bool(str(left)))
        self.back.setVisible(can_go_back)
