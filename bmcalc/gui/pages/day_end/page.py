"""The page of a day's end: the sheet as the records stand now, and the act that records it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.day_end import PAPER
from bmcalc.gui.pages.day_end.sheet import Named, Sheet, named
from bmcalc.gui.pages.page import PageAction, Paper
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.day_end_paper import day_end_report
from bmcalc.gui.pages.records.period_head import DAY, PeriodHead
from bmcalc.gui.pages.records.records_page import RecordsPage
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.question import Answer, Role, ask
from bmcalc.gui.window.session import Session
from bmcalc.records.clock import now
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.seals.day_end import day_end, end_day
from bmcalc.records.seals.day_sheet import day_sheet
from bmcalc.report.document import Report


class DayEndPage(RecordsPage):
    """The sheet of one day; ending the day records it and puts a seal over that too."""

    title = _("The sheet of a day stands here once something was recorded")
    about = _("It counts what was done, names what is carried over and who worked, and ends with "
              "a seal that shows later whether anything was changed.")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.told_of: Named | None = None
        self._lines: tuple[str, ...] = ()
        self._paper: Report | None = None
        self._event_ids: dict[str, str] = {}
        self._sheet: Sheet | None = None
        self.head = PeriodHead(_("End of the day"), DAY, self.within)
        self.head.changed.connect(self.read)
        self.down.addWidget(self.head)

    @property
    def day(self) -> datetime.date:
        """The day that is shown."""
        return datetime.date.fromisoformat(self.head.shown)

    # What the window asks

    def open_subject(self, subject: str) -> None:
        """Show a day such as 2026-11-30; anything else leaves the day as it is."""
        try:
            self.head.show_period(subject)
        except ValueError:
            return
        self.read()

    def page_actions(self) -> Sequence[PageAction]:
        """Return the act that ends the day."""
        why_not: object = ""
        if self.told_of is None:
            why_not = _("Nothing was read from the records.")
        elif self.day > today():
            why_not = _("This day has not come yet.")
        return (PageAction(_("End the day…"), "", self.ask_to_end, primary=True,
                           why_not=why_not),)

    def can_print(self) -> bool:
        """Say whether there is a sheet."""
        return self.told_of is not None

    def papers(self) -> Sequence[Paper]:
        """Return the sheet."""
        return (Paper(PAPER, self.report),) if self.can_print() else ()

    def names(self) -> tuple[object, ...]:
        """Return what a file of the sheet is named by."""
        return (_("day-end"), self.head.shown)

    def summary(self) -> str | None:
        """Return the sheet as plain text."""
        return "\n".join(self._lines) if self.told_of is not None else None

    def report(self) -> Report | None:
        """Return the sheet as it is printed."""
        return self._paper

    def forget(self) -> None:
        """Drop what was read."""
        super().forget()
        self.told_of = self._paper = None

    # Reading and ending

    def look(self, desk: Desk) -> None:
        """Read what the day came to."""
        end = day_end(desk, self.day)
        self.told_of = named(desk, end)
        self._paper = day_end_report(end, desk.roster())
        self._lines = tuple(str(line) for line in day_sheet(end, desk.roster()))

    def show_read(self) -> None:
        """Show the sheet."""
        assert self.told_of is not None
        sheet = Sheet(self.told_of, self.within)
        if self._sheet is not None:
            self.down.removeWidget(self._sheet)
            self._sheet.setParent(None)
            self._sheet.deleteLater()
        self._sheet = sheet
        self.down.addWidget(sheet, 1)
        sheet.show()
        say(self.head.told, QLabel.setText, _("as of {time}", time=now().local().strftime("%H:%M")))

    def ask_to_end(self) -> None:
        """Ask before the end of the day is recorded."""
        ask(_("End of the day"), _(
            "The end of {day} is recorded with this sheet. What is unfinished stays on the next "
            "day's list. More can be recorded afterwards, and the day ended again.",
            day=self.head.shown), (
            Answer(_("Not yet"), Role.REJECT),
            Answer(_("End the day"), Role.ACCEPT, self.end),
        ), self)

    def end(self) -> None:
        """Record the end of the day, once however often it is tried."""
        event_id = self._event_ids.setdefault(self.head.shown, str(uuid4()))
        try:
            with opened_desk() as desk:
                end_day(desk, self.day, now(), event_id)
        except RecordsFault as fault:
            self.told.emit(fault)
            return
        del self._event_ids[self.head.shown]
        self.acted()
        self.told.emit(_("The end of {day} was recorded.", day=self.head.shown))
