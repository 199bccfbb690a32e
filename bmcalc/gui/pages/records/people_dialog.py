"""Who is known to the records, what waits for a confirmation, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.pages.records.access import occasion, opened_store
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog
from bmcalc.gui.pages.records.passphrase_dialogs import (
    ChangePassphraseDialog,
    ForgottenPassphraseDialog,
)
from bmcalc.gui.pages.records.records_dialog import fitting
from bmcalc.gui.pages.records.sign_dialog import SignDialog
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import Signer, confirm, leave
from bmcalc.records.people.known import Roster
from bmcalc.records.people.person import Person
from bmcalc.records.people.proposal import Change, Proposal
from bmcalc.records.people.roster import roster_fold

ENOUGH = 3
"""People that it takes: who forgot a passphrase, who proposes another, who confirms it."""

CHANGES = {
    Change.NEW: _("new person"),
    Change.DETAILS: _("other name or roles"),
    Change.KEY: _("new passphrase"),
}


def _too_few(people: Roster) -> object:
    """Return what so few people cannot mend once a passphrase is forgotten; or nothing."""
    if len(people.active()) < ENOUGH:
        return _("While fewer than three people are here, nobody can replace a forgotten "
                 "passphrase: it takes two others. Add a third person.")
    if len(people.administrators()) < 2:
        return _("There is one administrator. A passphrase forgotten by that person cannot be "
                 "replaced: add another administrator.")
    return ""


class PeopleDialog(QDialog):
    """The people, one a row, with what can be done about each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("People")))
        self.resize(fitting(self, 820, 460))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
        layout.setSpacing(scaled(12))
        heading = Label(str(_("People")), self)
        heading.setObjectName("question")
        layout.addWidget(heading)
        self.area = ScrollArea(self)
        self.area.let_keys_scroll(_("People"))
        layout.addWidget(self.area, 1)
        self.alone = Label(self)
        self.alone.setObjectName("doubt")
        self.alone.setWordWrap(True)
        layout.addWidget(self.alone)
        self.told = Label(self)
        self.told.setObjectName("fault")
        self.told.setWordWrap(True)
        self.told.hide()
        layout.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("buttons")
        self.add = QPushButton(str(_("Add a person…")), buttons)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
        self.add.clicked.connect(lambda: self._open(lambda: AddPersonDialog(self)))
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout.addWidget(buttons)
        self.read()

    def read(self) -> None:
        """Show everybody as the records stand now."""
        try:
            with opened_store() as store:
                fold = roster_fold(store)
        except RecordsFault as fault:
            put(self.told, str(fault))
            return
        inside = QWidget(self.area)
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(10))
        grid.setColumnStretch(2, 1)
        row = 0
        for proposal in fold.proposals:
            row = self._proposal(grid, row, proposal, fold.roster)
        for person in fold.roster.people():
            row = self._person(grid, row, person, fold.roster)
        grid.setRowStretch(row, 1)
        put(self.alone, str(_too_few(fold.roster)))
        self.area.setWidget(inside)

    def _person(self, grid: QGridLayout, row: int, person: Person, people: Roster) -> int:
        roles = str(Joined([role.label for role in person.roles]))
        words = (person.printed_name, person.registration,
                 roles if person.is_active else str(_("left")))
        for column, text in enumerate(words):
            grid.addWidget(self._words(text, "" if person.is_active else "muted"), row, column)
        if not person.is_active:
            return row + 1
        administrators = people.administrators()
        self._button(grid, row, 3, _("Passphrase…"),
                     lambda: ChangePassphraseDialog(person, self), person)
        self._button(grid, row, 4, _("Forgotten…"),
                     lambda: ForgottenPassphraseDialog(person, administrators, self), person)
        self._button(grid, row, 5, _("Left…"), partial(self._leave, person, administrators), person)
        return row + 1

    def _leave(self, person: Person, administrators: tuple[Person, ...]) -> QDialog:
        def act(signer: Signer) -> object:
            with opened_store() as store:
                return leave(store, person.id, signer, occasion())

        return SignDialog(
            _("{name} left", name=person.printed_name),
            _("From then on {name} signs nothing. Earlier signatures stay.",
              name=person.printed_name),
            _("Sign"), administrators, Meaning.PEOPLE, act, self)

    def _proposal(self, grid: QGridLayout, row: int, proposal: Proposal, people: Roster) -> int:
        person = proposal.person
        words = (person.printed_name, person.registration, str(_(
            "waits for a confirmation: {change}, proposed by {name}",
            change=CHANGES[proposal.change], name=people.person(proposal.by).printed_name)))
        for column, text in enumerate(words):
            grid.addWidget(self._words(text, ""), row, column)
        others = [one for one in people.active() if one.id not in {proposal.by, person.id}]

        def act(signer: Signer) -> object:
            with opened_store() as store:
                return confirm(store, proposal.event_id, signer, occasion())

        roles = Joined([role.label for role in person.roles])
        self._button(grid, row, 3, _("Confirm…"), lambda: SignDialog(
            _("Confirm {name}", name=person.printed_name),
            _("Registration {registration}; roles: {roles}. Whoever confirms knows this person.",
              registration=person.registration, roles=roles),
            _("Sign"), others, Meaning.PEOPLE, act, self), person)
        return row + 1

    def _words(self, text: str, name: str) -> QWidget:
        label = Label(text, self)
        if name:
            label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _button(self, grid: QGridLayout, row: int, column: int, words: object,
                make: Callable[[], QDialog], person: Person) -> None:
        button = QPushButton(str(words), self)
        button.setAccessibleName(f"{words} {person.printed_name}")
        button.clicked.connect(lambda: self._open(make))
        grid.addWidget(button, row, column)

    def _open(self, make: Callable[[], QDialog]) -> None:
        """Open a dialog over this one; what it recorded is shown when it is done."""
        try:
            dialog = make()
        except RecordsFault as fault:
            put(self.told, str(fault))
            return
        put(self.told, "")
        dialog.accepted.connect(self.read)
        dialog.open()
