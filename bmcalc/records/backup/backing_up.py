"""A backup: a copy on another device that counts only after it was verified whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.backup.copying import carry, cut_off, not_saved, staged, whole_file
from bmcalc.records.backup.kept import kept
from bmcalc.records.backup.receipt import Copy, copies_in, name_of, write_receipt
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft, Origin
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Witness, verify
from bmcalc.records.places import lies_in


@dataclass(frozen=True)
class BackedUp:
    """What came of a backup.

    ``removed`` are older copies that gave way; ``apart`` are copies whose records are not those of
    this ledger: they are never removed.
    """

    file: Path
    head: Head
    same_device: bool
    removed: tuple[Path, ...]
    apart: tuple[Path, ...]


def back_up(store: SqliteStore, target: Path, at: Moment, origin: Origin,
            witnesses: Sequence[Witness] = ()) -> BackedUp:
    """Copy the records into a folder, verify the copy, record it, and let old copies go.

    Raises :class:`RecordsFault` for a folder that is none, for one within the records, and for
    records that are not sound.
    """
    records = store.path.parent
    _refuse(target, records)
    head, sha256, part = _copied(store, target, at, witnesses)
    file = target / name_of(head, at)
    try:
        part.replace(file)
        write_receipt(file, head, sha256, at)
        same = target.stat().st_dev == records.stat().st_dev
    except OSError as error:
        raise not_saved(file, error) from None
    store.append(Draft(Kind.BACKED_UP, at, {
        "seal": seal_line(head), "sha256": sha256, "file": file.name, "folder": str(target),
        "same_device": same}, origin=origin))
    removed, apart = _let_go(file, head)
    return BackedUp(file, head, same, removed, apart)


def _refuse(target: Path, records: Path) -> None:
    if not target.is_dir():
        raise RecordsFault(_("There is no folder {folder}. Is the other device connected?",
                             folder=str(target)))
    if lies_in(target, records):
        raise RecordsFault(_("A backup does not lie within the records ({folder}): name a folder "
                             "on another device.", folder=str(target)))


def _copied(store: SqliteStore, target: Path, at: Moment,
            witnesses: Sequence[Witness]) -> tuple[Head, str, Path]:
    """Return the head of a copy that was verified where it lies, its SHA-256 and its file."""
    before = store.head()
    part = target / f".bmcalc-records-{os.getpid()}.part"
    try:
        for left in cut_off(target, ".bmcalc-records-*.part", at):
            left.unlink(missing_ok=True)
        with staged(store.path.parent, at) as stage:
            whole_file(store.path, stage / FILE)
            sha256 = carry(stage / FILE, part)
        with ledger_file(part) as copy:
            found = verify(copy.stored(), store.installation, (before,), witnesses)
            whole = copy.is_whole()
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise not_saved(part, error) from None
        raise
    if found.flaw is None and found.head is not None and whole:
        return found.head, sha256, part
    with suppress(OSError):
        part.unlink()
    if found.flaw is not None:
        raise RecordsFault(_("The records are not sound, so the copy does not count: {reason}",
                             reason=found.flaw.reason))
    raise RecordsFault(_("The copy is not whole, so it does not count. Copy to another device."))


def _let_go(file: Path, head: Head) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Remove copies of which there are enough, each of them contained in the newest copy."""
    earlier = list(copies_in(file.parent, head.chain))
    with ledger_file(file) as newest:
        contained = [copy for copy in earlier if newest.hash_at(copy.head.seq) == copy.head.hash]
    apart = tuple(copy.file for copy in earlier if copy not in contained)
    keep = kept((copy.made, copy.file) for copy in contained)
    removed = [copy for copy in contained if copy.file not in keep and copy.file != file]
    return tuple(copy.file for copy in removed if _remove(copy)), apart


def _remove(copy: Copy) -> bool:
    """Remove a copy, its receipt first, so that what is left of it does not count."""
    try:
        copy.receipt.unlink()
        copy.file.unlink()
    except OSError:
        return False
    return True
