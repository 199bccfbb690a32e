"""Tables of rules that several drugs share: written once, named by each drug's file.

``resources/tables/bone_agents.toml`` holds such tables by name. A drug's file says which of them
hold for it, which of its sources stand for ``own`` there, and which label ``{label}`` names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final

from pydantic import Field

from bmcalc.core.texts import _
from bmcalc.rules.data_files import read_file
from bmcalc.rules.quantities import Entry, Name, Refusal
from bmcalc.rules.rule import SourceIds

OWN: Final = "own"
"""Stands in a shared row for the sources that the drug's file gives."""

SHARED_RULES: Final = "shared_rules"
"""The entry of a drug's file that names tables."""

_LABEL: Final = "{label}"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


class SharedRules(Entry):
    """One table of rules that a drug takes over: ``rules`` of the file ``table``."""

    table: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    rules: str
    label: Name | None = None
    sources: SourceIds


@cache
def _tables(name: str) -> Mapping[str, Any]:
    try:
        return read_file("tables", f"{name}.toml")
    except FileNotFoundError:
        return {}


def with_shared_rules(entries: dict[str, Any]) -> dict[str, Any]:
    """Return a file's entries with the rows of the tables that it names after its own rules.

    Raises :class:`Refusal` for a table that does not exist; an entry of the wrong form gives no
    rows, and is refused where it is read.
    """
    named, own = entries.get(SHARED_RULES), entries.get("rules", [])
    if not (isinstance(named, list) and isinstance(own, list)):
        return entries
    rows = [row for entry in named if isinstance(entry, dict) for row in _rows(entry)]
    return {**entries, "rules": [*own, *rows]}


def _rows(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    table, rules, sources = entry.get("table"), entry.get("rules"), entry.get("sources")
    if not (isinstance(table, str) and isinstance(rules, str) and isinstance(sources, list)):
        return []
    rows = _tables(table).get(rules) if _NAME.fullmatch(table) else None
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise Refusal(_("There is no shared table “{rules}” in {file}.", rules=rules,
                        file=f"tables/{table}.toml"))
    label = entry.get("label")
    return [_row(row, sources, label if isinstance(label, dict) else {}) for row in rows]


def _row(
    row: Mapping[str, Any], own: list[str], label: Mapping[str, Any]
) -> dict[str, Any]:
    sources = [
        one for source in row["sources"] for one in (own if source == OWN else [source])
    ]
    text = {
        language: sentence.replace(_LABEL, str(label.get(language, _LABEL)))
        for language, sentence in row["text"].items()
    }
    return {**row, "sources": sources, "text": text}
