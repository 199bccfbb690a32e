"""What a hospital's entry says otherwise than the shipped one, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from bmcalc.core.texts import _, current_language
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.shipped import shipped_formulary

PARTS: Final[Mapping[str, object]] = {
    "name": _("Name"), "text": _("Text"), "group": _("Group"), "basis": _("Basis of the dose"),
    "usual_dose": _("Usual dose"), "loading_dose": _("Loading dose"),
    "highest_dose": _("Highest dose"), "highest_per_day": _("Highest dose a day"),
    "sources": _("Sources"), "names": _("Names"), "presentations": _("What it comes in"),
    "preparations": _("Preparation"), "infusions": _("How it is given"),
    "dose_levels": _("Dose levels"), "schedules": _("Schedule"), "rules": _("Rules"),
    "essential": _("Facts that must be there"), "without_rules": _("Rules left out"),
    "without_essential": _("Facts left out"), "tracks": _("Cycles"), "lines": _("Drugs and days"),
    "companions": _("Regimens beside it"), "keeping": _("Keeping"), "emetic": _("Emetic risk"),
    "extravasation": _("Outside the vein"), "confusions": _("May be confused with"),
}
"""What people call the parts of a file; another one is called as in the file."""

_NAMED_BY: Final = ("code", "drug", "id", "strength", "guideline", "kind")
_LANGUAGES: Final = {"en": "en", "zh_CN": "zh"}


class Difference(NamedTuple):
    """One part: what it is, and how it reads shipped and here; empty where it is not there."""

    what: object
    shipped: str
    here: str


def differences(subject: Drug | Regimen) -> list[Difference]:
    """Return every difference of an entry in force from the shipped one; none where none ships."""
    is_drug = isinstance(subject, Drug)
    shipped = shipped_formulary()
    before = (shipped.drugs if is_drug else shipped.regimens).get(subject.id)
    if before is None:
        return []
    old, new = _entries(before), _entries(subject)
    return [
        one for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name)
        for one in _of_part(name, old.get(name), new.get(name))
    ]


def _entries(subject: Drug | Regimen) -> dict[str, Any]:
    return subject.model_dump(
        mode="json", exclude_defaults=True, exclude={"reviewed_by", "reviewed_on", "id"}
    )


def _of_part(name: str, old: Any, new: Any) -> Iterator[Difference]:
    what = PARTS.get(name, name)
    if not (_is_tables(old) or _is_tables(new)):
        yield Difference(what, _written(old), _written(new))
        return
    gone = [one for one in old or [] if one not in (new or [])]
    come = [one for one in new or [] if one not in (old or [])]
    for row in come:
        named = _name_of(row)
        before = next((one for one in gone if named and _name_of(one) == named), None)
        if before is None:
            yield Difference(what, "", _written(row))
            continue
        gone.remove(before)
        parts = [part for part in dict.fromkeys([*row, *before])
                 if row.get(part) != before.get(part)]
        for part in parts:
            yield Difference(f"{what}: {named}, {PARTS.get(part, part)}",
                             _written(before.get(part)), _written(row.get(part)))
    for row in gone:
        yield Difference(what, _written(row), "")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _name_of(row: object) -> str:
    """Return what names a row among its kind; empty where nothing does."""
    if not isinstance(row, dict):
        return ""
    return next((str(row[name]) for name in _NAMED_BY if name in row), "")


def _written(value: Any) -> str:
    """Return a value in the words of the moment."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if set(value) == {"en", "zh"}:
            return str(value[_LANGUAGES[current_language()]])
        return "; ".join(f"{PARTS.get(name, name)}: {_written(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    return str(value)
