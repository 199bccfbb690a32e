"""Audit: the record against itself. Complaint, imaging, diagnosis, history and stage."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity
from bmcalc.casebook.contents import contents
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.core.texts import Joined, _

MONTHS_OF_CHEMOTHERAPY = 3
"""The least that adjuvant chemotherapy takes before endocrine treatment begins."""

REGIONS: dict[str, tuple[object, str]] = {
    "thoracic": (_("thoracic"), "T"),
    "lumbar": (_("lumbar"), "L"),
}


def announced_and_printed() -> Iterator[AuditEntry]:
    """Yield that far fewer cases are printed than announced."""
    titles = contents().titles()
    yield AuditEntry(
        id="S1", case=None, pages=(1, 106),
        statement=_("The casebook holds {announced} cases.", announced=contents().announced_cases),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.LOW,
        proof=_("{announced} titles are announced, {printed} cases are printed: {numbers}.",
                announced=len(titles), printed=len(cases()),
                numbers=Joined([str(one.number) for one in cases()])),
    )


def parts_not_printed() -> Iterator[AuditEntry]:
    """Yield the parts of the table of contents of which nothing is printed."""
    parts = contents().parts
    absent = [part for part in parts if not any(one.printed for one in part.announced)]
    numbers = [str(one.case) for part in absent for one in part.announced]
    yield AuditEntry(
        id="S2", case=None, pages=(1, 2, 73),
        statement=_("The contents list {count} parts.", count=len(parts)),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.LOW,
        proof=_("Nothing is printed of the part “{parts}” (cases {numbers}); what the contents "
                "call part 5 is headed chapter 4.",
                parts=Joined([part.title for part in absent]), numbers=Joined(list(numbers))),
    )


def complaint_against_imaging() -> Iterator[AuditEntry]:
    """Yield a complaint at a site where no examination finds anything."""
    found = case(11)
    sites = sorted({site for image in found.imaging for site in image.sites})
    assert not any(site.startswith("wrist") for site in sites)
    yield AuditEntry(
        id="E2", case=11, pages=(60, 61),
        statement=_("The complaint is pain in the right wrist."),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("No examination finds a lesion of the wrist; {count} of {all} find one in the "
                "right femur or hip. The hip is most likely meant.",
                count=sum(any("femur" in site or "femoral" in site for site in image.sites)
                          for image in found.imaging), all=len(found.imaging)),
    )


def fracture_denied_and_diagnosed() -> Iterator[AuditEntry]:
    """Yield an examination that denies the fracture it describes."""
    found = case(6)
    scan = next(image for image in found.imaging if image.modality == "ct")
    assert scan.fracture is False and scan.vertebral_fractures
    yield AuditEntry(
        id="E3", case=6, pages=(scan.page, found.diagnosis.page),
        statement=_("CT of {day}: {level} compressed by {collapse}, no pathological fracture.",
                    day=scan.on, level=scan.vertebral_fractures[0], collapse=scan.collapse),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.MEDIUM,
        proof=_("The diagnosis names a compression fracture of {level}, which is a pathological "
                "fracture in metastatic bone.", level=found.diagnosis.vertebral_fractures[0]),
    )


def fractured_regions() -> Iterator[AuditEntry]:
    """Yield a diagnosis that names a region without a fractured vertebra."""
    found = case(2)
    seen = sorted({level for image in found.imaging for level in image.vertebral_fractures})
    unseen: list[object] = [
        name for key, (name, letter) in REGIONS.items()
        if key in found.diagnosis.vertebral_fractures
        and not any(level.startswith(letter) for level in seen)
    ]
    yield AuditEntry(
        id="E4", case=2, pages=(21, found.diagnosis.page),
        statement=_("The diagnosis is compression fractures of thoracic and lumbar vertebrae."),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.MEDIUM,
        proof=_("Imaging names {levels} only. No vertebra of this region is named: {regions}.",
                levels=Joined(list(seen)), regions=Joined(unseen)),
    )


def _months(first: str, last: str) -> int:
    """Return the whole months from one month to another."""
    year, month = (int(part) for part in first.split("-"))
    to_year, to_month = (int(part) for part in last.split("-"))
    return 12 * (to_year - year) + to_month - month


def time_for_endocrine_treatment() -> Iterator[AuditEntry]:
    """Yield adjuvant endocrine treatments longer than the time to the relapse allows."""
    for found in cases():
        for therapy in found.history.adjuvant:
            if found.subtype == "hr_positive" and therapy.years:
                yield _endocrine_time(found, therapy.name, 12 * therapy.years, therapy.page)


def _endocrine_time(found: Case, name: object, stated: int, page: int) -> AuditEntry:
    passed = _months(found.history.diagnosed, found.visit.month)
    left = passed - MONTHS_OF_CHEMOTHERAPY
    proof = (
        _("From the diagnosis ({diagnosed}) to the relapse ({relapse}) are {passed} months, less "
          "than the {stated} stated. With chemotherapy before it, at most {left} are left.",
          diagnosed=found.history.diagnosed, relapse=found.visit.month, passed=passed,
          stated=stated, left=left)
        if passed < stated else
        _("From the diagnosis ({diagnosed}) to the relapse ({relapse}) are {passed} months. With "
          "surgery and at least {chemotherapy} months of chemotherapy before it, {stated} months "
          "end at the relapse or after it, so it is doubtful that the five years were completed.",
          diagnosed=found.history.diagnosed, relapse=found.visit.month, passed=passed,
          chemotherapy=MONTHS_OF_CHEMOTHERAPY, stated=stated)
    )
    return AuditEntry(
        id="E7", case=found.number, pages=tuple(sorted({page, found.history.page}, reverse=True)),
        statement=_("Adjuvant treatment: {name}. The relapse counts as resistance to it.",
                    name=name),
        verdict=AuditVerdict.CONTRADICTS if left < stated else AuditVerdict.DOUBTFUL,
        severity=Gravity.MEDIUM, proof=proof, cites=("casebook-endocrine-time",),
    )


def stage_at_relapse() -> Iterator[AuditEntry]:
    """Yield a stage of the breast that the record of a resected breast does not support."""
    found = case(1)
    others = Joined([str(one.number) for one in cases() if one.diagnosis.stage == "cTxNxM1"])
    yield AuditEntry(
        id="E8", case=1, pages=(found.diagnosis.page, found.history.page),
        statement=_("Clinical stage {stage}.", stage=found.diagnosis.stage),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.LOW,
        proof=_("The primary was {primary} and was operated on; no finding of the breast or the "
                "nodes is reported now. The other cases ({others}) write cTxNxM1.",
                primary=found.history.stage, others=others),
    )


def earlier_line() -> Iterator[AuditEntry]:
    """Yield a line of treatment that the history does not know."""
    found = case(21)
    drugs = {drug for therapy in found.history.adjuvant for drug in therapy.drugs}
    assert "pertuzumab" not in drugs
    yield AuditEntry(
        id="E10", case=21, pages=(84, 74),
        statement=_("The disease progressed on first-line dual HER2 blockade, so T-DXd is second "
                    "line."),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("The history knows adjuvant trastuzumab only, no pertuzumab and no treatment of "
                "metastatic disease before the visit of {month}.", month=found.visit.month),
    )


def menopause_not_proven() -> Iterator[AuditEntry]:
    """Yield endocrine treatment that needs menopause, with oestradiol that does not prove it."""
    for number in (5, 6):
        found = case(number)
        oestradiol = found.result("oestradiol")
        yield AuditEntry(
            id="R17", case=number, pages=(oestradiol.page,),
            statement=_("Endocrine treatment at {age} years with an oestradiol of {value}; "
                        "menopause is not stated.",
                        age=found.patient.age, value=oestradiol.value),
            verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
            proof=_("Nothing shows menopause or ovarian suppression, and this oestradiol is not "
                    "the suppressed one of menopause under an inhibitor. Check FSH and the "
                    "assay."),
            cites=("casebook-menopause",),
        )


def before_approval() -> Iterator[AuditEntry]:
    """Yield T-DXd given before its approval in China."""
    first = case(21).cycle_dates()[0]
    yield AuditEntry(
        id="R18", case=21, pages=(81,),
        statement=_("T-DXd begins on {day}.", day=first),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
        proof=_("China approved it in February 2023. A trial, an import or off-label use must be "
                "recorded."),
        cites=("casebook-tdxd-china",),
    )


def endocrine_treatment_alone() -> Iterator[AuditEntry]:
    """Yield fulvestrant without the partner that the casebook itself calls standard."""
    drugs = {one.drug for one in case(22).prescriptions}
    assert not drugs & {"palbociclib", "ribociclib", "abemaciclib"}
    yield AuditEntry(
        id="D5", case=22, pages=(91,),
        statement=_("Fulvestrant alone after an aromatase inhibitor."),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("No CDK4/6 inhibitor is among the {count} prescriptions, though case 5 calls the "
                "combination the standard. No reason is given.",
                count=len(case(22).prescriptions)),
        cites=("casebook-two-drugs-cdk",),
    )


CHECKS = (
    announced_and_printed,
    parts_not_printed,
    complaint_against_imaging,
    fracture_denied_and_diagnosed,
    fractured_regions,
    time_for_endocrine_treatment,
    stage_at_relapse,
    earlier_line,
    menopause_not_proven,
    before_approval,
    endocrine_treatment_alone,
)
