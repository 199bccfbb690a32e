"""Audit: what was done about blood counts, heart, liver and QT, against the labels' rules."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, computed
from bmcalc.casebook.loading import case
from bmcalc.casebook.models import AdverseEvent
from bmcalc.core.term import Term, number, q
from bmcalc.core.texts import _

NEUTROPHIL_LLN = q("1.8 x10^9/L")
WHITE_CELL_LLN = q("3.5 x10^9/L")
"""Lower limits of the Chinese national interval for women; the casebook prints none."""

EXAMPLE_ALT_ULN = q("40 U/L")
"""An upper limit on which 2.5 × ULN is tried; the casebook prints none."""


def _event(case_number: int, analyte: str) -> AdverseEvent:
    return next(one for one in case(case_number).adverse_events if one.analyte == analyte)


def _neutrophils(count: Term | None) -> Computation:
    return computed("ctcae", anc=count, anc_lln=NEUTROPHIL_LLN)


def palbociclib_reduced() -> Iterator[AuditEntry]:
    """Yield a dose reduced for a count that changes nothing."""
    event = _event(5, "anc")
    planned = case(5).prescription("palbociclib").dose
    answer = computed("cdk46-adjustment", drug="palbociclib", anc=event.value,
                      current_dose=planned)
    grades = _neutrophils(event.value)
    assert event.new_dose is not None
    kept = answer.value("action") == "no_change"
    yield AuditEntry(
        id="R2", case=5, pages=(event.page,),
        statement=_("At a lowest ANC of {anc} G-CSF is given and palbociclib is reduced to {dose}.",
                    anc=event.value, dose=event.new_dose),
        verdict=AuditVerdict.CONTRADICTS if kept else AuditVerdict.AGREES, severity=Gravity.HIGH,
        proof=_("From 1.0 × 10⁹/L on the label changes nothing: “{action}”, next dose {next}. The "
                "count is grade {v5} by CTCAE 5, {v6} by CTCAE 6.",
                action=answer.shown("action"), next=answer.shown("next_dose"),
                v5=grades.value("anc_v5"), v6=grades.value("anc_v6")),
        computations=(answer, grades), cites=("casebook-ws-t-405",),
    )


def growth_factor_for_a_mild_count() -> Iterator[AuditEntry]:
    """Yield G-CSF for counts that change nothing, under ribociclib and under T-DXd."""
    event = _event(6, "anc")
    answer = computed("cdk46-adjustment", drug="ribociclib", anc=event.value,
                      current_dose=case(6).prescription("ribociclib").dose)
    yield _growth_factor("R4", 6, event, answer, _neutrophils(event.value))
    event, white = _event(21, "anc"), _event(21, "wbc")
    answer = computed("tdxd-adjustment", anc=event.value)
    grades = computed("ctcae", anc=event.value, anc_lln=NEUTROPHIL_LLN, wbc=white.value,
                      wbc_lln=WHITE_CELL_LLN)
    yield _growth_factor("R5", 21, event, answer, grades)


def _growth_factor(
    identifier: str, number_of_case: int, event: AdverseEvent, answer: Computation,
    grades: Computation,
) -> AuditEntry:
    assert event.growth_factor
    kept = answer.value("action") == "no_change"
    return AuditEntry(
        id=identifier, case=number_of_case, pages=(event.page,),
        statement=_("At a lowest ANC of {anc} G-CSF is given, the dose is kept.", anc=event.value),
        verdict=AuditVerdict.CONTRADICTS if kept else AuditVerdict.AGREES, severity=Gravity.MEDIUM,
        proof=_("The label changes nothing at this count: “{action}”. With a lower limit of {lln} "
                "it is grade {v5} by CTCAE 5, {v6} by CTCAE 6. No reason for G-CSF is given.",
                action=answer.shown("action"), lln=NEUTROPHIL_LLN, v5=grades.value("anc_v5"),
                v6=grades.value("anc_v6")),
        computations=(answer, grades), cites=("casebook-ws-t-405",),
    )


def ejection_fraction() -> Iterator[AuditEntry]:
    """Yield the fall of the ejection fraction, which lets treatment go on."""
    event = _event(1, "lvef")
    answer = computed("lvef-check", drug="trastuzumab_pertuzumab", lvef_baseline=event.before,
                      lvef_now=event.value)
    agrees = answer.value("advice") == "continue"
    yield AuditEntry(
        id="LVEF", case=1, pages=(event.page,),
        statement=_("LVEF falls from {before} to {now}; treatment goes on.",
                    before=event.before, now=event.value),
        verdict=AuditVerdict.AGREES if agrees else AuditVerdict.CONTRADICTS, severity=Gravity.NONE,
        proof=_("A fall of {drop}: “{advice}” by every rule.", drop=answer.shown("drop"),
                advice=answer.shown("advice")),
        computations=(answer,),
    )


def qt_interval() -> Iterator[AuditEntry]:
    """Yield the QTc under ribociclib, which is not a reason to stop but would be not to start."""
    event = _event(6, "qtc")
    going_on = computed("cdk46-adjustment", drug="ribociclib", qtcf=event.value,
                        qtcf_baseline=event.before,
                        current_dose=case(6).prescription("ribociclib").dose)
    starting = computed("cdk46-adjustment", drug="ribociclib", qtcf=event.value, starting=True)
    grades = computed("ctcae", qtcf=event.value, qtcf_baseline=event.before)
    agrees = going_on.value("action") == "no_change"
    yield AuditEntry(
        id="QTC", case=6, pages=(event.page,),
        statement=_("QTc rises from {before} to {now}, no reason to stop ribociclib.",
                    before=event.before, now=event.value),
        verdict=AuditVerdict.AGREES if agrees else AuditVerdict.CONTRADICTS, severity=Gravity.NONE,
        proof=_("On treatment: “{going_on}” (interrupted above 480 ms); grade {grade}. Before the "
                "first tablet the same value would be “{starting}”. The rules mean QTcF; the "
                "formula used is not named.",
                going_on=going_on.shown("action"), grade=grades.value("qtcf_v5"),
                starting=starting.shown("action")),
        computations=(going_on, starting, grades),
    )


def liver_enzymes() -> Iterator[AuditEntry]:
    """Yield the ALT under ribociclib, which changes nothing."""
    event = _event(6, "alt")
    assert event.value is not None
    answer = computed("cdk46-adjustment", drug="ribociclib", alt=event.value,
                      current_dose=case(6).prescription("ribociclib").dose)
    example = EXAMPLE_ALT_ULN * number(event.value, "xULN")
    grades = computed("ctcae", alt=Term(example.magnitude, example.unit),
                      alt_uln=EXAMPLE_ALT_ULN)
    agrees = answer.value("action") == "no_change"
    yield AuditEntry(
        id="LIVER", case=6, pages=(event.page,),
        statement=_("ALT rises to {alt}; ribociclib goes on.", alt=event.value),
        verdict=AuditVerdict.AGREES if agrees else AuditVerdict.CONTRADICTS, severity=Gravity.NONE,
        proof=_("“{action}” up to 3 × ULN; grade {grade}, which the casebook does not say.",
                action=answer.shown("action"), grade=grades.value("alt_v5")),
        computations=(answer, grades),
    )


CHECKS = (
    palbociclib_reduced,
    growth_factor_for_a_mild_count,
    ejection_fraction,
    qt_interval,
    liver_enzymes,
)
