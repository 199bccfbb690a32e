"""Labels of 100 × 60 mm: one on a page of its own, or eight on a sheet of A4."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.pictures.paper.code import paint_code
from bmcalc.gui.pictures.paper.fonts import dots_of, paper_font
from bmcalc.report.document import Notice
from bmcalc.report.label import Label, Labels

WIDTH_MM: Final = 100.0
HEIGHT_MM: Final = 60.0
COLUMNS: Final = 2
ROWS: Final = 4
SIZES: Final = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Points of type, the largest at which everything stands on the label is taken."""

_EDGE_MM: Final = 3.0
_CODE_MM: Final = 22.0
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


class DoesNotFit(OSError):
    """A label has more words than its paper holds at the smallest type, so none is written."""


class LabelPages:
    """The pages of labels; what is invented is named on each of them."""

    def __init__(self, labels: Labels, area: QRectF) -> None:
        self._labels = labels.labels
        self._area = area
        self._each = COLUMNS * ROWS if labels.on_sheets else 1
        self._example = " ".join(
            one.text for section in labels.sections for one in section.blocks
            if isinstance(one, Notice) and one.severity is Severity.CAUTION)
        self.count = -(-len(self._labels) // self._each)

    def paint(self, painter: QPainter, index: int, _number: int, _total: int) -> None:
        """Paint one of the pages."""
        width, height = dots_of(painter, WIDTH_MM), dots_of(painter, HEIGHT_MM)
        here = self._labels[index * self._each:(index + 1) * self._each]
        left = (self._area.width() - COLUMNS * width) / 2
        top = (self._area.height() - ROWS * height) / 2
        for place, label in enumerate(here):
            where = QRectF(0, 0, width, height)
            if self._each > 1:
                row, column = divmod(place, COLUMNS)
                where = where.translated(left + column * width, top + row * height)
                painter.setPen(QPen(Qt.GlobalColor.black, dots_of(painter, 0.1)))
                painter.drawRect(where)
            paint_label(painter, label, where, self._example)


def paint_label(painter: QPainter, label: Label, where: QRectF, example: str = "") -> float:
    """Paint a label at the largest type that fits; return its points.

    Long words about handling are left to the worksheet, which is said: a label is never cut.
    Raises :class:`DoesNotFit` where the rest has no room either.
    """
    edge = dots_of(painter, _EDGE_MM)
    inside = where.adjusted(edge, edge, -edge, -edge)
    short = replace(label, handling=str(_("How to handle it: see the worksheet.")))
    for one in (label, short):
        for points in SIZES:
            laid = _Laid(painter, one, inside, points, example)
            if laid.bottom <= inside.bottom():
                laid.paint()
                return points
    raise DoesNotFit(errno.EIO, str(_("The label of {drug} has too many words.", drug=label.name)))


class _Laid:
    """A label laid out at one size of type, from top to bottom."""

    def __init__(
        self, painter: QPainter, label: Label, inside: QRectF, points: float, example: str
    ) -> None:
        self._painter = painter
        self._label = label
        self._inside = inside
        self._points = points
        self._acts: list[Callable[[], None]] = []
        self._gap = dots_of(painter, 0.8)
        self.bottom = inside.top()
        self._heading()
        self._drug()
        self._middle()
        self._handling()
        self._foot(example)

    def paint(self) -> None:
        """Paint everything that was laid out."""
        for act in self._acts:
            act()

    def _font(self, more: float, bold: bool = False) -> QFont:
        return paper_font(self._points + more, bold)

    def _metrics(self, font: QFont) -> QFontMetricsF:
        return QFontMetricsF(font, self._painter.device())

    def _height(self, text: str, font: QFont, width: float) -> float:
        """Return how high wrapped words are; too high for any label where one word is too wide."""
        metrics = self._metrics(font)
        found = metrics.boundingRect(QRectF(0, 0, width, self._inside.height() * 9), _WRAP, text)
        return found.height() if found.width() <= width else self._inside.height() * 2

    def _write(
        self, text: str, font: QFont, where: QRectF, flags: int = _LEFT, white: bool = False
    ) -> None:
        def act() -> None:
            colour = Qt.GlobalColor.white if white else Qt.GlobalColor.black
            self._painter.setPen(QPen(colour))
            self._painter.setFont(font)
            self._painter.drawText(where, flags | _WRAP, text)

        self._acts.append(act)

    def _row(
        self, left: str, left_font: QFont, right: str, right_font: QFont, also: str = "",
        also_font: QFont | None = None,
    ) -> None:
        """Lay out words at the left, more beside them, and words at the right, on one base line.

        What stands beside goes below where it is too long.
        """
        inside, top = self._inside, self.bottom
        first, last = self._metrics(left_font), self._metrics(right_font)
        ends = last.horizontalAdvance(right) + 3 * self._gap
        room = inside.width() - ends
        begins = first.horizontalAdvance(left) + 3 * self._gap
        base = max(first.ascent(), last.ascent())
        self._write(right, right_font, QRectF(inside.left(), top + base - last.ascent(),
                                              inside.width(), last.height()), _RIGHT)
        height = self._height(left, left_font, room)
        self._write(left, left_font, QRectF(inside.left(), top + base - first.ascent(),
                                            room, height))
        below = max(base - first.ascent() + height, base - last.ascent() + last.height())
        if also and also_font is not None:
            beside = self._metrics(also_font)
            if height <= first.height() * 1.5 and (
                    begins + beside.horizontalAdvance(also) <= room):
                self._write(also, also_font, QRectF(
                    inside.left() + begins, top + base - beside.ascent(),
                    room - begins + self._gap, beside.height()))
            else:
                more = self._height(also, also_font, inside.width())
                self._write(also, also_font, QRectF(inside.left(), top + below,
                                                    inside.width(), more))
                below += more
        self.bottom = top + below

    def _heading(self) -> None:
        label = self._label
        self._row(label.number, self._font(4, True), label.place, self._font(1, True),
                  label.who, self._font(0))
        line = QLineF(self._inside.left(), self.bottom, self._inside.right(), self.bottom)

        def act() -> None:
            self._painter.setPen(QPen(Qt.GlobalColor.black, dots_of(self._painter, 0.4)))
            self._painter.drawLine(line)

        self._acts.append(act)
        self.bottom += self._gap

    def _drug(self) -> None:
        label = self._label
        self._row(label.name, self._font(5, True), label.dose, self._font(10, True),
                  label.other_name, self._font(1))

    def _middle(self) -> None:
        """Lay out how it is made and given, beside the code."""
        label, inside, top = self._label, self._inside, self.bottom
        column = dots_of(self._painter, _CODE_MM)
        caption, value = self._font(-1), self._font(0, True)
        names = max(self._metrics(caption).horizontalAdvance(name) for name, _value in label.rows)
        begins = inside.left() + names + 3 * self._gap
        room = inside.right() - column - self._gap - begins
        for name, words in label.rows:
            height = max(self._height(words, value, room), self._metrics(value).height())
            drop = self._metrics(value).ascent() - self._metrics(caption).ascent()
            self._write(name, caption, QRectF(inside.left(), self.bottom + drop, names * 1.1,
                                              height))
            self._write(words, value, QRectF(begins, self.bottom, room, height))
            self.bottom += height
        self._code(QRectF(inside.right() - column, top, column, column))

    def _code(self, where: QRectF) -> None:
        bottom = where.top()
        if self._label.code:
            self._acts.append(lambda: paint_code(self._painter, self._label.code, where))
            bottom = where.bottom()
        font = self._font(-2)
        for line in self._label.record:
            height = self._height(line, font, where.width())
            self._write(line, font, QRectF(where.left(), bottom, where.width(), height), _MIDDLE)
            bottom += height
        self.bottom = max(self.bottom, bottom)

    def _handling(self) -> None:
        """Lay out the black band, and below it what the formulary says of handling."""
        label, inside = self._label, self._inside
        if label.warnings:
            font = self._font(0, True)
            room = inside.width() - 4 * self._gap
            band = QRectF(inside.left(), self.bottom + self._gap / 2, inside.width(),
                          self._height(label.warnings, font, room) + self._gap)
            self._acts.append(lambda: self._painter.fillRect(band, Qt.GlobalColor.black))
            self._write(label.warnings, font, band.adjusted(2 * self._gap, self._gap / 2,
                                                            -2 * self._gap, 0), white=True)
            self.bottom = band.bottom()
        self._lines(label.handling, self._font(-1))

    def _lines(self, words: str, font: QFont) -> None:
        if words:
            height = self._height(words, font, self._inside.width())
            self._write(words, font, QRectF(self._inside.left(), self.bottom,
                                            self._inside.width(), height))
            self.bottom += height

    def _foot(self, example: str) -> None:
        label, font = self._label, self._font(-1)
        parts = (label.treatment, label.made_by, label.checked_by)
        widths = [self._metrics(font).horizontalAdvance(part) for part in parts]
        if sum(widths) + 6 * self._gap <= self._inside.width():
            height = self._metrics(font).height()
            spare = (self._inside.width() - sum(widths)) / 2
            left = self._inside.left()
            for part, width in zip(parts, widths, strict=True):
                self._write(part, font, QRectF(left, self.bottom, width * 1.02, height))
                left += width + spare
            self.bottom += height
        else:
            self._lines(label.treatment, font)
            self._lines("    ".join(parts[1:]), font)
        self._lines(example, self._font(-1, True))
