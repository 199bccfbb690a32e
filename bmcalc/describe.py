"""The JSON Schema of a calculator's inputs and values, made from its declaration."""

from __future__ import annotations

from typing import Any

from bmcalc.core.ask import AskChoice
from bmcalc.core.calculator import Calculator


def describe(found: Calculator[Any]) -> dict[str, Any]:
    """Return the schema of what a calculator takes and returns, with units, in this language."""
    defaults = found.inputs.defaults()
    fields: dict[str, Any] = {}
    required = []
    for name, ask in found.inputs.asks().items():
        entry = {"title": str(ask.label), **ask.schema()}
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
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "calculator": found.id,
        "title": str(found.title),
        "description": str(found.summary),
        "inputs": {
            "type": "object",
            "properties": fields,
            "required": required,
            "additionalProperties": False,
        },
        "values": {
            "type": "object",
            "properties": {
                value.name: {"title": str(value.label), **value.schema()}
                for value in found.values
            },
        },
    }
