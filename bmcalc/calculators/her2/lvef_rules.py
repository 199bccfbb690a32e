"""May a HER2 agent go on at this ejection fraction? Each label's rule, written once.

Differences are percentage points, never relative percent.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import Severity

FORTY, FORTY_FIVE, FIFTY = q("40 %"), q("45 %"), q("50 %")
TEN, SIXTEEN, TWENTY = (
    q("10 percentage_point"), q("16 percentage_point"), q("20 percentage_point")
)


class Advice(IntEnum):
    """What a rule says, in the order of strictness."""

    CONTINUE = 0
    RESUME = 1
    CONTINUE_REPEAT = 2
    HOLD = 3
    HOLD_STOP_IF_CONFIRMED = 4
    STOP = 5

    @property
    def key(self) -> str:
        """The contract's word, such as ``hold``."""
        return self.name.lower()

    @property
    def severity(self) -> Severity:
        """How much the advice weighs as a finding."""
        if self <= Advice.RESUME:
            return Severity.INFO
        return Severity.CAUTION if self is Advice.CONTINUE_REPEAT else Severity.STOP


ADVICE_NAMES: dict[str, object] = {
    "continue": _("continue"),
    "resume": _("resume"),
    "continue_repeat": _("continue, repeat within 3 weeks"),
    "hold": _("hold"),
    "hold_stop_if_confirmed": _("hold, stop if confirmed"),
    "stop": _("stop for good"),
}


def trastuzumab_fda(now: Term, drop: Term, lln: Term) -> Advice:
    """Hold at a fall of 16 points, or of 10 with an LVEF below the lower limit (USPI 5.1)."""
    if drop >= SIXTEEN or (now < lln and drop >= TEN):
        return Advice.HOLD
    return Advice.CONTINUE


def trastuzumab_ema(now: Term, drop: Term, lln: Term) -> Advice:
    """Suspend at a fall of 10 points to below 50 % (SmPC 4.4)."""
    return Advice.HOLD if drop >= TEN and now < FIFTY else Advice.CONTINUE


def pertuzumab_metastatic(now: Term, drop: Term, lln: Term) -> Advice:
    """Hold both antibodies below 40 %, or at 40-45 % with a fall of 10 points."""
    if now < FORTY or (now <= FORTY_FIVE and drop >= TEN):
        return Advice.HOLD
    return Advice.CONTINUE


def pair_nccp(now: Term, drop: Term, lln: Term) -> Advice:
    """Hold both below 50 % with a fall of 10 points (Irish national regimen 204)."""
    return Advice.HOLD if now < FIFTY and drop >= TEN else Advice.CONTINUE


def deruxtecan(now: Term, drop: Term, lln: Term) -> Advice:
    """Return the row of the Enhertu table: by 40 and 45 %, and a fall of 10 and 20 points."""
    if now < FORTY or drop > TWENTY:
        return Advice.HOLD_STOP_IF_CONFIRMED
    if now > FORTY_FIVE:
        return Advice.CONTINUE
    return Advice.HOLD if drop >= TEN else Advice.CONTINUE_REPEAT


class LvefRule(NamedTuple):
    """One label's rule: its name, what it advises, what holding means there, its sources."""

    name: object
    advise: Callable[[Term, Term, Term], Advice]
    on_hold: object
    sources: tuple[str, ...]


LVEF_RULES: dict[str, LvefRule] = {
    "trastuzumab_fda": LvefRule(
        _("Trastuzumab, US and Chinese label"), trastuzumab_fda,
        _("withhold trastuzumab for at least 4 weeks; resume if within 4 to 8 weeks LVEF is normal "
          "again and the fall is 15 points or less"),
        ("label-trastuzumab-us", "label-trastuzumab-cn"),
    ),
    "trastuzumab_ema": LvefRule(
        _("Trastuzumab, EU label"), trastuzumab_ema,
        _("suspend trastuzumab and repeat LVEF in about 3 weeks"),
        ("label-trastuzumab-eu",),
    ),
    "pertuzumab": LvefRule(
        _("Pertuzumab with trastuzumab, metastatic"), pertuzumab_metastatic,
        _("withhold both antibodies for at least 3 weeks; resume above 45 %, or at 40 to 45 % with "
          "a fall below 10 points"),
        ("label-pertuzumab-lvef", "nccp-726"),
    ),
    "pair_nccp": LvefRule(
        _("Pertuzumab with trastuzumab, Irish national regimen"), pair_nccp,
        _("hold both antibodies"), ("regimen-nccp-204",),
    ),
    "deruxtecan": LvefRule(
        _("Trastuzumab deruxtecan"), deruxtecan,
        _("interrupt and repeat LVEF within 3 weeks"),
        ("enhertu-lvef", "regimen-nccp-776"),
    ),
}
