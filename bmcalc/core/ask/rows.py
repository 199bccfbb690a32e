"""A question for a list of rows, each with the same columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.core.ask.question import Ask
from bmcalc.core.problems import Rejected, unknown_field
from bmcalc.core.texts import _


class AskRows(Ask):
    """Asks for a list of rows, each with the same questions, such as the opioids of a day."""

    columns: Mapping[str, Ask]
    longest: int = 20
    kind = "rows"

    def read(self, raw: object) -> list[dict[str, Any]]:
        """Return the rows; the first fault of a row is raised with its code."""
        if not isinstance(raw, list) or len(raw) > self.longest:
            raise Rejected("E_TYPE", _("This must be a list of rows."))
        return [self._row(row) for row in raw]

    def _row(self, row: object) -> dict[str, Any]:
        if not isinstance(row, dict) or not all(isinstance(name, str) for name in row):
            raise Rejected("E_TYPE", _("This must be a list of rows."))
        for name in row:
            if name not in self.columns:
                unknown = unknown_field(name)
                raise Rejected(unknown.code, unknown.text)
        read: dict[str, Any] = {}
        for name, ask in self.columns.items():
            if row.get(name) is None:
                if ask.required:
                    raise Rejected("E_MISSING", _("Missing: {label}.", label=ask.label))
                read[name] = None
            else:
                read[name] = ask.read(row[name])
        return read

    def written(self, value: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        """Return the rows as the contract writes them."""
        if value is None:
            return None
        return [
            {name: None if row[name] is None else ask.written(row[name])
             for name, ask in self.columns.items()}
            for row in value
        ]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the list."""
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: ask.part_schema() for name, ask in self.columns.items()},
                "required": [name for name, ask in self.columns.items() if ask.required],
                "additionalProperties": False,
            },
            "maxItems": self.longest,
        }
