"""The text of a TOML file with some entries, as a person would write it and tomllib reads it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_DELETE: Final = "\x7f"


def written_toml(entries: Mapping[str, Any], about: str = "") -> str:
    """Return the entries as TOML; ``about`` stands above them as comments, line by line.

    Plain values stand first, then every list of tables as ``[[name]]``. None is left out. Raises
    TypeError for a value that TOML does not know.
    """
    lines = [f"# {line}".rstrip() for line in about.splitlines()]
    listed = {name: value for name, value in entries.items() if _is_tables(value)}
    tables = {name: value for name, value in entries.items()
              if isinstance(value, Mapping) and not _is_text(value)}
    lines += [
        f"{_key(name)} = {_value(value)}" for name, value in entries.items()
        if value is not None and name not in listed and name not in tables
    ]
    for name, table in tables.items():
        lines += ["", f"[{_key(name)}]", *_lines(table)]
    for name, rows in listed.items():
        for row in rows:
            lines += ["", f"[[{_key(name)}]]", *_lines(row)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _is_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(
        isinstance(one, Mapping) for one in value
    )


def _is_text(value: Mapping[str, Any]) -> bool:
    """Say whether a table is a text in both languages, which stands on one line."""
    return set(value) == {"en", "zh"}


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(value)}" for name, value in table.items()
            if value is not None]


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_lines(value)) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"TOML has no {type(value).__name__}")
