"""Verifying the records of a folder: the ledger, the installation's key and the people's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.flaw import Flaw, FlawKind
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Verified, Witness, verify
from bmcalc.records.people.witness import SignatureWitness


def witnesses() -> tuple[Witness, ...]:
    """Return who is shown every event of a walk, fresh for each."""
    return (SignatureWitness(),)


def verify_folder(folder: Path, seals: Sequence[Head] = ()) -> Verified:
    """Walk the records of a folder, with the key that lies beside them.

    :class:`RecordsFault` where there is nothing to verify.
    """
    path, key = folder / FILE, Installation.read(folder)
    if not path.exists():
        if key is None and not seals:
            raise RecordsFault(_("There are no records in {folder}.", folder=str(folder)))
        return _nothing(Flaw(1, FlawKind.MISSING, _("The file of the records is gone ({file}).",
                                                    file=str(path))))
    try:
        with ledger_file(path) as file:
            found = verify(file.stored(), None if key is None else key.public, seals, witnesses())
            if found.sound and not file.is_whole():
                found = replace(found, flaw=_not_whole(found))
    except UnsoundLedger as broken:
        return _nothing(Flaw(1, FlawKind.UNREADABLE, broken.text))
    if key is None and found.sound:
        gone = _("The key of this installation is gone: nothing shows that these records are its "
                 "own.")
        return replace(found, flaw=Flaw(1, FlawKind.KEY, gone))
    return found


def verify_department(records: DepartmentRecords, folder: Path,
                      seals: Sequence[Head] = ()) -> Verified:
    """Walk the department's shared chain; this workstation's key must be admitted in it."""
    key = Installation.read(folder)
    return verify(records.shared_events(), None if key is None else key.public, seals,
                  witnesses())


def chain_of(folder: Path) -> str | None:
    """Return the chain of a folder's own ledger as its first record names it, None for none."""
    try:
        with ledger_file(folder / FILE) as file:
            first = next(file.stored(), None)
            return None if first is None else first.event().chain
    except (RecordsFault, ValueError):
        return None


def _not_whole(found: Verified) -> Flaw:
    return Flaw(1 if found.head is None else found.head.seq + 1, FlawKind.UNREADABLE,
                _("Every record is as it was written, but the file around them is damaged. "
                  "Restore a backup; this file is set aside and stays."))


def _nothing(flaw: Flaw) -> Verified:
    return Verified(None, flaw, (), frozenset())
