"""From a check of the records to its blind second check, and from that to the signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QMainWindow, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask, text_ask
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.acts import By, act, second_check_and_release
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.inputs import input_of, signed_verdicts
from bmcalc.records.clock import now
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.patients.lookup import identity
from bmcalc.records.patients.sealing import seal
from bmcalc.records.people.attempts import all_signed_in
from bmcalc.records.people.person import Person
from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck


def second_check(check_id: str, parent: QWidget) -> QDialog:
    """Return the blind second check of a check; :class:`RecordsFault` where it cannot be read."""
    with opened_desk() as desk:
        desk.projections.catch_up()
        check = desk.check(check_id)
        people = desk.roster().active()
        first = _first(desk, check)
        by, at = _first_signer(desk, check)
    others = [one for one in people if one.id != _id_of_first(check)]

    def sign(settled: SecondCheck) -> bool:
        dialog = SignSecondCheck(check, settled, others, parent)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def give_back(entered: SecondCheck, reason: str) -> bool:
        dialog = GiveBack(check, entered, reason, people, parent)
        return dialog.exec() == QDialog.DialogCode.Accepted

    return SecondCheckDialog(SecondCheck(first, by, at), sign, give_back, parent)


def open_second_check(check_id: str, window: QWidget, done: Callable[[], object]) -> QDialog:
    """Open the blind second check; what the window shows is hidden until it is closed.

    ``done`` is called then. Raises :class:`RecordsFault` where the check cannot be read.
    """
    dialog = second_check(check_id, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page = window.centralWidget() if isinstance(window, QMainWindow) else None

    def uncover() -> None:
        if page is not None:
            page.setVisible(True)
        done()

    if page is not None:
        page.setVisible(False)
    dialog.finished.connect(lambda _result: uncover())
    dialog.open()
    return dialog


def _first(desk: Desk, check: Check) -> FirstCheck:
    inputs = input_of(desk, check, check.newest)
    who = identity(desk.store, desk.projections, check.patient)
    if inputs is None or who is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    return FirstCheck(inputs, who.number, who.born, signed_verdicts(desk, check))


def _sealing(desk: Desk, check: Check, event_id: str) -> Callable[[Any], str]:
    """Return what hides the entries of an event from whoever has not the patient's key."""
    return lambda content: seal(desk.store, check.patient, content, event_id)


def _id_of_first(check: Check) -> str | None:
    return None if check.newest.first is None else check.newest.first.who


def _first_signer(desk: Desk, check: Check) -> tuple[str, str]:
    first = check.newest.first
    if first is None or first.who is None:
        return "", ""
    person = desk.roster().person(first.who)
    return (f"{person.printed_name} ({person.registration})",
            first.at.local().strftime("%Y-%m-%d %H:%M"))


class SignSecondCheck(RecordsDialog):
    """The signature of a second check, and of the release with it where that is wanted."""

    def __init__(self, check: Check, settled: SecondCheck, people: Sequence[Person],
                 parent: QWidget) -> None:
        super().__init__(_("Sign the second check"), _(
            "Both checks say the same, and every fact was found in its source."),
            _("Sign and record"), parent)
        self._check, self._settled = check, settled
        self._event_ids: dict[str, str] = {}
        self.release = QCheckBox(str(_("Release it with the same passphrase")), self)
        self.middle.addWidget(self.release)
        self.reasons = {
            one.drug: NamedField(one.drug, text_ask(
                _("{line}: reason", line=Case.name(one.drug))), self)
            for one in check.newest.shown.lines if one.verdict is Verdict.QUERY
        }
        for field in self.reasons.values():
            field.hide()
            self.release.toggled.connect(field.setVisible)
            self.release.toggled.connect(lambda _on: self.fit())
            self.middle.addWidget(field)
        self.signer = SignerFields(people, Meaning.SECOND_CHECK, self)
        self._secrets.append(self.signer.passphrase)
        self.middle.addWidget(self.signer)

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        found: list[tuple[object, Callable[[], None]]] = []
        if self.release.isChecked():
            found = [(_("{field} is missing.", field=one.ask.label), one.focus)
                     for one in self.reasons.values() if not one.text().strip()]
        return [*found, *self.signer.missing()]

    def perform(self) -> object:
        """Record the second check, and the release where it is wanted."""
        signer = self.signer.signer()
        with opened_desk() as desk:
            by = By(signer.person, now(),
                    lambda drafts: all_signed_in(desk.store, drafts, signer.passphrase))
            event_id = self._event_ids.setdefault(signer.person, str(uuid4()))
            body = self._settled.body(_sealing(desk, self._check, event_id))
            if self.release.isChecked():
                reasons = {drug: field.text() for drug, field in self.reasons.items()}
                return second_check_and_release(desk, self._check.id, body, reasons, by,
                                                event_id, self._check.newest.id)
            return act(desk, Kind.SECOND_CHECKED, self._check.id, body, by, event_id,
                       self._check.newest.id)


class GiveBack(RecordsDialog):
    """Who returns a check after a blind second check."""

    def __init__(self, check: Check, entered: SecondCheck, reason: str, people: Sequence[Person],
                 parent: QWidget) -> None:
        super().__init__(_("Return the check"), _(
            "The check goes back to be drafted anew; what was entered is kept with it."),
            _("Record it"), parent)
        self._check, self._entered, self._reason = check, entered, reason
        self._event_id = str(uuid4())
        options = {one.id: f"{one.printed_name} ({one.registration})" for one in people}
        self.person = NamedField("person", choice_ask(_("Who does this"), options), self)
        self.middle.addWidget(self.person)

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        return () if self.person.text() else [(_("Choose who does this."), self.person.focus)]

    def perform(self) -> object:
        """Record that the check was returned."""
        with opened_desk() as desk:
            body = self._entered.returned(
                self._reason, _sealing(desk, self._check, self._event_id))
            return act(desk, Kind.RETURNED, self._check.id, body,
                       By(self.person.text(), now()), self._event_id, self._check.newest.id)
