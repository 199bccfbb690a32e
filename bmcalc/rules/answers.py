"""Whether rules are met, asked once for every profile and every question about them."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule


class Answers:
    """Whether rules are met by what is known: each asked once, however many profiles ask."""

    def __init__(self, known: Mapping[str, Given]) -> None:
        self._known = known
        self._found: dict[int, tuple[Rule, bool | None]] = {}

    def met(self, rule: Rule) -> bool | None:
        """Say whether a rule is met; None where that hangs on what nobody entered."""
        found = self._found.get(id(rule))
        if found is None:
            # The rule is kept with its answer, so that no other one can take its id.
            found = self._found[id(rule)] = rule, rule.met(self._known)
        return found[1]
