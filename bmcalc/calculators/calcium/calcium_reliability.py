"""When an albumin-corrected calcium is not to be trusted and ionised calcium settles it."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.core.numbers import plain
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Work
from bmcalc.rules.calcium_grades import GRADE_NAMES
from bmcalc.rules.calcium_status import CalciumResults, CalciumStatus
from bmcalc.rules.limits import limit

RELIABILITY_SOURCE = "calcium-reliability"


def _reasons(
    results: CalciumResults, status: CalciumStatus, clearance: Term | None, binding_disturbed: bool
) -> Iterator[tuple[object, str]]:
    albumin = results.albumin
    low, high = limit("albumin_reliable_lowest"), limit("albumin_reliable_highest")
    if albumin is not None and (albumin < low or albumin > high):
        outside = _("albumin {albumin} lies outside {low}–{high}", albumin=albumin,
                    low=plain(low.magnitude), high=high)
        yield outside, RELIABILITY_SOURCE
    enough = limit("clearance_of_reliable_calcium")
    if clearance is not None and clearance < enough:
        shown = show(clearance, decimals_against(clearance, [enough], 1))
        below = _("creatinine clearance {crcl} is below {limit}", crcl=shown, limit=enough)
        yield below, "lian-2018"
    if binding_disturbed:
        yield _("protein binding of calcium is disturbed"), RELIABILITY_SOURCE
    if status.is_discordant:
        yield _("total and corrected calcium fall on different sides of the range"), "lian-2018"


def note_doubts(
    results: CalciumResults,
    status: CalciumStatus,
    clearance: Term | None,
    binding_disturbed: bool,
    severity: Severity,
    work: Work,
) -> None:
    """Add a finding for each reason to measure ionised calcium, and for grades that differ."""
    add = work.caution if severity is Severity.CAUTION else work.info
    if status.basis == "corrected":
        for reason, source in _reasons(results, status, clearance, binding_disturbed):
            add("MEASURE_IONISED", _("Measure ionised calcium: {reason}.", reason=reason), source)
    graded = status.graded
    if graded is not None and graded.other is not None and graded.other != graded.reported:
        add(
            "UNIT_BOUNDARY",
            _("By the cut-offs of CTCAE this calcium is {reported} in the unit reported and "
              "{other} in the other unit. The worse one decides.",
              reported=GRADE_NAMES[graded.reported], other=GRADE_NAMES[graded.other]),
            "ctcae-calcium",
        )
