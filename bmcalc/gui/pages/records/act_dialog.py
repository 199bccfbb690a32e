"""One act on a check: its questions, who does it, and the passphrase where it is signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.ask import AskDate
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.check_acts import CheckAct, optional_of
from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.records.checks.acts import By, act
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.states import BESIDE, meaning_of
from bmcalc.records.clock import now
from bmcalc.records.faults import RecordsFault
from bmcalc.records.people.attempts import all_signed_in
from bmcalc.records.people.person import Person


class ActDialog(RecordsDialog):
    """Asks what an act needs and records it."""

    def __init__(self, what: CheckAct, check: Check, people: Sequence[Person],
                 parent: QWidget) -> None:
        meaning = None if what.kind in BESIDE else meaning_of(check.state, what.kind)
        title = str(what.title).rstrip("…")
        super().__init__(title, what.about, _("Record it") if meaning is None
                         else _("Sign and record"), parent)
        self._what, self._check = what, check
        self._event_ids: dict[str, str] = {}
        self._optional = optional_of(what, check)
        place = QWidget(self)
        self.fields = {name: NamedField(name, ask, place, name not in self._optional)
                       for name, ask in what.asks(check).items()}
        self._lay(place)
        self.signer: SignerFields | None = None
        self.person: NamedField | None = None
        if meaning is None:
            options = {one.id: f"{one.printed_name} ({one.registration})" for one in people}
            self.person = NamedField("person", choice_ask(_("Who does this"), options), self)
            self.middle.addWidget(self.person)
        else:
            self.signer = SignerFields(people, meaning, self)
            self._secrets.append(self.signer.passphrase)
            self.middle.addWidget(self.signer)

    def _lay(self, place: QWidget) -> None:
        down = QVBoxLayout(place)
        down.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            down.addWidget(field)
        self.middle.addWidget(place)

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        found: list[tuple[object, Callable[[], None]]] = [
            (_("{field} is missing.", field=field.ask.label), field.focus)
            for name, field in self.fields.items()
            if name not in self._optional and not field.text().strip()
        ]
        if self.signer is not None:
            return [*found, *self.signer.missing()]
        assert self.person is not None
        if not self.person.text():
            found.append((_("Choose who does this."), self.person.focus))
        return found

    def perform(self) -> object:
        """Record the act."""
        answers = {name: self._answer(field) for name, field in self.fields.items()}
        who = self.person.text() if self.signer is None and self.person is not None else \
            self.signer.person.text() if self.signer is not None else ""
        passphrase = "" if self.signer is None else self.signer.passphrase.text()
        event_id = self._event_ids.setdefault(f"{who} {answers}", str(uuid4()))
        with opened_desk() as desk:
            by = By(who, now(), lambda drafts: all_signed_in(desk.store, drafts, passphrase))
            body = self._what.body(self._check, answers)
            return act(desk, self._what.kind, self._check.id, body, by, event_id,
                       self._check.newest.id)

    @staticmethod
    def _answer(field: NamedField) -> str:
        """Return what was typed; a day in its one spelling."""
        typed = field.text().strip()
        if not typed or not isinstance(field.ask, AskDate):
            return typed
        try:
            return str(field.ask.read(typed))
        except Rejected as rejected:
            raise RecordsFault(rejected.text) from rejected
