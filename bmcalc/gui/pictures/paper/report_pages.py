"""A report laid out on A4 pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from bmcalc.core.texts import _
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.pictures.paper.fonts import dots_of, paper_font
from bmcalc.report.document import Report, SealedReport
from bmcalc.report.html import QUIET, to_html

FOOT_LINES = 3.5
SEAL_MM = 30.0


def document_of(html: str, painter: QPainter, points: float, width: float) -> SealedDocument:
    """Return a laid out document of a width in dots."""
    document = SealedDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(paper_font(points))
    document.documentLayout().setPaintDevice(painter.device())
    document.setHtml(html)
    document.setTextWidth(width)
    return document


def paint_part(painter: QPainter, document: SealedDocument, part: QRectF) -> None:
    """Paint a part of a document at the painter's origin."""
    painter.save()
    painter.translate(0, -part.top())
    document.drawContents(painter, part)
    painter.restore()


class ReportPages:
    """The pages of a report, counted before they are painted."""

    def __init__(self, report: Report, painter: QPainter, area: QRectF) -> None:
        self._report = report
        self._area = area
        self._foot = FOOT_LINES * painter.device().logicalDpiX() * 9 / 72
        self._seal = report.seal if isinstance(report, SealedReport) else ""
        self._sealed = dots_of(painter, SEAL_MM) if self._seal else 0.0
        self._page = QSizeF(area.width(), area.height() - self._foot - self._sealed)
        self._document = document_of(to_html(report), painter, 10, area.width())
        self._document.setPageSize(self._page)
        self.count = self._document.pageCount()

    def paint(self, painter: QPainter, index: int, number: int, total: int) -> None:
        """Paint one of the pages, which is so manieth of all that are printed together."""
        top = index * self._page.height()
        paint_part(painter, self._document,
                   QRectF(0, top, self._page.width(), self._page.height()))
        where = QRectF(0, self._area.height() - self._foot, self._area.width(), self._foot)
        self._paint_foot(painter, where, number, total)
        if self._seal and index == self.count - 1:
            self._paint_seal(painter, where.top() - self._sealed)

    def _paint_seal(self, painter: QPainter, top: float) -> None:
        from bmcalc.gui.pictures.paper.code import paint_code

        side = self._sealed
        paint_code(painter, self._seal, QRectF(0, top, side, side))
        painter.setPen(QColor(Qt.GlobalColor.black))
        painter.setFont(paper_font(8))
        words = "\n".join([str(_("Seal")), *self._seal.split()])
        painter.drawText(QRectF(side * 1.1, top, self._area.width() - side * 1.1, side),
                         int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _paint_foot(self, painter: QPainter, where: QRectF, number: int, total: int) -> None:
        painter.setFont(paper_font(7))
        painter.setPen(QColor(QUIET))
        words = str(_("Page {page} of {pages}", page=number, pages=total))
        bottom = int(Qt.AlignmentFlag.AlignBottom)
        painter.drawText(where, bottom | Qt.AlignmentFlag.AlignLeft, self._report.footer)
        top = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(where, top | Qt.AlignmentFlag.AlignLeft, self._report.title)
        painter.drawText(where, top | Qt.AlignmentFlag.AlignRight, words)
