"""RECIST 1.1, target lesions: what the sums of diameters come to.

A fall is measured from the baseline, a growth from the smallest sum on study, which includes the
baseline. Progression needs both 20 % and 5 mm: a table that joins them with "or" is wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulas.relative_change import relative_change

RECIST = "recist-1.1"
CONFIRMED_PR = "recist-confirmed-pr"

FALL_FOR_PR = q("-30 %")
GROWTH_FOR_PD = q("20 %")
ABSOLUTE_GROWTH_FOR_PD = q("5 mm")
NORMAL_NODE_BELOW = q("10 mm")


class SumChange(NamedTuple):
    """How a sum of diameters moved: % of baseline, % of nadir (None at a nadir of 0), and mm."""

    from_baseline: Term
    from_nadir: Term | None
    growth: Term


class TargetResponse(NamedTuple):
    """A response key (``cr``, ``pr``, ``sd``, ``pd``), why, and the source of the rule."""

    key: str
    why: object
    source: str = RECIST


def sum_change(baseline: Term, nadir: Term, current: Term) -> SumChange:
    """Return the three changes that RECIST judges; the baseline must be above zero."""
    return SumChange(
        relative_change(baseline, current),
        relative_change(nadir, current) if nadir > q("0 mm") else None,
        current.to("mm") - nadir.to("mm"),
    )


def met_partial_response(baseline: Term, smallest: Term) -> bool:
    """Say whether the smallest sum was at least 30 % below the baseline."""
    return relative_change(baseline, smallest) <= FALL_FOR_PR


def target_response(
    current: Term, change: SumChange, only_normal_nodes: bool = False, confirmed_pr: bool = False
) -> TargetResponse:
    """Return the response of the target lesions (Eisenhauer 2009).

    ``only_normal_nodes``: all that remains are lymph nodes below 10 mm. ``confirmed_pr``: a
    partial response was confirmed earlier, which small regrowth does not undo (EORTC).
    """
    if current == q("0 mm"):
        return TargetResponse("cr", _("all target lesions are gone"))
    if only_normal_nodes:
        return TargetResponse("cr", _("all that remains are lymph nodes below 10 mm"))
    if change.from_nadir is None:
        return TargetResponse("pd", _("target disease is back after it had gone"))
    if change.from_nadir >= GROWTH_FOR_PD and change.growth >= ABSOLUTE_GROWTH_FOR_PD:
        return TargetResponse("pd", _("at least 20 % and at least 5 mm above the smallest sum"))
    if change.from_baseline <= FALL_FOR_PR:
        return TargetResponse("pr", _("at least 30 % below the baseline"))
    if confirmed_pr:
        return TargetResponse(
            "pr", _("a confirmed partial response holds until progression"), CONFIRMED_PR
        )
    return TargetResponse("sd", _("neither a partial response nor progression"))
