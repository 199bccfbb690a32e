"""Verifying the records of this computer, and telling what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bmcalc.console import write
from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.seal import read_seal, read_seals, seal_line
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Restored, Verified
from bmcalc.records.verifying import verify_folder

SOUND: Final = 0
BAD: Final = 1
_MOST: Final = 10_000_000
"""Bytes of a file of seals; one seal a day for ten years is half a million."""


def verify_records(folder: Path, against: str | None, as_json: bool) -> int:
    """Walk the records of a folder and write what was found; return 0, or 1 for a bad record."""
    seals = () if against is None else seals_of(against)
    found = verify_folder(folder, seals)
    write(json.dumps(_as_json(found, seals), ensure_ascii=False) if as_json
          else "\n".join(map(str, _lines(found, seals))))
    return SOUND if found.sound else BAD


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
