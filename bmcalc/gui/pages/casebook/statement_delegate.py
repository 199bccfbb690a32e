"""How one checked statement is drawn in its list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bmcalc.casebook.audit_entry import Gravity
from bmcalc.core.texts import _
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.casebook.statement_row import Row
from bmcalc.gui.pages.casebook.verdict_mark import CHIP_HEIGHT, INKS, chip_width, draw_chip

ROW_ROLE = Qt.ItemDataRole.UserRole
LONGEST_TEXT = 4000
PAD, GAP = 10, 3
PAGE_WIDTH = 76
HEADING_HEIGHT = 34
NO_NUMBER = _("no number to check")

_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_TOP = Qt.AlignmentFlag.AlignTop


def _height(text: str, used: QFont, width: int) -> int:
    if not text:
        return 0
    box = QRect(0, 0, width, LONGEST_TEXT)
    return QFontMetrics(used).boundingRect(box, int(_WRAP), text).height()


class StatementDelegate(QStyledItemDelegate):
    """Verdict and severity at the left, the words in the middle, the page at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _verdict_width(self) -> int:
        quiet = QFontMetrics(font("caption")).horizontalAdvance(str(NO_NUMBER)) + scaled(10)
        return max(quiet, *(chip_width(verdict) for verdict in INKS)) + scaled(16)

    def _words_width(self, width: int) -> int:
        return width - self._verdict_width() - scaled(PAGE_WIDTH) - 2 * scaled(PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words take in the width of the list."""
        width = self._view.viewport().width()
        row: Row = index.data(ROW_ROLE)
        if row.heading:
            return QSize(width, scaled(HEADING_HEIGHT))
        room = self._words_width(width)
        height = _height(str(row.statement), font("body"), room)
        proof = _height(row.proof, font("small"), room)
        lines = height + (proof + scaled(GAP) if proof else 0)
        if row.sources:
            lines += QFontMetrics(font("caption")).height() + scaled(GAP)
        least = scaled(CHIP_HEIGHT) + QFontMetrics(font("caption")).height() + scaled(GAP)
        return QSize(width, max(lines, least if row.entry else 0) + 2 * scaled(PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row: Row = index.data(ROW_ROLE)
        painter.save()
        if row.heading:
            painter.setFont(font("small", bold=True))
            painter.setPen(colour("heading"))
            place = box.adjusted(scaled(PAD), 0, 0, -scaled(7))
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom, str(row.statement))
        else:
            self._ground(painter, box, state)
            inside = box.adjusted(scaled(PAD), scaled(PAD), -scaled(PAD), -scaled(PAD))
            self._verdict(painter, inside, row)
            self._words(painter, inside, row)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if not state & QStyle.StateFlag.State_Selected:
            return
        painter.fillRect(box, colour("hover"))
        painter.fillRect(QRectF(box.left(), box.top(), scaled(3), box.height()), colour("accent"))
        if self._view.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _verdict(self, painter: QPainter, box: QRectF, row: Row) -> None:
        entry = row.entry
        if entry is None:
            painter.setFont(font("caption"))
            painter.setPen(colour("muted"))
            painter.drawText(box.adjusted(scaled(10), scaled(GAP), 0, 0), _TOP, str(NO_NUMBER))
            return
        draw_chip(painter, box.left(), box.top(), entry.verdict)
        if entry.severity is Gravity.NONE:
            return
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        below = box.adjusted(scaled(10), scaled(CHIP_HEIGHT + GAP), 0, 0)
        painter.drawText(below, _TOP, str(entry.severity.label))

    def _words(self, painter: QPainter, box: QRectF, row: Row) -> None:
        left = box.left() + self._verdict_width()
        width = self._words_width(round(box.width()) + 2 * scaled(PAD))
        top = box.top() + 1
        for text, used, ink in (
            (str(row.statement), font("body"), "text"), (row.proof, font("small"), "muted"),
        ):
            if text:
                height = _height(text, used, width)
                painter.setFont(used)
                painter.setPen(colour(ink))
                painter.drawText(QRectF(left, top, width, height), int(_WRAP), text)
                top += height + scaled(GAP)
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        metrics = painter.fontMetrics()
        if row.sources:
            shown = metrics.elidedText(row.sources, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top, width, metrics.height()), _TOP, shown)
        right = int(Qt.AlignmentFlag.AlignRight | _TOP | _WRAP)
        room = QRectF(box.right() - scaled(PAGE_WIDTH), box.top() + scaled(3), scaled(PAGE_WIDTH),
                      box.height())
        painter.drawText(room, right, str(row.page))
