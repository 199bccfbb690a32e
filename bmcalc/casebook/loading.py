"""The printed cases, validated."""

from __future__ import annotations

from functools import cache

from bmcalc.casebook.case_files import case_numbers, read_case
from bmcalc.casebook.models import Case


@cache
def case(number: int) -> Case:
    """Return a printed case; raise KeyError for one that is only announced."""
    return Case.model_validate(read_case(number))


def cases() -> tuple[Case, ...]:
    """Return the printed cases in order."""
    return tuple(case(number) for number in case_numbers())
