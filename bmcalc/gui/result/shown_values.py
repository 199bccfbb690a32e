"""Values as people read them, whatever their kind: quantities, keys, lists, tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bmcalc.core.ask import Ask, AskChoice
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _

if TYPE_CHECKING:
    from bmcalc.core.work import Value, Work

NONE = "—"
LONGEST_IN_LINE = 24
"""Characters up to which the parts of a list stand beside each other."""
YES = _("Yes")
NO = _("No")


def shown(spec: Value, given: Any, decimals: int | None = None) -> str:
    """Return one value for people: with its unit, its key translated, its rows joined."""
    if isinstance(given, Term):
        return spec.display(given, decimals)
    return _shown_within(given, spec.options or {})


def shown_in(work: Work, spec: Value) -> str:
    """Return the value that a calculation gave under this declaration."""
    return shown(spec, work.values.get(spec.name), work.displayed.get(spec.name))


def parts_of(
    table: Mapping[str, Any], spec: Value, asks: Mapping[str, Ask]
) -> list[tuple[str, str]]:
    """Return the parts of a value that is a table, each with its name.

    A key reads as the declaration says, or as the option of the input that has this key.
    """
    names: dict[str, object] = {}
    for ask in asks.values():
        if isinstance(ask, AskChoice):
            names.update(ask.options)
    names.update(spec.options or {})
    return [
        (str(names.get(key, key)),
         _shown_part(inner, spec) if isinstance(inner, Term) else _shown_within(inner, names))
        for key, inner in table.items()
    ]


def _shown_part(inner: Term, spec: Value) -> str:
    decimals = 1 if spec.decimals is None and not inner.exact else spec.decimals
    return show(inner, decimals)


def _shown_within(given: Any, options: Mapping[str, object]) -> str:
    if given is None:
        return NONE
    if isinstance(given, bool):
        return str(YES if given else NO)
    if isinstance(given, Term):
        return show(given)
    if isinstance(given, Decimal):
        return plain(given)
    if isinstance(given, str):
        return str(options.get(given, given))
    if isinstance(given, (list, tuple)):
        if not given:
            return NONE
        if isinstance(given[0], dict):
            return "\n".join(_row(row, options) for row in given)
        parts: list[object] = [_shown_within(part, options) for part in given]
        long = max(len(str(part)) for part in parts) > LONGEST_IN_LINE
        if long and len(parts) > 1:
            return "\n".join(f"• {part}" for part in parts)
        return str(Joined(parts, _(", ")))
    if isinstance(given, dict):
        return "\n".join(
            f"{options.get(key, key)} {_shown_within(inner, options)}"
            for key, inner in given.items()
        )
    return str(given)


def _row(row: Mapping[str, Any], options: Mapping[str, object]) -> str:
    return " · ".join(_shown_within(cell, options) for cell in row.values())
