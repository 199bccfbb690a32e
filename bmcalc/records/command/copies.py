"""Backing up and restoring from the command line, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bmcalc.console import write
from bmcalc.core.texts import _
from bmcalc.records.backup.backing_up import BackedUp, back_up
from bmcalc.records.backup.receipt import KEY_STAYS
from bmcalc.records.backup.restoring import Restored, restore
from bmcalc.records.clock import now
from bmcalc.records.command.verify import seals_of
from bmcalc.records.department.after_restore import erased_in_department, wait_from
from bmcalc.records.department.joining import has_joined
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.opening import open_records
from bmcalc.records.verifying import witnesses


def back_up_records(folder: Path, target: Path, origin: Callable[[], Origin],
                    as_json: bool) -> None:
    """Copy the records of a folder into another one, and write what came of it."""
    store = open_records(folder)
    try:
        made = back_up(store, target, now(), origin(), witnesses())
    finally:
        store.close()
    lines = list(_made_lines(made))
    if has_joined(folder):
        lines.append(_("The department's shared records lie on its server and are backed up "
                       "there."))
    _tell(lines, {
        "file": str(made.file), "seal": seal_line(made.head), "same_device": made.same_device,
        "removed": list(map(str, made.removed)), "apart": list(map(str, made.apart)),
    }, as_json)


def restore_records(backup: Path, folder: Path, against: str | None,
                    origin: Callable[[], Origin], as_json: bool) -> None:
    """Put a backup in the place of the records of a folder, and write what came of it."""
    seals = () if against is None else seals_of(against)
    done = restore(backup, folder, now(), origin(), seals, erased_in_department(folder),
                   witnesses())
    wait_from(folder, done.head.seq)
    _tell(list(_restored_lines(done, backup)), {
        "seal": seal_line(done.head), "missing": done.missing, "differs": done.differs,
        "set_aside": done.set_aside, "new_key": done.new_key, "erased": done.erased,
    }, as_json)


def _made_lines(made: BackedUp) -> Iterator[object]:
    yield _("Backed up and verified whole: {file}", file=str(made.file))
    yield seal_line(made.head)
    yield KEY_STAYS
    if made.same_device:
        yield _("Warning: this folder lies on the same device as the records. If the device fails, "
                "both are lost.")
    if made.removed:
        yield _("Older copies removed: {count}.", count=len(made.removed))
    if made.apart:
        yield _("Warning: copies in this folder hold records that are not in the present ones "
                "({count}). They are kept; somebody should look.", count=len(made.apart))


def _restored_lines(done: Restored, backup: Path) -> Iterator[object]:
    yield _("Restored up to record {seq} from {file}.", seq=done.head.seq, file=backup.name)
    if done.missing is None:
        yield _("Nothing is known to be missing.")
    else:
        yield _("Missing are the records {first} to {last}.", first=done.missing[0],
                last=done.missing[1])
    if done.differs:
        yield _("Warning: the records that were here told something else than the backup.")
    if done.set_aside is not None:
        yield _("The records that were here are set aside as {file}.", file=done.set_aside)
    if done.new_key:
        yield _("This computer writes with a new key, which the record of the restore names.")
    if done.erased:
        yield _("Patients erased again: {count}.", count=done.erased)


def _tell(lines: Sequence[object], answer: dict[str, object], as_json: bool) -> None:
    write(json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(map(str, lines)))
