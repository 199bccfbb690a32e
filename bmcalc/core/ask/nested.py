"""Questions inside a question: a patient with her fields, or one row for each named drug.

A fault inside is reported with its path, such as ``patient.weight``, and every fault is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, Final

from bmcalc.core.ask.question import Ask, or_null
from bmcalc.core.problems import Problem, Rejected, RejectedParts, unknown_field
from bmcalc.core.texts import _

MOST_NAMES: Final = 500
"""So many names are read of one map: no order has more drugs, no pharmacy more strengths."""


def _read_parts(
    parts: Mapping[str, object], ask_of: Callable[[str], Ask | None]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return what the parts of an object state, and what is wrong with the others.

    A part that is null is left out.
    """
    read: dict[str, Any] = {}
    faults: list[Problem] = []
    for name, raw in parts.items():
        ask = ask_of(name)
        if ask is None:
            faults.append(unknown_field(name))
        elif raw is not None:
            try:
                read[name] = ask.read(raw)
            except Rejected as rejected:
                faults.extend(rejected.under(name, ask.label))
    return read, faults


def _as_object(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping) or not all(isinstance(name, str) for name in raw):
        raise Rejected("E_TYPE", _("This must be an object with named fields."))
    return raw


class AskObject(Ask):
    """Asks for an object with named fields, each with its own question.

    Read as a dictionary that holds only what was given. A required field inside is required
    where the object is given.
    """

    fields: Mapping[str, Ask]
    kind = "object"

    @cached_property
    def required_fields(self) -> tuple[tuple[str, object], ...]:
        """The names of the fields that may not be left out, each with its label."""
        return tuple((name, ask.label) for name, ask in self.fields.items() if ask.required)

    def read(self, raw: object) -> dict[str, Any]:
        """Return the fields that were given; :class:`RejectedParts` names every fault."""
        read, faults = _read_parts(_as_object(raw), self.fields.get)
        for name, label in self.required_fields:
            if name not in read and not any(name in fault.about for fault in faults):
                text = _("{label} is missing; it is never assumed.", label=label)
                faults.append(Problem("E_MISSING", text, (name,)))
        if faults:
            raise RejectedParts(faults)
        return read

    def written(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the object as the contract writes it."""
        return {name: self.fields[name].written(inner) for name, inner in value.items()}

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the object."""
        return {
            "type": "object",
            "properties": {
                name: ask.part_schema() for name, ask in self.fields.items()
            },
            "required": [name for name, ask in self.fields.items() if ask.required],
            "additionalProperties": False,
        }


class AskMap(Ask):
    """Asks the same question for each of several names, such as every drug that was given.

    ``names`` returns the names that exist when it is asked; without it any name is taken.
    """

    each: Ask
    names: Callable[[], Collection[str]] | None = None
    kind = "map"

    def read(self, raw: object) -> dict[str, Any]:
        """Return what each name states; :class:`RejectedParts` names every fault."""
        known = None if self.names is None else self.names()
        named = _as_object(raw)
        if len(named) > MOST_NAMES:
            raise Rejected("E_RANGE", _("At most {limit} entries.", limit=str(MOST_NAMES)))
        read, faults = _read_parts(
            named, lambda name: self.each if known is None or name in known else None
        )
        if faults:
            raise RejectedParts(faults)
        return read

    def written(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the map as the contract writes it."""
        return {name: self.each.written(inner) for name, inner in value.items()}

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the map."""
        schema: dict[str, Any] = {
            "type": "object", "additionalProperties": or_null(self.each.schema()),
            "maxProperties": MOST_NAMES,
        }
        if self.names is not None:
            schema["propertyNames"] = {"enum": sorted(self.names())}
        return schema
