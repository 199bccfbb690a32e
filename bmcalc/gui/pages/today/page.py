"""Today: the page that a pharmacy opens with. What is to be checked at the left, to prepare right.

It follows the records: every ten seconds it looks whether anything was recorded, and reads anew
where something was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import NoPaper, PageAction, Paper
from bmcalc.gui.pages.records.access import opened_store
from bmcalc.gui.pages.records.records_page import RecordsPage
from bmcalc.gui.pages.records.second_checking import open_second_check
from bmcalc.gui.pages.today.chips import Chips
from bmcalc.gui.pages.today.day_head import DayHead
from bmcalc.gui.pages.today.row_acts import (
    holding,
    why_not_hold,
    why_not_print,
    why_not_query,
    why_not_release,
    why_not_second,
)
from bmcalc.gui.pages.today.two_lists import TwoLists
from bmcalc.gui.pages.today.work_rows import (
    TO_CHECK,
    Chip,
    WorkDay,
    WorkRow,
    filtered,
    is_of,
    work_of,
)
from bmcalc.gui.window.session import Session
from bmcalc.records.clock import now
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind

if TYPE_CHECKING:
    from bmcalc.report.document import Report

ORDER_PAGE = "order-check"
EVERY = 10_000
"""Milliseconds from one look into the records to the next."""


class TodayPage(RecordsPage):
    """The two sides of a day; acts are done by letters while a list has the keyboard."""

    title = _("The day's work stands here once checks are recorded")
    about = _("It lists what waits for the first check, for a second person and for release, what "
              "is on hold, and what the known courses let expect.")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.work: WorkDay | None = None
        self.head = DayHead(self.within)
        self.chips = Chips(self.within)
        self.lists = TwoLists(self.within)
        self.down.addWidget(self.head)
        self.down.addWidget(self.chips)
        self.down.addWidget(self.lists, 1)
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look_again)

    def _connect(self) -> None:
        self.head.day_chosen.connect(self.read)
        self.head.filtered.connect(self._show)
        self.head.done.connect(self.lists.focus)
        self.chips.changed.connect(self._show)
        for side in self.lists.lists.values():
            side.chosen.connect(self.acts_changed)
            side.opened.connect(self.open_chosen)
            side.pressed_key.connect(self._pressed)

    # What the window asks

    def open_subject(self, subject: str) -> None:
        """Show a day such as 2026-11-30; a check that is named is chosen in its list."""
        try:
            self.head.show_day(subject)
        except ValueError:
            for side in self.lists.lists.values():
                side.choose(subject)
            return
        self.read()

    def forget(self) -> None:
        """Drop what was read."""
        super().forget()
        self.work = None

    def translate(self) -> None:
        """Read every text again."""
        self.head.read_again()
        self.lists.translate()
        super().translate()

    def lead(self) -> bool:
        """Put the keyboard into the lines."""
        self.lists.focus()
        return True

    def panes(self) -> Sequence[QWidget]:
        """Return the head and the two lists."""
        return (self.head, *self.lists.lists.values())

    def summary(self) -> str | None:
        """Return the lines that are shown as plain text."""
        return self.lists.text() if self.work is not None else None

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys of the lists."""
        return [("N", _("begin a check")), ("Enter", _("open the chosen line")),
                ("2", _("second check")), ("Q", _("query")), ("H", _("put on hold, or go on")),
                ("R", _("release")), ("P", _("print")), ("/", _("filter the lines"))]

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the chosen line, each with its letter."""
        row = self.chosen()
        hold = holding(row)
        return (
            PageAction(_("Open"), "Enter", self.open_chosen, why_not=why_not_query(row)),
            PageAction(_("Second check"), "2", self.check_second, why_not=why_not_second(row)),
            PageAction(_("Query"), "Q", partial(self.do, Kind.QUERY_OPENED),
                       why_not=why_not_query(row)),
            PageAction(_("Go on") if hold is Kind.RESUMED else _("Hold"), "H", self.hold,
                       why_not=why_not_hold(row)),
            PageAction(_("Release"), "R", partial(self.do, Kind.RELEASED),
                       why_not=why_not_release(row)),
            PageAction(_("New check"), "N", self.begin_check, primary=True),
        )

    def standing(self) -> Sequence[tuple[object, object]]:
        """Return the chosen line."""
        row = self.chosen()
        return () if row is None else ((row.number, row.what),)

    # On paper

    def can_print(self) -> bool:
        """Say whether the chosen line has a slip."""
        return self.work is not None and not str(why_not_print(self.chosen()))

    def papers(self) -> Sequence[Paper]:
        """Return the slip of the chosen line."""
        return (Paper(_("Slip"), self.report),) if self.can_print() else ()

    def names(self) -> tuple[object, ...]:
        """Return what a file of the slip is named by."""
        row = self.chosen()
        return () if row is None else (row.number, _("Slip"), row.item.due or "")

    def report(self) -> Report | None:
        """Return the slip of the chosen line, from what the records hold.

        Raises :class:`NoPaper` where it cannot be made.
        """
        row = self.chosen()
        if row is None or row.item.check is None or not self.can_print():
            return None
        from bmcalc.gui.pages.today.slip import slip_of

        try:
            return slip_of(row.item.check)
        except RecordsFault as fault:
            raise NoPaper(fault) from fault

    def print_slip(self) -> None:
        """Show the slip of the chosen line; the preview prints it."""
        from bmcalc.gui.window.paper import preview

        try:
            report = self.report()
        except NoPaper as none:
            self.told.emit(none.reason)
            return
        if report is not None:
            preview(report, self.window())

    # Reading

    def look(self, desk: Desk) -> None:
        """Read the work of the day that the head shows."""
        self.work = work_of(desk, self.head.day)

    def show_read(self) -> None:
        """Show the lines, and the people whose work alone can be shown."""
        if self.work is not None:
            self.head.show_people(self.work.people)
            self._show()

    def look_again(self) -> None:
        """Read anew where something was recorded since; else only the clock has gone on."""
        if self.work is None or not self.isVisible():
            return
        try:
            with opened_store() as store:
                head = store.head()
        except RecordsFault as fault:
            self.refuse(fault)
            return
        if head != self.work.head:
            self.read()
        else:
            self.lists.pass_time(now())
            self._say_how_much()

    def _show(self) -> None:
        """Show the lines that the filters let through, and count them all."""
        if self.work is None:
            return
        rows = self.work.rows
        self.chips.show_counts(Counter(
            chip for row in rows for chip in Chip if is_of(row, chip)))
        shown = list(filtered(rows, self.chips.chosen(), self.head.person(), self.head.text()))
        self.lists.show_rows(shown, now())
        self._say_how_much()
        self.acts_changed.emit()

    def _say_how_much(self) -> None:
        assert self.work is not None
        rows = self.work.rows
        open_ones = [one for one in rows if one.group in TO_CHECK or one.waits_for_people]
        say(self.head.how_much, QLabel.setText, Joined([
            _("patients: {count}", count=len({one.item.patient for one in rows})),
            _("unfinished: {count}", count=len(open_ones)),
        ], " · "))
        say(self.head.refreshed, QLabel.setText,
            _("refreshed {time}", time=now().local().strftime("%H:%M")))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the records while the page is shown."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the records be while the page is hidden."""
        super().hideEvent(event)
        self._timer.stop()

    # Acts

    def chosen(self) -> WorkRow | None:
        """Return the chosen line of the side that had the keyboard last."""
        return None if self.work is None else self.lists.current()

    def _pressed(self, key: str) -> None:
        """Do what a letter stands for, or say why not."""
        if key == "/":
            self.head.line.setFocus()
            self.head.line.selectAll()
            return
        prints = PageAction(_("Print"), "P", self.print_slip,
                            why_not=why_not_print(self.chosen()))
        for action in (*self.page_actions(), prints):
            if action.keys == key:
                if str(action.why_not):
                    self.told.emit(_("{action}: not now. {reason}", action=action.text,
                                     reason=action.why_not))
                else:
                    action.act()

    def open_chosen(self) -> None:
        """Open the check of the chosen line; where there is none yet, begin it."""
        row = self.chosen()
        if row is None:
            return
        if row.item.check is None:
            self.begin_check()
        else:
            self.page_asked.emit("record", row.item.check)

    def begin_check(self) -> None:
        """Go to the order check; of what is expected, with that day of its course."""
        row = self.chosen()
        if row is None or row.item.check is not None:
            self.page_asked.emit(ORDER_PAGE, "")
        else:
            item = row.item
            self.page_asked.emit(ORDER_PAGE, f"course:{item.course}:{item.cycle}:{item.day}")

    def check_second(self) -> None:
        """Open the blind second check of the chosen line; this page is hidden meanwhile."""
        row = self.chosen()
        if row is None or row.item.check is None or str(why_not_second(row)):
            return
        try:
            open_second_check(row.item.check, self.window(), self.acted)
        except RecordsFault as fault:
            self.told.emit(fault)

    def hold(self) -> None:
        """Put the chosen line on hold, or let it go on."""
        self.do(holding(self.chosen()))

    def do(self, kind: Kind) -> None:
        """Open what an act asks."""
        row = self.chosen()
        if row is None or row.check is None or self.work is None:
            return
        self.ask_act(kind, row.check, self.work.people)

    def acted(self, is_recorded: bool = True) -> None:
        """Show what was recorded, and give the keyboard back to the list."""
        super().acted(is_recorded)
        self.lists.focus()
