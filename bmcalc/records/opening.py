"""Opening the records of this computer; the first opening founds them."""

from __future__ import annotations

from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import Draft, Origin
from bmcalc.records.ledger.installation import FILE as KEY_FILE
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.settling import begin, flush_folder, is_begun, sweep
from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.places import refuse_network


def are_founded(folder: Path) -> bool:
    """Say whether there are records in a folder; :class:`RecordsFault` where it may not be read."""
    try:
        return (folder / FILE).exists()
    except OSError as error:
        raise fault_of(error, folder / FILE) from error


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

    A founding that was cut short is taken up again with the same key; of several at once, one is
    kept. A folder that has lost its ledger is refused: no second chain begins in it.
    """
    refuse_network(folder)
    if not are_founded(folder):
        installation = _own_key(folder)
        draft = Draft(Kind.FOUNDED, at, {"installation": installation.public}, origin=origin)
        try:
            SqliteStore.found(folder, installation, draft).close()
        except RecordsFault:
            if not are_founded(folder):
                raise
    store = open_records(folder)
    sweep(folder, FILE, KEY_FILE)
    return store


def _own_key(folder: Path) -> Installation:
    """Return the key of a folder's installation, made where there is none."""
    kept = Installation.read(folder)
    try:
        if kept is None:
            made = Installation.new()
            _make(folder)
            begin(folder)
            made.keep(folder)
            return made
        if is_begun(folder) or are_founded(folder):
            return kept
    except OSError as error:
        kept = Installation.read(folder) if folder.is_dir() else None
        if kept is not None:
            return kept
        if isinstance(error, FileExistsError):
            raise RecordsFault(_("{folder} is no folder that can hold records.",
                                 folder=str(folder))) from None
        raise fault_of(error, folder / FILE) from error
    raise UnsoundLedger(_("The ledger is gone from {folder}, but the key of its installation is "
                          "there. Nothing new is begun; restore the records from a backup.",
                          folder=str(folder)))


def key_for_restore(folder: Path) -> Installation:
    """Return the key of a folder's installation, made where there is none, the folder too.

    Without a ledger beside it nothing new begins in such a folder.
    """
    kept = Installation.read(folder)
    if kept is not None:
        return kept
    made = Installation.new()
    try:
        _make(folder)
        made.keep(folder)
    except OSError as error:
        raise fault_of(error, folder / FILE) from error
    return made


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        flush_folder(folder.parent)
