"""The ceilings of a drug on its review sheet: under which labels they hold, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.ceiling_entry import Ceiling
from bmcalc.formulary.drug_entry import Drug
from bmcalc.rules.in_words import labels_named


def ceiling_lines(
    drug: Drug, numbers: Callable[[Iterable[str]], str]
) -> Iterator[tuple[object, object]]:
    """Give each ceiling of a drug with its labels and sources; ``numbers`` writes the sources."""
    for name, ceilings in (
        (_("Highest single dose"), drug.highest_total),
        (_("Highest dose in a cycle"), drug.highest_per_cycle),
    ):
        for one in ceilings:
            yield name, _line(one, numbers)
    if drug.largest_area is not None:
        yield (_("Largest body surface area counted"),
               f"{drug.largest_area.area} {numbers(drug.largest_area.sources)}")
    if drug.largest_weight is not None:
        weight = drug.largest_weight
        yield (_("Largest weight counted"),
               f"{weight.weight}; {weight.text} {numbers(weight.sources)}")
    if drug.never_exceeded is not None:
        never = drug.never_exceeded
        yield _("Never exceeded"), f"{never.text} {numbers(never.sources)}"


def ceiling_sources(drug: Drug) -> Iterator[str]:
    """Give every source that the ceilings of a drug cite."""
    for ceiling in (*drug.highest_total, *drug.highest_per_cycle):
        yield from ceiling.sources
    for limit in (drug.largest_area, drug.largest_weight, drug.never_exceeded):
        if limit is not None:
            yield from limit.sources


def _line(one: Ceiling, numbers: Callable[[Iterable[str]], str]) -> str:
    follows = _("above it stop") if one.then == "stop" else _("above it ask")
    parts: list[object] = [one.above, follows, labels_named(one.profiles)]
    if one.planned_up_to is not None:
        parts.insert(1, _("where up to {dose} is planned", dose=one.planned_up_to))
    if one.text is not None:
        parts.append(one.text)
    return f"{Joined(parts, '; ')} {numbers(one.sources)}"
