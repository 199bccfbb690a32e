"""A slip laid out on one page: smaller type first, then fewer remarks, then a second page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from bmcalc.core.texts import _
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.pictures.paper.code import paint_code
from bmcalc.gui.pictures.paper.fonts import dots_of, fitting_font, paper_font
from bmcalc.gui.pictures.paper.report_pages import document_of, paint_part
from bmcalc.report.slip import SignatureBox, Slip
from bmcalc.report.slip_html import slip_html

SIZES: Final = (10.0, 9.5, 9.0, 8.5)
"""Points of type, the largest that fits is taken."""

_FOOT_MM: Final = 8.0
_SIGNED_MM: Final = 31.0
_GAP_MM: Final = 3.0
_CODE_MM: Final = 29.0
_RECORD_MM: Final = 24.0
_TEXT: Final = 9.0
_NOTE: Final = 8.0


class SlipPages:
    """The pages of a slip: one wherever everything fits."""

    def __init__(self, slip: Slip, painter: QPainter, area: QRectF) -> None:
        self._slip = slip
        self._area = area
        self._foot = dots_of(painter, _FOOT_MM)
        self._signed = dots_of(painter, _SIGNED_MM)
        gap = dots_of(painter, _GAP_MM)
        self._room = area.height() - self._foot - self._signed - gap
        self._document = self._fitting(painter)
        height = self._document.size().height()
        if height > self._room:
            self._document.setPageSize(QSizeF(area.width(), self._room))
        self.count = max(1, self._document.pageCount())

    def _fitting(self, painter: QPainter) -> SealedDocument:
        """Return the largest type that fits, without the last remarks where none does."""
        slip, width = self._slip, self._area.width()
        for points in SIZES:
            whole = document_of(slip_html(slip, points), painter, points, width)
            if self._holds(whole):
                return whole
        for most in range(slip.remark_count - 1, slip.stop_count - 1, -1):
            shorter = slip.with_remarks(most)
            fewer = document_of(slip_html(shorter, SIZES[-1]), painter, SIZES[-1], width)
            if self._holds(fewer):
                return fewer
        return document_of(slip_html(slip, SIZES[-1]), painter, SIZES[-1], width)

    def _holds(self, document: SealedDocument) -> bool:
        """Say whether a document stands on one page, neither too high nor too wide."""
        size = document.size()
        return size.height() <= self._room and size.width() <= self._area.width() + 1

    def paint(self, painter: QPainter, index: int, number: int, total: int) -> None:
        """Paint one of the pages; two people sign on the last."""
        part = QRectF(0, index * self._room, self._area.width(), self._room)
        paint_part(painter, self._document, part)
        painter.setPen(QPen(Qt.GlobalColor.black, dots_of(painter, 0.25)))
        if index == self.count - 1:
            top = self._area.height() - self._foot - self._signed
            self._paint_signatures(
                painter, QRectF(0, top, self._area.width(), self._signed))
        self._paint_foot(painter, number, total)

    def _paint_signatures(self, painter: QPainter, where: QRectF) -> None:
        gap = dots_of(painter, _GAP_MM)
        code = dots_of(painter, _CODE_MM) if self._slip.seal else 0.0
        beside = dots_of(painter, _RECORD_MM)
        boxes = where.width() - code - beside - 2 * gap
        width = (boxes - gap) / 2
        for place, box in enumerate(self._slip.boxes):
            left = place * (width + gap)
            _paint_box(painter, box, QRectF(left, where.top(), width, where.height()))
        left = boxes + gap
        if code:
            paint_code(painter, self._slip.seal, QRectF(left, where.top(), code, code))
        painter.setFont(paper_font(_NOTE))
        painter.drawText(
            QRectF(left + code + gap / 2, where.top() + gap, beside + gap / 2, where.height()),
            int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            | int(Qt.TextFlag.TextWrapAnywhere),
            "\n".join(self._slip.record),
        )

    def _paint_foot(self, painter: QPainter, number: int, total: int) -> None:
        where = QRectF(0, self._area.height() - self._foot, self._area.width(), self._foot)
        line = where.top() + self._foot * 0.35
        painter.drawLine(QLineF(0, line, where.width(), line))
        bottom = int(Qt.AlignmentFlag.AlignBottom)
        words = str(_("Page {page} of {pages}", page=number, pages=total))
        painter.setFont(paper_font(7))
        painter.drawText(where, bottom | Qt.AlignmentFlag.AlignRight, words)
        beside = painter.fontMetrics().horizontalAdvance(f"  {words}")
        left = where.adjusted(0, 0, -beside, 0)
        painter.setFont(fitting_font(painter, self._slip.footer, left.width(), 7))
        painter.drawText(left, bottom | Qt.AlignmentFlag.AlignLeft, self._slip.footer)


def _paint_box(painter: QPainter, box: SignatureBox, where: QRectF) -> None:
    """Paint one signature: who it is, or lines to write on."""
    radius = dots_of(painter, 1.2)
    painter.drawRoundedRect(where, radius, radius)
    edge = dots_of(painter, 2.5)
    inside = where.adjusted(edge, edge * 0.6, -edge, -edge * 0.6)
    step = inside.height() / 5
    rows = [QRectF(inside.left(), inside.top() + row * step, inside.width(), step)
            for row in range(5)]
    middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def write(row: int, words: str, bold: bool = False) -> None:
        painter.setFont(fitting_font(painter, words, rows[row].width(),
                                     _TEXT if bold else _NOTE, bold))
        painter.drawText(rows[row], middle, words)

    write(0, box.caption, bold=True)
    if box.signed is None:
        asked = _("Printed name"), _("Registration number"), _("Day and time")
        for row, words in enumerate(asked, 1):
            write(row, str(words))
            _paint_line(painter, rows[row], str(words))
    else:
        signed = box.signed
        write(1, signed.name, bold=True)
        write(2, signed.registration)
        write(3, " · ".join(part for part in (signed.at, str(signed.remark)) if part))
    write(4, str(_("Signature")))
    _paint_line(painter, rows[4], str(_("Signature")))


def _paint_line(painter: QPainter, row: QRectF, words: str) -> None:
    """Paint a line to write on, from the words to the end of a row."""
    begins = row.left() + painter.fontMetrics().horizontalAdvance(words) + row.height() / 3
    painter.drawLine(QLineF(begins, row.bottom() - row.height() / 6,
                            row.right(), row.bottom() - row.height() / 6))
