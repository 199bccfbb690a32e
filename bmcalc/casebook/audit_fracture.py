"""Audit: the Mirels score as printed, and where it could and could not be used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bmcalc.calculators.scores.mirels_fields import PAIN, SIZE
from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case
from bmcalc.core.texts import Joined, _


def _mirels(**answers: object) -> Computation:
    return computed("mirels", **answers)


def printed_score() -> Iterator[AuditEntry]:
    """Yield the printed score: its sum, its items, and that it does not apply at all."""
    found = case(1)
    printed = found.mirels
    assert printed is not None
    items = printed.items
    films = [image for image in found.imaging if image.fracture is not None]
    assert all(image.fracture and image.lesion == "lytic" for image in films)
    as_imaged = {"site": "lower_limb", "lesion": "lytic"}
    typed = _mirels(**as_imaged, size="gt_2_3", pain=items["pain"], fracture_present=False)
    refused = _mirels(**as_imaged, size="gt_2_3", pain="functional", fracture_present=True)
    capped = _mirels(site="upper_limb", lesion="mixed", size="1_3_to_2_3", pain="functional",
                     fracture_present=False)
    rescored = _mirels(**as_imaged, size="gt_2_3", pain="functional", fracture_present=False,
                       axial_involvement=films[-1].size[0])
    yield AuditEntry(
        id="E1", case=1, pages=(printed.page, 4),
        statement=_("Mirels {total}: pain {pain}, size {size}, lesion type {lesion}, upper limb "
                    "{site}. A high risk, so the operation is indicated.",
                    total=printed.total, pain=items["pain"], size=items["size"],
                    lesion=items["lesion"], site=items["site"]),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=Joined([
            _("The items add up to {sum}.", sum=sum(items.values())),
            _("Pain has at most {most} points; {pain} is the NRS ({code}).",
              most=max(PAIN.points.values()), pain=items["pain"], code=typed.codes[0]),
            _("The femur is a lower limb (2), the lesion lytic on the films (3)."),
            _("With the pain capped alone the total is {capped}; from the films it would have "
              "been {rescored}.", capped=capped.value("total"), rescored=rescored.value("total")),
            _("The bone is broken (displaced by {gap}), so the score does not apply ({code}); the "
              "fracture itself is the indication.",
              gap=films[-1].displacement, code=refused.codes[0]),
        ], " "),
        computations=(refused, typed, capped, rescored),
    )


def hypothetical_scores() -> Iterator[AuditEntry]:
    """Yield the totals that the case could have had before the fracture."""
    tried = [
        _mirels(site="lower_limb", lesion="lytic", pain=pain, size=size, fracture_present=False)
        for pain, size in product(("moderate", "functional"), ("1_3_to_2_3", "gt_2_3"))
    ]
    totals = sorted({one.value("total") for one in tried})
    yield AuditEntry(
        id="MIRELS-RANGE", case=1, pages=(17, 4),
        statement=_("The size of the lesion ({length} long) is worth {points} points.",
                    length=case(1).imaging[1].size[0], points=2),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
        proof=_("Centimetres are not a share of the bone, and no diameter of the bone is reported. "
                "Before the fracture the total lay between {low} and {high}.",
                low=totals[0], high=totals[-1]),
        computations=tuple(tried),
    )


def broken_neck() -> Iterator[AuditEntry]:
    """Yield the other broken femur, and how it was fixed."""
    found = case(11)
    operation = found.operation
    assert operation is not None and operation.implant == "cannulated_screws"
    assert any(image.fracture for image in found.imaging)
    refused = _mirels(site="peritrochanteric", lesion="lytic", size="gt_2_3", pain="functional",
                      fracture_present=True)
    yield AuditEntry(
        id="R20", case=11, pages=(operation.page, 65),
        statement=_("A displaced pathological fracture of the femoral neck is fixed with three "
                    "screws: an incision at the hip, and closed reduction."),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("Arthroplasty is usually preferred there, and an incision contradicts a closed "
                "reduction. Mirels does not apply ({code}).", code=refused.codes[0]),
        computations=(refused,), cites=("casebook-neck-fracture",),
    )


def score_not_made() -> Iterator[AuditEntry]:
    """Yield the cases in which Mirels applies and was not used."""
    for number in (6, 22):
        found = case(number)
        scan = next(image for image in found.imaging if "femur_proximal" in image.sites
                    and image.lesion is not None)
        assert scan.fracture is False and scan.lesion == "lytic"
        tried = [
            _mirels(site=site, lesion="lytic", size=size, pain=pain, fracture_present=False)
            for site, size, pain in product(
                ("lower_limb", "peritrochanteric"), SIZE.options, PAIN.options
            )
        ]
        totals = sorted(tried, key=lambda one: int(one.value("total")))
        yield AuditEntry(
            id="MIRELS-NOT-MADE", case=number, pages=(scan.page,),
            statement=_("Lytic lesions of both proximal femurs, not broken; no score is given."),
            verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.MEDIUM,
            proof=_("Here Mirels applies. Pain on loading and size are not reported, so the total "
                    "is anything from {low} to {high}.",
                    low=totals[0].value("total"), high=totals[-1].value("total")),
            computations=(totals[0], totals[-1]),
        )


CHECKS = (
    printed_score,
    hypothetical_scores,
    broken_neck,
    score_not_made,
)
