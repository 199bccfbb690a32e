"""From the order on the page into the records: its first check, or a query about it.

Nothing of the records is loaded before one of these is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import warn
from bmcalc.gui.pages.course.names import CHECK, of_records
from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from bmcalc.orders.check_order import OrderCheck
    from bmcalc.records.checks.check import Shown

SAVE = _("Save check record")


def save_check(session: Session, parent: QWidget, tell: Callable[[object], None]) -> None:
    """Record the order with its first check; without people it is offered to set them up."""
    from bmcalc.gui.pages.records.access import has_people
    from bmcalc.records.faults import RecordsFault

    try:
        dialog = _first_check(session, parent) if has_people() else _set_up(parent)
    except RecordsFault as fault:
        warn(parent, SAVE, fault)
        return
    done = getattr(dialog, "done_words", "")
    if str(done):
        dialog.accepted.connect(lambda: tell(done))
    dialog.open()


def _first_check(session: Session, parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.first_check_dialog import first_check_of

    return first_check_of(session, parent)


def _set_up(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.new_person_dialog import FirstAdministratorDialog

    return FirstAdministratorDialog(parent)


def recorded_check(session: Session) -> str:
    """Return the id of the check to which the order belongs, empty where it is not recorded.

    Empty too once the record number above the page is another one.
    """
    return of_records(session, CHECK) or ""


class SignedOrder(NamedTuple):
    """Who signed the first and the second check of an order, empty where nobody did.

    ``shown`` is what they signed; None where nothing is recorded, or nothing can be read.
    """

    first: str = ""
    second: str = ""
    shown: Shown | None = None

    def is_of(self, check: OrderCheck | None) -> bool:
        """Say whether a check of the page is the very one that was recorded."""
        if self.shown is None or check is None:
            return False
        from bmcalc.records.checks.shown import is_as_shown

        return is_as_shown(check, self.shown)


def signed_order(check_id: str) -> SignedOrder:
    """Return who signed a recorded order; nobody where the records cannot be read."""
    if not check_id:
        return SignedOrder()
    from bmcalc.gui.pages.records.access import opened_desk
    from bmcalc.records.faults import RecordsFault

    try:
        with opened_desk() as desk:
            desk.projections.catch_up()
            version, people = desk.check(check_id).newest, desk.roster()
            signed = [
                "" if done is None or done.who is None else people.person(done.who).printed_name
                for done in (version.first, version.second)
            ]
    except (RecordsFault, KeyError):
        return SignedOrder()
    return SignedOrder(signed[0], signed[1], version.shown)


def open_query(session: Session, text: str, parent: QWidget) -> None:
    """Open the dialog that records a query with this text, where the order is recorded."""
    identifier = recorded_check(session)
    if not identifier:
        return
    from bmcalc.gui.pages.records.access import opened_desk
    from bmcalc.gui.pages.records.act_dialog import ActDialog
    from bmcalc.gui.pages.records.check_acts import CHECK_ACTS
    from bmcalc.records.faults import RecordsFault
    from bmcalc.records.ledger.kinds import Kind

    act = next(one for one in CHECK_ACTS if one.kind is Kind.QUERY_OPENED)
    try:
        with opened_desk() as desk:
            desk.projections.catch_up()
            check, people = desk.check(identifier), desk.roster().active()
    except RecordsFault as fault:
        warn(parent, act.title, fault)
        return
    dialog = ActDialog(act, check, people, parent)
    dialog.fields["text"].put(text)
    dialog.open()
