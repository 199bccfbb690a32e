"""Taking the order in front into the records, with the signature of the first check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.course.names import (
    CHECK,
    COURSE,
    NOBODY,
    PATIENT,
    known_order,
    put_recorded,
)
from bmcalc.gui.pages.formulary.fields import NamedField, text_ask
from bmcalc.gui.pages.records.access import opened_desk, opened_store
from bmcalc.gui.pages.records.course_fields import CourseFields
from bmcalc.gui.pages.records.order_to_record import order_to_record
from bmcalc.gui.pages.records.records_dialog import RecordsDialog
from bmcalc.gui.pages.records.signer_fields import SignerFields
from bmcalc.gui.window.session import RECORD, Session
from bmcalc.records.checks.acts import By, act
from bmcalc.records.checks.drafting import draft_check, edit_check, other_age
from bmcalc.records.checks.shown import computed
from bmcalc.records.clock import now
from bmcalc.records.courses.acts import open_course
from bmcalc.records.desk import Desk, Objected
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity, read_month, read_number
from bmcalc.records.patients.lookup import found, identity
from bmcalc.records.people.acts import Signer
from bmcalc.records.people.attempts import all_signed_in
from bmcalc.records.people.roles import Act
from bmcalc.records.people.roster import roster

ABOUT = _("The order is recorded as it stands on the page, with what the program says of it, and "
          "signed as the first check. No name and no bed is kept: the number and the birth month "
          "are encrypted under a key of the patient's own.")


class FirstCheckDialog(RecordsDialog):
    """Two identifiers, the course where it is new, and the signature."""

    done_words = _("The first check is recorded. A second person goes on: Records > Checks.")

    def __init__(self, inputs: Mapping[str, Any], number: str, parent: QWidget,
                 session: Session | None = None) -> None:
        """Ask about an input; a session says which check of the records it may be a version of."""
        with opened_store() as store:
            people = roster(store).active()
        super().__init__(_("Record this order: first check"), ABOUT, _("Sign and record"), parent)
        self._inputs, self._session = inputs, session
        self._known = NOBODY if session is None else known_order(session)
        self._numbers: dict[tuple[str, Identity], tuple[str, str, str]] = {}
        row = QHBoxLayout()
        row.setSpacing(scaled(14))
        self.number = NamedField("number", text_ask(_("Record number"), 40), self)
        self.born = NamedField("born", text_ask(_("Birth year and month, as 1969-04"), 7), self)
        for field in (self.number, self.born):
            row.addWidget(field, 1)
            field.edited.connect(self._look)
        self.middle.addLayout(row)
        self.another = QCheckBox(str(_("It is another patient with this number")), self)
        self.another.hide()
        self.middle.addWidget(self.another)
        self.course_words = self.line(self.middle, "", "muted")
        self.course = CourseFields(str(inputs["regimen"]), inputs, self)
        self.middle.addWidget(self.course)
        self.signer = SignerFields(people, Meaning.FIRST_CHECK, self)
        self._secrets.append(self.signer.passphrase)
        self.middle.addWidget(self.signer)
        self.number.put(number)
        self.born.put(self._known.born)
        if not self._known.born:
            (self.born if number else self.number).focus()
        self._look()

    def _look(self) -> None:
        """Ask for a course only where the patient has none of this regimen.

        Where the number is known with another birth month, ask whether it is another patient.
        """
        course: str | None = None
        edited: str | None = None
        months: tuple[str, ...] = ()
        try:
            who = Identity.of(self.number.text(), self.born.text())
            with opened_desk() as desk:
                desk.projections.catch_up()
                edited = self._edited(desk, who)
                course = self._course(desk, who)
                months = _other_months(desk, who)
        except RecordsFault:
            course = edited = None
        self.another.setVisible(bool(months))
        if not months:
            self.another.setChecked(False)
        self.course.setVisible(course is None and edited is None)
        put(self.course_words, str(_course_words(course, edited)))
        self.fit()

    def _is_known(self, desk: Desk, who: Identity) -> bool:
        """Say whether the patient is the one with whom the order came from the records."""
        known = self._known.patient
        return known is not None and identity(desk.store, desk.projections, known) == who

    def _edited(self, desk: Desk, who: Identity) -> str | None:
        """Return the check of which this order is the next version; None for a new check.

        Another cycle, day or regimen is another check, whatever stood on the page before it.
        """
        if self._known.check is None or not self._is_known(desk, who):
            return None
        shown = desk.check(self._known.check).newest.shown
        place = tuple(str(self._inputs.get(name)) for name in ("regimen", "cycle", "day"))
        same = place == (shown.regimen, str(shown.cycle), str(shown.day))
        return self._known.check if same else None

    def _course(self, desk: Desk, who: Identity) -> str | None:
        """Return the course that the order belongs to; None where it begins one."""
        regimen = str(self._inputs["regimen"])
        if self._known.course is not None and self._is_known(desk, who):
            course = desk.course(self._known.course)
            if course.is_open and course.regimen == regimen:
                return course.id
        return _course(desk, who, regimen)

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in."""
        fields = [*_unread(self.number, read_number), *_unread(self.born, read_month)]
        if not self.course.isHidden():
            fields += self.course.missing()
        return [*((words, field.focus) for words, field in fields), *self.signer.missing()]

    def perform(self) -> object:
        """Record patient, course and order where they are new, and the first check."""
        who = Identity.of(self.number.text(), self.born.text())
        signer, at = self.signer.signer(), now()
        with opened_desk() as desk:
            _is_there(desk, signer, at)
            by = By(signer.person, at,
                    lambda drafts: all_signed_in(desk.store, drafts, signer.passphrase))
            desk.projections.catch_up()
            edited = self._edited(desk, who)
            if edited is not None:
                return self._next_version(desk, edited, by, who)
            course = self._course(desk, who)
            if course is None:
                _refuse_before_registering(desk, who, self._inputs, signer, at)
                patient = register(desk, who, signer.person, at, self.another.isChecked()).patient
                opened = open_course(desk, patient, self.course.plan(), signer.person, at)
                course = _course_of_event(desk, opened.seq)
            check, draft, signed = self._numbers_of(signer.person, who)
            draft_check(desk, course, self._inputs, by, check, draft)
            receipt = act(desk, Kind.FIRST_CHECKED, check, {}, by, signed, draft)
            self._keep(desk, check)
            return receipt

    def _next_version(self, desk: Desk, check: str, by: By, who: Identity) -> object:
        """Record the next version of a check and sign it."""
        _new, draft, signed = self._numbers_of(by.person, who)
        edit_check(desk, check, self._inputs, by, draft)
        receipt = act(desk, Kind.FIRST_CHECKED, check, {}, by, signed, draft)
        self._keep(desk, check)
        return receipt

    def _keep(self, desk: Desk, check: str) -> None:
        """Let the order page know what was recorded: the order on it is that check from now on."""
        if self._session is not None:
            known = desk.check(check)
            who = identity(desk.store, desk.projections, known.patient)
            if who is not None:
                put_recorded(self._session, who.number, who.born,
                             {PATIENT: known.patient, COURSE: known.course, CHECK: check})

    def _numbers_of(self, person: str, who: Identity) -> tuple[str, str, str]:
        """Return the numbers of what a person records of a patient here.

        They are of the check, its draft and its signature; a retry stores nothing twice.
        """
        return self._numbers.setdefault(
            (person, who), (str(uuid4()), str(uuid4()), str(uuid4())))


def first_check_of(session: Session, parent: QWidget) -> FirstCheckDialog:
    """Return the dialog that records the order on the page, with what the records know of it.

    :class:`RecordsFault` for a page without an order that could be recorded.
    """
    number = session.entry("", RECORD).typed
    return FirstCheckDialog(order_to_record(session), str(number or ""), parent, session)


def _course_words(course: str | None, edited: str | None) -> object:
    if edited is not None:
        return _("It is the next version of a check that is recorded; the version before and its "
                 "signatures stay readable.")
    if course is not None:
        return _("It belongs to the course that is recorded for this patient.")
    return _("A new course of this patient:")


def _is_there(desk: Desk, signer: Signer, at: Moment) -> None:
    """Raise where the passphrase is not that of who signs: nothing is recorded in their name."""
    tried = Draft(Kind.FIRST_CHECKED, at, who=signer.person, meaning=Meaning.FIRST_CHECK,
                  origin=desk.origin)
    all_signed_in(desk.store, [tried], signer.passphrase)


def _unread(field: NamedField, read: Callable[[str], object],
            ) -> Iterator[tuple[object, NamedField]]:
    """Give what is wrong with a field that cannot be read."""
    try:
        read(field.text())
    except RecordsFault as fault:
        yield fault, field


def _refuse_before_registering(desk: Desk, who: Identity, inputs: Mapping[str, Any],
                               signer: Signer, at: Moment) -> None:
    """Refuse a wrong age or a missing right while nothing is recorded of a patient."""
    made, people = computed(inputs, desk.language), desk.roster()
    against = list(other_age(who, made, at))
    if not people.may(signer.person, Act.FIRST_CHECK, made.shown.scope):
        against.append(_("{person} may not do this for these drugs.",
                         person=people.person(signer.person).printed_name))
    if against:
        raise Objected(against)


def _course(desk: Desk, who: Identity, regimen: str) -> str | None:
    """Return the open course of a patient with this regimen, None where there is none."""
    for patient in found(desk.store, desk.projections, who.number):
        if identity(desk.store, desk.projections, patient) == who:
            row = desk.projections.connection.execute(
                "SELECT id FROM course WHERE patient = ? AND regimen = ? AND is_open = 1",
                (patient, regimen)).fetchone()
            if row is not None:
                return str(row[0])
    return None


def _other_months(desk: Desk, who: Identity) -> tuple[str, ...]:
    """Return the birth months of others with this number, where nobody of both is known."""
    known = [identity(desk.store, desk.projections, one)
             for one in found(desk.store, desk.projections, who.number)]
    return () if who in known else tuple(one.born for one in known if one is not None)


def _course_of_event(desk: Desk, seq: int) -> str:
    return next(desk.store.read_from(seq)).event().draft.about["course"]
