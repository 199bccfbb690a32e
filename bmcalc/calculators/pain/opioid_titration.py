"""How far an opioid is increased, and how large a rescue dose is."""

from __future__ import annotations

from typing import Final

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import refuse

MOST_WITH_CARE: Final = (25, 50)
"""Percent: the largest increase where age, kidney or liver ask for care (a convention)."""


def titration_percent(nrs: int, with_care: bool = False) -> tuple[int, int]:
    """Return the lowest and highest increase of the 24 h dose in percent for a pain score.

    NRS 7–10 +50–100 %, 4–6 +25–50 %, 2–3 at most +25 %, 0–1 none (Chinese cancer pain guideline
    2018, from memory). ``with_care`` caps it at +25–50 %.
    """
    if nrs >= 7:
        return MOST_WITH_CARE if with_care else (50, 100)
    if nrs >= 4:
        return (25, 50)
    return (0, 25) if nrs >= 2 else (0, 0)


def rescue_range(total: Term) -> tuple[Term, Term]:
    """Return 10 % and 20 % of the opioid's 24 h total; ``E_RANGE`` where there is none.

    Meant for an immediate-release strong opioid only (NCCN Adult Cancer Pain 2011).
    """
    if total <= 0 * total:
        raise refuse("E_RANGE", _("A rescue dose needs a 24 h total above zero."))
    tenth, fifth = q("0.1"), q("0.2")
    return tenth * total, fifth * total
