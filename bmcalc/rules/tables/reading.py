"""Reading a table: strictly, once, and only when something asks for it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, PlainSerializer, PlainValidator

from bmcalc.core.numbers import plain
from bmcalc.core.texts import _
from bmcalc.parsed_files import read_toml_file
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Refusal

TABLES = "tables"

_Table = TypeVar("_Table", bound=BaseModel)


def read_table(name: str, kind: type[_Table]) -> _Table:
    """Return a table of ``resources/tables``; pydantic's ValidationError for an unusable one."""
    return kind.model_validate(read_toml_file(resource(TABLES, f"{name}.toml")))


def _read_factor(text: object) -> Decimal:
    if isinstance(text, Decimal):
        return text
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise Refusal(_("A factor is a text with one plain number, such as \"1.5\"."))
    return Decimal(text)


Factor: TypeAlias = Annotated[
    Decimal, PlainValidator(_read_factor), PlainSerializer(plain, return_type=str)
]
"""A plain number without a unit: a multiple or a conversion factor."""
