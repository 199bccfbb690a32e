"""What follows from the formulary alone is worked out once while that formulary is in force."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bmcalc.formulary.in_force import formulary

if TYPE_CHECKING:
    from bmcalc.formulary.loading import Formulary

_F = TypeVar("_F", bound=Callable[..., Any])


def once_while_in_force(function: _F) -> _F:
    """Remember what a function makes of the formulary in force and of its arguments.

    With another formulary everything is forgotten, so no answer outlives the files that it came
    from. The function must look at nothing else that changes: no fact of a patient, no language.
    Its arguments are positional and hashable.
    """
    kept: tuple[Formulary | None, dict[Hashable, Any]] = (None, {})

    @wraps(function)
    def found(*given: Hashable) -> Any:
        nonlocal kept
        now, (of, answers) = formulary(), kept
        if of is not now:
            answers = {}
            kept = (now, answers)
        if given not in answers:
            answers[given] = function(*given)
        return answers[given]

    return cast("_F", found)
