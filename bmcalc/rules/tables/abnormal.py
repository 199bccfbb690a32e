"""From which value on an entered fact is abnormal: ``resources/tables/abnormal.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bmcalc.rules.condition import Condition, any_met, read_condition
from bmcalc.rules.data_files import read_file, sources_of
from bmcalc.rules.entered import all_entered
from bmcalc.rules.known import Known

_FILE = "abnormal.toml"


@dataclass(frozen=True)
class Abnormal:
    """When each fact is abnormal, by its name: where one of its conditions holds."""

    facts: Mapping[str, tuple[Condition, ...]]
    sources: tuple[str, ...]

    def is_abnormal(self, fact: str, known: Known) -> bool:
        """Say whether a fact is known to be abnormal; one that is not listed never is."""
        conditions = self.facts.get(fact)
        return conditions is not None and any_met(conditions, known) is True


@cache
def abnormal() -> Abnormal:
    """Return the table; raises ValueError for a fact that nobody enters."""
    entries = read_file("tables", _FILE)
    facts = {
        name: tuple(read_condition(one) for one in conditions)
        for name, conditions in entries["facts"].items()
    }
    if unknown := facts.keys() - all_entered().keys():
        raise ValueError(f"{_FILE}: nobody enters {', '.join(sorted(unknown))}")
    return Abnormal(facts, sources_of(f"{_FILE}: sources", entries["sources"]))
