"""What a course is opened with: what it is meant for, its cycles, what was given before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.ask import AskDate
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask, text_ask
from bmcalc.records.courses.acts import Plan
from bmcalc.records.courses.course import NONE, UNKNOWN, Before, Intent
from bmcalc.records.faults import RecordsFault

OPEN_END: Final = "open"
ANSWERS: Final = {NONE: _("none"), UNKNOWN: _("unknown")}


class CourseFields(Flowing):
    """The fields of a new course. Earlier anthracyclines come from the order where it has them."""

    def __init__(self, regimen: str, inputs: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._regimen = regimen
        self._history = inputs.get("patient", {}).get("anthracycline_history")
        self._starts = AskDate(label=_("Cycle 1, day 1"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(14))
        grid.setVerticalSpacing(scaled(10))
        self.intent = NamedField("intent", choice_ask(
            _("Intent"), {str(one): one.label for one in Intent}), self)
        self.starts = NamedField("starts", self._starts, self)
        if str(inputs.get("cycle")) == "1" and str(inputs.get("day")) == "1":
            self.starts.put(str(inputs.get("today") or ""))
        self.cycles = NamedField("cycles", text_ask(_("Planned cycles, or open"), 4), self)
        self.anthracyclines = NamedField("anthracyclines", choice_ask(
            _("Anthracyclines before this course"), ANSWERS), self)
        self.others = NamedField("others", choice_ask(
            _("Other treatment before this course"), ANSWERS), self)
        self.fields: Sequence[NamedField] = (
            self.intent, self.starts, self.cycles, self.anthracyclines, self.others)
        for index, field in enumerate(self.fields):
            grid.addWidget(field, index // 2, index % 2)
        self.anthracyclines.setVisible(not isinstance(self._history, list))

    def missing(self) -> Iterator[tuple[object, NamedField]]:
        """Give what is still to be filled in."""
        for field in self.fields:
            if not field.text() and not field.isHidden():
                yield _("{field} is missing.", field=field.ask.label), field
        for field, read in ((self.starts, self._day), (self.cycles, self._cycles)):
            try:
                read()
            except RecordsFault as fault:
                yield fault, field

    def plan(self) -> Plan:
        """Return what was typed; :class:`RecordsFault` for what is no date or number."""
        history = self._history if isinstance(self._history, list) else self.anthracyclines.text()
        return Plan(self._regimen, Intent(self.intent.text()), self._day(), self._cycles(),
                    Before(history, self.others.text()))

    def _day(self) -> datetime.date:
        try:
            day = self._starts.read(self.starts.text())
        except Rejected as rejected:
            raise RecordsFault(rejected.text) from rejected
        assert isinstance(day, datetime.date)
        return day

    def _cycles(self) -> int | None:
        typed = self.cycles.text().strip()
        if typed in {OPEN_END, str(_("open"))}:
            return None
        if not typed.isascii() or not typed.isdigit():
            raise RecordsFault(_("The number of planned cycles is a whole number, or open."))
        return int(typed)
