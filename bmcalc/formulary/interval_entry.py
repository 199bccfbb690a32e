"""The bands of the interval of drugs that have none of their own, which the regimen's gap sets.

``resources/tables/intervals.toml`` holds them. A drug has bands of its own where its file has a
schedule for the cycle or a course, and each one that a rule of its own names. A second dose on the
same day is asked about whatever bands a drug has.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.lvef_entry import code_twice
from bmcalc.formulary.sources import origin_of, sources
from bmcalc.rules.data_files import read_file
from bmcalc.rules.interval_band import IntervalBand
from bmcalc.rules.quantities import Entry, Refusal
from bmcalc.rules.rule import Rule

INTERVALS: Final = "intervals"
"""The name of the file under ``tables``, under which its rules are signed."""


class IntervalTable(Entry):
    """The whole table. A rule is signed as ``intervals/CODE``, once for all drugs.

    ``same_day`` is asked of a drug whose own rules name bands as well.
    """

    same_day: tuple[Rule, ...]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @property
    def every_rule(self) -> tuple[Rule, ...]:
        """All of them, those on the same day first."""
        return (*self.same_day, *self.rules)

    @model_validator(mode="after")
    def _each_rule_is_a_band(self) -> Self:
        repeated = code_twice(self.every_rule)
        if repeated is not None:
            raise Refusal(_("The code {code} stands twice.", code=repeated))
        for rule in self.every_rule:
            if rule.interval_band is None:
                raise Refusal(_("{code} names no band of the interval.", code=rule.code))
            rule.belong_to(INTERVALS)
        return self


@cache
def _table() -> IntervalTable:
    table = IntervalTable.model_validate(read_file("tables", f"{INTERVALS}.toml"))
    for rule in table.every_rule:
        rule.rest_on(origin_of(rule.sources, sources()))
    return table


def common_bands() -> tuple[Rule, ...]:
    """Return the bands of every drug without its own."""
    return _table().every_rule


def gap_bands() -> tuple[Rule, ...]:
    """Return the bands that follow the planned gap, without the one for a second dose in a day."""
    return _table().rules


def bands_of(drug: Drug, cycle_days: int | None = None) -> Sequence[Rule]:
    """Return the common bands that a drug does not name itself, on a cycle of so many days.

    A rule of its own takes the place of its own band alone: one for an early dose leaves the stop
    for a dose that is too early. Where a week of rest may not be left out, that rule says what is
    early. Without the cycle no schedule counts: then they are those of a
    cycle that no schedule covers.
    """
    scheduled = cycle_days is not None and drug.schedule(cycle_days) is not None
    if scheduled or drug.course is not None:
        return ()
    own = {rule.interval_band for rule in drug.rules}
    if IntervalBand.NO_REST_WEEK in own:
        own |= {IntervalBand.TOO_EARLY, IntervalBand.EARLY}
    kept = (rule for rule in _table().rules if rule.interval_band not in own)
    return (*_table().same_day, *kept)
