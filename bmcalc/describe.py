"""The JSON Schema of a calculator's inputs and values, made from its declaration."""

from __future__ import annotations

from typing import Any, Final

from bmcalc.core.ask import AskChoice
from bmcalc.core.calculator import Calculator

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def describe(found: Calculator[Any]) -> dict[str, Any]:
    """Return the schema of what a calculator takes and returns, with units, in this language.

    ``inputs`` and ``values`` are each a whole JSON Schema (2020-12). A refusal has no values.
    """
    defaults = found.inputs.defaults()
    fields: dict[str, Any] = {}
    required = []
    for name, ask in found.inputs.asks().items():
        entry = ask.part_schema()
        if ask.hint is not None:
            entry["description"] = str(ask.hint)
        if isinstance(ask, AskChoice):
            entry["labels"] = {key: str(label) for key, label in ask.options.items()}
        if name in defaults:
            entry["default"] = ask.written(defaults[name])
        if ask.null_means_off:
            entry["null"] = "switches it off"
        if ask.required:
            required.append(name)
        fields[name] = entry
    return {
        "$schema": DRAFT,
        "calculator": found.id,
        "title": str(found.title),
        "description": str(found.summary),
        "inputs": {
            "$schema": DRAFT,
            "type": "object",
            "properties": fields,
            "required": required,
            "additionalProperties": False,
        },
        "values": {
            "$schema": DRAFT,
            "type": "object",
            "properties": {
                value.name: {"title": str(value.label), **value.schema()}
                for value in found.values
            },
            "additionalProperties": False,
        },
    }
