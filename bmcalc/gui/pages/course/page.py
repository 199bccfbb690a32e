"""The page of one course of one patient, as the records hold it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bmcalc.core.texts import _, current_language
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.course import PAPER
from bmcalc.gui.pages.course.anthracycline_card import AnthracyclineCard
from bmcalc.gui.pages.course.doses_card import DosesCard
from bmcalc.gui.pages.course.head import CourseHead
from bmcalc.gui.pages.course.names import COURSE, of_records
from bmcalc.gui.pages.course.next_check import CHECK_SUBJECT, COURSE_SUBJECT
from bmcalc.gui.pages.course.reading import (
    CourseLine,
    CourseRead,
    course_of_check,
    courses_of_patient,
    newest_open,
    patient_of_number,
    read_course,
    recent_courses,
)
from bmcalc.gui.pages.course.values_card import ValuesCard
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.page import PageView, Paper
from bmcalc.gui.pages.records.access import has_people, opened_desk
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.session import RECORD, Session
from bmcalc.records.clock import now
from bmcalc.records.faults import RecordsFault

if TYPE_CHECKING:
    from bmcalc.records.desk import Desk
    from bmcalc.report.document import Report

NEXT_KEYS = "Ctrl+N"
NO_RECORDS = _("Nothing is recorded on this computer yet. A course begins when the first check of "
               "an order is signed.")
NO_COURSE = _("No course is recorded for this record number.")
CHOOSE = _("No patient is chosen. These courses go on:")


class CoursePage(PageView):
    """Read anew whenever it is shown and something was recorded since."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._read: CourseRead | None = None
        self._wanted: str | None = None
        self._number = ""
        self._as_of: tuple[object, ...] = ()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.head = CourseHead(self)
        down.addWidget(self.head)
        self._area = ScrollArea(self)
        self._inside = Flowing(self._area)
        cards = QVBoxLayout(self._inside)
        cards.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        cards.setSpacing(scaled(12))
        self.doses = DosesCard(self._inside)
        self.values = ValuesCard(self._inside)
        self.anthracyclines = AnthracyclineCard(self._inside)
        self._cards = (self.doses, self.values, self.anthracyclines)
        self.instead = Card(self._inside)
        self._words = Label(self.instead)
        self._words.setWordWrap(True)
        self.instead.body.addWidget(self._words)
        self.list = QListWidget(self.instead)
        self.list.itemActivated.connect(self._open_listed)
        say(self.list, QWidget.setAccessibleName, _("Courses"))
        self.instead.body.addWidget(self.list)
        for card in (*self._cards, self.instead):
            cards.addWidget(card)
        cards.addStretch(1)
        self._area.setWidget(self._inside)
        down.addWidget(self._area, 1)
        self.head.chosen.connect(self.open_subject)
        self.head.next.clicked.connect(self.ask_for_next)
        self.head.draft.clicked.connect(self.ask_for_draft)
        self.doses.picture.asked.connect(self._open_cycle)
        self._next = QShortcut(QKeySequence(NEXT_KEYS), self, self.ask_for_next)
        self._next.setContext(Qt.ShortcutContext.WindowShortcut)
        self._show_instead("")

    # What is shown

    def strip_fields(self) -> Sequence[str]:
        """Return none: the head says whose course it is."""
        return ()

    def enter(self) -> None:
        """Show the course of the patient above, or the one that was chosen here since."""
        if self._number != self._typed_number():
            self._wanted = None
        self._look()

    def refresh(self) -> None:
        """Read anew once the patient is another one."""
        if self._number != self._typed_number():
            self._wanted = None
            self._look()

    def records_changed(self) -> None:
        """Show what was recorded elsewhere."""
        self._look()

    def open_subject(self, subject: str) -> None:
        """Show a course, that of a check, or the one that goes on of a patient, by its id."""
        self._wanted = subject
        self._look()

    def _typed_number(self) -> str:
        return str(self._session.entry("", RECORD).typed or "").strip()

    def _look(self) -> None:
        self._number = self._typed_number()
        try:
            if not has_people():
                self._show_instead(NO_RECORDS)
                return
            with opened_desk() as desk:
                self._show_from(desk)
        except RecordsFault as fault:
            self._show_instead(fault)

    def _show_from(self, desk: Desk) -> None:
        desk.projections.catch_up()
        course = self._course(desk)
        if course is None:
            if self._number:
                self._show_instead(NO_COURSE)
            else:
                self._show_instead(CHOOSE, recent_courses(desk))
            return
        head = desk.store.head()
        as_of = (course, head, current_language(), today())
        if self._read is None or as_of != self._as_of:
            self._read, self._as_of = read_course(desk, course), as_of
        self._show(self._read)

    def _course(self, desk: Desk) -> str | None:
        """Return the course that was asked for, else that of the order, else of the number."""
        wanted = self._wanted or of_records(self._session, COURSE)
        if wanted is not None:
            own = courses_of_patient(desk, wanted)
            return newest_open(desk, own) if own else course_of_check(desk, wanted) or wanted
        if not self._number:
            return None
        patient = patient_of_number(desk, self._number)
        return None if patient is None else newest_open(desk, courses_of_patient(desk, patient))

    def _show(self, read: CourseRead) -> None:
        day = now().local().date()
        self.head.show_course(read, day)
        self.doses.show_course(read.overview, day)
        self.values.show_course(read.overview)
        self.anthracyclines.show_course(read.overview)
        self.head.show()
        for card in self._cards:
            card.show()
        self.instead.hide()
        self.grown.emit()

    def _show_instead(self, words: object, courses: Sequence[CourseLine] = ()) -> None:
        self._read = None
        self.head.hide()
        for card in self._cards:
            card.hide()
        put(self._words, str(words))
        self.list.clear()
        for one in courses:
            item = QListWidgetItem(f"{one.number}   {one.words}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
        self.list.setVisible(bool(courses))
        self.instead.show()

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes to, the line of time first: Enter opens a check there."""
        return (self.instead,) if self._read is None else (self.doses, self.head)

    def results(self) -> Sequence[QWidget]:
        """Return everything that is read of the records."""
        return (self.head, *self._cards)

    def forget(self) -> None:
        """Drop what was read."""
        self._read = None

    def recover(self) -> None:
        """Show again what was taken from sight, as far as it is there."""
        super().recover()
        if self._read is None:
            self._look()

    def translate(self) -> None:
        """Read every text again."""
        self._look()

    # What is done

    def ask_for_next(self) -> None:
        """Ask for the next cycle of this course on the order page."""
        if self._read is None:
            return
        why = self.head.why_not(self._read)
        if why:
            self.told.emit(why)
        else:
            overview = self._read.overview
            self.page_asked.emit(
                PAGE_ID, f"{COURSE_SUBJECT}{overview.course.id}:{overview.next_cycle}:1")

    def ask_for_draft(self) -> None:
        """Ask for the draft that waits on the order page."""
        if self._read is not None and self._read.overview.open_check is not None:
            self.page_asked.emit(PAGE_ID, CHECK_SUBJECT + self._read.overview.open_check)

    def _open_cycle(self, cycle: int) -> None:
        """Open the record of a cycle's check; a draft on the order page."""
        if self._read is None:
            return
        checks = self._read.overview.checks_of(cycle)
        if not checks:
            self.told.emit(_("Nothing is recorded of C{cycle} yet.", cycle=cycle))
        else:
            self.page_asked.emit("record", checks[-1])

    def _open_listed(self, item: QListWidgetItem) -> None:
        self.open_subject(str(item.data(Qt.ItemDataRole.UserRole)))

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone."""
        return [
            (NEXT_KEYS, _("the next cycle of this course")),
            ("← →", _("over the cycles; Enter opens the check of one")),
        ]

    # Paper

    def can_print(self) -> bool:
        """Say whether a course is shown."""
        return self._read is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        number = "" if self._read is None else self._read.overview.who.number
        return number, _("Course of treatment"), today()

    def papers(self) -> Sequence[Paper]:
        """Return the course sheet."""
        return (Paper(PAPER, self.report),) if self.can_print() else ()

    def report(self) -> Report | None:
        """Return the course on paper; None where none is shown."""
        from bmcalc.gui.pages.course.course_sheet import course_sheet

        return None if self._read is None else course_sheet(self._read, now().local().date())

    def summary(self) -> str | None:
        """Return the course as plain text."""
        from bmcalc.report.plain import to_plain_text

        report = self.report()
        return None if report is None else to_plain_text(report)

