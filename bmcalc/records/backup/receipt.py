"""The receipt of a copy: what it holds, by its seal. A copy without one does not count."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.seal import read_seal, seal_line
from bmcalc.records.ledger.store import Head
from bmcalc.saved_file import save_text

ENDING: Final = ".receipt.json"
_NAME: Final = re.compile(r"bmcalc-records-([0-9a-f]{8})-(\d{8}-\d{6})-\d+\.db")
_TIME: Final = "%Y%m%d-%H%M%S"
_MOST: Final = 100_000

KEY_STAYS: Final = _("The copy holds no key of an installation. A restore on another computer "
                     "makes a new key, and the record of the restore names it.")


@dataclass(frozen=True)
class Copy:
    """A copy that counts: where it lies, when it was made on the clock of the place, its seal."""

    file: Path
    made: datetime.datetime
    head: Head

    @property
    def receipt(self) -> Path:
        """Return the file of its receipt."""
        return receipt_of(self.file)


def name_of(head: Head, at: Moment) -> str:
    """Return the name of a copy: chain, time on the wall, number of its newest record."""
    return f"bmcalc-records-{head.chain[:8]}-{at.local().strftime(_TIME)}-{head.seq}.db"


def receipt_of(file: Path) -> Path:
    """Return where the receipt of a copy lies."""
    return file.with_name(file.name + ENDING)


def write_receipt(file: Path, head: Head, sha256: str, at: Moment) -> None:
    """Write the receipt of a copy that was verified whole."""
    held = {"seal": seal_line(head), "sha256": sha256, "bytes": file.stat().st_size,
            "at": {"utc": at.utc, "offset": at.offset}, "installation_key": str(KEY_STAYS)}
    save_text(receipt_of(file), json.dumps(held, ensure_ascii=False, indent=1) + "\n")


def copies_in(folder: Path, chain: str) -> Iterator[Copy]:
    """Return the copies of a chain in a folder that count; files of other names are not touched."""
    for file in sorted(folder.iterdir()):
        named = _NAME.fullmatch(file.name)
        if named is None:
            continue
        head = _sealed(file)
        if head is not None and head.chain == chain:
            yield Copy(file, datetime.datetime.strptime(named[2], _TIME), head)  # noqa: DTZ007


def _sealed(file: Path) -> Head | None:
    """Return what the receipt of a copy seals, None where the copy does not count."""
    try:
        with receipt_of(file).open("rb") as opened:
            held = json.loads(opened.read(_MOST))
        if held["bytes"] != file.stat().st_size:
            return None
        return read_seal(held["seal"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecordsFault):
        return None
