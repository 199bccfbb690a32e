"""What follows from the formulary alone is worked out once while that formulary is in force.

Likewise what follows from its sources, for whose look-up no drug is read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from bmcalc.formulary.in_force import formulary, in_force

_F = TypeVar("_F", bound=Callable[..., Any])
_NOT_YET: Final = object()
"""Stands for what was not worked out yet."""


def once_while_in_force(function: _F) -> _F:
    """Remember what a function makes of the formulary in force and of its arguments.

    With another formulary everything is forgotten, so no answer outlives the files that it came
    from. The function must look at nothing else that changes: no fact of a patient, no language.
    Its arguments are positional and hashable.
    """
    return _once_while(formulary, function)


def once_while_cited(function: _F) -> _F:
    """Remember likewise what a function makes of the sources in force and of its arguments."""
    return _once_while(lambda: in_force().sources, function)


def _once_while(in_force_now: Callable[[], object], function: _F) -> _F:
    kept: tuple[object, dict[Hashable, Any]] = (None, {})

    @wraps(function)
    def found(*given: Hashable) -> Any:
        nonlocal kept
        now, (of, answers) = in_force_now(), kept
        if of is not now:
            answers = {}
            kept = (now, answers)
        answer = answers.get(given, _NOT_YET)
        if answer is _NOT_YET:
            answer = answers[given] = function(*given)
        return answer

    return cast("_F", found)
