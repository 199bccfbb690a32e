"""A new passphrase is a new key: by the person, or, where it was forgotten, by two others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.records.access import occasion, opened_store
from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Meaning
from bmcalc.records.people.acts import propose_key, replace_key
from bmcalc.records.people.person import Person

ABOUT_OWN = _("The old passphrase signs for the new one. Signatures made so far stay valid.")


class _NewPassphrase(RecordsDialog):
    """A new passphrase, typed twice, and who signs for it."""

    def __init__(self, title: object, about: object, act: object, signers: Sequence[Person],
                 parent: QWidget) -> None:
        super().__init__(title, about, act, parent)
        self.signer = SignerFields(signers, Meaning.PEOPLE, self)
        self.middle.addWidget(self.signer)
        self._secrets.append(self.signer.passphrase)
        self.first = self.passphrase(_("New passphrase"))
        self.again = self.passphrase(_("The new passphrase again"))

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        if not self.first.text():
            return [*self.signer.missing(), (_("The new passphrase is missing."),
                                             self.first.focus)]
        return self.signer.missing()

    def new_passphrase(self) -> str:
        """Return the new passphrase; :class:`RecordsFault` where both do not agree."""
        if self.first.text() != self.again.text():
            raise RecordsFault(_("The two passphrases differ."))
        return self.first.text()


class ChangePassphraseDialog(_NewPassphrase):
    """A person's own new passphrase."""

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(_("Change the passphrase of {name}", name=person.printed_name), ABOUT_OWN,
                         _("Change"), [person], parent)

    def perform(self) -> object:
        """Record the new key."""
        new = self.new_passphrase()
        with opened_store() as store:
            return replace_key(store, new, self.signer.signer(), occasion())


class ForgottenPassphraseDialog(_NewPassphrase):
    """A new key in place of one whose passphrase was forgotten."""

    def __init__(self, person: Person, administrators: Sequence[Person], parent: QWidget) -> None:
        super().__init__(_("{name} forgot the passphrase", name=person.printed_name),
                         _("An administrator proposes the new key and somebody else confirms it. "
                           "{name} types the new passphrase.", name=person.printed_name),
                         _("Sign and propose"), administrators, parent)
        self._person = person

    def perform(self) -> object:
        """Record that the new key is proposed."""
        new = self.new_passphrase()
        with opened_store() as store:
            return propose_key(store, self._person.id, new, self.signer.signer(), occasion())
