"""A day or a month that is shown: a step back, a field, a step forth."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from bmcalc.core.ask import Ask, AskDate
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, Mark
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.session import Typed
from bmcalc.records.second_check.month import AskMonth

WIDTH = 112


class Period(NamedTuple):
    """What is stepped through: how it is asked, what now is, what lies a step off."""

    ask: Ask
    now: Callable[[], str]
    step: Callable[[str, int], str]
    before: object
    after: object


def _month_off(month: str, step: int) -> str:
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _day_off(day: str, step: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=step)).isoformat()


DAY = Period(AskDate(label=_("Day")), lambda: today().isoformat(), _day_off, _("The day before"),
             _("The day after"))
MONTH = Period(AskMonth(label=_("Month")), lambda: today().strftime("%Y-%m"), _month_off,
               _("The month before"), _("The month after"))


class PeriodHead(QWidget):
    """``changed`` tells of another day or month; what is typed and is none is marked."""

    changed = Signal()

    def __init__(self, title: object, period: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self._period = period
        self.shown = period.now()
        self.title = Label(self)
        self.title.setFont(font("chip", bold=True))
        self.title.setFixedHeight(scaled(FIELD_HEIGHT))
        say(self.title, QLabel.setText, title)
        self.back = self._step("‹", period.before, -1)
        self.field: Editor = editor_for(period.ask, None, self)
        self.field.setFixedWidth(scaled(WIDTH))
        say(self.field, Editor.name, period.ask.label)
        self.field.edited.connect(self._typed)
        self.forth = self._step("›", period.after, 1)
        self.told = Label(self)
        self.told.setObjectName("muted")
        self.told.setFixedHeight(scaled(FIELD_HEIGHT))
        lines = Wrapping(scaled(8), scaled(8), self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.put([self.title, self.back, self.field, self.forth, self.told])
        self.show_period(self.shown)

    def _step(self, sign: str, told: object, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setFixedHeight(scaled(FIELD_HEIGHT))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setText(sign)
        say(button, QWidget.setAccessibleName, told)
        say(button, set_tip, told)
        button.clicked.connect(lambda: self._go(self._period.step(self.shown, step)))
        return button

    def show_period(self, shown: str) -> None:
        """Show a day or a month without telling of it; ValueError for what is none."""
        try:
            self.shown = str(self._period.ask.read(shown))
        except Rejected as rejected:
            raise ValueError(shown) from rejected
        self.field.show_entry(Typed(self.shown))
        self.field.show_mark(Mark.NONE, False)

    def _go(self, shown: str) -> None:
        self.show_period(shown)
        self.changed.emit()

    def _typed(self) -> None:
        typed = str(self.field.entry().typed or "").strip()
        try:
            read = str(self._period.ask.read(typed))
        except Rejected as rejected:
            self.field.show_mark(Mark.INVALID, False)
            self.field.describe(str(rejected.text))
            return
        self.field.show_mark(Mark.NONE, False)
        self.field.describe("")
        if read != self.shown:
            self.shown = read
            self.changed.emit()
