"""Audit: the response as the casebook judges it, against RECIST 1.1 and the pain consensus."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

SUM_FOR_A_PERCENTAGE = q("100 mm")
"""A sum of diameters on which a printed percentage is tried; the casebook prints none."""


def bone_only(found: Case) -> bool:
    """Say whether imaging shows bone alone: nothing visceral, no soft-tissue mass."""
    masses = [image.soft_tissue_mass for image in found.imaging]
    visceral = [image.visceral for image in found.imaging if image.visceral is not None]
    return not any(masses) and not any(visceral)


def _sums(shrinkage: Term, recorded: str) -> Computation:
    """Return what RECIST says where the printed percentage is that of a real sum."""
    left = Term(SUM_FOR_A_PERCENTAGE.magnitude * (Decimal(100) - shrinkage.magnitude) / 100,
                SUM_FOR_A_PERCENTAGE.unit)
    return computed(
        "recist", baseline=SUM_FOR_A_PERCENTAGE, nadir=SUM_FOR_A_PERCENTAGE, current=left,
        non_target="ncnp", new_lesion=False, recorded_response=recorded,
    )


def _bone_only(recorded: str) -> Computation:
    return computed(
        "recist", bone_only=True, non_target="ncnp", new_lesion=False, recorded_response=recorded
    )


def resected_target() -> Iterator[AuditEntry]:
    """Yield a response read from a lesion that had been taken out."""
    found = case(1)
    operation, response = found.operation, found.response
    assert operation is not None and response.shrinkage is not None
    assert operation.on < response.on and operation.cemented
    if_real = _sums(response.shrinkage, "pr")
    treated = computed("recist", local_treatment="resected", non_target="ncnp", new_lesion=False,
                       recorded_response="pr")
    yield AuditEntry(
        id="R7", case=1, pages=(response.page, operation.page),
        statement=_("The lesion of the femur has shrunk by {percent}: PR.",
                    percent=response.shrinkage),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("{resected} of that bone were resected and cemented on {day}, before the "
                "treatment. The target is {verdict}; {percent} would be PR only of a real sum.",
                resected=operation.resected, day=operation.on,
                verdict=treated.shown("target_response"), percent=response.shrinkage),
        computations=(treated, if_real),
    )


def partial_response_at_a_quarter() -> Iterator[AuditEntry]:
    """Yield PR at less than the 30 % that PR needs."""
    found = case(6)
    shrinkage = found.response.shrinkage
    assert shrinkage is not None
    computations = (_sums(shrinkage, "pr"), _bone_only("pr"))
    yield AuditEntry(
        id="R6", case=6, pages=(found.response.page, 55),
        statement=_("Some lesions have shrunk by {percent}: PR.", percent=shrinkage),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("PR needs 30 % of the sum, so {percent} is at best {by_sum}. No measurable lesion "
                "is reported, so the answer is {by_bone}.",
                percent=shrinkage, by_sum=computations[0].shown("overall_response"),
                by_bone=computations[1].shown("overall_response")),
        computations=computations,
    )


def partial_response_of_some_lesions() -> Iterator[AuditEntry]:
    """Yield PR from some lesions in disease that is bone alone."""
    for number in (2, 21):
        found = case(number)
        response = found.response
        assert bone_only(found) and response.some_lesions_only and response.shrinkage is not None
        computations = (_bone_only("pr"), _sums(response.shrinkage, "pr"))
        irradiated = [level for course in found.radiotherapy for level in course.sites]
        yield AuditEntry(
            id="R8", case=number, pages=(response.page,),
            statement=_("Some lesions have shrunk by {percent}: PR.", percent=response.shrinkage),
            verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
            proof=_("Imaging shows bone alone, without a soft-tissue mass: only CR, non-CR/non-PD "
                    "and PD exist, here {answer}. Some lesions are not a sum, and {count} "
                    "vertebrae were irradiated meanwhile.",
                    answer=computations[0].shown("overall_response"), count=len(irradiated)),
            computations=computations,
        )


def stable_disease_of_bone() -> Iterator[AuditEntry]:
    """Yield SD where the disease is bone alone."""
    for number in (5, 22):
        found = case(number)
        assert bone_only(found) and found.response.overall == "SD"
        answer = _bone_only("sd")
        yield AuditEntry(
            id="RECIST-SD", case=number, pages=(found.response.page,),
            statement=_("Stable targets and non-targets: SD."),
            verdict=AuditVerdict.CONTRADICTS, severity=Gravity.LOW,
            proof=_("Bone alone has no target lesions, so there is no SD: {answer}.",
                    answer=answer.shown("overall_response")),
            computations=(answer,),
        )


def operated_target() -> Iterator[AuditEntry]:
    """Yield SD of a target that was operated on, and progression read from markers."""
    found = case(11)
    assert found.operation is not None and found.operation.on < found.response.on
    treated = computed("recist", local_treatment="resected", non_target="ncnp", new_lesion=False,
                       recorded_response="sd")
    yield AuditEntry(
        id="RECIST-SD", case=11, pages=(found.response.page,),
        statement=_("Stable targets and non-targets: SD."),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.MEDIUM,
        proof=_("The only soft-tissue mass lies at the femoral neck that was operated on on {day}; "
                "as a target it is not evaluable. No other target and no sum is reported.",
                day=found.operation.on),
        computations=(treated,),
    )
    followed = next(event for event in found.timeline if event.response == "PD")
    yield AuditEntry(
        id="RECIST-PD", case=11, pages=(followed.page, 69, 71),
        statement=_("Progression on {day}.", day=followed.on),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.MEDIUM,
        proof=_("Only rising markers are reported; a marker alone is not a progression by "
                "RECIST 1.1. No imaging is named."),
        computations=(computed("recist", target="ne", non_target="ne", new_lesion=False,
                               recorded_response="pd"),),
    )


def uptake_as_response() -> Iterator[AuditEntry]:
    """Yield a bone scan read as a response."""
    for found in cases():
        if found.response.overall == "PR":
            yield AuditEntry(
                id="R9", case=found.number, pages=(found.response.page,),
                statement=_("Less uptake on the bone scan shows that bone has healed."),
                verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
                proof=_("Uptake is no RECIST measurement, and in the first months it can move "
                        "either way by flare."),
                cites=("casebook-lytic-flare",),
            )


def pain_without_analgesics() -> Iterator[AuditEntry]:
    """Yield pain relief that cannot be classified without the analgesics taken."""
    for found in cases():
        before, after = found.response.nrs_before, found.response.nrs_after
        answer = computed("pain-response", nrs_before=before, nrs_after=after)
        assert answer.status == "refused"
        yield AuditEntry(
            id="PAIN-RESPONSE", case=found.number, pages=(found.response.page,),
            statement=_("Pain is relieved: NRS {before} to {after}.", before=before, after=after),
            verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
            proof=_("The consensus classifies pain by the score and the opioids taken. No dose "
                    "taken is reported at either time, so the fall of {fall} points has no class.",
                    fall=before - after),
            computations=(answer,),
        )


def performance_status() -> Iterator[AuditEntry]:
    """Yield the pairs of ECOG and KPS, which one published map holds and another does not."""
    performance = case(1).performance
    assert performance is not None
    maps = tuple(
        computed("performance-status", kps=kps, table="ma_2010") for kps in performance.kps
    )
    fitting = [
        name for name in maps[0].values["ecog_by_table"]
        if all(one.values["ecog_by_table"][name] == ecog
               for one, ecog in zip(maps, performance.ecog, strict=True))
    ]
    yield AuditEntry(
        id="KPS", case=1, pages=(performance.page,),
        statement=_("ECOG {before} with KPS {kps_before}, later ECOG {after} with KPS {kps_after}.",
                    before=performance.ecog[0], kps_before=performance.kps[0],
                    after=performance.ecog[1], kps_after=performance.kps[1]),
        verdict=AuditVerdict.AGREES if fitting else AuditVerdict.CONTRADICTS, severity=Gravity.NONE,
        proof=_("Published tables disagree; {count} of {all} give both pairs, so this is not an "
                "error.",
                count=len(fitting), all=len(maps[0].values["ecog_by_table"])),
        computations=maps,
    )


CHECKS = (
    resected_target,
    partial_response_at_a_quarter,
    partial_response_of_some_lesions,
    stable_disease_of_bone,
    operated_target,
    uptake_as_response,
    pain_without_analgesics,
    performance_status,
)
