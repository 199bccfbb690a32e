"""A restore: a backup takes the place of the records, and a record of it names what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bmcalc.core.texts import _
from bmcalc.records.backup.copying import not_saved, staged, whole_file
from bmcalc.records.backup.present import Present, erased_by, present_records, set_aside
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import Draft, Event, Origin
from bmcalc.records.ledger.installation import FOR_THE_GROUP, Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.set_aside import erase_in_set_aside
from bmcalc.records.ledger.settling import flush_folder
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Verified, Witness, verify
from bmcalc.records.opening import key_for_restore
from bmcalc.records.places import lies_in, refuse_network


@dataclass(frozen=True)
class Restored:
    """What came of a restore.

    ``missing`` are the first and last number that are known to be lost, None where none is;
    ``differs`` says that the records that were here told something else than the backup;
    ``set_aside`` is the name under which those lie now; ``new_key`` that this computer writes with
    a key that the backup did not know; ``erased`` counts the patients erased since the backup.
    """

    head: Head
    missing: tuple[int, int] | None
    differs: bool
    set_aside: str | None
    new_key: bool
    erased: int


class _Erasures:
    """A witness that remembers who was erased."""

    def __init__(self) -> None:
        self.found: frozenset[str] = frozenset()

    def objection(self, event: Event) -> None:
        """Object to nothing."""
        self.found |= erased_by(event)


def restore(backup: Path, folder: Path, at: Moment, origin: Origin, seals: Sequence[Head] = (),
            erased: Iterable[str] = (), witnesses: Sequence[Witness] = ()) -> Restored:
    """Put a backup in the place of the records of a folder; the present ones are set aside.

    ``seals`` were given out earlier: what they name beyond the backup is missing. ``erased`` are
    patients known elsewhere to be erased. Raises :class:`RecordsFault` before anything was changed
    for a backup that is not whole, not sound, or not what a seal says.
    """
    refuse_network(folder)
    if not backup.is_file():
        raise RecordsFault(_("There is no file {file}.", file=str(backup)))
    if lies_in(backup, folder):
        raise RecordsFault(_("A backup is not restored from within the records ({file}): copy it "
                             "to another place first.", file=str(backup)))
    kept = Installation.read(folder) if folder.is_dir() else None
    found, own = _sound(backup, seals, witnesses)
    assert found.head is not None
    present = present_records(folder, None if kept is None else kept.public, found.head.seq)
    gone = own | present.erased | frozenset(erased)
    key = key_for_restore(folder)
    new_key = key.public not in found.keys
    body = {
        "file": backup.name, "from": seal_line(found.head),
        "installation": key.public, "new_key": new_key, "erased": sorted(gone),
        **_lost(found.head, present, seals, _agrees(backup, found.head, present)),
    }
    try:
        with staged(folder, at) as stage:
            whole_file(backup, stage / FILE)
            _arrived(stage / FILE, found.head)
            name = _put_in_place(stage, folder, key, Draft(Kind.RESTORED, at, body, origin=origin))
    except OSError as error:
        raise not_saved(folder / FILE, error) from None
    first, last = body["missing_from"], body["missing_to"]
    return Restored(found.head, None if first is None else (first, last), bool(body["differs"]),
                    name, new_key, len(gone - own))


def _sound(backup: Path, seals: Sequence[Head],
           witnesses: Sequence[Witness]) -> tuple[Verified, frozenset[str]]:
    """Return what the walk through a backup found, and who was erased in it."""
    erasures = _Erasures()
    try:
        with ledger_file(backup) as file:
            whole = file.is_whole()
            head = file.head()
            within = [seal for seal in seals if seal.seq <= head.seq or seal.chain != head.chain]
            found = verify(file.stored(), None, within, (*witnesses, erasures))
    except UnsoundLedger as broken:
        raise _not_restored(broken.text) from None
    if found.flaw is not None:
        raise _not_restored(found.flaw.reason)
    if not whole:
        raise _not_restored(_("the file is damaged"))
    return found, erasures.found


def _not_restored(reason: object) -> RecordsFault:
    return RecordsFault(_("This backup is not restored, and nothing was changed: {reason}",
                          reason=reason))


def _arrived(copy: Path, head: Head) -> None:
    """Raise where the copy beside the records is not the backup that was found sound."""
    with ledger_file(copy) as file:
        arrived = verify(file.stored())
    if arrived.flaw is not None or arrived.head != head:
        raise _not_restored(_("what was written reads back differently"))


def _agrees(backup: Path, head: Head, present: Present) -> bool:
    """Say whether the present records and the backup tell the same as far as both go."""
    if present.head is None or present.head.chain != head.chain:
        return True
    with ledger_file(backup) as file:
        there = file.hash_at(present.head.seq)
    return there in {None, present.head.hash} and present.hash_there in {None, head.hash}


def _lost(head: Head, present: Present, seals: Sequence[Head], agrees: bool) -> dict[str, Any]:
    """Return what is known to be lost behind the newest record of the backup."""
    here = present.head if present.head and present.head.chain == head.chain else None
    known = max([*seals, *([here] if here else [])], key=lambda seal: seal.seq, default=head)
    last = max(known.seq, present.last if here else 0)
    lost = last > head.seq
    return {
        "known": seal_line(known), "differs": not agrees,
        "missing_from": head.seq + 1 if lost else None, "missing_to": last if lost else None,
        "set_aside": None if present.head is None else seal_line(present.head),
    }


def _put_in_place(stage: Path, folder: Path, key: Installation, restored: Draft) -> str | None:
    """Erase and record in the staged copy, then let it take its place; return what made way."""
    store = SqliteStore.open(stage, key)
    try:
        for patient in restored.body["erased"]:
            store.erase_secret(f"patient/{patient}")
        store.append(restored)
    finally:
        store.close()
    ledger = stage / FILE
    log = ledger.with_name(FILE + "-wal")
    if log.exists() and log.stat().st_size:
        raise RecordsFault(_("The disk did not take the record in {folder}. Nothing was recorded.",
                             folder=str(folder)))
    ledger.chmod(FOR_THE_GROUP)
    name = set_aside(folder, restored.at)
    flush_folder(folder)
    ledger.replace(folder / FILE)
    flush_folder(folder)
    for patient in restored.body["erased"]:
        erase_in_set_aside(folder, f"patient/{patient}")
    return name
