"""Who signs, what the signature means, and the passphrase: asked every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask
from bmcalc.gui.pages.records.passphrase_field import PassphraseField
from bmcalc.records.clock import now
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import Signer
from bmcalc.records.people.person import Person
from bmcalc.records.people.signing import SignatureBlock


class SignerFields(QFrame):
    """The person, how the signature will read, and the passphrase."""

    chosen = Signal()

    def __init__(self, people: Sequence[Person], meaning: Meaning, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = {one.id: one for one in people}
        self._meaning = meaning
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(10))
        options = {one.id: f"{one.printed_name} ({one.registration})" for one in people}
        self.person = NamedField("person", choice_ask(_("Who signs"), options), self)
        layout.addWidget(self.person)
        self.passphrase = PassphraseField(_("Passphrase of who signs"), self)
        layout.addWidget(self.passphrase)
        self.block = Label(self)
        self.block.setObjectName("muted")
        self.block.setWordWrap(True)
        layout.addWidget(self.block)
        self.person.edited.connect(self._show_block)
        if len(people) == 1:
            self.person.put(people[0].id)
        self._show_block()

    def _show_block(self) -> None:
        person = self._people.get(self.person.text())
        block = "" if person is None else str(SignatureBlock(
            person.printed_name, person.registration, now(), self._meaning))
        put(self.block, str(_("The signature will read: {block}", block=block)) if block else "")
        self.updateGeometry()
        self.chosen.emit()

    def signer(self) -> Signer:
        """Return who signs with what was typed."""
        return Signer(self.person.text(), self.passphrase.text())

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        if not self.person.text():
            return [(_("Choose who signs."), self.person.focus)]
        if not self.passphrase.text():
            return [(_("The passphrase is missing."), self.passphrase.focus)]
        return ()
