"""One patient after another: a new one takes nothing along, and nothing unsaved goes unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from bmcalc.core.texts import _
from bmcalc.gui.window.question import Answer, Role, ask
from bmcalc.gui.window.session import (
    NOTHING,
    OF_RECORDS,
    RECORD,
    RECORDS_PAGE,
    Session,
    Typed,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

CLEARED = _("Cleared. Ctrl+Shift+Z brings the previous patient back.")
NOT_SAVED = _("What was typed since was neither printed nor saved as a PDF.")


class PatientChange:
    """Asks before the patient changes. ``reload`` shows what the session holds then.

    The record number that was typed last may be half of one; what stands in the window belongs
    to the number that was settled, until a person says whose it is.
    """

    def __init__(
        self, session: Session, reload: Callable[[], None], tell: Callable[[object], None],
        window: QWidget,
    ) -> None:
        self._session, self._reload, self._tell = session, reload, tell
        self._window = window
        self._settled = NOTHING
        self._is_another_meant = False
        self._open: QMessageBox | None = None

    def _record(self) -> Typed:
        return self._session.entry("", RECORD)

    def _ask(self, text: object, *answers: Answer) -> None:
        """Ask one thing at a time."""
        if self._open is None or not isValid(self._open):
            self._open = ask(_("Patient"), text, answers, self._window)
            self._open.finished.connect(self._answered)

    def _answered(self) -> None:
        self._open = None

    def replaced(self) -> None:
        """Note that the session holds another patient, with the number that belongs to it."""
        self._settled, self._is_another_meant = self._record(), False

    def was_refused(self) -> None:
        """Note that another patient was to be opened and was not.

        The next number may be meant for that one, also where none stood here before.
        """
        self._is_another_meant = True

    # The record number

    def is_settled(self) -> bool:
        """Say whether what stands in the window belongs to the number that stands above it."""
        settled, typed = _text(self._settled), _text(self._record())
        is_asked = bool(settled) or self._is_another_meant
        if is_asked and settled != typed and self._session.holds_more_than_a_number():
            return False
        self._settled = self._record()
        return True

    def settle(self) -> bool:
        """Ask whether a changed number is a new patient; say whether there is nothing to ask."""
        if self.is_settled():
            return True
        self._ask(
            _("The record number was {former} and is now {number}. Is this a new patient?",
              former=_text(self._settled) or "—", number=_text(self._record()) or "—"),
            Answer(_("New patient: take nothing along"), Role.ACCEPT, self._begin),
            Answer(_("Same patient: the number was wrong"), Role.ACTION, self._renumber),
            Answer(_("Put the former number back"), Role.REJECT, self._put_back),
        )
        return False

    def _begin(self) -> None:
        self._session.begin(self._record(), self._settled)
        self.replaced()
        self._reload()
        self._tell(CLEARED)

    def _renumber(self) -> None:
        """Go on with the new number; what the records know belongs to the former one."""
        for name in OF_RECORDS:
            self._session.put(RECORDS_PAGE, name, NOTHING)
        self.replaced()
        self._reload()

    def _put_back(self) -> None:
        self._session.put("", RECORD, self._settled)
        self._reload()

    # Clearing, opening, leaving

    def ask_to_clear(self) -> None:
        """Begin a new patient with nothing typed."""
        if self._session.unsaved():
            self._ask(
                _("Is this a new patient? Everything that was typed is taken away. {not_saved}",
                  not_saved=NOT_SAVED),
                Answer(_("New patient: take nothing along"), Role.ACCEPT, self.clear),
                Answer(_("Cancel"), Role.REJECT),
            )
        else:
            self.clear()

    def clear(self) -> None:
        """Forget the patient and every page; a number that was not settled is not kept."""
        former = self._record() if self.is_settled() else self._settled
        self._session.begin(NOTHING, former)
        self.replaced()
        self._reload()
        if self._session.can_restore():
            self._tell(CLEARED)

    def restore(self) -> None:
        """Bring back what was cleared or replaced."""
        self._session.restore()
        self.replaced()
        self._reload()

    def before_another(self, go_on: Callable[[], None]) -> None:
        """Put another patient in the place of this one, asked where something is not saved."""
        if not self.settle():
            return
        if self._session.unsaved():
            self._ask(
                _("Put another patient in the place of this one? {not_saved}",
                  not_saved=NOT_SAVED),
                Answer(_("Open the other patient"), Role.ACCEPT, go_on),
                Answer(_("Cancel"), Role.REJECT),
            )
        else:
            go_on()

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Say whether nothing is lost by ending; ask otherwise, and ``leave`` is what follows."""
        if not self._session.unsaved():
            return True
        self._ask(
            _("End the program? {not_saved}", not_saved=NOT_SAVED),
            Answer(_("Cancel"), Role.REJECT),
            Answer(_("End the program"), Role.DESTRUCTIVE, leave),
        )
        return False


def _text(record: Typed) -> str:
    return str(record.typed or "").strip()
