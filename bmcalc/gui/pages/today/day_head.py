"""The head of the day's work: which day, whose work, and words to look for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from bmcalc.core.ask import AskText
from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, QuietBox
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.records.period_head import DAY, PeriodHead
from bmcalc.gui.window.file_names import today
from bmcalc.records.people.person import Person

WEEKDAYS: Final = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"),
                   _("Saturday"), _("Sunday"))
_FILTER_ASK: Final = AskText(label=_("Filter the lines"), longest=60)


class DayHead(QWidget):
    """``day_chosen`` tells of another day, ``filtered`` of another person or other words.

    ``done`` tells that the words are typed: the keyboard goes back to the lines.
    """

    day_chosen = Signal()
    filtered = Signal()
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._people: list[str] = []
        self.period = PeriodHead(_("Today's work"), DAY, self)
        self.period.changed.connect(self._other_day)
        self.weekday, self.how_much, self.refreshed = (self._muted() for _label in range(3))
        self.now = QToolButton(self)
        self.now.setFixedHeight(scaled(FIELD_HEIGHT))
        self.now.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self.now, QToolButton.setText, _("Today"))
        say(self.now, QWidget.setAccessibleName, _("Go to today"))
        self.now.clicked.connect(self._go_to_today)
        self.whose = QuietBox(self, framed=True)
        self.whose.setFont(font())
        self.whose.setMaximumWidth(scaled(190))
        say(self.whose, QWidget.setAccessibleName, _("Whose work"))
        say(self.whose, set_tip, _("All lines, or those that one person was the last to act on"))
        self.whose.currentIndexChanged.connect(lambda _index: self.filtered.emit())
        self.words: Editor = editor_for(_FILTER_ASK, None, self)
        self.words.setFixedWidth(scaled(170))
        say(self.words, Editor.name, _FILTER_ASK.label)
        say(self.line, QLineEdit.setPlaceholderText, _("Filter  /"))
        self.words.edited.connect(self.filtered)
        self.line.returnPressed.connect(self.done)
        lines = Wrapping(scaled(8), scaled(8), self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.put([self.period, self.weekday, self.now, self.how_much],
                  [self.refreshed, self.whose, self.words])
        self.show_people(())
        self.read_again()

    @property
    def day(self) -> datetime.date:
        """The day that is shown."""
        return datetime.date.fromisoformat(self.period.shown)

    @property
    def line(self) -> QLineEdit:
        """The line in which words are looked for."""
        line = self.words.controls()[0]
        assert isinstance(line, QLineEdit)
        return line

    def _muted(self) -> QLabel:
        label = Label(self)
        label.setObjectName("muted")
        label.setFixedHeight(scaled(FIELD_HEIGHT))
        return label

    def show_day(self, day: str) -> None:
        """Show a day such as 2026-11-30; ValueError for what is none."""
        self.period.show_period(day)
        self.read_again()

    def _go_to_today(self) -> None:
        self.show_day(today().isoformat())
        self.day_chosen.emit()

    def _other_day(self) -> None:
        self.read_again()
        self.day_chosen.emit()

    def read_again(self) -> None:
        """Say which day it is, and whether it is today."""
        is_today = self.day == today()
        say(self.weekday, QLabel.setText, WEEKDAYS[self.day.weekday()])
        say(self.period.title, QLabel.setText,
            _("Today's work") if is_today else _("The day's work"))
        self.now.setEnabled(not is_today)

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer the people; the one who is chosen stays chosen."""
        chosen = self.person()
        with QSignalBlocker(self.whose):
            self._people = ["", *(one.id for one in people)]
            self.whose.clear()
            self.whose.addItems([str(_("Everybody")), *(
                str(_("Only {name}", name=one.printed_name)) for one in people)])
            self.whose.setCurrentIndex(
                self._people.index(chosen) if chosen in self._people else 0)

    def person(self) -> str:
        """Return the id of the person whose work alone is shown, empty for everybody."""
        place = self.whose.currentIndex()
        return self._people[place] if 0 <= place < len(self._people) else ""

    def text(self) -> str:
        """Return the words that are looked for."""
        return str(self.words.entry().typed or "")
