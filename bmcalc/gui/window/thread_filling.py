"""What the thread is filled with: the pages, the favourites, and what the records hold."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from bmcalc.core.texts import _
from bmcalc.gui.pages import keys_of
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.session import OF_RECORDS, Session
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.thread_rows import Known

if TYPE_CHECKING:
    from bmcalc.gui.pages.page import Page
    from bmcalc.gui.window.navigation import Navigation
    from bmcalc.gui.window.thread_reading import Reading

EVERY: Final = 10_000
"""Milliseconds after which the records are looked at again."""

CANNOT_BE_READ = _("The records cannot be read now.")


class ThreadFilling(QObject):
    """Fills the thread, and again whenever the records or the patient changed.

    Nothing of the records is loaded where none were founded. ``asked`` is what the page in front
    was asked to open. ``changed`` tells that the records changed without this window.
    """

    changed = Signal()

    def __init__(
        self, session: Session, settings: Settings, navigation: Callable[[], Navigation],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._navigation = session, settings, navigation
        self._pages: Mapping[str, Page] = {}
        self._reading: Reading | None = None
        self._fault: object = ""
        self._mark: object = None
        self._course = ""
        self.asked = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Read the records once the window can be used, and look at them again and again."""
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(0, self, self.look)

    def show_pages(self, pages: Mapping[str, Page]) -> None:
        """Show these pages from now on."""
        self._pages = pages
        self.show()

    def keys(self) -> dict[str, str]:
        """Return the key of each page."""
        return keys_of(self._pages.values(), self.favourites())

    def favourites(self) -> list[str]:
        """Return the favourite calculators that are found, in their order."""
        return [one for one in self._settings.favourites if one in self._pages]

    def show(self) -> None:
        """Show what is known now."""
        self._navigation().show_known(Known(
            self._pages, self.keys(), self.favourites(), self._reading, self._fault))

    def follow(self) -> None:
        """Show the cycles of another patient where the session holds another one."""
        if self._course_now() != self._course and self._mark is not None:
            self.read()
        navigation = self._navigation()
        navigation.choose(navigation.current(), self.subjects())

    def subjects(self) -> frozenset[str]:
        """Return the ids of the records that the order in front comes from."""
        held = (self._session.of_records(name) for name in OF_RECORDS[:3])
        return frozenset(one for one in (*held, self.asked) if one)

    def _course_now(self) -> str:
        return self._session.of_records("records:course")

    def look(self) -> None:
        """Read the records where their files changed since."""
        if not _may_have_records():
            return
        from bmcalc.gui.window.thread_reading import mark_of_records
        from bmcalc.records.faults import RecordsFault

        try:
            mark = mark_of_records()
        except RecordsFault as fault:
            self._show_fault(fault)
            return
        if mark != self._mark:
            self.read()
            self.changed.emit()

    def read(self) -> None:
        """Read the records now; a fault of theirs is one sentence in the thread."""
        if not _may_have_records():
            return
        from bmcalc.gui.window.thread_reading import mark_of_records, read
        from bmcalc.records.faults import RecordsFault

        self._course = self._course_now()
        try:
            reading = read(datetime.datetime.now().astimezone().date(), self._course)
            self._mark = mark_of_records()
        except RecordsFault as fault:
            self._show_fault(fault)
            return
        except Exception:
            logger().exception("the records could not be read for the thread")
            self._show_fault(CANNOT_BE_READ)
            return
        self._reading, self._fault = reading, ""
        self._settings.begins_with_today = reading is not None and reading.has_people
        self.show()

    def forget(self) -> None:
        """Show nothing of the records until they are looked at next: it may not be theirs now."""
        if self._reading is not None:
            self._show_fault(CANNOT_BE_READ)

    def _show_fault(self, fault: object) -> None:
        self._reading, self._fault, self._mark = None, fault, None
        self.show()


def _may_have_records() -> bool:
    """Say whether anything lies where the records would; nothing of them is loaded for it."""
    from bmcalc.records.faults import RecordsFault
    from bmcalc.records.places import records_folder

    try:
        return any(records_folder().iterdir())
    except FileNotFoundError:
        return False
    except (OSError, RecordsFault):
        return True
