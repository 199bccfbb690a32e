"""What every question has, whatever it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final, Self, dataclass_transform


class Unset:
    """The one default that means: not said, so the rule of the calculator decides."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
"""The default of a field that maps names to something."""


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class _Fields:
    """Fields that are named once, in the class, with their defaults there.

    A question is made as a frozen dataclass is. What that would generate for each of the many
    kinds of questions takes longer, at every start, than reading all that they ask for.
    """

    _names: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._names = cls._names | cls.__annotations__.keys()

    def __init__(self, **said: Any) -> None:
        unknown = said.keys() - self._names
        if unknown:
            raise TypeError(f"{type(self).__name__} takes no {', '.join(sorted(unknown))}")
        vars(self).update(said)
        missing = [name for name in self._names if not hasattr(self, name)]
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(sorted(missing))}")

    def __setattr__(self, name: str, _value: object) -> None:
        raise AttributeError(f"{name} of {type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} of {type(self).__name__} cannot be taken away")


class Ask(_Fields):
    """One question.

    ``required``: refused when missing. ``noted``: its absence is reported as an info finding.
    ``null_means_off``: an explicit null switches something off and is not the same as absent.
    ``section`` groups the fields of a long form; ``hint`` stands beside the field. ``kind`` is no
    field: it belongs to the class.
    """

    label: object
    symbol: object = None
    hint: object = None
    section: object = None
    required: bool = False
    noted: bool = False
    null_means_off: bool = False
    kind = ""

    def but(self, **changes: Any) -> Self:
        """Return the same question with some of its properties changed."""
        said = {name: given for name, given in vars(self).items() if name in self._names}
        return type(self)(**{**said, **changes})

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
