"""Which facts of a patient stand in the next check without being asked again; a convention."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from bmcalc.rules.data_files import entries_of, read_file, sources_of

_FILE = "carried_facts.toml"
_NOT_THERE: Final[tuple[object, ...]] = (None, False, "none", "no", [])


@cache
def _facts() -> tuple[frozenset[str], frozenset[str]]:
    read = entries_of(_FILE, read_file("tables", _FILE), ("stays", "stays_once_there"))
    found = []
    for name, entry in read.items():
        held = entries_of(f"{_FILE}: {name}", entry, ("facts", "sources"))
        sources_of(f"{_FILE}: {name}", held["sources"])
        found.append(frozenset(held["facts"]))
    return found[0], found[1]


def named() -> frozenset[str]:
    """Return every fact that the table names."""
    always, once_there = _facts()
    return always | once_there


def carried(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a check that stand in the next one, as they were written."""
    always, once_there = _facts()
    return {
        name: one for name, one in facts.items()
        if name in always or (name in once_there and plain_value(one) not in _NOT_THERE)
    }


def plain_value(written: Any) -> Any:
    """Return a fact without its date."""
    return written["value"] if isinstance(written, Mapping) and "value" in written else written
