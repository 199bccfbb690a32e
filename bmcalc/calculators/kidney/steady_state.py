"""Whether a creatinine says anything about the GFR: not on dialysis, not while it still moves.

Every equation takes the creatinine for one at steady state. Where it is not, no number is given.
"""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.rules.entered import question

CREATININE_STEADY: Final = question("creatinine_steady")
DIALYSIS: Final = question("dialysis")
SOURCE: Final = "creatinine-steady-state"

_ON_DIALYSIS: Final = _(
    "On dialysis the creatinine says nothing about the GFR, so none is estimated. Only a measured "
    "GFR counts."
)
_NOT_STEADY: Final = _(
    "The creatinine is not at steady state, so no GFR is estimated from it. Wait until it is "
    "stable, or measure the GFR."
)


def why_no_estimate(dialysis: bool | None, steady: str | None) -> object | None:
    """Return the sentence that says why no GFR is estimated, or None where one may be."""
    if dialysis:
        return _ON_DIALYSIS
    return _NOT_STEADY if steady == "no" else None


def tell_no_estimate(reason: object, work: Work, about: str) -> None:
    """Stop what would rest on an estimate; in an order it decides nothing."""
    work.stop(FindingCode.NO_GFR_ESTIMATE, reason, SOURCE, about=about)


def tell_if_unknown(steady: str | None, work: Work) -> None:
    """Say that an estimate holds at steady state only, where somebody answered that it is unknown.

    Where nobody answered, the absent field is told as every other.
    """
    if steady == "unknown":
        work.info(
            "STEADY_STATE_UNKNOWN",
            _("It is not known whether the creatinine is at steady state; only then the estimate "
              "holds."),
            SOURCE, about="creatinine_steady",
        )
