"""What the present records still tell before a backup takes their place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.backup.copying import carry, not_saved
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import Event, event_hash
from bmcalc.records.ledger.installation import signed_by
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.reading import LedgerFile, ledger_file
from bmcalc.records.ledger.set_aside import STEM
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.store import Head, Stored
from bmcalc.records.ledger.verify import verify


@dataclass(frozen=True)
class Present:
    """The present records as far as they can be read.

    ``head`` is the last sound record, ``last`` the number of the last record, sound or not;
    ``hash_there`` stands in the place of the backup's newest; ``erased`` are the patients who were
    erased, each by a record that is as it was signed.
    """

    head: Head | None = None
    last: int = 0
    hash_there: str | None = None
    erased: frozenset[str] = frozenset()


def present_records(folder: Path, installation: str | None, seq: int) -> Present:
    """Return what the records of a folder tell; ``seq`` is the backup's newest number."""
    if not (folder / FILE).exists():
        return Present()
    try:
        with ledger_file(folder / FILE) as file:
            found = verify(file.stored(), installation)
            erased = _erased(file, found.keys | ({installation} if installation else set()))
            return Present(found.head, file.last(), file.hash_at(seq), erased)
    except UnsoundLedger:
        return Present()


def erased_by(event: Event) -> frozenset[str]:
    """Return the patients whom an event tells to be erased."""
    draft = event.draft
    if draft.kind is Kind.PATIENT_ERASED:
        named: object = [draft.about.get("patient")]
    elif draft.kind is Kind.RESTORED:
        named = draft.body.get("erased")
    else:
        return frozenset()
    return frozenset(map(str, named)) if isinstance(named, list) else frozenset()


def _erased(file: LedgerFile, keys: Collection[str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    with suppress(UnsoundLedger):
        for stored in file.stored():
            event = _as_signed(stored, keys)
            if event is not None:
                found |= erased_by(event)
    return found


def _as_signed(stored: Stored, keys: Collection[str]) -> Event | None:
    """Return an event about an erasure whose bytes are what an installation of here signed."""
    if b"erased" not in stored.content or event_hash(stored.content) != stored.hash:
        return None
    try:
        event = stored.event()
    except (ValueError, RecursionError):
        return None
    known = event.installation in keys
    signed = known and signed_by(event.installation, stored.hash, stored.signature)
    return event if signed else None


def set_aside(folder: Path, at: Moment) -> str | None:
    """Let the present records lie under another name too; return it, None where there are none.

    Their own name is free to be taken over by a file that replaces it. Nothing is deleted.
    :class:`RecordsFault` where another program has them open.
    """
    ledger = folder / FILE
    if not ledger.exists():
        return None
    _nobody_has_open(ledger)
    stem = f"{STEM}{at.local().strftime('%Y%m%d-%H%M%S')}"
    name, again = f"{stem}.db", 1
    while (folder / name).exists():
        again += 1
        name = f"{stem}-{again}.db"
    try:
        for beside in ("-wal", "-shm"):
            log = ledger.with_name(FILE + beside)
            if log.exists():
                log.rename(folder / (name + beside))
        _also_named(ledger, folder / name)
    except OSError as error:
        raise not_saved(folder / name, error) from None
    return name


def _also_named(ledger: Path, name: Path) -> None:
    """Give a file a second name; a copy of it where the file system has one name for each file."""
    try:
        os.link(ledger, name)
    except OSError:
        carry(ledger, name)


def _nobody_has_open(ledger: Path) -> None:
    """Let the log be taken into the file; SQLite does that only for the last that has it open."""
    try:
        with closing(sqlite3.connect(ledger, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise RecordsFault(_("Another program has the records open. Close bmcalc everywhere on "
                                 "this computer, then restore.")) from error
