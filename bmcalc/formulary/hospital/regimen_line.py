"""One drug of a regimen as a form holds it: raw texts, and the line of the file that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.hospital.fault import MISSING, Fault, quantity_fault

_DAY: Final = re.compile(r"[0-9]{1,3}")
_RANGE: Final = re.compile(r"([0-9]{1,3})\s*[-–~～至]\s*([0-9]{1,3})")
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")

_CLINICAL: Final = (
    "drug", "dose", "loading_dose", "days", "first_cycle_days", "times_per_day", "route",
)
"""The parts of a line that its source stands for."""


@dataclass(frozen=True)
class LineDraft:
    """One line. ``unit`` stands beside both doses; ``before`` is the line of the file it was."""

    drug: str = ""
    dose: str = ""
    unit: str = ""
    loading: str = ""
    days: str = ""
    times: str = ""
    route: str = ""
    track: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in it."""
        return not any((self.drug, self.dose.strip(), self.loading.strip(), self.days.strip(),
                        self.route))

    def faults(self, place: str) -> Iterator[Fault]:
        """Give what cannot be read or is not there yet; ``place`` is like ``lines[0]``."""
        for name, said in (("drug", self.drug), ("dose", self.dose), ("days", self.days),
                           ("route", self.route)):
            if not said.strip():
                yield Fault(f"{place}.{name}", MISSING, is_missing=True)
        for name, text in (("dose", self.dose), ("loading_dose", self.loading)):
            fault = quantity_fault(f"{place}.{name}", f"{text.strip()} {self.unit}", self.unit) \
                if text.strip() and self.unit else None
            if fault is not None:
                yield fault
        if self.days.strip() and days_of(self.days) is None:
            yield Fault(f"{place}.days", _(
                "Days are written like 1, or 1, 8, 15, or 1-21."))
        if self.times.strip() and not _DAY.fullmatch(self.times.strip()):
            yield Fault(f"{place}.times_per_day", _("This must be a whole number."))

    def entries(self, source: str) -> dict[str, Any]:
        """Return the line as the file holds it, with the parts that the form does not show.

        Where a part changed that its source stands for, it cites ``source`` in its place: nothing
        is laid at the door of a text that says something else.
        """
        same_drug = self.before.get("drug") == self.drug
        kept = dict(self.before) if same_drug else {}
        said = {
            "drug": self.drug, "track": self.track,
            "dose": _quantity(self.dose, self.unit),
            "loading_dose": _quantity(self.loading, self.unit),
            "days": days_of(self.days), "route": self.route,
            "times_per_day": int(self.times) if _DAY.fullmatch(self.times.strip()) else None,
        }
        made = {**kept, **{name: value for name, value in said.items() if value not in (None, "")}}
        for name in ("loading_dose", "times_per_day"):
            if said[name] is None:
                made.pop(name, None)
        if not same_drug or any(_plain(made.get(one)) != _plain(self.before.get(one))
                                for one in _CLINICAL):
            made["sources"] = [source]
        return made

    def cites(self, source: str) -> list[str]:
        """Return the sources that the line cites as it stands."""
        found = self.entries(source).get("sources", [])
        return list(found)


def line_of(entries: Mapping[str, Any]) -> LineDraft:
    """Return the draft of a line of a file."""
    dose, _space, unit = str(entries.get("dose", "")).partition(" ")
    loading = str(entries.get("loading_dose", "")).partition(" ")[0]
    times = entries.get("times_per_day")
    return LineDraft(
        drug=str(entries.get("drug", "")), dose=dose, unit=unit.strip(), loading=loading,
        days=days_written(entries.get("days")), times="" if times is None else str(times),
        route=str(entries.get("route", "")), track=str(entries.get("track", "")),
        before=dict(entries),
    )


def with_unit_of(line: LineDraft, drug: Drug | None) -> LineDraft:
    """Return a line whose unit is one of its drug's basis; the number stays as it was typed."""
    if drug is None or line.unit in drug.basis.units:
        return line
    return replace(line, unit=drug.basis.units[0])


def days_of(text: str) -> list[int] | str | None:
    """Return the days of a text: a list, or a range as the file writes it; None for neither."""
    written = text.strip()
    span = _RANGE.fullmatch(written)
    if span is not None:
        return f"{int(span[1])}-{int(span[2])}"
    parts = [one for one in _BETWEEN.split(written) if one]
    if not parts or not all(_DAY.fullmatch(one) for one in parts):
        return None
    return [int(one) for one in parts]


def days_written(days: object) -> str:
    """Return days of a file as people write them."""
    if isinstance(days, list):
        return ", ".join(map(str, days))
    return "" if days is None else str(days)


def _quantity(text: str, unit: str) -> str | None:
    return f"{text.strip()} {unit}" if text.strip() else None


def _plain(value: object) -> object:
    """Return a value in which 1 a day is as good as nothing said."""
    return None if value in (1, None) else value
