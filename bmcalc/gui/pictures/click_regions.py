"""A drawing whose regions can be clicked: each is one answer to a question of the form.

The keyboard answers in the field itself; the drawing follows it and is followed by it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, scaled

LINE = 1.2
CHOSEN_LINE = 2.4


class Region(NamedTuple):
    """One part of a drawing: the answer it stands for, its outline, its words and its ground.

    ``key`` is empty for a part that answers nothing; its words say why.
    """

    key: str
    outline: QPainterPath
    words: object
    ground: str


class ClickRegions(QWidget):
    """Draws regions in a box of ``BOX`` units and tells which of them was clicked."""

    BOX = (100.0, 100.0)
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        self._hovered: Region | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @abstractmethod
    def regions(self) -> Sequence[Region]:
        """Return every region, in the order in which they are drawn."""

    @abstractmethod
    def write(self, painter: QPainter) -> None:
        """Write what stands beside the regions."""

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        wide, high = self.BOX
        return QSize(scaled(round(wide)), scaled(round(high)))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the drawing grows smaller before anything scrolls sideways."""
        return QSize(scaled(round(self.BOX[0] / 2)), scaled(round(self.BOX[1] / 2)))

    def scale(self) -> float:
        """Return how many pixels one unit of the box takes."""
        return min(self.width() / self.BOX[0], self.height() / self.BOX[1])

    def box(self, left: float, top: float, wide: float, high: float) -> QRectF:
        """Return a box of the drawing in pixels."""
        times = self.scale()
        return QRectF(left * times, top * times, wide * times, high * times)

    def show_key(self, key: str) -> None:
        """Show which answer stands in the field, empty for none."""
        if key != self.key:
            self.key = key
            self.update()
        found = next((one for one in self.regions() if one.key == key and key), None)
        self.setAccessibleDescription(str(_("chosen: {region}", region=found.words)) if found
                                      else str(_("nothing chosen")))

    def region_at(self, place: QPointF) -> Region | None:
        """Return what is drawn at a place of the widget."""
        inside = place * (1 / self.scale())
        return next((one for one in reversed(self.regions()) if one.outline.contains(inside)),
                    None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        found = self.region_at(event.position())
        if found != self._hovered:
            self._hovered = found
            shape = Qt.CursorShape.PointingHandCursor if found is not None and found.key else (
                Qt.CursorShape.ArrowCursor)
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that a click would choose nothing."""
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the region under the pointer; a click beside it changes nothing."""
        found = self.region_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None and found.key:
            self.chosen.emit(found.key)

    def event(self, event: QEvent) -> bool:
        """Say in a tip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.region_at(QPointF(event.pos()))
            words = "" if found is None else str(found.words)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def name(self, title: object) -> None:
        """Say in words what is drawn: every region that can be chosen."""
        words = Joined([one.words for one in self.regions() if one.key], _(", "))
        self.setAccessibleName(str(_("{title}: {regions}", title=title, regions=words)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every region, the chosen one with a bold line of its own colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.scale(self.scale(), self.scale())
        for region in self.regions():
            self._draw(painter, region)
        painter.restore()
        self.write(painter)

    def _draw(self, painter: QPainter, region: Region) -> None:
        is_chosen = bool(region.key) and region.key == self.key
        is_under = self._hovered is not None and region.key == self._hovered.key != ""
        ground = "accent" if is_chosen else "hover" if is_under else region.ground
        pen = QPen(colour("text" if is_chosen else "field_line"),
                   CHOSEN_LINE if is_chosen else LINE)
        if not region.key:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colour(ground))
        painter.drawPath(region.outline)
