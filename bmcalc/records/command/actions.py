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
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import are_founded, found_records
from bmcalc.records.places import records_folder

MakeOrigin = Callable[[], Origin]


def act(given: argparse.Namespace, origin: MakeOrigin) -> int:
    """Do what was asked; return the exit code.

    ``origin`` says, once something is to be recorded, with which program and formulary. Raises
    :class:`UsageError` with the sentence of a fault.
    """
    try:
        return _ACTIONS[given.action](given, records_folder(), origin)
    except RecordsFault as fault:
        raise UsageError(str(fault)) from None


def _where(given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    answer: dict[str, object] = {"folder": str(folder), "store": None, "chain": None, "events": 0,
                                 "head": None}
    if are_founded(folder):
        with ledger_file(folder / FILE) as file:
            head, count = file.head(), file.count()
        answer |= {"store": str(file.path), "chain": head.chain, "events": count,
                   "head": {"seq": head.seq, "hash": head.hash, "utc": head.utc}}
        lines = [f"folder: {folder}", f"store: SQLite {file.path.name}", f"chain: {head.chain}",
                 f"events: {count}", f"head: {head.seq} {head.hash} {head.utc}"]
    else:
        lines = [f"folder: {folder}",
                 str(_("There are no records in {folder}.", folder=str(folder)))]
    write(json.dumps(answer, ensure_ascii=False) if given.json else "\n".join(lines))
    return 0


def _append(given: argparse.Namespace, folder: Path, origin: MakeOrigin) -> int:
    append_lines(given.file, lambda: found_records(folder, now(), origin()), origin)
    return 0


def _verify(given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    return verify_records(folder, given.against, given.json)


def _seal(_given: argparse.Namespace, folder: Path, _origin: MakeOrigin) -> int:
    with ledger_file(folder / FILE) as file:
        write(seal_line(file.head()))
    return 0


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
    "courses": _courses,
}
