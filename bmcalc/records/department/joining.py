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
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.opening import open_records
from bmcalc.saved_file import save_text, why_not_saved

FILE: Final = "department.json"
_PROGRAM: Final = "bmcalc-department"


def join_department(folder: Path, address: str) -> None:
    """Let the records of a folder be the department's from now on.

    What stands in the own ledger already stays there and is not handed over.
    """
    own = open_records(folder)
    try:
        joined = own.head().seq
    finally:
        own.close()
    try:
        save_text(folder / FILE, json.dumps({"address": address, "joined": joined}) + "\n")
    except OSError as error:
        raise RecordsFault(why_not_saved(error)) from error


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
    command = [*program(), "serve", address, "--records", str(folder)]
    return DepartmentRecords(Pipe(command), own, Mirror.open(folder), joined)


def program() -> list[str]:
    """Return how the department's program is started: beside this one, or from the source."""
    if getattr(sys, "frozen", False):
        ending = ".exe" if os.name == "nt" else ""
        return [str(Path(sys.executable).parent / "department" / f"{_PROGRAM}{ending}")]
    return [sys.executable, "-m", "bmcalc.department"]
