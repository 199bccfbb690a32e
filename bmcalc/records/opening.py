"""Opening the records of this computer; the first opening founds them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft, Origin
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.places import refuse_network


def are_founded(folder: Path) -> bool:
    """Say whether there are records in a folder."""
    return (folder / FILE).exists()


def installation_of(folder: Path) -> Installation:
    """Return the key of an installation that has one; :class:`RecordsFault` where it has none."""
    installation = Installation.read(folder)
    if installation is None:
        raise RecordsFault(_("There are no records in {folder}.", folder=str(folder)))
    return installation


def open_records(folder: Path) -> SqliteStore:
    """Open the records of a folder; :class:`RecordsFault` where there are none or no right."""
    refuse_network(folder)
    if are_founded(folder) and Installation.read(folder) is None:
        raise RecordsFault(_("The key of this installation is gone from {folder}, so nothing can "
                             "be recorded. Restore the records from a backup.", folder=str(folder)))
    return SqliteStore.open(folder, installation_of(folder))


def found_records(folder: Path, at: Moment, origin: Origin) -> SqliteStore:
    """Make the records of a folder, or open those that are there.

    The key of the installation is kept first: a founding that was cut short is taken up again with
    the same key.
    """
    refuse_network(folder)
    if are_founded(folder):
        return open_records(folder)
    installation = _own_key(folder)
    draft = Draft(Kind.FOUNDED, at, {"installation": installation.public}, origin=origin)
    try:
        return SqliteStore.found(folder, installation, draft)
    except RecordsFault:
        if are_founded(folder):
            with suppress(RecordsFault):
                return open_records(folder)
        raise


def _own_key(folder: Path) -> Installation:
    """Return the key of a folder's installation, made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Installation.new()
        made.keep(folder)
    except FileExistsError:
        kept = Installation.read(folder) if folder.is_dir() else None
        if kept is None:
            raise RecordsFault(_("{folder} is no folder that can hold records.",
                                 folder=str(folder))) from None
        return kept
    except OSError as error:
        raise fault_of(error, folder / FILE) from error
    _flush(folder)
    return made


def _flush(folder: Path) -> None:
    """Let the name of a new file reach the disk, where the system can be asked for it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
