"""The actions of ``bmcalc records``, each told in plain lines or as one JSON object."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bmcalc.console import write
from bmcalc.core.texts import _
from bmcalc.json_input import UsageError
from bmcalc.records.clock import now
from bmcalc.records.command.append import append_lines
from bmcalc.records.command.copies import back_up_records, restore_records
from bmcalc.records.command.export import export
from bmcalc.records.command.shown import rebuild, show_courses, show_people
from bmcalc.records.command.verify import verify_records
from bmcalc.records.department.joining import has_joined, join_department
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.department.working import found_work, open_work, sealed_head
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.store import Head
from bmcalc.records.opening import are_founded, found_records
from bmcalc.records.places import records_folder

MakeOrigin = Callable[[], Origin]


def act(given: argparse.Namespace, origin: MakeOrigin) -> int:
    """Do what was asked; return the exit code.

    ``origin`` says, once something is to be recorded, with which program and formulary. Raises
    :class:`UsageError` with the sentence of a fault.
    """
    try:
        folder = records_folder()
        return _ACTIONS[given.action](given, folder, origin)
    except RecordsFault as fault:
        raise UsageError(str(fault)) from None
    except OSError as error:
        raise UsageError(str(_("{file} cannot be read: {reason}", file=error.filename or folder,
                               reason=error.strerror or error))) from None


def _where(given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    answer: dict[str, object] = {"folder": str(folder), "store": None, "chain": None, "events": 0,
                                 "head": None}
    lines = [f"folder: {folder}"]
    if are_founded(folder):
        with ledger_file(folder / FILE) as file:
            head, count = file.head(), file.count()
        answer |= {"store": str(file.path), "chain": head.chain, "events": count,
                   "head": {"seq": head.seq, "hash": head.hash, "utc": head.utc}}
        lines += [f"store: SQLite {file.path.name}", f"chain: {head.chain}", f"events: {count}",
                  f"head: {head.seq} {head.hash} {head.utc}"]
    else:
        lines.append(str(_("There are no records in {folder}.", folder=str(folder))))
    if has_joined(folder):
        department = _department(folder)
        answer["department"] = department
        lines += [f"department {name}: {value}" for name, value in department.items()]
    write(json.dumps(answer, ensure_ascii=False) if given.json else "\n".join(lines))
    return 0


def _department(folder: Path) -> dict[str, object]:
    """Return what is known of the department's chain, and how many events wait here for it."""
    records = open_work(folder)
    assert isinstance(records, DepartmentRecords)
    try:
        head = records.shared_head()
        return {"chain": head.chain, "events": head.seq, "head": head.hash,
                "away": records.is_away, "waiting": records.waiting()}
    finally:
        records.close()


def _append(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    append_lines(given.file, lambda: found_work(folder, now(), origin()), origin)
    return 0


def _verify(given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    return verify_records(folder, given.against, given.json)


def _seal(_given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    write(seal_line(_head(folder)))
    return 0


def _head(folder: Path) -> Head:
    """Return the newest event of the chain that counts here: the department's where there is one.

    What waits for the department's server is in no chain yet, so no seal is over it.
    """
    if has_joined(folder):
        records = open_work(folder)
        try:
            return sealed_head(records)
        finally:
            records.close()
    with ledger_file(folder / FILE) as file:
        return file.head()


def _export(given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    for path in export(folder, given.file):
        write(str(path))
    return 0


def _backup(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    back_up_records(folder, given.folder, origin, given.json)
    return 0


def _restore(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    restore_records(given.file, folder, given.against, origin, given.json)
    return 0


def _join(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    found_records(folder, now(), origin()).close()
    join_department(folder, given.address)
    write(str(_("From now on these records are the department's.")))
    return 0


def _rebuild(_given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    write(str(_("Read again from the first record: {count} events.",
                count=rebuild(folder, origin()))))
    return 0


def _people(_given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    show_people(folder)
    return 0


def _courses(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    show_courses(folder, given.patient, origin())
    return 0


_ACTIONS: Final[dict[str, Callable[[argparse.Namespace, Path, MakeOrigin], int]]] = {
    "where": _where, "append": _append, "verify": _verify, "seal": _seal, "export": _export,
    "backup": _backup, "restore": _restore, "rebuild": _rebuild, "people": _people,
    "courses": _courses, "join": _join,
}
