"""Under which names the order page keeps what it has from the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.session import OF_RECORDS, RECORD, Session, Typed

PATIENT, COURSE, CHECK, BORN, BEFORE, NUMBER = OF_RECORDS
"""``BEFORE`` are facts of the last check that are asked anew, each with its value then; shown,
never judged. ``NUMBER`` is the record number that belongs to the ids."""


def of_records(session: Session, name: str) -> str | None:
    """Return an id or the birth month that the order came with; None where it came with none.

    None too once the record number above the page is another one.
    """
    return session.of_records(name) or None


class KnownOrder(NamedTuple):
    """What the records know of the order on the page; None for what it did not come with."""

    patient: str | None = None
    course: str | None = None
    check: str | None = None
    born: str = ""


NOBODY: Final = KnownOrder()


def known_order(session: Session) -> KnownOrder:
    """Return what the order on the page came with; nothing once the record number is another."""
    return KnownOrder(of_records(session, PATIENT), of_records(session, COURSE),
                      of_records(session, CHECK), of_records(session, BORN) or "")


def put_recorded(session: Session, number: str, born: str, ids: Mapping[str, str]) -> None:
    """Note under which ids the order on the page was recorded, and that nothing of it is unsaved.

    ``number`` is the record number as the records spell it.
    """
    session.put("", RECORD, Typed(number))
    for name, value in {**ids, BORN: born, NUMBER: number}.items():
        session.put(PAGE_ID, name, Typed(value))
    session.saved(PAGE_ID)
