"""The fonts of paper, and lengths on it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPainter

# Qt's PDF writer gives Noto Sans CJK a wrong text layer: copied digits differ from the printed
# ones. WenQuanYi Micro Hei is exact in both scripts; a test reads the text back.
PAPER_FONTS = ["WenQuanYi Micro Hei", "Microsoft YaHei", "Segoe UI"]
POINTS_AN_INCH = 72
MM_AN_INCH = 25.4


def paper_font(points: float, bold: bool = False) -> QFont:
    """Return the font of paper at a size."""
    font = QFont()
    font.setFamilies(PAPER_FONTS)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def dots_of(painter: QPainter, millimetres: float) -> float:
    """Return a length on what is painted on, in its dots."""
    return millimetres * painter.device().logicalDpiX() / MM_AN_INCH
