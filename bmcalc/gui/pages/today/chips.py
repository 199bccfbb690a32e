"""The counts above the day's work, each a filter: one at a time, a second press shows all again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import RADIUS
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.state_marks import HELD, PLANNED, state_mark
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.today.sort_pill import draw_sign
from bmcalc.gui.pages.today.work_rows import Chip
from bmcalc.gui.result.sort import Sort
from bmcalc.records.checks.states import State

HEIGHT: Final = 30
_SIDE: Final = 10
_GAP: Final = 8

WORDS: Final[Mapping[Chip, object]] = {
    Chip.STOP: _("stop"), Chip.CONFIRM: _("to confirm"), Chip.ADD: _("to complete"),
    Chip.AGREES: _("agrees"), Chip.SECOND: _("second check"),
    Chip.QUERY: _("query open"), Chip.HELD: _("held"), Chip.EXPECTED: _("no order yet"),
}
_TIPS: Final[Mapping[Chip, object]] = {
    chip: _("Of checks that wait; what a second person is still to check is not counted")
    for chip in (Chip.STOP, Chip.CONFIRM, Chip.ADD, Chip.AGREES)
}


class ChipButton(QAbstractButton):
    """A count with its sign and its word."""

    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = chip
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if chip in _TIPS:
            say(self, set_tip, _TIPS[chip])
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many lines there are; without any there is no chip, but to press it off."""
        self.count = count
        self.setText(str(WORDS[self.chip]))
        self.setAccessibleName(f"{self.text()}: {count}")
        shown = bool(count) or self.isChecked()
        if self.isHidden() == shown:
            self.setVisible(shown)
        self.updateGeometry()
        self.update()

    @property
    def _ink(self) -> str:
        if self.chip in (Chip.STOP, Chip.CONFIRM, Chip.ADD, Chip.AGREES):
            return Sort(self.chip.value).colours[0]
        return "caution" if self.chip in (Chip.QUERY, Chip.HELD) else "text"

    def sizeHint(self) -> QSize:
        """Return the room for sign, number and word."""
        bold = QFontMetrics(font("body", bold=True))
        words = bold.horizontalAdvance(f"{self.count}") + scaled(_GAP)
        words += bold.horizontalAdvance(self.text())
        return QSize(words + scaled(_SIDE + _GAP + 22), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip: on its ground where it filters, dimmed where nothing counts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = self._ink if self.count else "muted"
        on = self.isChecked()
        ground = "accent_soft" if on else "hover" if self.underMouse() else "card"
        style = (Qt.PenStyle.DashLine if self.chip in (Chip.ADD, Chip.EXPECTED)
                 else Qt.PenStyle.SolidLine)
        painter.setPen(QPen(colour("accent" if on else ink if self.count else "line"),
                            2 if on else 1, style))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        if on:
            ink = "accent_text"
        side = scaled(_SIDE)
        self._sign(painter, QRectF(scaled(12), box.center().y() - side / 2, side, side), ink)
        left = scaled(12) + side + scaled(_GAP)
        painter.setFont(font("body", bold=True))
        painter.setPen(colour(ink))
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter,
                         str(self.count))
        left += painter.fontMetrics().horizontalAdvance(str(self.count)) + scaled(_GAP)
        painter.setFont(font("body", bold=on))
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _sign(self, painter: QPainter, box: QRectF, ink: str) -> None:
        larger = box.adjusted(-1, -1, 1, 1)
        if self.chip in (Chip.STOP, Chip.CONFIRM, Chip.ADD, Chip.AGREES):
            draw_sign(painter, box, Sort(self.chip.value), ink)
        elif self.chip is Chip.SECOND:
            state_mark(painter, larger, State.FIRST_CHECK)
        elif self.chip is Chip.HELD:
            state_mark(painter, larger, HELD)
        elif self.chip is Chip.EXPECTED:
            state_mark(painter, larger, PLANNED)
        else:
            painter.setFont(font("body", bold=True))
            painter.setPen(colour(ink))
            painter.drawText(box.adjusted(-4, -6, 4, 6), Qt.AlignmentFlag.AlignCenter, "?")


class Chips(QWidget):
    """All of them in as many lines as they need; ``changed`` tells of another filter."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = {chip: ChipButton(chip, self) for chip in Chip}
        for button in self.buttons.values():
            button.clicked.connect(lambda _on=False, button=button: self._pressed(button))
        lines = Wrapping(scaled(8), scaled(8), self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.put(list(self.buttons.values()))

    def _pressed(self, pressed: ChipButton) -> None:
        for button in self.buttons.values():
            if button is not pressed:
                button.setChecked(False)
            button.show_count(button.count)
        self.changed.emit()

    def chosen(self) -> Chip | None:
        """Return what is filtered by; None for everything."""
        return next((one.chip for one in self.buttons.values() if one.isChecked()), None)

    def clear(self) -> None:
        """Filter by nothing."""
        for button in self.buttons.values():
            button.setChecked(False)
            button.show_count(button.count)

    def show_counts(self, counts: Mapping[Chip, int]) -> None:
        """Say how many lines each has; what has none any more filters no longer."""
        for chip, button in self.buttons.items():
            if not counts.get(chip, 0):
                button.setChecked(False)
            button.show_count(counts.get(chip, 0))
