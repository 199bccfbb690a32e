"""Every event in canonical form, one a line, and the signatures in a file beside it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from bmcalc.core.texts import _
from bmcalc.records.backup.copying import sha256_of
from bmcalc.records.department.joining import has_joined
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.department.working import open_work
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import event_hash
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.store import Stored
from bmcalc.records.places import lies_in
from bmcalc.saved_file import why_not_saved

SIGNATURES: Final = ".signatures"


def export(folder: Path, target: Path) -> tuple[Path, Path]:
    """Write all events into ``target``, exactly the bytes that were hashed; return both files.

    The second file holds number, hash, installation and signature of each as a JSON object.
    Raises :class:`RecordsFault` for a place within the records or one that takes no file.
    """
    if lies_in(target, folder):
        raise RecordsFault(_("Nothing is exported into the folder of the records."))
    beside = target.with_name(target.name + SIGNATURES)
    for path in (target, beside):
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise RecordsFault(_("{file} is no file, and nothing takes its place.",
                                 file=str(path)))
    try:
        with _events(folder) as stored, ExitStack() as stack:
            events = stack.enter_context(_whole_file(target))
            signatures = stack.enter_context(_whole_file(beside))
            for one in stored:
                events.write(_sound(one).content + b"\n")
                signatures.write(_signature_line(one))
    except OSError as error:
        raise RecordsFault(_("{file} was not saved: {reason}", file=str(target),
                             reason=why_not_saved(error))) from None
    return target, beside


@contextmanager
def _events(folder: Path) -> Iterator[Iterator[Stored]]:
    """Give the events of the chain that counts here: the department's where there is one."""
    if not has_joined(folder):
        with ledger_file(folder / FILE) as file:
            yield file.stored()
        return
    records = open_work(folder)
    assert isinstance(records, DepartmentRecords)
    try:
        yield records.shared_events()
    finally:
        records.close()


def _sound(one: Stored) -> Stored:
    if event_hash(one.content) != one.hash:
        raise UnsoundLedger(_("The content of record {seq} is not what was written: its hash is "
                              "another.", seq=one.seq))
    return one


def _signature_line(one: Stored) -> bytes:
    held = {"seq": one.seq, "hash": one.hash.hex(), "installation": one.event().installation,
            "signature": one.signature.hex()}
    return json.dumps(held, separators=(",", ":")).encode() + b"\n"


class _Written:
    """What goes into a file, and its hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Write the next bytes."""
        self._file.write(content)
        self.hash.update(content)


@contextmanager
def _whole_file(path: Path) -> Iterator[_Written]:
    """Give a file that takes its name only once all of it is on the disk and was read back."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as opened:
            written = _Written(opened)
            yield written
            opened.flush()
            os.fsync(opened.fileno())
        if sha256_of(part) != written.hash.hexdigest():
            raise OSError(errno.EIO, str(_("what was written reads back differently")))
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
