"""Audit: the analgesics of each case against the pain that it reports."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.core.term import q
from bmcalc.core.texts import Joined, _

SEVERITIES = ("mild", "moderate", "severe")
"""The pain of NRS 1 to 3, 4 to 6 and 7 to 10: the steps 1, 2 and 3."""

SEVERITY_NAMES: dict[str, object] = {
    "mild": _("mild pain"),
    "moderate": _("moderate pain"),
    "severe": _("severe pain"),
}
STEP_OF_DRUG = {"ibuprofen_sr": 1, "tramadol_sr": 2, "oxycodone_cr": 3}
DRUG_NAMES: dict[str, object] = {
    "ibuprofen_sr": _("ibuprofen"),
    "tramadol_sr": _("tramadol"),
    "oxycodone_cr": _("oxycodone"),
}
TRAMADOL_START = q("50 mg")


def _ladder(found: Case) -> Computation:
    return computed(
        "pain-ladder", nrs=found.visit.nrs, opioid_status="naive", age=found.patient.age,
        platelets=found.result("platelets").value,
        nephrotoxic=any(one.drug == "carboplatin" for one in found.prescriptions) or None,
        cyp3a4="strong" if any(one.drug == "ribociclib" for one in found.prescriptions) else None,
    )


def _printed_ladder(found: Case) -> dict[str, str]:
    return {severity: one.drug for one in found.prescriptions for severity in one.for_pain}


def _printed_words(printed: dict[str, str]) -> object:
    return Joined([
        _("{pain}: {drug}", pain=SEVERITY_NAMES[one], drug=DRUG_NAMES[printed[one]])
        for one in SEVERITIES if one in printed
    ], "; ")


def _opposed(printed: dict[str, str]) -> list[object]:
    """Return what of a printed ladder is not the ladder that the casebook says it follows."""
    faults: list[object] = []
    for step, severity in enumerate(SEVERITIES, start=1):
        drug = printed.get(severity)
        if drug is not None and STEP_OF_DRUG[drug] < step:
            faults.append(_("{drug} is a drug of step {drug_step}, for {pain} (step {step})",
                            drug=DRUG_NAMES[drug], drug_step=STEP_OF_DRUG[drug],
                            pain=SEVERITY_NAMES[severity], step=step))
    return faults


def printed_ladders() -> Iterator[AuditEntry]:
    """Yield the analgesics of each case beside the step of its pain."""
    for found in cases():
        printed = _printed_ladder(found)
        answer = _ladder(found)
        step = int(answer.value("step"))
        given = printed.get(SEVERITIES[step - 1])
        faults = _opposed(printed)
        if given is None:
            faults.append(_("no drug is named for that step"))
        right = not faults
        page = next(one.page for one in found.prescriptions if one.for_pain)
        yield AuditEntry(
            id="R15", case=found.number, pages=(page, found.visit.page),
            statement=_printed_words(printed),
            verdict=AuditVerdict.AGREES if right else AuditVerdict.CONTRADICTS,
            severity=Gravity.NONE if right else Gravity.MEDIUM,
            proof=_("NRS {nrs} at the visit is step {step}. {faults}.",
                    nrs=found.visit.nrs, step=step,
                    faults=Joined(faults, "; ") if faults
                    else _("Each drug is of the step that it is named for")),
            computations=(answer,),
        )


def missing_care() -> Iterator[AuditEntry]:
    """Yield what every opioid needs and no case names."""
    for found in cases():
        drugs = {one.drug for one in found.prescriptions if one.for_pain}
        opioids = drugs & {"tramadol_sr", "oxycodone_cr"}
        if not opioids:
            continue
        page = next(one.page for one in found.prescriptions if one.drug in opioids)
        answer = _ladder(found)
        yield AuditEntry(
            id="PAIN-CARE", case=found.number, pages=(page,),
            statement=_("Opioids: {drugs}.",
                        drugs=Joined([DRUG_NAMES[one] for one in sorted(opioids)])),
            verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
            proof=_("No laxative, no rescue dose and no titration is named, nor that tramadol "
                    "stops when a strong opioid begins.") if len(opioids) > 1
            else _("No laxative, no rescue dose and no titration is named."),
            computations=(answer,),
        )


def tramadol_start() -> Iterator[AuditEntry]:
    """Yield tramadol begun at twice the starting dose of its leaflet."""
    for found in cases():
        for one in found.prescriptions:
            if one.drug == "tramadol_sr" and one.dose is not None and one.dose > TRAMADOL_START:
                yield AuditEntry(
                    id="TRAMADOL-START", case=found.number, pages=(one.page,),
                    statement=_("Tramadol SR {dose} twice a day.", dose=one.dose),
                    verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
                    proof=_("The leaflet begins with {start} every 12 hours.",
                            start=TRAMADOL_START),
                    cites=("casebook-tramadol-start",),
                )


def ibuprofen_without_limits() -> Iterator[AuditEntry]:
    """Yield ibuprofen without an end and without the limits that it needs."""
    for found in cases():
        one = found.prescription("ibuprofen_sr")
        carboplatin = any(other.drug == "carboplatin" for other in found.prescriptions)
        proof = _("No end is named (the leaflet says 5 days), nor a limit of kidney function, "
                  "platelets or gastric risk.")
        yield AuditEntry(
            id="IBUPROFEN", case=found.number, pages=(one.page,),
            statement=_("Ibuprofen SR {dose} twice a day.", dose=one.dose),
            verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM if carboplatin else Gravity.LOW,
            proof=Joined([proof, _("It is given beside carboplatin, which adds renal risk.")], " ")
            if carboplatin else proof,
            computations=(_ladder(found),), cites=("casebook-ibuprofen-otc",),
        )


def inhibitor_with_opioids() -> Iterator[AuditEntry]:
    """Yield ribociclib beside opioids without its interactions."""
    found = case(6)
    answer = computed("pain-ladder", nrs=found.visit.nrs, opioid_status="naive",
                      age=found.patient.age, platelets=found.result("platelets").value,
                      cyp3a4="strong", qt_risk=True)
    yield AuditEntry(
        id="CYP3A4", case=6, pages=(found.prescription("tramadol_sr").page,),
        statement=_("Analgesics beside ribociclib, without a word on interactions."),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("Ribociclib inhibits CYP3A4 and prolongs QT. {cautions}",
                cautions=Joined(answer.named("cautions"), " ")),
        computations=(answer,),
    )


CHECKS = (
    printed_ladders,
    missing_care,
    tramadol_start,
    ibuprofen_without_limits,
    inhibitor_with_opioids,
)
