"""The fonts of paper, and lengths on it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF, QPainter

# Qt's PDF writer gives Noto Sans CJK a wrong text layer: copied digits differ from the printed
# ones. WenQuanYi Micro Hei is exact in both scripts; a test reads the text back.
PAPER_FONTS = ["WenQuanYi Micro Hei", "Microsoft YaHei", "Segoe UI"]
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


def fitting_font(
    painter: QPainter, words: str, width: float, points: float, bold: bool = False
) -> QFont:
    """Return the font at so many points, or smaller where words are wider than their place."""
    font = paper_font(points, bold)
    taken = QFontMetricsF(font, painter.device()).horizontalAdvance(words)
    return font if taken <= width else paper_font(points * 0.98 * width / taken, bold)
