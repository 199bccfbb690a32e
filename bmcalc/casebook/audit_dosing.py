"""Audit: the doses of the cases and of the appendix against the formulary."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.casebook.reference import DoseLine, dose_lines
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import Drug, drugs
from bmcalc.formulas.relative_change import relative_change

INCOMPLETE = {"fulvestrant", "zoledronic_acid", "bevacizumab"}
"""Drugs whose appendix line has the right dose and leaves out what decides."""


def _doses(loading: Term | None, dose: Term) -> object:
    if loading is None:
        return str(dose)
    return _("{loading} first, then {dose}", loading=loading, dose=dose)


def _agrees(found: Drug, loading: Term | None, dose: Term) -> bool:
    known = found.loading_dose
    same_loading = known is None or loading is None or loading == known
    return dose == found.usual_dose and same_loading


def doses_of_the_cases() -> Iterator[AuditEntry]:
    """Yield each prescribed dose beside the formulary's."""
    for found in cases():
        for one in found.prescriptions:
            drug = drugs().get(one.drug)
            dose = one.dose or one.target_auc
            if drug is None or dose is None:
                continue
            right = _agrees(drug, one.loading, dose)
            yield AuditEntry(
                id=f"DOSE-{one.drug}".replace("_", "-"), case=found.number, pages=(one.page,),
                statement=_("{drug}: {doses}.", drug=drug.name, doses=_doses(one.loading, dose)),
                verdict=AuditVerdict.AGREES if right else AuditVerdict.CONTRADICTS,
                severity=Gravity.NONE if right else Gravity.HIGH,
                proof=_formulary_says(drug), cites=tuple(drug.sources),
            )


def _formulary_says(drug: Drug) -> object:
    assert drug.usual_dose is not None
    return _("The formulary: {doses}.", doses=_doses(drug.loading_dose, drug.usual_dose))


def doses_of_the_lists() -> Iterator[AuditEntry]:
    """Yield each dose of the guideline summary and the appendix beside the formulary's."""
    for line in dose_lines():
        drug = drugs()[line.drug]
        if line.drug in INCOMPLETE and line.part == "appendix":
            continue
        right = _agrees(drug, line.loading, line.dose)
        yield AuditEntry(
            id=line.id, case=None, pages=(line.page,),
            statement=_list_statement(line, drug),
            verdict=AuditVerdict.AGREES if right else AuditVerdict.CONTRADICTS,
            severity=Gravity.NONE if right else Gravity.HIGH,
            proof=_formulary_says(drug), cites=tuple(drug.sources),
        )


def _list_statement(line: DoseLine, drug: Drug) -> object:
    doses = _doses(line.loading, line.dose)
    if line.latest is not None:
        return _("{drug}: {doses}, every {cycle} to {latest}.", drug=drug.name, doses=doses,
                 cycle=line.cycle, latest=line.latest)
    if line.cycle is not None:
        return _("{drug}: {doses}, every {cycle}.", drug=drug.name, doses=doses, cycle=line.cycle)
    if line.times_per_day == 2:
        return _("{drug}: {doses} twice a day.", drug=drug.name, doses=doses)
    return _("{drug}: {doses} once a day.", drug=drug.name, doses=doses)


def _line(identifier: str) -> DoseLine:
    return next(line for line in dose_lines() if line.id == identifier)


def incomplete_lines() -> Iterator[AuditEntry]:
    """Yield the appendix lines whose dose is right and whose rule is missing."""
    fulvestrant = _line("APP-fulvestrant")
    schedule = computed("fulvestrant-schedule", start_on=case(22).cycle_dates()[0].isoformat())
    yield AuditEntry(
        id=fulvestrant.id, case=None, pages=(fulvestrant.page,),
        statement=_list_statement(fulvestrant, drugs()["fulvestrant"]),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("The dose is right, but the dose of day 15 is left out: without it the first month "
                "is underdosed."),
        computations=(schedule,), cites=tuple(drugs()["fulvestrant"].sources),
    )
    bevacizumab = _line("APP-bevacizumab")
    yield AuditEntry(
        id=bevacizumab.id, case=None, pages=(bevacizumab.page,),
        statement=_list_statement(bevacizumab, drugs()["bevacizumab"]),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
        proof=_("The dose is the EU label's. In the US and China metastatic breast cancer is no "
                "indication."),
        cites=("casebook-bevacizumab-eu", *drugs()["bevacizumab"].sources),
    )
    zoledronic = _line("APP-zoledronic-acid")
    answers = tuple(
        computed("zoledronic-acid", crcl=clearance, calcium_total="2.30 mmol/L", albumin="40 g/L",
                 magnesium="0.85 mmol/L", phosphate="1.15 mmol/L", first_dose=True)
        for clearance in ("90 mL/min", "55 mL/min", "45 mL/min", "35 mL/min")
    )
    yield AuditEntry(
        id="R16", case=None, pages=(101, zoledronic.page),
        statement=_("Zoledronic acid {dose} every 3 to 4 weeks; denosumab is preferred.",
                    dose=zoledronic.dose),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("No clearance is named. By the label the dose is {doses} at 90, 55, 45 and "
                "35 mL/min, and none below 30. Labels accept both drugs.",
                doses=Joined([one.shown("dose") for one in answers])),
        computations=answers,
    )


def doses_without_a_weight() -> Iterator[AuditEntry]:
    """Yield that no dose in mg can be reproduced: no weight and no height is printed."""
    for found in cases():
        tried = tuple(_without_weight(found))
        if tried:
            yield AuditEntry(
                id="NO-WEIGHT", case=found.number, pages=(found.patient.page,),
                statement=_("Doses are given per m², per kg or as AUC."),
                verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
                proof=_("Weight and height are never given, so no dose in mg can be checked: the "
                        "product refuses ({codes}).",
                        codes=Joined(list(dict.fromkeys(
                            code for one in tried for code in one.codes)))),
                computations=tried,
            )


def _without_weight(found: Case) -> Iterator[Computation]:
    patient = {"sex": found.patient.sex, "age": found.patient.age}
    for one in found.prescriptions:
        if one.drug not in drugs():
            continue
        if one.target_auc is not None:
            yield computed("carboplatin", **patient, target_auc=one.target_auc,
                           creatinine=found.result("creatinine").value)
        elif one.dose is not None and one.dose.unit.key == "mg/m^2":
            yield computed("bsa-dose", drug=one.drug, dose_per_bsa=one.dose)
        elif one.dose is not None and one.dose.unit.key == "mg/kg":
            yield computed("her2-dose", drug=one.drug, first_dose=True)


def carboplatin_in_first_line() -> Iterator[AuditEntry]:
    """Yield carboplatin with docetaxel and two antibodies, called first line."""
    found = case(1)
    auc = found.prescription("carboplatin").target_auc
    yield AuditEntry(
        id="D6", case=1, pages=(9, 16),
        statement=_("Docetaxel with carboplatin AUC {auc} and two antibodies is a first line.",
                    auc=auc),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
        proof=_("CLEOPATRA gave docetaxel alone with the two antibodies. BCIRG 007 gave AUC 6 with "
                "trastuzumab and found no gain from carboplatin."),
        cites=("trial-cleopatra", "trial-bcirg-007"),
    )


def reduced_gemcitabine() -> Iterator[AuditEntry]:
    """Yield the reduction of gemcitabine, which is a fifth."""
    found = case(11)
    planned = found.prescription("gemcitabine").dose
    event = next(one for one in found.adverse_events if one.drug == "gemcitabine")
    assert planned is not None and event.new_dose is not None
    percent = -relative_change(planned, event.new_dose).settled
    counts = computed("ctcae", anc=event.value)
    yield AuditEntry(
        id="REDUCTION", case=11, pages=(event.page, 65),
        statement=_("At a lowest ANC of {anc} gemcitabine is reduced from {planned} to {now}.",
                    anc=event.value, planned=planned, now=event.new_dose),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
        proof=_("A reduction of {percent} %. Day-8 rules look at the count on day 8; the day of "
                "the lowest count is not reported, nor the platelets.",
                percent=format(percent.normalize(), "f")),
        computations=(counts,),
    )


CHECKS = (
    doses_of_the_cases,
    doses_of_the_lists,
    incomplete_lines,
    doses_without_a_weight,
    carboplatin_in_first_line,
    reduced_gemcitabine,
)
