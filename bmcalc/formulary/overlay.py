"""How the entries of a hospital's file lie over those of the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.core.texts import _
from bmcalc.formulary.file_problems import FileProblem

_RULES, _WITHOUT = "rules", "without_rules"
_BY_CODE = ((_RULES, _WITHOUT), ("essential", "without_essential"))
"""Lists whose entries have a code, and where a hospital names those that it leaves out."""

_GROWING = ("lvef", "shared_rules", "holds_beside")
"""Lists that name where rules stand: a hospital's are added, so that no shipped rule is lost."""

_MORE_NAMES, _NAMES = "more_names", "names"
"""Names that a hospital adds to those of a drug, such as a brand that it buys."""

_SIGNATURES = ("reviewed_by", "reviewed_on", "signed_by", "signed_on")


def overlaid(below: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries over those below, whose signature does not carry over."""
    kept = {name: value for name, value in below.items() if name not in _SIGNATURES}
    merged = {**kept, **entries}
    for name in _GROWING:
        if name in below and name in entries:
            merged[name] = _grown(below[name], entries[name])
    for kind, without in _BY_CODE:
        if kind in below and (kind in entries or without in entries):
            merged[kind] = _by_code(below[kind], entries.get(kind, []), entries.get(without, ()))
    return _with_more_names(merged)


def _with_more_names(merged: dict[str, Any]) -> dict[str, Any]:
    """Return entries whose added names stand after the others; what is no list stays refused."""
    names, more = merged.get(_NAMES, []), merged.get(_MORE_NAMES)
    if not (isinstance(names, list) and isinstance(more, list)):
        return merged
    rest = {name: value for name, value in merged.items() if name != _MORE_NAMES}
    return {**rest, _NAMES: [*names, *more]}


def _grown(shipped: Any, own: Any) -> Any:
    """Return a hospital's entries of a list after the shipped ones that it does not repeat."""
    if not (isinstance(shipped, list) and isinstance(own, list)):
        return own
    named = [_table_of(one) for one in own]
    return [*(one for one in shipped if _table_of(one) not in named), *own]


def _table_of(entry: Any) -> object:
    """Return which table an entry of ``shared_rules`` names; any other entry is itself."""
    return (entry.get("table"), entry.get("rules")) if isinstance(entry, dict) else entry


def _by_code(shipped: Any, own: Any, left_out: Any) -> Any:
    """Return a hospital's entries over the shipped ones: by their code, never the whole list.

    An entry that the hospital adds takes none away. One of a code that ships takes its place, and
    one that is named as left out is left out.
    """
    if not (isinstance(shipped, list) and isinstance(own, list)):
        return own
    several = _codes_of_several(shipped)
    replaced = {_named(rule, several) for rule in own}
    gone = {one for one in left_out if isinstance(one, str)} if isinstance(left_out, list) else ()
    return [
        *(rule for rule in shipped
          if _named(rule, several) not in replaced and _code_of(rule) not in gone),
        *own,
    ]


def _codes_of_several(rules: list[Any]) -> frozenset[object]:
    """Return the codes under which rules with different codes on the page stand."""
    pages: dict[object, set[object]] = {}
    for rule in rules:
        if isinstance(rule, dict):
            pages.setdefault(_code_of(rule), set()).add(str(rule.get("page_code")))
    return frozenset(code for code, named in pages.items() if len(named) > 1)


def _named(rule: Any, several: frozenset[object]) -> object:
    """Return what names a rule: its code, with the page's where several share the code."""
    code = _code_of(rule)
    return (code, str(rule.get("page_code"))) if code in several else code


def not_left_out(
    name: str, below: Mapping[str, Any], entries: Mapping[str, Any]
) -> list[FileProblem]:
    """Return what a hospital leaves out or replaces and that no shipped rule is."""
    found = []
    for kind, without in _BY_CODE:
        left_out, shipped = entries.get(without, []), below.get(kind, [])
        if not (isinstance(left_out, list) and isinstance(shipped, list)):
            continue
        known = {_code_of(one) for one in shipped}
        found += [
            FileProblem(name, f"{without}[{index}]", _("There is no rule “{code}”.", code=code))
            for index, code in enumerate(left_out)
            if not isinstance(code, str) or code not in known
        ]
    return found + _unnamed(name, below.get(_RULES, []), entries.get(_RULES))


def _unnamed(name: str, shipped: Any, own: Any) -> list[FileProblem]:
    """Return each own rule whose code several shipped rules share, and that does not say which."""
    if not (isinstance(shipped, list) and isinstance(own, list)):
        return []
    several = _codes_of_several(shipped)
    known = {_named(rule, several) for rule in shipped}
    return [
        FileProblem(name, f"{_RULES}[{index}]",
                    _("Several rules have the code {code}: name one by its page_code.",
                      code=_code_of(rule)))
        for index, rule in enumerate(own)
        if _code_of(rule) in several and _named(rule, several) not in known
    ]


def _code_of(rule: Any) -> object:
    code = rule.get("code") if isinstance(rule, dict) else None
    return code if isinstance(code, str) else None
