"""A file in the place of the patient: an order check, or one calculation, in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bmcalc.core.texts import _
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.session import SHARED, Session
from bmcalc.json_input import UsageError, read_json

_WHOLE = ("regimen", "cycle", "day", "today", "bone_agent")
_KNOWN = frozenset(
    {*_WHOLE, "patient", "labs", "order", "last", "last_cycle", "reductions", "planned", "levels"}
)


class _NotOpened(Exception):
    """A file was not opened; its text is the sentence for the user."""

    def __init__(self, text: object) -> None:
        super().__init__()
        self.text = text


def open_file(session: Session, path: Path) -> tuple[str | None, object]:
    """Open a file as the patient; return the id of its page, or None and why it is none.

    The file holds the inputs of ``order-check``, or ``{"calculator": id, "inputs": {…}}``. A file
    that is none of these leaves what was typed untouched.
    """
    try:
        return _opened(session, path), ""
    except _NotOpened as refused:
        return None, refused.text


def _opened(session: Session, path: Path) -> str:
    try:
        given = read_json(str(path))
    except UsageError:
        given = None
    if not isinstance(given, dict):
        raise _NotOpened(_("{file} is not an order file: it holds no JSON object.", file=path.name))
    if "calculator" in given:
        return _open_calculation(session, path, given)
    unknown = sorted(set(given) - _KNOWN)
    if unknown or not given:
        raise _NotOpened(
            _("{file} is not an order file: there is no field “{name}”.",
              file=path.name, name=unknown[0] if unknown else "regimen")
        )
    try:
        patient, page = _order_fields(given)
    except (AttributeError, TypeError):
        text = _("{file} is not an order file that can be read.", file=path.name)
        raise _NotOpened(text) from None
    session.open(path.name, "", patient, (), {PAGE_ID: page})
    return PAGE_ID


def _open_calculation(session: Session, path: Path, given: Mapping[str, Any]) -> str:
    from bmcalc.calculators import calculator

    identifier, inputs = given["calculator"], given.get("inputs")
    try:
        known = calculator(str(identifier)).inputs.asks()
    except KeyError:
        known = {}
    if not isinstance(inputs, Mapping) or not set(inputs) <= set(known):
        raise _NotOpened(_("{file} is not an order file that can be read.", file=path.name))
    patient = {name: value for name, value in inputs.items() if name in SHARED}
    page = {name: value for name, value in inputs.items() if name not in SHARED}
    session.open(path.name, "", patient, (), {str(identifier): page})
    return str(identifier)


def _order_fields(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the patient's fields and those of the page; every value keeps its day."""
    facts = dict(given.get("patient", {}))
    page = {name: given[name] for name in _WHOLE if given.get(name) is not None}
    for name, result in given.get("labs", {}).items():
        facts[name], on = (
            (result["value"], result.get("on")) if isinstance(result, Mapping) else (result, None)
        )
        if on is not None:
            page[f"{name}:on"] = on
    page |= {f"last_cycle:{part}": one for part, one in given.get("last_cycle", {}).items()}
    for drug, level in given.get("levels", {}).items():
        page[f"level:{drug}"] = level
    for group, field in (("last", "last"), ("reductions", "reduction"), ("planned", "planned")):
        page |= dict(_parts(field, given.get(group, {})))
    page |= dict(_doses(given.get("order", {})))
    patient = {name: value for name, value in facts.items() if name in SHARED}
    page |= {name: value for name, value in facts.items() if name not in SHARED}
    return patient, page


def _parts(field: str, drugs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for drug, parts in drugs.items():
        for part, value in parts.items():
            yield f"{field}:{drug}:{part}", _as_typed(value) if part == "days" else value


def _as_typed(days: object) -> object:
    """Return the days of a list as they are typed: ``1,8``."""
    return ",".join(str(day) for day in days) if isinstance(days, list) else days


def _doses(order: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for drug, dose in order.items():
        if isinstance(dose, Mapping):
            yield f"order:{drug}", dose["dose"]
            yield f"order:{drug}:pasted", {k: v for k, v in dose.items() if k != "dose"}
        else:
            yield f"order:{drug}", dose
