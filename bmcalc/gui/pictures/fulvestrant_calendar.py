"""The doses of fulvestrant as a calendar: given, next, and planned from there on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.pictures.months import DayKind, Months
from bmcalc.gui.result.evaluation import Evaluation


def days_of_doses(
    planned: Sequence[datetime.date], given: Sequence[datetime.date],
    following: datetime.date | None,
) -> dict[datetime.date, DayKind]:
    """Return what each day is. Once doses were given the plan counts from the next one on.

    A planned day that lies before the next dose was not kept, and is not shown.
    """
    days = dict.fromkeys(planned, DayKind.PLANNED)
    if following is not None:
        shift = following - planned[len(given)] if len(given) < len(planned) \
            else datetime.timedelta()
        days = {day + shift: DayKind.PLANNED for day in planned[len(given):]}
        days[following] = DayKind.NEXT
    days |= dict.fromkeys(given, DayKind.GIVEN)
    return days


class Drawing(PictureCard):
    """The months, and what their marks mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Calendar"))
        self._marks = Label(self)
        self._marks.setObjectName("muted")
        self._marks.setWordWrap(True)
        self.body.addWidget(self._marks)
        self.months = Months(self)
        self.body.addWidget(self.months)
        self.hide()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show the days of this outcome, or hide where there are none."""
        values = None if outcome.work is None else outcome.work.values
        dates = None if values is None else values.get("dates")
        if values is None or not isinstance(dates, list):
            self.hide()
            return
        following = values.get("next_on")
        given: list[datetime.date] = getattr(outcome.read, "given_on", [])
        days = days_of_doses(
            [datetime.date.fromisoformat(str(one)) for one in dates], given,
            datetime.date.fromisoformat(following) if isinstance(following, str) else None)
        put(self._marks, str(Joined([
            _("disc: given"), _("thick ring: next dose"), _("ring: planned")], " · ")))
        self.months.show_days(days)
        self.show()
