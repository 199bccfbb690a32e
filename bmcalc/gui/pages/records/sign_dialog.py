"""Signing one act: what it is, who signs, the passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import Signer
from bmcalc.records.people.person import Person


class SignDialog(RecordsDialog):
    """Asks for a signature and does the act with it; ``people`` are those who may sign."""

    def __init__(self, title: object, about: object, act: object, people: Sequence[Person],
                 meaning: Meaning, do: Callable[[Signer], object], parent: QWidget) -> None:
        super().__init__(title, about, act, parent)
        self._do = do
        self.signer = SignerFields(people, meaning, self)
        self._secrets.append(self.signer.passphrase)
        self.middle.addWidget(self.signer)
        if self.signer.person.text():
            self.signer.passphrase.focus()
        else:
            self.signer.person.focus()

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        return self.signer.missing()

    def perform(self) -> object:
        """Do the act."""
        return self._do(self.signer.signer())
