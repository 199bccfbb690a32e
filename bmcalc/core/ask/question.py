"""What every question has, whatever it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self


class Unset:
    """The one default that means: not said, so the rule of the calculator decides."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Ask:
    """One question.

    ``required``: refused when missing. ``noted``: its absence is reported as an info finding.
    ``null_means_off``: an explicit null switches something off and is not the same as absent.
    ``section`` groups the fields of a long form; ``hint`` stands beside the field.
    """

    label: object
    symbol: object = None
    hint: object = None
    section: object = None
    required: bool = False
    noted: bool = False
    null_means_off: bool = False
    kind: ClassVar[str] = ""

    def but(self, **changes: Any) -> Self:
        """Return the same question with some of its properties changed."""
        return replace(self, **changes)

    def read(self, raw: object) -> Any:
        """Return the value that ``raw`` states; raise :class:`Rejected` with a code and text."""
        raise NotImplementedError

    def written(self, value: Any) -> Any:
        """Return a value as the JSON contract writes it; :meth:`read` takes it back."""
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be typed."""
        raise NotImplementedError

    def part_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of this question as a part: titled, null where it may be absent.

        An explicit null is as good as a field left out, so it is valid wherever that is.
        """
        schema = self.schema()
        return {"title": str(self.label), **(schema if self.required else or_null(schema))}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON Schema that takes null as well."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    assert "anyOf" in schema, schema
    return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
