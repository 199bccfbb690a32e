"""The head of the day's work: which day, whose work, and words to look for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from bmcalc.core.ask import AskDate, AskText
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, Mark, QuietBox
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.session import Typed
from bmcalc.records.people.person import Person

WEEKDAYS: Final = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"),
                   _("Saturday"), _("Sunday"))
_DAY_ASK: Final = AskDate(label=_("Day"))
_FILTER_ASK: Final = AskText(label=_("Filter the lines"), longest=60)


class DayHead(QWidget):
    """``day_chosen`` tells of another day, ``filtered`` of another person or other words."""

    day_chosen = Signal()
    filtered = Signal()
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = today()
        self._people: list[str] = []
        self.title = Label(self)
        self.title.setFont(font("chip", bold=True))
        self.title.setFixedHeight(scaled(FIELD_HEIGHT))
        self.back = self._step("‹", _("The day before"), -1)
        self.on: Editor = editor_for(_DAY_ASK, None, self)
        self.on.setFixedWidth(scaled(112))
        self.on.name(str(_DAY_ASK.label))
        self.on.edited.connect(self._typed)
        self.forth = self._step("›", _("The day after"), 1)
        self.weekday, self.how_much, self.refreshed = (self._muted() for _label in range(3))
        self.now = self._button(_("Today"), _("Go to today"))
        self.now.clicked.connect(lambda: self.show_day(today(), tell=True))
        self.whose = QuietBox(self, framed=True)
        self.whose.setFont(font())
        self.whose.setMaximumWidth(scaled(190))
        say(self.whose, QWidget.setAccessibleName, _("Whose work"))
        say(self.whose, set_tip, _("All lines, or those that one person was the last to act on"))
        self.whose.currentIndexChanged.connect(lambda _index: self.filtered.emit())
        self.words: Editor = editor_for(_FILTER_ASK, None, self)
        self.words.setFixedWidth(scaled(170))
        self.words.name(str(_FILTER_ASK.label))
        say(self.line, QLineEdit.setPlaceholderText, _("Filter  /"))
        self.words.edited.connect(self.filtered)
        self.line.returnPressed.connect(self.done)
        say(self.title, QLabel.setText, _("Today's work"))
        self._lay()
        self.show_people(())
        self.show_day(self.day)

    def _muted(self) -> QLabel:
        label = Label(self)
        label.setObjectName("muted")
        label.setFixedHeight(scaled(FIELD_HEIGHT))
        return label

    def _lay(self) -> None:
        """Put the day at the left and the filters at the right; below it where it is narrow."""
        lines = Wrapping(scaled(8), scaled(8), self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.put(
            [self.title, self.back, self.on, self.forth, self.weekday, self.now, self.how_much],
            [self.refreshed, self.whose, self.words])

    @property
    def line(self) -> QLineEdit:
        """The line in which words are looked for."""
        line = self.words.controls()[0]
        assert isinstance(line, QLineEdit)
        return line

    def _button(self, words: object, told: object) -> QToolButton:
        button = QToolButton(self)
        button.setFixedHeight(scaled(FIELD_HEIGHT))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(button, QToolButton.setText, words)
        say(button, QWidget.setAccessibleName, told)
        say(button, set_tip, told)
        return button

    def _step(self, sign: str, told: object, days: int) -> QToolButton:
        button = self._button(sign, told)
        button.clicked.connect(
            lambda: self.show_day(self.day + datetime.timedelta(days=days), tell=True))
        return button

    def show_day(self, day: datetime.date, tell: bool = False) -> None:
        """Show a day; ``tell`` says so to the page."""
        self.day = day
        self.on.show_entry(Typed(day.isoformat()))
        self.on.show_mark(Mark.NONE, False)
        self.read_again()
        if tell:
            self.day_chosen.emit()

    def read_again(self) -> None:
        """Say the day of the week and the title in the language of now."""
        is_today = self.day == today()
        say(self.weekday, QLabel.setText, WEEKDAYS[self.day.weekday()])
        say(self.title, QLabel.setText, _("Today's work") if is_today else _("The day's work"))
        self.now.setEnabled(not is_today)

    def _typed(self) -> None:
        """Take a day as soon as it is whole; what is none is marked."""
        typed = str(self.on.entry().typed or "").strip()
        try:
            day = datetime.date.fromisoformat(str(_DAY_ASK.read(typed)))
        except (Rejected, ValueError):
            self.on.show_mark(Mark.INVALID, False)
            self.on.describe(str(_("This is no day such as 2026-11-30.")))
            return
        self.on.describe("")
        self.on.show_mark(Mark.NONE, False)
        if day != self.day:
            self.day = day
            self.read_again()
            self.day_chosen.emit()

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

    def clear_text(self) -> None:
        """Look for nothing."""
        self.words.show_entry(Typed(""))
        self.filtered.emit()
