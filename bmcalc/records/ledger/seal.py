"""A seal: chain, number, head and time of the newest event, as one line that goes on paper.

A chain of hashes cannot see that its newest records are gone. Whoever holds a seal can.
"""

from __future__ import annotations

import re
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Head

_CHAIN: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,15}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN: Final = 40


def seal_line(head: Head) -> str:
    """Return the seal of the newest event: chain, number, hash and time (UTC), spaces between."""
    return f"{head.chain} {head.seq} {head.hash} {head.utc}"


def read_seal(line: str) -> Head:
    """Return what a line seals; :class:`RecordsFault` where it is no seal."""
    parts = line.split()
    if len(parts) == 4:
        chain, number, hash_, utc = parts
        if _CHAIN.fullmatch(chain) and _NUMBER.fullmatch(number) and _HASH.fullmatch(hash_):
            try:
                return Head(chain, int(number), hash_, Moment(utc, "+00:00").utc)
            except ValueError:
                pass
    raise RecordsFault(_("This is no seal: {line}", line=_shown(line)))


def read_seals(text: str) -> tuple[Head, ...]:
    """Return the seals of a text, one a line; :class:`RecordsFault` where a line is none.

    Empty lines are passed over; a text without any seal is refused.
    """
    seals = tuple(read_seal(line) for line in text.splitlines() if line.strip())
    if not seals:
        raise RecordsFault(_("There is no seal in this file."))
    return seals


def _shown(line: str) -> str:
    line = line.strip()
    return ascii(line if len(line) <= _SHOWN else line[:_SHOWN] + "...")
