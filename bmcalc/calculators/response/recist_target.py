"""RECIST 1.1, target lesions: what the sums of diameters come to.

A fall is measured from the baseline, a growth from the smallest sum on study, which includes the
baseline. Progression needs both a share and millimetres: a table that joins them with "or" is
wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulas.relative_change import relative_change
from bmcalc.rules.limits import Stated, limit

RECIST = "recist-1.1"
CONFIRMED_PR = "recist-confirmed-pr"


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


def change_of_partial_response() -> Term:
    """Return the change from the baseline at which a partial response begins, below zero."""
    return -limit("partial_response_fall")


def has_grown(change: SumChange) -> bool:
    """Say whether the sum grew by the share of the smallest one that progression needs."""
    return change.from_nadir is not None and change.from_nadir >= limit("progression_growth")


def met_partial_response(baseline: Term, smallest: Term) -> bool:
    """Say whether the smallest sum was low enough for a partial response."""
    return relative_change(baseline, smallest) <= change_of_partial_response()


def target_response(
    current: Term, change: SumChange, only_normal_nodes: bool = False, confirmed_pr: bool = False
) -> TargetResponse:
    """Return the response of the target lesions (Eisenhauer 2009).

    ``only_normal_nodes``: all that remains are lymph nodes of normal size. ``confirmed_pr``: a
    partial response was confirmed earlier, which small regrowth does not undo (EORTC).
    """
    if current == q("0 mm"):
        return TargetResponse("cr", _("all target lesions are gone"))
    if only_normal_nodes:
        return TargetResponse("cr", _("all that remains are lymph nodes below {size}",
                                      size=Stated("node_normal_below")))
    if change.from_nadir is None:
        return TargetResponse("pd", _("target disease is back after it had gone"))
    if has_grown(change) and change.growth >= limit("progression_growth_absolute"):
        return TargetResponse("pd", _(
            "at least {share} and at least {size} above the smallest sum",
            share=Stated("progression_growth"), size=Stated("progression_growth_absolute"),
        ))
    if change.from_baseline <= change_of_partial_response():
        return TargetResponse("pr", _("at least {share} below the baseline",
                                      share=Stated("partial_response_fall")))
    if confirmed_pr:
        return TargetResponse(
            "pr", _("a confirmed partial response holds until progression"), CONFIRMED_PR
        )
    return TargetResponse("sd", _("neither a partial response nor progression"))
