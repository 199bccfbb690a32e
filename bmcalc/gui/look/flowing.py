"""Widgets whose height follows from the width that they are given, and from nothing else."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget


class Flowing(QWidget):
    """Stands under others of its kind in something that scrolls.

    Its hints leave out the height that its hinted width would ask for. Qt would lay out all that
    it holds at that width as well, at every level anew, and nothing is ever so wide.
    """

    def sizeHint(self) -> QSize:
        """Return what the contents like, each by itself."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of the contents, each by itself."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()


class FlowingFrame(QFrame):
    """The same with a frame, which likes no room of its own."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room of the contents, each by itself."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()
