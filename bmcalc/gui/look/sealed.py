"""A report in Qt's rich text that loads nothing, whatever its text names.

Where a document is given no picture Qt reads the named file by itself, so it is given an empty one.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QImage, QTextDocument


@cache
def _empty() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    return image


class SealedDocument(QTextDocument):
    """A document whose every resource is an empty picture."""

    def loadResource(self, _kind: int, _name: object) -> object:
        """Return an empty picture, so that no file is looked for."""
        return _empty()
