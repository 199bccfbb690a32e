"""What rules answer to one set of facts: each is asked once, however often it is read."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule


class Answers:
    """Whether each rule is met by what is known; a rule is asked once, however often it is read."""

    def __init__(self, known: Mapping[str, Given]) -> None:
        self.known = known
        self._met: dict[int, tuple[Rule, bool | None]] = {}
        self._missing: dict[int, tuple[str, ...]] = {}

    def met(self, rule: Rule) -> bool | None:
        """Say whether a rule is met; None where that hangs on a measure nobody entered."""
        found = self._met.get(id(rule))
        if found is None:
            found = self._met[id(rule)] = rule, rule.met(self.known)
        return found[1]

    def missing(self, rule: Rule) -> tuple[str, ...]:
        """Return the measures on which it hangs whether a rule is met that was asked already."""
        found = self._missing.get(id(rule))
        if found is None:
            found = self._missing[id(rule)] = rule.missing(self.known)
        return found
