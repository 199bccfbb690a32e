"""The head of the page of a course: who, which course, and what can be done with it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.field_frame import QuietBox
from bmcalc.gui.look.card import put
from bmcalc.gui.look.flowing import FlowingFrame
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.course.reading import CourseRead, cycles_words, person_words


class CourseHead(FlowingFrame):
    """Wraps onto more lines where it is narrow."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._ids: list[str] = []
        across = QHBoxLayout(self)
        across.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8))
        self._flow = QWidget(self)
        across.addWidget(self._flow, 1)
        self._lines = Wrapping(scaled(12), scaled(8), self._flow)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._who = QWidget(self._flow)
        down = QVBoxLayout(self._who)
        down.setContentsMargins(0, 0, scaled(12), 0)
        down.setSpacing(0)
        self._number, self._person = Label(self._who), Label(self._who)
        self._number.setObjectName("question")
        self._person.setObjectName("muted")
        down.addWidget(self._number)
        down.addWidget(self._person)
        self.box = QuietBox(self._flow, framed=True)
        self.box.setFont(font())
        say(self.box, QWidget.setAccessibleName, _("Course of treatment"))
        self.box.activated.connect(self._choose)
        self._cycles = Label(self._flow)
        self._cycles.setObjectName("muted")
        self._cycles.setMinimumHeight(self.box.height())
        self.draft = QPushButton(self._flow)
        self.next = QPushButton(self._flow)
        self.next.setObjectName("primary")
        self._lines.put([self._who, self.box, self._cycles], [self.draft, self.next])

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._ids[index])

    def show_course(self, read: CourseRead, today: datetime.date) -> None:
        """Show whose course it is and what can be done."""
        overview = read.overview
        put(self._number, overview.who.number)
        put(self._person, person_words(overview, today))
        put(self._cycles, cycles_words(overview))
        self._ids = list(read.courses)
        words = list(read.courses.values())
        if [self.box.itemText(one) for one in range(self.box.count())] != words:
            self.box.clear()
            self.box.addItems(words)
        self.box.setCurrentIndex(self._ids.index(overview.course.id))
        self.draft.setVisible(overview.open_check is not None)
        if overview.open_check is not None:
            cycle = next((one.cycle for one in overview.doses
                          if one.check == overview.open_check), overview.next_cycle)
            say(self.draft, QPushButton.setText, _("Open draft C{cycle}", cycle=cycle))
        say(self.next, QPushButton.setText,
            _("New next cycle C{cycle}  Ctrl+N", cycle=overview.next_cycle))
        self.next.setEnabled(not self.why_not(read))
        self._lines.invalidate()

    @staticmethod
    def why_not(read: CourseRead) -> str:
        """Return why no next cycle can be begun; empty where one can."""
        if not read.overview.course.is_open:
            return str(_("This course is closed or erased."))
        if not read.overview.cycle_days:
            return str(_("This regimen stands in no formulary any more."))
        return ""
