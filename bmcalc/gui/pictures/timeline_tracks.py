"""The upper part of the timeline: the events, and each treatment as a bar on its track."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPen, QPolygonF

from bmcalc.casebook.models import Event
from bmcalc.core.texts import _
from bmcalc.gui.look.paint import RADIUS
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures.timeline_canvas import MIDDLE, Canvas
from bmcalc.gui.pictures.timeline_course import Bar, Kind
from bmcalc.gui.pictures.timeline_words import EVENT_NAMES, event_name, event_words

EVENTS_HEIGHT = 44
TRACK_HEIGHT = 25
BAR_HEIGHT = 19
DOT = 9
FADE = 26
CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_events(canvas: Canvas, top: float, events: tuple[Event, ...]) -> None:
    """Draw cycles as numbered dots, other events as a diamond, with the response below."""
    canvas.name(top, scaled(24), str(_("Cycles and visits")))
    middle = top + scaled(12)
    canvas.level(middle, "line")
    for event in events:
        place = QPointF(canvas.x(event.on), middle)
        if event.cycle is None:
            _diamond(canvas, place)
        else:
            _numbered(canvas, place, str(event.cycle))
        _below(canvas, place, event)
        box = QRectF(place.x() - scaled(11), top, scaled(22), scaled(EVENTS_HEIGHT))
        canvas.tell(box, f"{event.on} · {event_name(event)}: {event_words(event)}")


def _numbered(canvas: Canvas, place: QPointF, number: str) -> None:
    painter = canvas.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    painter.drawEllipse(place, scaled(DOT), scaled(DOT))
    painter.setPen(colour("on_accent"))
    painter.setFont(font("caption", bold=True))
    side = scaled(DOT)
    painter.drawText(QRectF(place.x() - side, place.y() - side, 2 * side, 2 * side), CENTRE, number)


def _diamond(canvas: Canvas, place: QPointF) -> None:
    painter = canvas.painter
    side = scaled(7)
    painter.setPen(QPen(colour("card"), 1.5))
    painter.setBrush(colour("heading"))
    painter.drawPolygon(QPolygonF([
        place + QPointF(0, -side), place + QPointF(side, 0), place + QPointF(0, side),
        place + QPointF(-side, 0),
    ]))


def _below(canvas: Canvas, place: QPointF, event: Event) -> None:
    words = event.response or ""
    if event.cycle is None:
        kind = str(EVENT_NAMES[event.what])
        words = f"{kind} {words}" if words else kind
    if not words:
        return
    painter = canvas.painter
    painter.setFont(font("caption", bold=event.response is not None))
    painter.setPen(colour("text" if event.response else "muted"))
    width = painter.fontMetrics().horizontalAdvance(words) + scaled(4)
    left = max(canvas.left - width / 3, min(place.x() - width / 2, canvas.right - width + 30))
    painter.drawText(QRectF(left, place.y() + scaled(11), width, scaled(16)), CENTRE, words)


def draw_bar(canvas: Canvas, top: float, bar: Bar) -> None:
    """Draw one treatment: filled where its dates are printed, dashed where none is."""
    name, words = str(bar.name), str(bar.words)
    canvas.name(top, scaled(TRACK_HEIGHT), name)
    inset = (scaled(TRACK_HEIGHT) - scaled(BAR_HEIGHT)) / 2
    left, right = canvas.x(bar.first), canvas.x(bar.last)
    box = QRectF(left, top + inset, right - left, scaled(BAR_HEIGHT))
    whole = QRectF(0, top, canvas.right, scaled(TRACK_HEIGHT))
    canvas.tell(whole, f"{name}: {words}")
    if bar.first == bar.last:
        _diamond(canvas, box.center())
        _beside(canvas, box, words)
        return
    _ground(canvas, box, bar)
    for day in bar.doses:
        place = QPointF(canvas.x(day), box.bottom() - scaled(1))
        canvas.painter.setPen(QPen(colour("card"), 1))
        canvas.painter.setBrush(colour("accent"))
        canvas.painter.drawEllipse(place, scaled(3), scaled(3))
    _inside(canvas, box, bar, words)


def _ground(canvas: Canvas, box: QRectF, bar: Bar) -> None:
    painter = canvas.painter
    fill, line = colour("accent_soft"), colour("accent")
    if bar.kind is Kind.UNDATED:
        fill, line = QColor(Qt.GlobalColor.transparent), colour("field_line")
    style = Qt.PenStyle.SolidLine if bar.kind is Kind.DATED else Qt.PenStyle.DashLine
    inside = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if bar.open_end:
        painter.setPen(QPen(_fading(inside, line), 1, style))
        painter.setBrush(_fading(inside, fill))
    else:
        painter.setPen(QPen(line, 1, style))
        painter.setBrush(fill)
    painter.drawRoundedRect(inside, RADIUS - 1, RADIUS - 1)


def _fading(box: QRectF, ink: QColor) -> QLinearGradient:
    """Return a colour that fades at the right, where no end is printed."""
    gone = QColor(ink)
    gone.setAlpha(0)
    shade = QLinearGradient(box.topLeft(), box.topRight())
    shade.setColorAt(0, ink)
    shade.setColorAt(max(0.0, 1 - scaled(FADE) / (box.width() or 1)), ink)
    shade.setColorAt(1, gone)
    return shade


def _inside(canvas: Canvas, box: QRectF, bar: Bar, words: str) -> None:
    painter = canvas.painter
    painter.setFont(font("caption"))
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(words) + scaled(16) > box.width() < scaled(200):
        _beside(canvas, box, words)
        return
    room = box.adjusted(scaled(8), 0, -scaled(8), -1)
    painter.setPen(colour("muted" if bar.kind is Kind.UNDATED else "accent_text"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, MIDDLE, shown)


def _beside(canvas: Canvas, box: QRectF, words: str) -> None:
    painter = canvas.painter
    painter.setFont(font("caption"))
    painter.setPen(colour("muted"))
    left = box.right() + scaled(10)
    room = QRectF(left, box.top(), canvas.right - left, box.height() - 1)
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.drawText(room, MIDDLE, shown)
