"""A QR code drawn as areas, so that it is as sharp as the paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from bmcalc.records.seals.qr_code import QUIET, qr_code


def code_path(text: str, where: QRectF) -> QPainterPath:
    """Return the dark modules of a code inside a square, with its quiet edge around them."""
    rows = qr_code(text)
    module = min(where.width(), where.height()) / (len(rows) + 2 * QUIET)
    left, top = where.left() + QUIET * module, where.top() + QUIET * module
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for number, row in enumerate(rows):
        begins = None
        for column, dark in enumerate((*row, False)):
            if dark and begins is None:
                begins = column
            elif not dark and begins is not None:
                path.addRect(left + begins * module, top + number * module,
                             (column - begins) * module, module)
                begins = None
    return path


def paint_code(painter: QPainter, text: str, where: QRectF) -> None:
    """Paint a code in black."""
    painter.fillPath(code_path(text, where), Qt.GlobalColor.black)
