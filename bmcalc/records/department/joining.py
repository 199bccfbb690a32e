"""Joining a department: which server, and from where on the own ledger's events are its too."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.department.mirror import Mirror
from bmcalc.records.department.pipe import Pipe
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.ledger.store import Stored
from bmcalc.records.opening import installation_of, open_records
from bmcalc.saved_file import save_text, why_not_saved

FILE: Final = "department.json"
_PROGRAM: Final = "bmcalc-department"


def join_department(folder: Path, address: str) -> None:
    """Let the records of a folder be the department's from now on.

    What stands in the own ledger already stays there and is not handed over. Raises
    :class:`RecordsFault` for an address that is not safe, for a server that does not answer, and
    for a workstation that nobody admitted.
    """
    own = open_records(folder)
    try:
        joined = own.head().seq
    finally:
        own.close()
    _refuse_stranger(folder, address)
    try:
        save_text(folder / FILE, json.dumps({"address": address, "joined": joined}) + "\n")
    except OSError as error:
        raise RecordsFault(why_not_saved(error)) from error


def _refuse_stranger(folder: Path, address: str) -> None:
    """Ask the server for its events, one of which must admit this workstation."""
    key = installation_of(folder).public
    pipe = Pipe(_command(folder, address))
    try:
        admitted = any(_admits(stored, key) for stored in pipe.read_from(1))
    finally:
        pipe.close()
    if not admitted:
        raise RecordsFault(_("This workstation is not admitted to the department's records. Let "
                             "one that is admit its key: {key}", key=key))


def _admits(stored: Stored, key: str) -> bool:
    draft = stored.event().draft
    return draft.kind in {Kind.FOUNDED, Kind.INSTALLATION_ADMITTED} and \
        draft.body.get("installation") == key


def _command(folder: Path, address: str) -> list[str]:
    return [*program(), "serve", address, "--records", str(folder)]


def has_joined(folder: Path) -> bool:
    """Say whether the records of a folder are a department's."""
    return (folder / FILE).exists()


def open_department(folder: Path, own: SqliteStore) -> DepartmentRecords:
    """Open the records of a department; the own ledger takes what waits for its server."""
    try:
        held = json.loads((folder / FILE).read_text(encoding="utf-8"))
        address, joined = str(held["address"]), int(held["joined"])
    except (OSError, ValueError, KeyError, TypeError):
        raise RecordsFault(_("The file that names the department's server cannot be read: {file}",
                             file=str(folder / FILE))) from None
    return DepartmentRecords(Pipe(_command(folder, address)), own, Mirror.open(folder), joined)


def program() -> list[str]:
    """Return how the department's program is started: from the source, or from its own folder.

    That lies beside this program's, where every file is checked against the list of its build.
    """
    if getattr(sys, "frozen", False):
        ending = ".exe" if os.name == "nt" else ""
        installed = Path(sys.executable).resolve().parent.parent
        return [str(installed / _PROGRAM / f"{_PROGRAM}{ending}")]
    return [sys.executable, "-m", "bmcalc.department"]
