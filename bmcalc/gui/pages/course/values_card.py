"""The values over the cycles beside each other, and which of them nobody recorded."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.course.value_trend import ValueTrend
from bmcalc.records.courses.overview import CourseOverview

WIDTH_OF_ONE = 205


class ValuesCard(Card):
    """As many values in a row as the width has room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Values over the cycles"))
        self._place = Flowing(self)
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(12))
        self.trends: list[ValueTrend] = []
        self._across = 0
        self.body.addWidget(self._place)
        self._missing = Label(self)
        self._missing.setObjectName("muted")
        self._missing.setWordWrap(True)
        self.body.addWidget(self._missing)

    def show_course(self, overview: CourseOverview) -> None:
        """Show every value that was recorded."""
        there = [one for one in overview.values if one.series.points]
        while len(self.trends) < len(there):
            self.trends.append(ValueTrend(self._place))
        for place, trend in enumerate(self.trends):
            trend.setVisible(place < len(there))
            if place < len(there):
                trend.show_seen(there[place])
        self._across = 0
        self._arrange(len(there))
        missing: list[object] = [
            one.series.label for one in overview.values if not one.series.points]
        put(self._missing, str(_("Not recorded: {values}.", values=Joined(missing)))
            if missing else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the values in the new width."""
        super().resizeEvent(event)
        self._arrange(sum(not one.isHidden() for one in self.trends))

    def _arrange(self, count: int) -> None:
        inside = self.width() - 2 * scaled(16)
        across = max(1, min(count, inside // scaled(WIDTH_OF_ONE)))
        if count == 0 or across == self._across:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._across = across
        for place, trend in enumerate(self.trends[:count]):
            self._grid.addWidget(trend, place // across, place % across)
            self._grid.setColumnStretch(place % across, 1)

