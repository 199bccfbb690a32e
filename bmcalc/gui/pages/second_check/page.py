"""The page of the second check: what waits for it, oldest first. Each is entered over the window.

Of the first check the list names whose it is and of which cycle and day, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.short_name import called
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import PageAction
from bmcalc.gui.pages.records.records_page import RecordsPage
from bmcalc.gui.pages.records.second_checking import open_second_check
from bmcalc.gui.pages.second_check.waiting_list import Waiting, WaitingList
from bmcalc.gui.window.session import Session
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.lookup import identity

SECOND_KEY = "2"


class SecondCheckPage(RecordsPage):
    """What waits; the one that is asked for opens at once."""

    title = _("Checks wait here for a second person once one was recorded")
    about = _("The second person enters the order anew from its source, without seeing the first "
              "check; then both are compared.")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._waiting: list[Waiting] = []
        card = Card(self.within, _("Awaiting the second check"))
        self.list = WaitingList(card)
        self.list.opened.connect(self.check_second)
        self.list.pressed_key.connect(self._pressed)
        self.empty = Label(card)
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        say(self.empty, QLabel.setText, _("Nothing waits for a second check."))
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self.list, 1)
        note = Label(card)
        note.setObjectName("muted")
        note.setWordWrap(True)
        say(note, QLabel.setText, _(
            "Whoever checked first cannot check second. While it is entered everything else is "
            "hidden: no dose, no verdict and no earlier value is shown before the comparison."))
        card.body.addWidget(note)
        self.down.addWidget(card, 1)

    def open_subject(self, subject: str) -> None:
        """Open the second check of a check as soon as the page is shown."""
        self.list.choose_key(subject)
        QTimer.singleShot(0, self, lambda: self._open(subject))

    def look(self, desk: Desk) -> None:
        """Read what waits, the oldest first."""
        desk.projections.catch_up()
        rows = desk.projections.connection.execute(
            "SELECT id, patient, regimen, cycle, day, since FROM checked WHERE state = ?"
            " ORDER BY since, id", (str(State.FIRST_CHECK),)).fetchall()
        self._waiting = []
        for check, patient, regimen, cycle, day, since in rows:
            who = identity(desk.store, desk.projections, patient)
            number = str(_("erased")) if who is None else f"{who.number} · {who.born}"
            self._waiting.append(Waiting(
                check, number, f"{called(regimen)} C{cycle} D{day}", since))

    def show_read(self) -> None:
        """Show what waits; the chosen one stays chosen."""
        self.list.show_waiting(self._waiting)
        self.list.setVisible(bool(self._waiting))
        self.empty.setVisible(not self._waiting)

    def forget(self) -> None:
        """Drop what was read."""
        super().forget()
        self._waiting = []

    def lead(self) -> bool:
        """Put the keyboard into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def page_actions(self) -> Sequence[PageAction]:
        """Return the second check of what is chosen."""
        why_not = "" if self._waiting else _("Nothing waits for a second check.")
        return (PageAction(_("Second check"), SECOND_KEY, self.check_second, primary=True,
                           why_not=why_not),)

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys of the list."""
        return [(SECOND_KEY, _("second check"))]

    def summary(self) -> str | None:
        """Return what waits as plain text."""
        return "\n".join(one.words() for one in self._waiting) if self.is_read else None

    def check_second(self) -> None:
        """Open the second check of what is chosen."""
        chosen = self.list.current()
        if chosen is not None and self._waiting:
            self._open(chosen.check)

    def _pressed(self, key: str) -> None:
        if key == SECOND_KEY:
            self.check_second()

    def _open(self, check: str) -> None:
        put(self.fault, "")
        try:
            open_second_check(check, self.window(), self._done)
        except RecordsFault as fault:
            put(self.fault, str(fault))

    def _done(self) -> None:
        """Show what was recorded, and give the keyboard back to the list."""
        self.acted()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
