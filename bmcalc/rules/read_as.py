"""How a text of a data file becomes a value, for pydantic: nothing is looked up in its type.

pydantic's own validators inspect the type and both functions for every field that has them, which
takes longer than reading all the files. The types that nearly every entry has are said so too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import core_schema


class ReadAs:
    """``read`` a value or raise a ValueError, ``write`` it again, and its JSON ``schema``."""

    def __init__(
        self,
        read: Callable[[Any], object],
        write: Callable[[Any], object],
        schema: Callable[[], dict[str, Any]],
    ) -> None:
        self._read = read
        self._write = write
        self._schema = schema

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: object
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._read,
            serialization=core_schema.plain_serializer_function_ser_schema(self._write),
        )

    def __get_pydantic_json_schema__(
        self, _schema: object, _handler: object
    ) -> dict[str, Any]:
        return dict(self._schema())


class OneOrMore:
    """A tuple of at least one ``part``, given as pydantic's own schema of it."""

    def __init__(self, part: Callable[[], core_schema.CoreSchema]) -> None:
        self._part = part

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: object
    ) -> core_schema.CoreSchema:
        return core_schema.tuple_variable_schema(self._part(), min_length=1)
