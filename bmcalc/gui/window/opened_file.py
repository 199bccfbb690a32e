"""A file in the place of the patient: an order check, or one calculation, in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bmcalc.core.ask import Ask
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.form.form import own_fields
from bmcalc.gui.pages.order_check.entered import (
    KEPT,
    PAGE_ID,
    REACTIONS,
    SOURCE,
    ordered_entries,
)
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.opened_shape import as_chosen, fits, is_typed
from bmcalc.gui.window.session import RECORD, SHARED, STRIP, Session, Typed
from bmcalc.json_input import UsageError, parsed_json, read_json

_WHOLE = ("regimen", "cycle", "day", "today", "bone_agent")
_KNOWN = frozenset(
    {*_WHOLE, "patient", "labs", "order", "last", "last_cycle", "reductions", "planned", "levels"}
)

MOST_DAYS = 366
"""Days that an ordered line may name, as many as a cycle may have."""

_OF_A_DRUG = ("order", "last", "reduction", "planned", "level")


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
    return _told(session, path, lambda: read_json(str(path)))


def open_text(session: Session, text: str, name: str) -> tuple[str | None, object]:
    """Open the text of such a file as the patient, as :func:`open_file` does; ``name`` it bears."""
    return _told(session, Path(name), lambda: parsed_json(text))


def _told(
    session: Session, path: Path, read: Callable[[], object]
) -> tuple[str | None, object]:
    try:
        return _opened(session, path, read), ""
    except _NotOpened as refused:
        return None, refused.text
    except Exception:
        logger().exception("a file could not be opened")
        return None, _("{file} is not an order file that can be read.", file=path.name)


def _opened(session: Session, path: Path, read: Callable[[], object]) -> str:
    try:
        given = read()
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
        patient, page = order_fields(given)
    except (AttributeError, TypeError, KeyError, ValueError):
        text = _("{file} is not an order file that can be read.", file=path.name)
        raise _NotOpened(text) from None
    for name, raw in {**patient, **page}.items():
        if not _fits_the_page(name, raw):
            raise _no_field_for(path, name)
    if isinstance(given.get("order"), str):
        page |= pasted_fields(given["order"], given.get("day"))
    session.open(path.name, "", patient, (), {PAGE_ID: page})
    return PAGE_ID


def pasted_fields(text: str, day: object) -> dict[str, Any]:
    """Return the fields of an order that stands in the file as text, read as a pasted one."""
    from bmcalc.orders.reading.order_entry import PastedText, kept_of, understood_order

    try:
        order = understood_order(PastedText(text), day if isinstance(day, int) else 1)
    except Rejected as refused:
        raise _NotOpened(refused.text) from None
    return {**dict(ordered_entries(order)), KEPT: Typed(kept_of(order) or None),
            SOURCE: Typed(text)}


def _no_field_for(path: Path, name: str) -> _NotOpened:
    return _NotOpened(
        _("{file} was not opened: no field can hold what stands at “{name}”.", file=path.name,
          name=name[:40])
    )


def _fits_the_page(name: str, raw: object) -> bool:
    """Say whether the order page, or the patient above it, has a field for a value."""
    from bmcalc.formulary.drugs import drugs
    from bmcalc.gui.pages.order_check.questions import ask_of
    from bmcalc.orders.reading.order_inputs import BONE_AGENT, CYCLE, DAY, TODAY

    root, *parts = name.split(":")
    whole: dict[str, Ask] = {"cycle": CYCLE, "day": DAY, "today": TODAY, "bone_agent": BONE_AGENT}
    if root in _OF_A_DRUG and (not parts or parts[0] not in drugs()):
        return False
    if raw is None and root in _OF_A_DRUG:
        return True
    if name in (RECORD, "regimen"):
        return isinstance(raw, str) and is_typed(raw)
    if parts[-1:] == ["pasted"]:
        return isinstance(raw, dict) and all(map(_is_part, raw.values()))
    if name == REACTIONS:
        return isinstance(raw, list) and all(isinstance(one, str) for one in raw)
    try:
        ask = whole.get(name) or ask_of(name)
    except KeyError:
        return False
    if isinstance(raw, Mapping):
        return set(raw) == {"value", "on"} and is_typed(raw["on"]) and fits(ask, raw["value"])
    return fits(ask, raw)


def _is_part(raw: object) -> bool:
    """Say whether a part of an ordered line is a word, a number, yes or no, or a few of them."""
    if isinstance(raw, list):
        return len(raw) <= MOST_DAYS and all(map(is_typed, raw))
    return raw is None or isinstance(raw, bool) or is_typed(raw)


def _open_calculation(session: Session, path: Path, given: Mapping[str, Any]) -> str:
    from bmcalc.calculators import calculator

    identifier, inputs = given["calculator"], given.get("inputs")
    try:
        known = calculator(str(identifier)).inputs.asks()
    except KeyError:
        known = {}
    if not isinstance(inputs, Mapping) or not known:
        raise _NotOpened(_("{file} is not an order file that can be read.", file=path.name))
    fields: dict[str, Any] = {}
    for name, raw in inputs.items():
        ask = known.get(name)
        if ask is None or not _fits_a_form(name, ask, raw):
            raise _no_field_for(path, name)
        if raw is not None or ask.null_means_off:
            fields[name] = Typed(off=True) if raw is None else as_chosen(ask, raw)
    patient = {name: value for name, value in fields.items() if name in SHARED}
    page = {name: value for name, value in fields.items() if name not in SHARED}
    session.open(path.name, "", patient, (), {str(identifier): page})
    return str(identifier)


def _fits_a_form(name: str, ask: Ask, raw: object) -> bool:
    """Say whether a calculator's form, or the patient above it, has a field for a value."""
    return (name in STRIP or name in own_fields({name: ask})) and fits(ask, raw)


def order_fields(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the patient's fields and those of the page; every value keeps its day.

    KeyError, TypeError, AttributeError or ValueError for what has not the form of such inputs.
    """
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
    order = given.get("order", {})
    page |= {} if isinstance(order, str) else dict(_doses(order))
    patient = {name: value for name, value in facts.items() if name in SHARED}
    page |= {name: value for name, value in facts.items() if name not in SHARED}
    return patient, page


def _parts(field: str, drugs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for drug, parts in drugs.items():
        if not parts:
            yield f"{field}:{drug}", None
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
