"""Reading a small data file without pydantic, for what the first page of the window rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Bilingual
from bmcalc.parsed_files import read_toml_file
from bmcalc.resource_files import resource


def read_file(*parts: str) -> dict[str, Any]:
    """Return the contents of a shipped TOML file; OSError or TOMLDecodeError for anything else."""
    return read_toml_file(resource(*parts))


def entries_of(place: str, entry: object, keys: Collection[str]) -> dict[str, Any]:
    """Return an entry that has exactly these keys; raises ValueError for any other."""
    if not isinstance(entry, dict) or entry.keys() != set(keys):
        raise ValueError(f"{place} needs exactly: {', '.join(keys)}")
    return entry


def quantity_of(place: str, written: object) -> Term:
    """Return the quantity that an entry states; raises ValueError without a number and a unit."""
    if not isinstance(written, str):
        raise ValueError(f"{place} is not a quantity with its unit")
    try:
        return Term(*read_quantity(written))
    except Rejected as rejected:
        raise ValueError(f"{place} is not a quantity with its unit: {rejected.text}") from rejected


def text_of(place: str, entry: object) -> Bilingual:
    """Return a text; raises ValueError where it does not stand in both languages."""
    both = entries_of(place, entry, ("en", "zh"))
    if not all(isinstance(text, str) and text.strip() for text in both.values()):
        raise ValueError(f"{place} is empty")
    return Bilingual(both["en"], both["zh"])


def sources_of(place: str, cited: object) -> tuple[str, ...]:
    """Return the ids of the sources of an entry; raises ValueError where there is none."""
    if not isinstance(cited, list) or not cited or not all(isinstance(one, str) for one in cited):
        raise ValueError(f"{place} needs its sources")
    return tuple(cited)
