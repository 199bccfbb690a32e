"""What a rule may look at: counts, liver, kidney, heart, minerals, history, other drugs.

A measure is entered (``resources/measures``), derived from facts (:mod:`bmcalc.rules.derived`), or
handed over by its owner. One that nobody entered is unknown, never normal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bmcalc.core.texts import _
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.derived import DERIVED
from bmcalc.rules.entered import all_entered
from bmcalc.rules.measure_form import Measure, yes_no

_HANDED_ONLY: Final[Mapping[str, Measure]] = {
    "planned_dose": Measure(_("planned dose"), "dose"),
    "planned_share": Measure(_("share of the regimen's dose that is planned"), "%"),
    "days_until_due": Measure(_("days until the next dose is due")),
    "planned_gap": Measure(_("days that the plan leaves after the last dose"), "day"),
    "starts_again": yes_no(_("a gap after which the treatment starts again")),
    "with_other_cytotoxic": yes_no(_("given with another cytotoxic drug")),
    "related_hypersensitivity": yes_no(_("severe hypersensitivity to a related drug")),
    **SUM_MEASURES,
}
"""Measures that nobody enters and that need more than facts, such as a regimen."""


@cache
def all_measures() -> Mapping[str, Measure]:
    """Return every measure; raises ValueError where one is described twice, or not at all."""
    found: dict[str, Measure] = dict(_HANDED_ONLY)
    described = [(name, entered.measure) for name, entered in all_entered().items()]
    described += [(name, derived.measure) for name, derived in DERIVED.items()]
    for name, measure in described:
        if measure is None:
            continue
        if name in found:
            raise ValueError(f"the measure {name} is described twice")
        found[name] = measure
    if nameless := DERIVED.keys() - found:
        raise ValueError(f"nothing describes these measures: {', '.join(sorted(nameless))}")
    return found


def _described(name: str) -> Measure:
    """Return one measure; raises KeyError where nobody describes it."""
    if name in _HANDED_ONLY:
        return _HANDED_ONLY[name]
    derived = DERIVED.get(name)
    found = derived.measure if derived is not None else None
    if found is None:
        found = all_entered()[name].measure
    if found is None:
        raise KeyError(name)
    return found


class _Measures(Mapping[str, Measure]):
    """Every measure by its key; one is read when it is looked at."""

    def __init__(self) -> None:
        self._found: dict[str, Measure] = {}

    def __getitem__(self, name: str) -> Measure:
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = _described(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._found or super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        return iter(all_measures())

    def __len__(self) -> int:
        return len(all_measures())


MEASURES: Final = _Measures()
