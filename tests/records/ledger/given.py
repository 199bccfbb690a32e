"""What the tests of the ledger are given: times, an origin, records in a fresh folder."""

from __future__ import annotations

from pathlib import Path

from bmcalc.records.ledger.event import Draft, Origin
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.opening import found_records

ORIGIN = Origin("0.0", "", "2026.11", "f" * 64, "p" * 64)


def at(second: int, day: int = 28) -> Moment:
    """Return a time of November 2026, in Chinese time."""
    minutes, seconds = divmod(second, 60)
    return Moment(f"2026-11-{day:02}T01:{minutes:02}:{seconds:02}.000Z", "+08:00")


def note(words: str, second: int = 1, **more: object) -> Draft:
    """Return a note that is not recorded yet."""
    return Draft(Kind.NOTE, at(second), {"text": words, **more}, origin=ORIGIN)


def records(folder: Path) -> SqliteStore:
    """Return records founded in a folder."""
    return found_records(folder, at(0), ORIGIN)
