"""Audit: spinal instability, which the reports allow to be scored as a range only."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.core.texts import Joined, _

SPINAL_REGIONS = ("cervical", "thoracic", "lumbar")


def _levels(found: Case) -> tuple[str, ...]:
    named = {level for image in found.imaging
             for level in (*image.vertebral_fractures, *image.sites) if level[1:].isdecimal()}
    return tuple(sorted(named, key=lambda level: int(level[1:])))


def _of_level(found: Case, level: str) -> Computation:
    """Return the range of one level; what the report leaves open stays open."""
    fractured = any(level in image.vertebral_fractures for image in found.imaging)
    measured = next((image.collapse for image in found.imaging
                     if image.collapse is not None and level in image.vertebral_fractures), None)
    if not fractured:
        collapse: object = ["none", "none_gt50_involved"]
    else:
        collapse = None if measured is not None else ["gt50", "lt50"]
    in_pain = found.patient.complaint_site == "spine"
    return computed(
        "sins", level=level,
        pain=["mechanical", "occasional_nonmechanical"] if in_pain else "none",
        lesion="lytic" if fractured else "unknown",
        alignment="unknown" if fractured else "normal",
        collapse=collapse, collapse_percent=measured, posterolateral="unknown",
    )


def scores_not_made() -> Iterator[AuditEntry]:
    """Yield the spinal lesions whose stability is not judged."""
    for found in cases():
        levels = _levels(found)
        if not levels:
            continue
        answers = tuple(_of_level(found, level) for level in levels)
        lowest = max(int(one.value("total_low")) for one in answers)
        ranges: list[object] = [
            _("{level} {low} to {high}", level=level, low=one.value("total_low"),
              high=one.value("total_high"))
            for level, one in zip(levels, answers, strict=True)
        ]
        surgeon = (
            _("Even the lowest total asks for a surgeon's opinion; none is reported, nor "
              "radiotherapy.")
            if lowest >= 7 and not found.radiotherapy else
            _("Alignment and the posterolateral elements are not reported.")
        )
        yield AuditEntry(
            id="SINS", case=found.number, pages=(found.imaging[1].page,),
            statement=_("Spinal lesions at {levels}; stability is not judged.",
                        levels=Joined(list(levels))),
            verdict=AuditVerdict.NOT_DECIDABLE,
            severity=Gravity.HIGH if lowest >= 7 else Gravity.MEDIUM,
            proof=_("SINS from the reports: {ranges}. {surgeon}", ranges=Joined(ranges, "; "),
                    surgeon=surgeon),
            computations=answers,
        )


def levels_not_named() -> Iterator[AuditEntry]:
    """Yield spinal metastases of which no level is named."""
    for number in (1, 11, 22):
        found = case(number)
        assert not _levels(found)
        regions = [one for one in SPINAL_REGIONS if one in found.diagnosis.sites]
        refused = computed("sins", level=regions[-1], pain="unknown", lesion="unknown",
                           alignment="unknown", collapse="unknown", posterolateral="unknown")
        yield AuditEntry(
            id="SINS", case=number, pages=(found.diagnosis.page,),
            statement=_("Metastases of the spine, no level named."),
            verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.MEDIUM,
            proof=_("A region is not a level, so no score can be made ({code}).",
                    code=refused.codes[0]),
            computations=(refused,),
        )


CHECKS = (scores_not_made, levels_not_named)
