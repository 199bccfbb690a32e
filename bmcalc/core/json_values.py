"""Values, steps and findings as the JSON contract writes them, in the current language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual, Filled, Joined, Text
from bmcalc.core.work import Finding, Step, Value


def step_object(step: Step) -> dict[str, Any]:
    """Return one step as the contract writes it."""
    term = step.term
    formula, substituted = step.written()
    return {
        "label": str(step.label),
        "formula": formula,
        "substituted": substituted,
        "value": str(step.outcome) if term is None else plain(term.magnitude),
        "unit": None if term is None else term.unit.key,
        "display": step.shown(),
        "source": step.source,
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract writes it."""
    return {
        "code": str(finding.code),
        "severity": finding.severity.key,
        "field": finding.field,
        "text": str(finding.text),
        "sources": list(finding.sources),
    }


_Writes: TypeAlias = Callable[[Any], Any]

_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})
"""What JSON writes as it is."""


def json_value(value: object, spec: Value | None = None, decimals: int | None = None) -> Any:
    """Return a value as the JSON contract writes it."""
    if spec is not None and isinstance(value, Term):
        return _quantity(value, spec.display(value, decimals))
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    writes: _Writes = _WRITERS.get(kind, _like_another)
    return writes(value)


def _like_another(value: Any) -> Any:
    """Return a value of a kind that has no writer of its own, as the first kind that it is of."""
    alike = (writes for kind, writes in _WRITERS.items() if isinstance(value, kind))
    return next(alike, str)(value)


def _quantity(value: Term, display: str) -> dict[str, str]:
    return {"value": plain(value.magnitude), "unit": value.unit.key, "display": display}


def _as_shown(value: Term) -> dict[str, str]:
    return _quantity(value, show(value))


def _object(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: inner if type(inner) in _AS_THEY_ARE else json_value(inner)
        for name, inner in values.items()
    }


def _array(values: Iterable[object]) -> list[Any]:
    return [inner if type(inner) in _AS_THEY_ARE else json_value(inner) for inner in values]


def _as_it_is(value: Any) -> Any:
    return value


_WRITERS: Final[Mapping[type, _Writes]] = {
    Term: _as_shown,
    dict: _object, list: _array, tuple: _array, str: _as_it_is, int: _as_it_is,
    Step: step_object, Finding: finding_object, Decimal: plain,
    Text: str, Joined: str, Bilingual: str, Filled: str,
}
"""How JSON writes each kind of value; what is of none of them becomes a text."""
