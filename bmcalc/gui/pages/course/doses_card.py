"""The card with the line of time and the words for its discs."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.flow import Flow
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.course.course_words import PLANNED
from bmcalc.gui.pages.course.dose_mark import LegendMark
from bmcalc.gui.pages.course.dose_timeline import DoseTimeline
from bmcalc.records.checks.states import STATE_NAMES, State
from bmcalc.records.courses.overview import CourseOverview

_LEGEND = (State.GIVEN, State.RELEASED, State.FIRST_CHECK, State.DRAFT, None)


class DosesCard(Card):
    """The picture, what each disc means, and what somebody has to say yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Doses over the cycles"))
        self.body.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(8))
        legend = Flow(self, 12)
        legend.show_widgets([_entry(state, legend) for state in _LEGEND] + [_scale(legend)])
        self.top.addWidget(legend, 3)
        self.picture = DoseTimeline(self)
        self.body.addWidget(self.picture)
        self._asked = Label(self)
        self._asked.setObjectName("doubt")
        self._asked.setWordWrap(True)
        self.body.addWidget(self._asked)

    def show_course(self, overview: CourseOverview, today: datetime.date) -> None:
        """Show the doses of this course."""
        self.picture.show_course(overview, today)
        put(self._asked, str(Joined([f"! {one}" for one in overview.asked], "\n")))


def _entry(state: State | None, parent: QWidget) -> QWidget:
    entry = QWidget(parent)
    across = QHBoxLayout(entry)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(scaled(5))
    across.addWidget(LegendMark(state, entry))
    words = Label(entry)
    words.setObjectName("muted")
    say(words, QLabel.setText, PLANNED if state is None else STATE_NAMES[state])
    across.addWidget(words)
    return entry


def _scale(parent: QWidget) -> QWidget:
    words = Label(parent)
    words.setObjectName("muted")
    say(words, QLabel.setText, _("dose · % of the plan"))
    return words
