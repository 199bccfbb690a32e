"""The patient's facts, each alone or with its day as ``{"value": …, "on": …}``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from bmcalc.core.ask import AskDate, AskObject, or_null
from bmcalc.core.problems import Problem, Rejected, RejectedParts
from bmcalc.core.texts import _

_DAY: Final = AskDate(label=_("Date of this fact"))
_PARTS: Final = frozenset({"value", "on"})


class PatientFacts(dict[str, Any]):
    """What was told of a patient, by name; ``dates`` are the days of what came with one."""

    def __init__(self, values: Mapping[str, Any], dates: Mapping[str, datetime.date]) -> None:
        super().__init__(values)
        self.dates = dict(dates)


class AskPatient(AskObject):
    """Asks for the facts about a patient, of which each may carry its day."""

    def read(self, raw: object) -> PatientFacts:
        """Return the facts and their days; :class:`RejectedParts` names every fault."""
        if not isinstance(raw, Mapping):
            return PatientFacts(super().read(raw), {})
        dated = {name: one for name, one in raw.items() if _is_dated(one)}
        if not dated:
            return PatientFacts(super().read(raw), {})
        plain = {**raw, **{name: one["value"] for name, one in dated.items()}}
        faults: list[Problem] = []
        dates: dict[str, datetime.date] = {}
        for name, one in dated.items():
            if one.get("on") is not None:
                try:
                    dates[name] = _DAY.read(one["on"])
                except Rejected as rejected:
                    faults.extend(rejected.under(f"{name}.on", _DAY.label))
        values: dict[str, Any] = {}
        try:
            values = super().read(plain)
        except RejectedParts as rejected:
            faults = [*rejected.parts, *faults]
        if faults:
            raise RejectedParts(faults)
        return PatientFacts(values, {name: on for name, on in dates.items() if name in values})

    def written(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the facts as the contract writes them, those with a day as an object."""
        dates = value.dates if isinstance(value, PatientFacts) else {}
        return {
            name: one if name not in dates else {"value": one, "on": dates[name].isoformat()}
            for name, one in super().written(value).items()
        }

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: each fact alone, or an object with its day."""
        schema = super().schema()
        schema["properties"] = {
            name: {"title": str(ask.label), "anyOf": [
                or_null(ask.schema()),
                {
                    "type": "object", "required": ["value"], "additionalProperties": False,
                    "properties": {
                        "value": or_null(ask.schema()), "on": or_null(_DAY.schema()),
                    },
                },
            ]}
            for name, ask in self.fields.items()
        }
        return schema


def _is_dated(one: object) -> bool:
    if isinstance(one, (str, int)):
        return False
    return isinstance(one, Mapping) and "value" in one and one.keys() <= _PARTS
