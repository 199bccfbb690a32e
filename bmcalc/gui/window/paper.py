"""A report on paper: the same HTML painted on A4 pages for a printer, a preview or a PDF."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.report.document import Report
from bmcalc.report.html import QUIET, to_html
from bmcalc.saved_file import save_file

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

# Qt's PDF writer gives Noto Sans CJK a wrong text layer: copied digits differ from the printed
# ones. WenQuanYi Micro Hei is exact in both scripts; a test reads the text back.
PAPER_FONTS = ["WenQuanYi Micro Hei", "Microsoft YaHei", "Segoe UI"]
PDF_DOTS_AN_INCH = 1200
PDF_END = b"%%EOF"
FOOT_LINES = 3.5


def a4_layout() -> QPageLayout:
    """Return an upright A4 page with the margins of every report."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(16, 14, 16, 12),
        QPageLayout.Unit.Millimeter,
    )


def _font(points: float) -> QFont:
    font = QFont()
    font.setFamilies(PAPER_FONTS)
    font.setPointSizeF(points)
    return font


def paint_report(report: Report, device: QPagedPaintDevice) -> int:
    """Paint the report on a printer or a PDF writer; return the number of its pages."""
    painter = QPainter(device)
    dots = painter.device().logicalDpiX()
    area = device.pageLayout().paintRectPixels(dots)
    foot = FOOT_LINES * dots * 9 / 72
    document = SealedDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(10))
    document.documentLayout().setPaintDevice(painter.device())
    document.setHtml(to_html(report))
    page = QSizeF(area.width(), area.height() - foot)
    document.setPageSize(page)
    pages = document.pageCount()
    for index in range(pages):
        if index:
            device.newPage()
        shown = QRectF(0, index * page.height(), page.width(), page.height())
        painter.save()
        painter.translate(0, -shown.top())
        document.drawContents(painter, shown)
        painter.restore()
        where = QRectF(0, area.height() - foot, area.width(), foot)
        _paint_foot(painter, where, report, index + 1, pages)
    painter.end()
    return pages


def _paint_foot(painter: QPainter, where: QRectF, report: Report, page: int, pages: int) -> None:
    painter.setFont(_font(7))
    painter.setPen(QColor(QUIET))
    number = str(_("Page {page} of {pages}", page=page, pages=pages))
    bottom = int(Qt.AlignmentFlag.AlignBottom)
    painter.drawText(where, bottom | Qt.AlignmentFlag.AlignLeft, report.footer)
    top = int(Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(where, top | Qt.AlignmentFlag.AlignLeft, report.title)
    painter.drawText(where, top | Qt.AlignmentFlag.AlignRight, number)


def write_pdf(report: Report, path: Path) -> int:
    """Save the report as an A4 PDF; return the number of pages. Raises OSError where it cannot."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DOTS_AN_INCH)
    writer.setPageLayout(a4_layout())
    writer.setTitle(report.title)
    writer.setCreator("bmcalc")
    pages = paint_report(report, writer)
    buffer.close()
    painted = bytes(content.data())
    if not painted.rstrip().endswith(PDF_END):
        raise OSError(errno.EIO, str(_("the pages could not be painted")))
    save_file(path, painted)
    return pages


def preview(report: Report, parent: QWidget) -> bool:
    """Show the pages before they are printed; the dialog prints them. Say whether it did."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(a4_layout())
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(str(_("Print preview")))

    def paint(device: QPrinter) -> None:
        paint_report(report, device)

    dialog.paintRequested.connect(paint)
    return bool(dialog.exec())
