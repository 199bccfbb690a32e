"""The records as the window opens them: for one act, and let go of again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bmcalc.core.texts import current_language
from bmcalc.records.clock import now
from bmcalc.records.department.working import open_work
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.store import Store
from bmcalc.records.opening import are_founded, found_records
from bmcalc.records.origin import origin
from bmcalc.records.people.acts import Occasion
from bmcalc.records.people.roster import roster
from bmcalc.records.places import records_folder
from bmcalc.verification.manifest import manifest_hash


def present_origin() -> Origin:
    """Return the program, formulary and policy that an event of this window names."""
    return origin(manifest_hash())


def occasion() -> Occasion:
    """Return the occasion of an act that is done now."""
    return Occasion(now(), present_origin())


@contextmanager
def opened_store() -> Iterator[Store]:
    """Open the records of this computer, or of its department."""
    store = open_work(records_folder())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def founded_store() -> Iterator[Store]:
    """Open the records, and make them where there are none."""
    folder = records_folder()
    found_records(folder, now(), present_origin()).close()
    with opened_store() as store:
        yield store


@contextmanager
def opened_desk() -> Iterator[Desk]:
    """Open the records with what is looked up of them."""
    with opened_store() as store:
        yield Desk.open(records_folder(), store, present_origin(), current_language())


def has_people() -> bool:
    """Say whether there is anybody who could sign; ``RecordsFault`` for unreadable records."""
    if not are_founded(records_folder()):
        return False
    with opened_store() as store:
        return bool(roster(store).active())
