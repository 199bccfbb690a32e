"""The page of the people: the list of its dialog, in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.page import PageAction
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog
from bmcalc.gui.pages.records.people_list import PeopleList
from bmcalc.gui.pages.records.records_page import RecordsPage
from bmcalc.gui.window.session import Session
from bmcalc.records.desk import Desk

LEAST_HEIGHT = 320


class PeoplePage(RecordsPage):
    """Everybody with roles and state; every act asks for its signatures in a dialog."""

    title = _("The people who sign stand here once the records are set up")
    about = _("It shows everybody with roles, and what waits for a second person's confirmation.")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        card = Card(self.within, _("People"))
        self.people = PeopleList(card)
        self.people.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.people.changed.connect(self.recorded)
        card.body.addWidget(self.people, 1)
        self.down.addWidget(card, 1)

    def look(self, desk: Desk) -> None:
        """Read nothing: the list reads the people by itself."""

    def show_read(self) -> None:
        """Show everybody as the records stand now."""
        self.people.read()

    def page_actions(self) -> Sequence[PageAction]:
        """Return the act that adds a person."""
        return (PageAction(_("Add a person…"), "", self.add, primary=True,
                           why_not="" if self.is_read else _("The records are not set up yet.")),)

    def add(self) -> None:
        """Ask who is to be added."""
        self.people.ask(lambda: AddPersonDialog(self.people))

    def summary(self) -> str | None:
        """Return the people as plain text."""
        if not self.is_read:
            return None
        return "\n".join(one.text() for one in self.people.area.findChildren(QLabel))
