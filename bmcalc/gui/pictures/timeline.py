"""A printed case as one picture: events, treatments on their tracks, values with their limits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.paint import RADIUS
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.pictures.timeline_canvas import Canvas, draw_months
from bmcalc.gui.pictures.timeline_course import Course, Kind
from bmcalc.gui.pictures.timeline_lanes import LANE_HEIGHT, draw_trend
from bmcalc.gui.pictures.timeline_tracks import (
    EVENTS_HEIGHT,
    TRACK_HEIGHT,
    draw_bar,
    draw_events,
)
from bmcalc.gui.pictures.timeline_values import Trend
from bmcalc.gui.pictures.timeline_words import event_name, event_words

MONTHS_HEIGHT = 22
GAP = 10
SMALLEST_WIDTH = 520


class Timeline(QWidget):
    """Draws a course. The same data stand in its accessible description, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._course: Course | None = None
        self._told: list[tuple[QRectF, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(self, course: Course) -> None:
        """Draw this course from now on."""
        self._course = course
        self.setAccessibleName(str(_("Timeline")))
        self.setAccessibleDescription(in_words(course))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all tracks and lanes."""
        course = self._course
        if course is None:
            return QSize(scaled(SMALLEST_WIDTH), 0)
        height = MONTHS_HEIGHT + EVENTS_HEIGHT + GAP + GAP
        height += TRACK_HEIGHT * len(course.bars) + LANE_HEIGHT * len(course.trends)
        return QSize(scaled(SMALLEST_WIDTH), scaled(height))

    def minimumSizeHint(self) -> QSize:
        """Return the same height; a narrower picture would overlap itself."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw everything from the top down."""
        course = self._course
        if course is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, self.width(), course.first, course.last)
        draw_months(canvas, 0, self.height() - 1)
        top = float(scaled(MONTHS_HEIGHT))
        draw_events(canvas, top, course.events)
        top += scaled(EVENTS_HEIGHT + GAP // 2)
        for bar in course.bars:
            draw_bar(canvas, top, bar)
            top += scaled(TRACK_HEIGHT)
        top += scaled(GAP)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(0, top - 0.5), QPointF(self.width(), top - 0.5))
        for trend in course.trends:
            draw_trend(canvas, top, trend)
            top += scaled(LANE_HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(canvas.left - scaled(5), 1, -1, -1)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._told = canvas.told
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show in full what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = [text for box, text in self._told if box.contains(QPointF(event.pos()))]
            QToolTip.showText(event.globalPos(), plain_tip(words[-1]) if words else "", self)
            return True
        return super().event(event)


KIND_WORDS: dict[Kind, object] = {
    Kind.DATED: _("dates printed"),
    Kind.REGIMEN: _("given with the regimen, its own dates not printed"),
    Kind.UNDATED: _("no dates printed"),
}


def in_words(course: Course) -> str:
    """Return everything that the picture shows, one line a fact."""
    lines = [
        f"{event.on} {event_name(event)}: {event_words(event)}" for event in course.events
    ]
    lines += [
        f"{bar.name}: {bar.words} ({KIND_WORDS[bar.kind]})" for bar in course.bars
    ]
    lines += [trend_words(trend) for trend in course.trends]
    return "\n".join(lines)


def limits_words(trends: Sequence[Trend]) -> tuple[object, list[str]]:
    """Return the limits of these trends with the numbers of their sources, and the sources."""
    cited: list[str] = []
    parts: list[object] = []
    for trend in trends:
        if not trend.limits:
            continue
        own = list(dict.fromkeys(limit.source for limit in trend.limits))
        cited += [one for one in own if one not in cited]
        numbers = [cited.index(one) + 1 for one in own]
        parts.append(Joined([
            trend.name, Joined([limit.words for limit in trend.limits], _(", ")),
            *([trend.unit] if trend.unit else []),
            " ".join(f"[{number}]" for number in numbers),
        ], " "))
    return _("Dashed limits: {limits}.", limits=Joined(parts, _("; "))), cited


def trend_words(trend: Trend) -> str:
    """Return one followed value with its limits in words."""
    points: list[object] = [
        _("{when} {value} (outside the limit)", when=point.when(), value=point.text)
        if trend.outside(point) else f"{point.when()} {point.text}"
        for point in trend.points
    ]
    shown = Joined([trend.name, trend.unit] if trend.unit else [trend.name], " ")
    values = Joined(points, _(", "))
    if not trend.limits:
        return str(_("{name}: {values}", name=shown, values=values))
    limits: list[object] = [limit.words for limit in trend.limits]
    return str(_("{name}: {values}; limits {limits}", name=shown, values=values,
                 limits=Joined(limits, _(", "))))
