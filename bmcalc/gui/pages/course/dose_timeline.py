"""The line of time of a course: drugs as lines, cycles as columns, a disc for each dose."""

from __future__ import annotations

import datetime
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.pages.course.course_words import (
    cycle_words,
    dose_words,
    drug_name,
    intensity_words,
    plan_words,
    span_words,
    timeline_words,
)
from bmcalc.gui.pages.course.dose_labels import ROW, draw_labels, row_height
from bmcalc.gui.pages.course.dose_mark import ACROSS, draw_mark
from bmcalc.gui.pages.course.dose_places import COLUMN, Columns, window_of
from bmcalc.records.checks.states import State
from bmcalc.records.courses.doses_over_cycles import DoseAt
from bmcalc.records.courses.overview import CourseOverview

NAMES, SHARES, HEAD, LEAST = 186, 104, 50, 270
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DoseTimeline(QWidget):
    """Arrows go over the cycles, Enter opens the check of one; words say the same."""

    asked = Signal(int)
    """A cycle whose check is to be opened, by its number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._overview: CourseOverview | None = None
        self._today = datetime.date.min
        self._chosen = self._first = 0
        self._told: list[tuple[QRectF, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(self, overview: CourseOverview, today: datetime.date) -> None:
        """Draw this course; the cycle that is chosen at first is the newest with a check."""
        same = self._overview is not None and self._overview.course.id == overview.course.id
        self._overview, self._today = overview, today
        recorded = [place for place, one in enumerate(overview.cycles) if one.is_recorded]
        if not same or self._chosen >= len(overview.cycles):
            self._chosen = recorded[-1] if recorded else 0
            self._first = max(0, self._chosen - 2)
        self.setAccessibleDescription(timeline_words(overview))
        self._name()
        self.updateGeometry()
        self.update()

    def chosen_cycle(self) -> int | None:
        """Return the number of the chosen cycle; None for a course without one."""
        cycles = () if self._overview is None else self._overview.cycles
        return cycles[self._chosen].number if cycles else None

    def _name(self) -> None:
        overview = self._overview
        words = str(_("Doses over the cycles"))
        if overview is not None and overview.cycles:
            words = f"{words}. {cycle_words(overview, overview.cycles[self._chosen])}"
        self.setAccessibleName(words)

    def choose(self, place: int) -> None:
        """Choose a cycle by its place, as far as there is one."""
        count = 0 if self._overview is None else len(self._overview.cycles)
        place = max(0, min(place, count - 1))
        if count and place != self._chosen:
            self._chosen = place
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all drugs."""
        rows = [ROW] if self._overview is None else [
            row_height(self._overview, drug) for drug in self._overview.drugs] or [ROW]
        return QSize(scaled(NAMES + SHARES + COLUMN), scaled(HEAD + sum(rows)))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and the least width in which one cycle can be read."""
        return QSize(scaled(LEAST), self.sizeHint().height())

    def _names(self) -> int:
        return min(scaled(NAMES), int(self.width() * 0.36))

    def _shares(self) -> int:
        return min(scaled(SHARES), int(self.width() * 0.24))

    def _columns(self) -> Columns:
        overview = self._overview
        assert overview is not None
        left, right = self._names(), self.width() - self._shares()
        room = max(1, int((right - left) // scaled(COLUMN)))
        self._first = window_of(len(overview.cycles), self._chosen, room, self._first)
        shown = overview.cycles[self._first:self._first + room]
        return Columns(shown, left, right, overview.cycle_days)

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another cycle, or ask for the check of the chosen one."""
        key, count = Qt.Key(event.key()), 0 if self._overview is None else len(
            self._overview.cycles)
        if key in _KEYS:
            self.choose(self._chosen + _KEYS[key])
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_End:
            self.choose(count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cycle under the pointer."""
        if self._overview is not None and self._overview.cycles:
            place = self._columns().at(event.position().x())
            if place is not None:
                self.choose(self._first + place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the check of the cycle under the pointer."""
        self._ask()

    def _ask(self) -> None:
        cycle = self.chosen_cycle()
        if cycle is not None:
            self.asked.emit(cycle)

    def event(self, event: QEvent) -> bool:
        """Show in full what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = [text for box, text in self._told if box.contains(QPointF(event.pos()))]
            QToolTip.showText(event.globalPos(), plain_tip(words[-1]) if words else "", self)
            return True
        return super().event(event)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns, today, and every drug on its line."""
        overview = self._overview
        if overview is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._told = []
        columns = self._columns()
        self._draw_heads(painter, columns)
        self._draw_today(painter, columns)
        top = scaled(HEAD)
        for drug in overview.drugs:
            height = scaled(row_height(overview, drug))
            self._draw_drug(painter, columns, drug, QRectF(0, top, self.width(), height))
            self._draw_share(painter, drug, top)
            top += height
        painter.end()

    def _draw_heads(self, painter: QPainter, columns: Columns) -> None:
        chosen = self._chosen - self._first
        for place, (cycle, x) in enumerate(zip(columns.cycles, columns.xs, strict=True)):
            box = QRectF(x - columns.width / 2 + 2, 1, columns.width - 4, scaled(HEAD) - 8)
            if place == chosen:
                edge = "text" if self.hasFocus() else "line" if scheme().lined else "quiet"
                rounded(painter, box, "quiet", edge, 2)
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QPointF(x, scaled(HEAD)), QPointF(x, self.height()))
            painter.setFont(font(bold=True))
            painter.setPen(colour("accent" if cycle.on == self._today else "text"))
            upper = QRectF(box.left(), box.top() + scaled(2), box.width(), scaled(20))
            painter.drawText(upper, _MIDDLE, f"C{cycle.number}")
            painter.setFont(font("small"))
            painter.setPen(colour("muted"))
            day = f"{cycle.on:%m-%d}"
            if cycle.on == self._today:
                day = str(Joined([day, _("today")], " "))
            painter.drawText(upper.translated(0, scaled(18)), _MIDDLE, day)
        if columns.cycles:
            self._draw_more(painter, columns)
        right = QRectF(self.width() - self._shares(), 0, self._shares(), scaled(HEAD) - 4)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                         | Qt.TextFlag.TextWordWrap, str(_("Relative dose intensity")))

    def _draw_more(self, painter: QPainter, columns: Columns) -> None:
        """Say that there are more cycles at either side."""
        assert self._overview is not None
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("accent"))
        height = scaled(HEAD) - 8
        if self._first:
            box = QRectF(columns.left - scaled(22), 0, scaled(20), height)
            painter.drawText(box, _MIDDLE, "‹")
        if self._first + len(columns.cycles) < len(self._overview.cycles):
            box = QRectF(self.width() - self._shares() - scaled(6), 0, scaled(14), height)
            painter.drawText(box, _MIDDLE, "›")

    def _draw_today(self, painter: QPainter, columns: Columns) -> None:
        x = columns.x(self._today)
        if x is not None:
            painter.setPen(QPen(colour("accent"), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, scaled(HEAD) - 4), QPointF(x, self.height()))

    def _draw_drug(self, painter: QPainter, columns: Columns, drug: str, row: QRectF) -> None:
        assert self._overview is not None
        top = row.top()
        self._draw_name(painter, drug, top)
        middle = top + scaled(16)
        placed = [(x, one) for one in self._overview.of_drug(drug)
                  if (x := self._x(columns, one)) is not None]
        for (left, one), (right, other) in pairwise(placed):
            done = one.was_given and not other.is_planned
            painter.setPen(QPen(colour("accent" if done else "field_line"), 2 if done else 1.4,
                                Qt.PenStyle.SolidLine if done else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for x, one in placed:
            given = one.was_given or one.state is not State.GIVEN
            draw_mark(painter, QPointF(x, middle), one.state, one.is_stopped, given)
            reach = scaled(ACROSS // 2 + 5)
            self._told.append((QRectF(x - reach, top, 2 * reach, scaled(ROW)), dose_words(one)))
        lines = 2 if row_height(self._overview, drug) > ROW else 1
        draw_labels(painter, placed, top, self._names() - scaled(24), lines)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(QPointF(0, row.bottom() - 1), QPointF(row.right(), row.bottom() - 1))

    def _x(self, columns: Columns, dose: DoseAt) -> float | None:
        place = columns.of_cycle(dose.cycle)
        if dose.day == 1 and place is not None and not dose.is_own_track:
            return columns.xs[place]
        if dose.on is None:
            return None if place is None else columns.xs[place]
        return columns.x(dose.on)

    def _draw_name(self, painter: QPainter, drug: str, top: float) -> None:
        """Write the name of a drug, below it the international one and how it is planned."""
        assert self._overview is not None
        room = self._names() - scaled(26)
        name, plan = plan_words(self._overview, drug)
        self._elided(painter, drug_name(drug), "", QRectF(0, top + scaled(4), room, scaled(20)),
                     bold=True)
        self._elided(painter, name, f" · {plan}" if name and plan else plan,
                     QRectF(0, top + scaled(24), room, scaled(20)), bold=False)

    def _elided(self, painter: QPainter, words: str, after: str, box: QRectF,
                bold: bool) -> None:
        """Write words that may be cut, and after them what may not."""
        painter.setFont(font("body" if bold else "small", bold=bold))
        painter.setPen(colour("text" if bold else "muted"))
        metrics = painter.fontMetrics()
        room = int(box.width()) - metrics.horizontalAdvance(after)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown + after)
        if shown != words:
            self._told.append((box, words + after))

    def _draw_share(self, painter: QPainter, drug: str, top: float) -> None:
        assert self._overview is not None
        found = self._overview.intensity.get(drug)
        known = found is not None and found.percent is not None
        box = QRectF(self.width() - self._shares(), top, self._shares(), scaled(ROW) - 6)
        painter.fillRect(box.adjusted(scaled(8), 4, 0, 0), colour("card"))
        painter.setFont(font("body", bold=known))
        painter.setPen(colour("text" if known else "muted"))
        words = "–"
        if found is not None and found.percent is not None:
            words = show(found.percent, 1, trim=True)
        upper = QRectF(box.left(), box.top() + scaled(6), box.width(), scaled(20))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        if found is not None and found.percent is not None:
            painter.drawText(upper.translated(0, scaled(18)), Qt.AlignmentFlag.AlignRight
                             | Qt.AlignmentFlag.AlignVCenter, span_words(found))
        self._told.append((box, intensity_words(self._overview, drug)))
