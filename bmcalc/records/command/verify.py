"""Verifying the records of this computer, and telling what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bmcalc.console import write
from bmcalc.core.texts import _
from bmcalc.records.department.joining import has_joined
from bmcalc.records.department.records import DepartmentRecords
from bmcalc.records.department.working import open_work
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.seal import read_seal, read_seals, seal_line
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Restored, Verified
from bmcalc.records.verifying import chain_of, verify_department, verify_folder

SOUND: Final = 0
BAD: Final = 1
_MOST: Final = 10_000_000
"""Bytes of a file of seals; one seal a day for ten years is half a million."""


def verify_records(folder: Path, against: str | None, as_json: bool) -> int:
    """Walk the records of a folder and write what was found; return 0, or 1 for a bad record.

    Where the workstation joined a department, its shared chain is walked too; a seal belongs to
    the chain that it names.
    """
    seals = () if against is None else seals_of(against)
    if not has_joined(folder):
        found = verify_folder(folder, seals)
        _write(as_json, _as_json(found, seals), _lines(found, seals))
        return SOUND if found.sound else BAD
    chain = chain_of(folder)
    own = tuple(seal for seal in seals if seal.chain == chain)
    others = tuple(seal for seal in seals if seal.chain != chain)
    found = verify_folder(folder, own)
    if not found.sound:
        _write(as_json, _as_json(found, own), _lines(found, own))
        return BAD
    shared, away = _of_department(folder, others)
    told = [_("This workstation:"), *_lines(found, own), _("The department:"),
            *_lines(shared, others)]
    if away:
        told.append(_("The department's server is away: its records were read as they were copied "
                      "here."))
    _write(as_json, {**_as_json(found, own), "sound": shared.sound,
                     "department": {**_as_json(shared, others), "away": away}}, told)
    return SOUND if shared.sound else BAD


def _of_department(folder: Path, seals: Sequence[Head]) -> tuple[Verified, bool]:
    """Return what the walk of the shared chain found, and whether its server is away."""
    records = open_work(folder)
    assert isinstance(records, DepartmentRecords)
    try:
        return verify_department(records, folder, seals), records.is_away
    finally:
        records.close()


def _write(as_json: bool, answer: dict[str, object], lines: Sequence[object]) -> None:
    write(json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(map(str, lines)))


def seals_of(against: str) -> tuple[Head, ...]:
    """Return the seals of a file, or the one that the words are; RecordsFault for neither."""
    path = Path(against)
    try:
        if not path.is_file():
            return (read_seal(against),)
        with path.open("rb") as opened:
            content = opened.read(_MOST + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("it is not UTF-8 text")
        raise RecordsFault(_("{file} cannot be read: {reason}", file=against,
                             reason=reason)) from None
    if len(content) > _MOST:
        raise RecordsFault(_("{file} is too large for a file of seals.", file=against))
    return read_seals(text)


def _lines(found: Verified, seals: Sequence[Head]) -> list[object]:
    restores = [_restore_line(one) for one in found.restored]
    if found.flaw is not None:
        return [found.flaw.reason, *restores]
    sound = _("All {count} records are sound.", count=found.head.seq if found.head else 0)
    agreed = [_("They agree with the seals given ({count}).", count=len(seals))] if seals else []
    sealed = [seal_line(found.head)] if found.head else []
    return [sound, *agreed, *restores, *sealed]


def _restore_line(restored: Restored) -> object:
    first, last = restored.body.get("missing_from"), restored.body.get("missing_to")
    if first is None or last is None:
        return _("Record {seq} tells of a restore; nothing is known to be missing.",
                 seq=restored.seq)
    return _("Record {seq} tells of a restore; what was recorded as {first} to {last} before it is "
             "missing.", seq=restored.seq, first=first, last=last)


def _as_json(found: Verified, seals: Sequence[Head]) -> dict[str, object]:
    return {
        "sound": found.sound,
        "chain": found.head.chain if found.head else None,
        "events": found.head.seq if found.head else 0,
        "head": vars(found.head) if found.head else None,
        "seals": len(seals),
        "first_bad": None if found.flaw is None else {
            "seq": found.flaw.seq, "kind": str(found.flaw.kind), "reason": str(found.flaw.reason)},
        "restored": [{"seq": one.seq, "body": dict(one.body)} for one in found.restored],
    }
