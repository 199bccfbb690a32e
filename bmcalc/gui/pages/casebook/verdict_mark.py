"""The marks of the four verdicts, as a chip in a list and as a switch above it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bmcalc.casebook.audit_entry import AuditVerdict
from bmcalc.core.work import Severity
from bmcalc.gui.look.paint import grounded, mark, rounded
from bmcalc.gui.look.theme import colour, font, scaled

CHIP_HEIGHT = 22
SWITCH_HEIGHT = 32
SIDE = 9


class Ink(NamedTuple):
    """The colours of a verdict and its mark; without one it has a question mark."""

    text: str
    ground: str
    severity: Severity | None


INKS = {
    AuditVerdict.AGREES: Ink("fine", "fine_soft", Severity.INFO),
    AuditVerdict.CONTRADICTS: Ink("stop", "stop_soft", Severity.STOP),
    AuditVerdict.DOUBTFUL: Ink("caution", "caution_soft", Severity.CAUTION),
    AuditVerdict.NOT_DECIDABLE: Ink("muted", "quiet", None),
}


def draw_mark(painter: QPainter, box: QRectF, verdict: AuditVerdict, ink: str) -> None:
    """Draw a tick, a cross, an exclamation mark or a question mark."""
    severity = INKS[verdict].severity
    if severity is not None:
        mark(painter, box, severity, ink)
        return
    painter.setFont(font("small", bold=True))
    painter.setPen(colour(ink))
    painter.drawText(box.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, "?")


def chip_width(verdict: AuditVerdict) -> int:
    """Return how wide the chip of a verdict is."""
    metrics = QFontMetrics(font("small", bold=True))
    return metrics.horizontalAdvance(str(verdict.label)) + scaled(34)


def draw_chip(painter: QPainter, left: float, top: float, verdict: AuditVerdict) -> None:
    """Draw the verdict as a chip: mark, word and colour."""
    ink = INKS[verdict]
    box = QRectF(left, top, chip_width(verdict), scaled(CHIP_HEIGHT))
    grounded(painter, box, ink.ground, ink.text, box.height() / 2)
    side = scaled(SIDE)
    draw_mark(painter, QRectF(left + scaled(10), box.center().y() - side / 2, side, side),
              verdict, ink.text)
    painter.setFont(font("small", bold=True))
    painter.setPen(colour(ink.text))
    painter.drawText(
        box.adjusted(scaled(25), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(verdict.label)
    )


class VerdictChip(QWidget):
    """The chip as a widget."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._verdict = AuditVerdict.AGREES
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_verdict(self, verdict: AuditVerdict) -> None:
        """Show this verdict."""
        self._verdict = verdict
        self.setAccessibleName(str(verdict.label))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the chip."""
        return QSize(chip_width(self._verdict), scaled(CHIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        draw_chip(QPainter(self), 0, 0, self._verdict)


class VerdictSwitch(QAbstractButton):
    """Shows or hides the statements of one verdict, and says how many there are."""

    def __init__(self, verdict: AuditVerdict, parent: QWidget) -> None:
        super().__init__(parent)
        self.verdict = verdict
        self.count = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many statements have this verdict."""
        self.count = count
        self.setText(str(self.verdict.label))
        self.setAccessibleName(f"{self.verdict.label}: {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for mark, word and number."""
        metrics = QFontMetrics(font("small", bold=True))
        words = f"{self.text()} {self.count}"
        return QSize(metrics.horizontalAdvance(words) + scaled(48), scaled(SWITCH_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the switch: on its ground where shown, as an outline where hidden."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = INKS[self.verdict]
        on = self.isChecked()
        box = QRectF(self.rect())
        ground = ink.ground if on else "hover" if self.underMouse() else "card"
        line = ink.text if on else "field_line"
        rounded(painter, box, ground, line)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        text = ink.text if on else "muted"
        side = scaled(SIDE)
        draw_mark(painter, QRectF(scaled(12), box.center().y() - side / 2, side, side),
                  self.verdict, text)
        painter.setFont(font("small", bold=on))
        painter.setPen(colour(text))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = box.adjusted(scaled(28), 0, -scaled(10), 0)
        painter.drawText(room, middle, self.text())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, str(self.count))
