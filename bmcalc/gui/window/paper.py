"""A report on paper: the same HTML painted on A4 pages for a printer, a preview or a PDF."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from bmcalc.core.texts import _
from bmcalc.gui.pictures.paper.report_pages import ReportPages
from bmcalc.report.document import Report
from bmcalc.report.label import Labels
from bmcalc.report.slip import Slip
from bmcalc.saved_file import save_file

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

PDF_DOTS_AN_INCH = 1200
SLIP_MARGINS = QMarginsF(12, 11, 12, 10)
NO_MARGINS = QMarginsF(0, 0, 0, 0)
PDF_END = b"%%EOF"


class Pages(Protocol):
    """A part of what is printed: how many pages it has, and how each is painted."""

    count: int

    def paint(self, painter: QPainter, index: int, number: int, total: int) -> None:
        """Paint one of its pages, the ``number``-th of ``total``."""


def a4_layout() -> QPageLayout:
    """Return an upright A4 page with the margins of every report."""
    return _a4(QMarginsF(16, 14, 16, 12))


def _a4(margins: QMarginsF) -> QPageLayout:
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins,
        QPageLayout.Unit.Millimeter,
    )


def _label_layout() -> QPageLayout:
    from bmcalc.gui.pictures.paper.label_pages import HEIGHT_MM, WIDTH_MM

    size = QPageSize(QSizeF(WIDTH_MM, HEIGHT_MM), QPageSize.Unit.Millimeter, "",
                     QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, NO_MARGINS,
                       QPageLayout.Unit.Millimeter)


def layout_of(report: Report) -> QPageLayout:
    """Return the page that a report is made for."""
    if isinstance(report, Slip):
        return _a4(SLIP_MARGINS)
    if isinstance(report, Labels):
        return _a4(NO_MARGINS) if report.on_sheets else _label_layout()
    return a4_layout()


def paint_report(report: Report, device: QPagedPaintDevice) -> int:
    """Paint the report on a printer or a PDF writer; return the number of its pages."""
    painter = QPainter(device)
    try:
        return _paint_all(report, device, painter)
    finally:
        painter.end()


def _paint_all(report: Report, device: QPagedPaintDevice, painter: QPainter) -> int:
    dots = painter.device().logicalDpiX()
    area = QRectF(device.pageLayout().paintRectPixels(dots))
    parts = _parts(report, painter, QRectF(0, 0, area.width(), area.height()))
    total = sum(part.count for part in parts)
    number = 0
    for part in parts:
        for index in range(part.count):
            if number:
                device.newPage()
            number += 1
            part.paint(painter, index, number, total)
    return total


def _parts(report: Report, painter: QPainter, area: QRectF) -> Sequence[Pages]:
    """Return what is printed one after the other, each laid out in its own way."""
    if isinstance(report, Slip):
        from bmcalc.gui.pictures.paper.slip_pages import SlipPages

        slip = SlipPages(report, painter, area)
        working = report.appendix
        return (slip,) if working is None else (slip, ReportPages(working, painter, area))
    if isinstance(report, Labels):
        from bmcalc.gui.pictures.paper.label_pages import LabelPages

        return (LabelPages(report, area),)
    return (ReportPages(report, painter, area),)


def write_pdf(report: Report, path: Path) -> int:
    """Save the report as a PDF on its own size of page; return the number of pages.

    Raises OSError where it cannot.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DOTS_AN_INCH)
    writer.setPageLayout(layout_of(report))
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
    printer.setPageLayout(layout_of(report))
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(str(_("Print preview")))

    def paint(device: QPrinter) -> None:
        paint_report(report, device)

    dialog.paintRequested.connect(paint)
    return bool(dialog.exec())
