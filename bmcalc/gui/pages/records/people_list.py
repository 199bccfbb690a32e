"""Who is known to the records, what waits for a confirmation, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.look.card import put
from bmcalc.gui.look.entered_button import EnteredButton
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.records.access import occasion, opened_store
from bmcalc.gui.pages.records.passphrase_dialogs import (
    ChangePassphraseDialog,
    ForgottenPassphraseDialog,
)
from bmcalc.gui.pages.records.sign_dialog import SignDialog
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import Signer, confirm, leave
from bmcalc.records.people.known import Roster
from bmcalc.records.people.person import Person
from bmcalc.records.people.proposal import Change, Proposal
from bmcalc.records.people.roles import Role, rights
from bmcalc.records.people.roster import roster_fold

ENOUGH = 3
"""People that it takes: who forgot a passphrase, who proposes another, who confirms it."""

LINE = 28

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


def scope_words(role: Role) -> object:
    """Return a role with the drugs that it is bound to, as far as it is bound."""
    bound = rights()[role].drugs
    if bound is None:
        return role.label
    names = [drugs()[one].name if one in drugs() else one for one in sorted(bound)]
    return _("{role} (only {drugs})", role=role.label, drugs=Joined(list(names)))


class PeopleList(QWidget):
    """The people, one below the other, with what can be done about each.

    ``changed`` tells that something was recorded.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        self.area = ScrollArea(self)
        self.area.let_keys_scroll(_("People"))
        layout.addWidget(self.area, 1)
        self.alone = self._told(layout, "doubt")
        self.told = self._told(layout, "fault")

    def _told(self, layout: QVBoxLayout, name: str) -> QLabel:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.hide()
        layout.addWidget(label)
        return label

    def read(self) -> None:
        """Show everybody as the records stand now."""
        try:
            with opened_store() as store:
                fold = roster_fold(store)
        except RecordsFault as fault:
            put(self.told, str(fault))
            return
        inside = Flowing(self.area)
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, scaled(14), 0)
        down.setSpacing(scaled(10))
        for proposal in fold.proposals:
            down.addWidget(self._proposal(proposal, fold.roster, inside))
        for person in fold.roster.people():
            down.addWidget(self._person(person, fold.roster, inside))
        down.addStretch(1)
        put(self.alone, str(_too_few(fold.roster)))
        self.area.setWidget(inside)

    def _person(self, person: Person, people: Roster, parent: QWidget) -> QWidget:
        roles = Joined([scope_words(role) for role in person.roles])
        words = roles if person.is_active else _("left")
        row = _Row(person, words, person.is_active, parent)
        if person.is_active:
            admins = people.administrators()
            self._button(row, _("Passphrase…"), lambda: ChangePassphraseDialog(person, self))
            self._button(row, _("Forgotten…"),
                         lambda: ForgottenPassphraseDialog(person, admins, self))
            self._button(row, _("Left…"), partial(self._leave, person, admins))
        return row

    def _leave(self, person: Person, administrators: tuple[Person, ...]) -> QDialog:
        def act(signer: Signer) -> object:
            with opened_store() as store:
                return leave(store, person.id, signer, occasion())

        return SignDialog(
            _("{name} left", name=person.printed_name),
            _("From then on {name} signs nothing. Earlier signatures stay.",
              name=person.printed_name),
            _("Sign"), administrators, Meaning.PEOPLE, act, self)

    def _proposal(self, proposal: Proposal, people: Roster, parent: QWidget) -> QWidget:
        person = proposal.person
        row = _Row(person, _(
            "waits for a confirmation: {change}, proposed by {name}",
            change=CHANGES[proposal.change], name=people.person(proposal.by).printed_name), True,
            parent)
        others = [one for one in people.active() if one.id not in {proposal.by, person.id}]

        def act(signer: Signer) -> object:
            with opened_store() as store:
                return confirm(store, proposal.event_id, signer, occasion())

        roles = Joined([role.label for role in person.roles])
        self._button(row, _("Confirm…"), lambda: SignDialog(
            _("Confirm {name}", name=person.printed_name),
            _("Registration {registration}; roles: {roles}. Whoever confirms knows this person.",
              registration=person.registration, roles=roles),
            _("Sign"), others, Meaning.PEOPLE, act, self))
        return row

    def _button(self, row: _Row, words: object, make: Callable[[], QDialog]) -> None:
        button = row.add(words)
        button.clicked.connect(lambda: self.ask(make))

    def ask(self, make: Callable[[], QDialog]) -> None:
        """Open a dialog over this; what it recorded is shown when it is done."""
        try:
            dialog = make()
        except RecordsFault as fault:
            put(self.told, str(fault))
            return
        put(self.told, "")
        dialog.accepted.connect(self.read)
        dialog.accepted.connect(self.changed)
        dialog.open()


class _Row(Flowing):
    """A person with roles, and the buttons at the right; below where there is no room."""

    def __init__(self, person: Person, words: object, is_active: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._person = person
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(2))
        self._top = QWidget(self)
        self._lines = Wrapping(scaled(8), scaled(6), self._top)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._names = [self._label(person.printed_name, "value" if is_active else "muted"),
                       self._label(person.registration, "muted")]
        for label in self._names:
            label.setFixedHeight(scaled(LINE))
        self._buttons: list[QPushButton] = []
        self._lines.put(self._names)
        down.addWidget(self._top)
        roles = self._label(str(words), "" if is_active else "muted")
        roles.setWordWrap(True)
        roles.setMinimumWidth(1)
        down.addWidget(roles)

    def _label(self, text: str, name: str) -> QLabel:
        label = Label(text, self)
        label.setObjectName(name)
        return label

    def add(self, words: object) -> QPushButton:
        """Return a new button, named after the person too."""
        button = EnteredButton(self._top)
        button.setObjectName("light")
        button.setText(str(words))
        button.setAccessibleName(f"{words} {self._person.printed_name}")
        self._buttons.append(button)
        self._lines.put(self._names, self._buttons)
        return button
