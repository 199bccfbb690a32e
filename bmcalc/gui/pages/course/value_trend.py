"""One value over the cycles: its points with their numbers, its limits and its usual band."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.pages.course.course_words import bare, value_words
from bmcalc.records.courses.followed import Point
from bmcalc.records.courses.value_limits import Seen, ValueLimit

HEIGHT, EDGE, FOOT, HEADROOM = 136, 22, 20, 22
ROOM_OF_POINT = 42
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class TrendPicture(QWidget):
    """Draws the newest points there is room for, each with its number and its cycle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_seen(self, seen: Seen) -> None:
        """Draw this value from now on."""
        self._seen = seen
        self.setAccessibleName(str(_("{value} over the cycles", value=seen.series.label)))
        self.setAccessibleDescription(value_words(seen))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a few points."""
        return QSize(scaled(200), scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the room of two points."""
        return QSize(scaled(2 * ROOM_OF_POINT + 2 * EDGE), scaled(HEIGHT))

    def points(self) -> tuple[Point, ...]:
        """Return the points that are in sight, the newest of them all."""
        if self._seen is None:
            return ()
        room = max(2, (self.width() - 2 * scaled(EDGE)) // scaled(ROOM_OF_POINT) + 1)
        return self._seen.series.points[-room:]

    def _span(self, points: tuple[Point, ...]) -> tuple[float, float]:
        """Return the least and the largest number that is drawn, never the same."""
        assert self._seen is not None
        levels = [one.value for one in points]
        levels += [one.corrected for one in points if one.corrected is not None]
        levels += [one.value for one in self._seen.limits]
        levels += list(self._seen.band or ())
        sizes = [self._size(one) for one in levels]
        low, high = min(sizes), max(sizes)
        room = (high - low) * 0.12 or abs(high) * 0.05 or 1
        return low - room, high + room

    def _size(self, value: Term) -> float:
        assert self._seen is not None
        return float(value.to(self._seen.series.unit).magnitude)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw band, limits, line, points and words."""
        points = self.points()
        if self._seen is None or not points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(scaled(EDGE), scaled(HEADROOM), -scaled(EDGE),
                                            -scaled(FOOT + 16))
        low, high = self._span(points)

        def y(value: Term) -> float:
            return area.bottom() - area.height() * (self._size(value) - low) / (high - low)

        if self._seen.band is not None:
            lower, upper = (y(one) for one in self._seen.band)
            band = QRectF(0, upper, self.width(), lower - upper)
            painter.fillRect(band, colour("quiet"))
            if scheme().lined:
                painter.setPen(QPen(colour("hairline"), 1))
                painter.drawRect(band)
        self._draw_limits(painter, [(y(one.value), one) for one in self._seen.limits])
        xs = [area.left() + area.width() * (place / (len(points) - 1) if len(points) > 1 else 0.5)
              for place in range(len(points))]
        places = [QPointF(x, y(one.value)) for x, one in zip(xs, points, strict=True)]
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawPolyline(QPolygonF(places))
        for place, one in zip(places, points, strict=True):
            self._draw_point(painter, place, one, one is points[-1])
        painter.end()

    def _draw_limits(self, painter: QPainter, limits: list[tuple[float, ValueLimit]]) -> None:
        """Draw every level; the words of those that lie close together stand side by side."""
        painter.setFont(font("small"))
        together: list[list[tuple[float, ValueLimit]]] = []
        for y, limit in sorted(limits, key=lambda one: one[0]):
            painter.setPen(QPen(colour("stop"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            if together and y - together[-1][-1][0] < scaled(17):
                together[-1].append((y, limit))
            else:
                together.append([(y, limit)])
        painter.setPen(colour("stop"))
        for group in together:
            said = list(dict.fromkeys(str(limit.words) for _y, limit in group))
            words = said[0] if len(said) == 1 else " / ".join(
                dict.fromkeys(bare(limit.value) for _y, limit in group))
            shown = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, self.width() - scaled(8))
            wide = painter.fontMetrics().horizontalAdvance(shown)
            below = group[0][1].is_lower
            top = group[-1][0] + 2 if below else group[0][0] - scaled(17)
            box = QRectF((self.width() - wide) / 2 - 2, top, wide + 4, scaled(15))
            painter.fillRect(box, colour("card"))
            painter.drawText(box, _MIDDLE, shown)

    def _draw_point(self, painter: QPainter, place: QPointF, point: Point, is_last: bool) -> None:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(colour("accent" if point.is_behind else "card"))
        painter.drawEllipse(place, scaled(9) / 2, scaled(9) / 2)
        painter.setFont(font("small", bold=is_last))
        painter.setPen(colour("text"))
        words = bare(point.value)
        if point.corrected is not None:
            words = f"{words} ({bare(point.corrected)})"
        wide = painter.fontMetrics().horizontalAdvance(words) + 4
        left = max(0.0, min(place.x() - wide / 2, self.width() - wide))
        painter.drawText(QRectF(left, place.y() - scaled(22), wide, scaled(16)), _MIDDLE, words)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        foot = QRectF(place.x() - scaled(30), self.height() - scaled(FOOT), scaled(60),
                      scaled(FOOT))
        painter.drawText(foot, _MIDDLE, point.place)


class ValueTrend(Flowing):
    """The name and the unit of a value, its picture, and a sentence about its limits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(2))
        top = QHBoxLayout()
        top.setSpacing(scaled(6))
        self._name, self._unit = Label(self), Label(self)
        self._name.setObjectName("title")
        self._unit.setObjectName("muted")
        top.addWidget(self._name)
        top.addWidget(self._unit, 1)
        down.addLayout(top)
        self.picture = TrendPicture(self)
        down.addWidget(self.picture)
        self._told = Label(self)
        self._told.setObjectName("muted")
        self._told.setWordWrap(True)
        down.addWidget(self._told)
        down.addStretch(1)

    def show_seen(self, seen: Seen) -> None:
        """Show this value."""
        put(self._name, str(seen.series.label))
        unit = seen.series.points[-1].value.unit.label if seen.series.points else ""
        put(self._unit, str(unit))
        self.picture.show_seen(seen)
        told = str(seen.told)
        if len({str(one.words) for one in seen.limits}) > 1:
            told = str(Joined([told, *(one.words for one in seen.limits)], "; "))
        if any(one.corrected is not None for one in seen.series.points):
            told = str(_("in brackets corrected by albumin; {told}", told=told))
        put(self._told, told)
