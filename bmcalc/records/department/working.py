"""The records that one works in: the department's where this workstation joined one."""

from __future__ import annotations

from pathlib import Path

from bmcalc.records.department.joining import has_joined, open_department
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.ledger.store import Head, Store
from bmcalc.records.opening import found_records, open_records


def open_work(folder: Path) -> SqliteStore | DepartmentRecords:
    """Open the records of a folder; :class:`RecordsFault` where there are none or no right."""
    return _joined(folder, open_records(folder))


def found_work(folder: Path, at: Moment, origin: Origin) -> SqliteStore | DepartmentRecords:
    """Make the records of a folder, or open those that are there."""
    return _joined(folder, found_records(folder, at, origin))


def sealed_head(store: Store) -> Head:
    """Return the newest event that a seal can be over: what waits for a server is in no chain yet.

    ``ServerAway`` where a department's chain was never reached.
    """
    return store.shared_head() if isinstance(store, DepartmentRecords) else store.head()


def _joined(folder: Path, own: SqliteStore) -> SqliteStore | DepartmentRecords:
    if not has_joined(folder):
        return own
    try:
        return open_department(folder, own)
    except BaseException:
        own.close()
        raise
