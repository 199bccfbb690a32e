"""The doses of the analgesics that may be offered, as people read them.

Read without pydantic and only when a dose is read aloud: the page's list of options names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bmcalc.core.texts import Bilingual
from bmcalc.rules.data_files import entries_of, read_file, sources_of, text_of

FILE = ("tables", "analgesics.toml")


@dataclass(frozen=True)
class Analgesic:
    """One drug in one dose, and where the dose is from."""

    text: Bilingual
    sources: tuple[str, ...]


@cache
def analgesics() -> Mapping[str, Analgesic]:
    """Return the analgesics by the contract's key; ValueError for an unusable entry."""
    found = {}
    for key, entry in read_file(*FILE).items():
        place = f"{FILE[-1]}: {key}"
        parts = entries_of(place, entry, ("text", "sources"))
        found[key] = Analgesic(
            text_of(place, parts["text"]), sources_of(place, parts["sources"])
        )
    return found


@dataclass(frozen=True)
class Offered:
    """The drug and dose behind a key, looked up when they are read; KeyError for an unknown key."""

    key: str

    def __str__(self) -> str:
        return str(analgesics()[self.key].text)
