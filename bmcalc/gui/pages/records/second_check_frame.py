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
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.records.second_check_band import Band
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
        self.band = Band(self)
        layout.addWidget(self.band)

    def show_step(self, step: int) -> None:
        """Show which step is in hand."""
        self.steps.show_step(step)

    def show_band(self, severity: Severity, strong: object, words: object = "") -> None:
        """Say what is to be done, in the colour of what was found."""
        self.band.show_words(severity, strong, words)


class BottomBar(QFrame):
    """Who checked first, what is still left, and the buttons."""

    def __init__(self, form: BlindForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        lines = Wrapping(scaled(16), scaled(8), self)
        lines.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8))
        by = " · ".join(one for one in (form.checked_by, form.checked_at) if one)
        first, shown = self._standing(_("First check"))
        put(shown, by)
        second, self._second = self._standing(_("Second check"))
        self.back = self._button(_("Back"))
        self.give_back = self._button(_("Return to first checker"))
        say(self.give_back, set_tip, RETURN)
        self.finish = self._button("")
        self.finish.setObjectName("primary")
        lines.put([first, second], [self.back, self.give_back, self.finish])

    def _standing(self, caption: object) -> tuple[QWidget, QLabel]:
        """Return a caption with a line below it, and that line."""
        place = QWidget(self)
        down = QVBoxLayout(place)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        labels = [Label(place), Label(place)]
        labels[0].setObjectName("caption")
        say(labels[0], QLabel.setText, caption)
        for label in labels:
            down.addWidget(label)
        return place, labels[1]

    def _button(self, words: object) -> QPushButton:
        button = EnteredButton(self)
        say(button, QPushButton.setText, words)
        return button

    def show_left(self, finish: object, left: object, is_ready: bool, doing: object) -> None:
        """Say what the last button does, what is left before it, and whether it can be pressed.

        ``doing`` says what the second person is at.
        """
        words = _("{act} — {left}", act=finish, left=left) if str(left) else finish
        say(self.finish, QPushButton.setText, words)
        self.finish.setEnabled(is_ready)
        say(self.finish, QWidget.setAccessibleDescription, left)
        say(self._second, QLabel.setText, doing)

    def offer_back(self, can_go_back: bool) -> None:
        """Offer to go to the screen before, or not."""
        self.back.setVisible(can_go_back)
