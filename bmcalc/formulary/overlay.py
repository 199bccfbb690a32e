"""How the entries of a hospital's file lie over those of the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.core.texts import _
from bmcalc.formulary.file_problems import FileProblem

_RULES, _WITHOUT = "rules", "without_rules"
_SIGNATURES = ("reviewed_by", "reviewed_on", "signed_by", "signed_on")


def overlaid(below: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries over those below, whose signature does not carry over."""
    kept = {name: value for name, value in below.items() if name not in _SIGNATURES}
    merged = {**kept, **entries}
    if _RULES in below and (_RULES in entries or _WITHOUT in entries):
        merged[_RULES] = _rules_over(below[_RULES], entries)
    return merged


def _rules_over(shipped: Any, entries: Mapping[str, Any]) -> Any:
    """Return a hospital's rules over the shipped ones: by their code, never the whole list.

    A rule that the hospital adds takes none away. One of a code that ships takes its place, and
    one that ``without_rules`` names is left out.
    """
    own = entries.get(_RULES, [])
    if not (isinstance(shipped, list) and isinstance(own, list)):
        return own
    left_out = entries.get(_WITHOUT, ())
    replaced = {_code_of(rule) for rule in own}
    if isinstance(left_out, list):
        replaced.update(one for one in left_out if isinstance(one, str))
    return [*(rule for rule in shipped if _code_of(rule) not in replaced), *own]


def not_left_out(
    name: str, below: Mapping[str, Any], entries: Mapping[str, Any]
) -> list[FileProblem]:
    """Return each code that a hospital leaves out and that no shipped rule has."""
    left_out, shipped = entries.get(_WITHOUT, ()), below.get(_RULES, ())
    if not (isinstance(left_out, list) and isinstance(shipped, (list, tuple))):
        return []
    known = {_code_of(rule) for rule in shipped}
    return [
        FileProblem(name, f"{_WITHOUT}[{index}]", _("There is no rule “{code}”.", code=code))
        for index, code in enumerate(left_out) if code not in known
    ]


def _code_of(rule: Any) -> object:
    code = rule.get("code") if isinstance(rule, dict) else None
    return code if isinstance(code, str) else None
