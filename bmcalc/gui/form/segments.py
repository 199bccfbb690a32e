"""The editors of a choice whose options are all in sight: segments side by side; yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, Mark
from bmcalc.gui.look.paint import RADIUS
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.result.shown_values import NO, YES
from bmcalc.gui.window.session import Typed

SEGMENT_PADDING = 12
TIGHT_PADDING = 6
STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segment(QRadioButton):
    """One option of several that lie side by side, with its points."""

    emptied = Signal()
    stepped = Signal(int)

    def __init__(self, key: Any, points: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.points = "" if points is None else str(points)
        self.first = self.last = False
        self.upright = False
        self.padding = SEGMENT_PADDING
        self.mark = Mark.NONE
        self._was_checked = False
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the room for the text in bold with its points."""
        metrics = QFontMetrics(font("body", bold=True))
        width = metrics.horizontalAdvance(self.text()) + 2 * scaled(self.padding)
        if self.points:
            width += metrics.horizontalAdvance(" " + self.points)
        return QSize(width, scaled(FIELD_HEIGHT))

    def hitButton(self, pos: Any) -> bool:
        """Take a click anywhere on the segment."""
        return self.rect().contains(pos)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether this option was the chosen one."""
        self._was_checked = self.isChecked()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a second click on the chosen option take the answer back."""
        super().mouseReleaseEvent(event)
        if self._was_checked and self.rect().contains(event.position().toPoint()):
            self.emptied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete and Backspace take the answer back, and the arrows go to the next option.

        Either pair of arrows, whether the options lie side by side or below each other.
        """
        step = STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit()
        elif step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment, rounded where it ends the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = "accent_soft" if chosen else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(colour(self.mark.value), 1, self.mark.pen))
        painter.setBrush(colour(fill))
        painter.drawPath(self._outline(box))
        if self.hasFocus():
            # The keyboard on an option that is not chosen must not look like the choice.
            line = Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DotLine
            painter.setPen(QPen(colour("accent" if chosen else "text"), 2, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        self._write(painter, box, chosen)

    def _outline(self, box: QRectF) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, RADIUS, RADIUS)
        half = box.height() / 2 if self.upright else box.width() / 2
        if not self.first:
            square = box.adjusted(0, 0, 0, -half) if self.upright else box.adjusted(0, 0, -half, 0)
            path.addRect(square)
        if not self.last:
            square = box.adjusted(0, half, 0, 0) if self.upright else box.adjusted(half, 0, 0, 0)
            path.addRect(square)
        return path.simplified()

    def _write(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        painter.setFont(font("body", bold=chosen))
        painter.setPen(colour("accent_text" if chosen else "text"))
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(self.text())
        points_font = font("body", bold=True)
        gap = metrics.horizontalAdvance(" ")
        points = metrics.horizontalAdvance(self.points) + gap if self.points else 0
        left = box.left() + (
            scaled(self.padding) if self.upright else (box.width() - width - points) / 2
        )
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), width + 2, box.height()), centre, self.text())
        if self.points:
            painter.setFont(points_font)
            painter.setPen(colour("accent_text" if chosen else "muted"))
            room = QRectF(left + width + gap, box.top(), points + gap, box.height())
            painter.drawText(room, centre, self.points)


class Segments(Editor):
    """A choice whose options are all in sight; one below the other where the row is too short."""

    def __init__(
        self,
        options: Mapping[Any, object],
        default: object,
        parent: QWidget,
        points: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._default = default if default in options else None
        self._segments = [Segment(key, (points or {}).get(key), self) for key in options]
        self._segments[0].first = self._segments[-1].last = True
        for segment in self._segments:
            segment.clicked.connect(lambda _checked=False, key=segment.key: self._pick(key))
            segment.emptied.connect(self._empty)
            segment.stepped.connect(lambda step, segment=segment: self._step(segment, step))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._label = ""
        self.translate()
        self._choose(self._default)

    def be_tight(self) -> None:
        """Leave little room around the words, so that more of them fit beside each other."""
        for segment in self._segments:
            segment.padding = TIGHT_PADDING
        self.updateGeometry()
        self._arrange()

    def _pick(self, key: Any) -> None:
        self._choose(key)
        self.edited.emit()

    def _step(self, segment: Segment, step: int) -> None:
        """Go to the option beside; an answer that was given goes along."""
        place = self._segments.index(segment) + step
        if 0 <= place < len(self._segments):
            following = self._segments[place]
            following.setFocus(Qt.FocusReason.OtherFocusReason)
            if segment.isChecked():
                self._pick(following.key)

    def _choose(self, key: Any) -> None:
        """Choose one key, or several that an answer leaves open."""
        keys = key if isinstance(key, list) else [] if key is None else [key]
        for segment in self._segments:
            segment.setAutoExclusive(False)
            segment.setChecked(segment.key in keys)
        for segment in self._segments:
            segment.setAutoExclusive(True)

    def _empty(self) -> None:
        self._choose(self._default)
        self.edited.emit()

    def entry(self) -> Typed:
        """Return the chosen key, several as a list, or nothing."""
        keys = [segment.key for segment in self._segments if segment.isChecked()]
        return Typed(keys if len(keys) > 1 else keys[0] if keys else None)

    def show_entry(self, entry: Typed) -> None:
        """Choose the entry's key, or the default."""
        self._choose(self._default if entry.typed is None else entry.typed)

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show the mark on every segment."""
        for segment in self._segments:
            if segment.mark is not mark:
                segment.mark = mark
                segment.update()

    def controls(self) -> list[QWidget]:
        """Return the segments."""
        return list(self._segments)

    def name(self, label: str) -> None:
        """Name each segment after the field and its option."""
        self._label = label
        self.setAccessibleName(label)
        for segment in self._segments:
            words = f"{label}: {segment.text()}"
            segment.setAccessibleName(f"{words} ({segment.points})" if segment.points else words)

    def translate(self) -> None:
        """Read the options again."""
        for segment, text in zip(self._segments, self._options.values(), strict=True):
            segment.setText(str(text))
        self.name(self._label)
        self.updateGeometry()
        self._arrange()

    def _row_width(self) -> int:
        return sum(segment.sizeHint().width() for segment in self._segments)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row grows downwards."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return one line, or one for each option where they do not fit beside each other."""
        lines = 1 if self._row_width() <= width else len(self._segments)
        return lines * scaled(FIELD_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the room for all options in one row."""
        return QSize(self._row_width(), scaled(FIELD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest option."""
        widest = max(segment.sizeHint().width() for segment in self._segments)
        return QSize(widest, scaled(FIELD_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the segments in the new width."""
        self._arrange()

    def _arrange(self) -> None:
        height = scaled(FIELD_HEIGHT)
        upright = self._row_width() > self.width()
        x = y = 0
        for segment in self._segments:
            segment.upright = upright
            width = segment.sizeHint().width()
            if upright:
                segment.setGeometry(0, y, self.width(), height + (0 if segment.last else 1))
                y += height
            else:
                segment.setGeometry(x, 0, width + (0 if segment.last else 1), height)
                x += width


def yes_or_no(default: object, parent: QWidget) -> Segments:
    """Return the editor of a flag: yes, no, or unanswered."""
    return Segments({True: YES, False: NO}, default if isinstance(default, bool) else None, parent)
