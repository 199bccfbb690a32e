"""The rules of a page, loaded with its first dose: a page that nobody opens reads no drug."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from bmcalc.core.term import Term
from bmcalc.core.work import Work

if TYPE_CHECKING:
    from bmcalc.calculators.shared.intended_dose import IntendedDose, Reduction

AskRules: TypeAlias = (
    "Callable[[str, Term, Mapping[str, Any], Reduction | None, Work], IntendedDose | None]"
)


@cache
def rules_of_page() -> AskRules:
    """Return how a page asks the rules of its drug."""
    from bmcalc.calculators.chemotherapy.page_rules import planned_by_rules

    return planned_by_rules
