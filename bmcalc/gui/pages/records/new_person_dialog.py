"""Adding people: the first administrator alone, the second by the first, later ones by two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.records.access import founded_store, occasion, opened_store
from bmcalc.gui.pages.records.person_fields import PersonFields
from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import (
    add_first_administrator,
    add_second_person,
    propose_person,
)
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster

ABOUT_FIRST = _("The first administrator is recorded alone and then adds a second person. From "
                "then on it takes two people to add one. Every signature asks for the passphrase "
                "again; nobody can read it, and nobody can bring it back.")
ABOUT_SECOND = _("The second person is added by the first administrator alone; that is recorded. "
                 "The passphrase is typed by the new person.")
ABOUT_NEXT = _("The new person is proposed by an administrator and confirmed by somebody else. "
               "The passphrase is typed by the new person.")


class _NewPerson(RecordsDialog):
    """The fields of a new person with their own passphrase, typed twice."""

    def __init__(self, title: object, about: object, act: object, parent: QWidget,
                 always: Sequence[Role] = ()) -> None:
        super().__init__(title, about, act, parent)
        self.person = PersonFields(self, always)
        self.middle.addWidget(self.person)
        self.first = self.passphrase(_("Passphrase of the new person"))
        self.again = self.passphrase(_("The same passphrase again"))
        self.person.name.focus()

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        found: list[tuple[object, Callable[[], None]]] = []
        for words, place in self.person.missing():
            go = place.setFocus if not hasattr(place, "focus") else place.focus
            found.append((words, go))
        if not self.first.text():
            found.append((_("The passphrase is missing."), self.first.focus))
        return found

    def passphrase_of_the_new(self) -> str:
        """Return the new passphrase; :class:`RecordsFault` where both do not agree."""
        if self.first.text() != self.again.text():
            raise RecordsFault(_("The two passphrases differ."))
        return self.first.text()


class FirstAdministratorDialog(_NewPerson):
    """Makes the records and their first administrator."""

    done_words = _("The records are set up. Add the second person: Records > People.")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Set up the records"), ABOUT_FIRST, _("Set up"), parent,
                         (Role.ADMINISTRATOR,))

    def perform(self) -> object:
        """Found the records where there are none, and record the administrator."""
        passphrase = self.passphrase_of_the_new()
        with founded_store() as store:
            return add_first_administrator(store, self.person.details(), passphrase, occasion())


class AddPersonDialog(_NewPerson):
    """Adds the second person, or proposes a later one."""

    def __init__(self, parent: QWidget) -> None:
        with opened_store() as store:
            people = roster(store)
        self._is_second = len(people.people()) == 1
        super().__init__(_("Add a person"), ABOUT_SECOND if self._is_second else ABOUT_NEXT,
                         _("Sign and add") if self._is_second else _("Sign and propose"), parent)
        self.signer = SignerFields(people.administrators(), Meaning.PEOPLE, self)
        self.middle.addWidget(self.signer)
        self._secrets.append(self.signer.passphrase)

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        return [*super().missing(), *self.signer.missing()]

    def perform(self) -> object:
        """Record the person, or that they are proposed."""
        passphrase = self.passphrase_of_the_new()
        add = add_second_person if self._is_second else propose_person
        with opened_store() as store:
            return add(store, self.person.details(), passphrase, self.signer.signer(), occasion())
