"""What follows a hold for the ejection fraction: resume, wait, or stop for good."""

from __future__ import annotations

from collections.abc import Callable

from bmcalc.calculators.her2.lvef_rules import (
    FORTY,
    FORTY_FIVE,
    TEN,
    TWENTY,
    Advice,
    pair_nccp,
    pertuzumab_metastatic,
    trastuzumab_ema,
)
from bmcalc.core.term import Term, q

FIFTEEN = q("15 percentage_point")
MOST_SUSPENSIONS = 3
REPEAT_AFTER_WEEKS = 3

Review = Callable[[Term, Term, Term, int, int], Advice]
"""LVEF now, its fall, the lower limit, weeks on hold and suspensions so far -> advice."""


def trastuzumab_fda(now: Term, drop: Term, lln: Term, weeks: int, suspensions: int) -> Advice:
    """Resume within 4 to 8 weeks at a normal LVEF and a fall of 15 points or less (USPI 5.1).

    Stop for good beyond 8 weeks of decline, or beyond 3 suspensions.
    """
    if suspensions > MOST_SUSPENSIONS:
        return Advice.STOP
    recovered = now >= lln and drop <= FIFTEEN
    if recovered:
        return Advice.RESUME if weeks >= 4 else Advice.HOLD
    return Advice.STOP if weeks > 8 else Advice.HOLD


def _after_3_weeks(rule: Callable[[Term, Term, Term], Advice]) -> Review:
    """Return the review of a rule that is looked at once more after 3 weeks, then decided."""

    def review(now: Term, drop: Term, lln: Term, weeks: int, suspensions: int) -> Advice:
        recovered = rule(now, drop, lln) < Advice.HOLD
        if weeks < REPEAT_AFTER_WEEKS:
            return Advice.HOLD
        return Advice.RESUME if recovered else Advice.STOP

    return review


def deruxtecan(now: Term, drop: Term, lln: Term, weeks: int, suspensions: int) -> Advice:
    """Stop where a repeat confirms below 40 % or a fall above 20, or stays 10 points off."""
    if now < FORTY or drop > TWENTY:
        return Advice.STOP
    recovered = drop < TEN or (now > FORTY_FIVE and drop <= TEN)
    return Advice.RESUME if recovered else Advice.STOP


REVIEWS: dict[str, Review] = {
    "trastuzumab_fda": trastuzumab_fda,
    "trastuzumab_ema": _after_3_weeks(trastuzumab_ema),
    "pertuzumab": _after_3_weeks(pertuzumab_metastatic),
    "pair_nccp": _after_3_weeks(pair_nccp),
    "deruxtecan": deruxtecan,
}
"""What each rule says of a repeat during a hold; the EU text says to consider stopping."""
