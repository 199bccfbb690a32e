"""Audit: calcium, its supplements and the care around denosumab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import AdverseEvent, Case
from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _

DAYS_BETWEEN_DOSES = 28
VITAMIN_D_OF_A_TABLET = q("125 IU")
"""What one tablet of 钙尔奇D holds beside 600 mg of calcium; packs differ."""

LOWEST_CALCIUM = q("2.11 mmol/L")
HIGHEST_CALCIUM = q("2.52 mmol/L")


def _low_calcium(found: Case) -> AdverseEvent | None:
    for event in found.adverse_events:
        if event.term == "hypocalcaemia":
            return event
    return None


def called_hypocalcaemia() -> Iterator[AuditEntry]:
    """Yield each total calcium that is called hypocalcaemia without an albumin."""
    for found in cases():
        event = _low_calcium(found)
        if event is None or event.value is None:
            continue
        answer = computed("denosumab", first_dose=False, days_since_last=DAYS_BETWEEN_DOSES,
                          calcium_total=event.value)
        assert "CA-02" in answer.value("codes")
        yield AuditEntry(
            id="R11", case=found.number, pages=(event.page,),
            statement=_("Hypocalcaemia on denosumab: total calcium {value}.", value=event.value),
            verdict=AuditVerdict.CONTRADICTS if event.value >= LOWEST_CALCIUM
            else AuditVerdict.NOT_DECIDABLE,
            severity=Gravity.HIGH,
            proof=_bounds(event.value, answer.values["calcium_bounds"]),
            computations=(answer,),
        )


def _bounds(value: Term, bounds: dict[str, Any]) -> object:
    places = {name: bounds[name]["display"] for name in
              ("low", "high", "albumin_low", "albumin_high", "below_lln_above")}
    inside = (
        _("{value} lies inside {low} to {high}.", value=value, low=LOWEST_CALCIUM,
          high=HIGHEST_CALCIUM)
        if value >= LOWEST_CALCIUM else
        _("{value} is {gap} below the limit of {low}.", value=value,
          gap=LOWEST_CALCIUM - value, low=LOWEST_CALCIUM)
    )
    return _("{inside} No albumin is given: between {albumin_low} and {albumin_high} the "
             "corrected calcium is {high} to {low}, and it is low only above an albumin of "
             "{below_lln_above}. Albumin or ionised calcium decides.", inside=inside, **places)


def baseline_calcium() -> Iterator[AuditEntry]:
    """Yield the one calcium that was known before denosumab, without an albumin."""
    result = case(1).result("calcium_total")
    answer = computed("denosumab", first_dose=True, calcium_total=result.value)
    bounds = answer.values["calcium_bounds"]
    yield AuditEntry(
        id="CA-BASELINE", case=1, pages=(result.page,),
        statement=_("Before denosumab the calcium is {value}.", value=result.value),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
        proof=_("Low calcium is excluded up to an albumin of {albumin}, high calcium is not: below "
                "an albumin of {above} it exceeds the upper limit.",
                albumin=bounds["below_lln_above"]["display"],
                above=bounds["above_uln_below"]["display"]),
        computations=(answer,),
    )


def _with_supplements(found: Case, calcium: Term, vitamin_d: Term) -> Any:
    event = _low_calcium(found)
    assert event is not None
    return computed(
        "denosumab", first_dose=False, days_since_last=DAYS_BETWEEN_DOSES,
        calcium_total=event.value, elemental_calcium=calcium, vitamin_d=vitamin_d,
        calcitriol=True,
    )


def calcitriol_as_vitamin_d() -> Iterator[AuditEntry]:
    """Yield calcitriol given in place of vitamin D."""
    for number in (1, 22):
        found = case(number)
        calcium, calcitriol = (found.prescription("caltrate_d"), found.prescription("calcitriol"))
        assert calcium.dose is not None and calcitriol.dose is not None
        answer = _with_supplements(found, calcium.dose, VITAMIN_D_OF_A_TABLET)
        assert {"SU-02", "SU-03"} <= set(answer.value("codes"))
        yield AuditEntry(
            id="R13", case=number, pages=(calcitriol.page,),
            statement=_("Vitamin D is supplemented by calcitriol {dose} twice a day, beside "
                        "calcium {calcium} once a day.",
                        dose=calcitriol.dose, calcium=calcium.dose),
            verdict=AuditVerdict.CONTRADICTS, severity=Gravity.MEDIUM,
            proof=_("Calcium is enough (500 mg). Calcitriol is the active hormone and counts as "
                    "0 IU; one tablet brings {native}, the label asks for 400 IU.",
                    native=VITAMIN_D_OF_A_TABLET),
            computations=(answer,),
            cites=("casebook-caltrate-pack", "casebook-calcitriol-leaflet"),
        )


def calcium_with_calcitriol() -> Iterator[AuditEntry]:
    """Yield calcium raised beyond what the leaflet of calcitriol allows."""
    found = case(22)
    event = _low_calcium(found)
    first = found.prescription("caltrate_d").dose
    assert event is not None and event.new_dose is not None and first is not None
    tablets = (event.new_dose / first).settled
    native = VITAMIN_D_OF_A_TABLET * tablets
    answer = _with_supplements(found, event.new_dose, native)
    assert "SU-05" in answer.value("codes")
    yield AuditEntry(
        id="R12", case=22, pages=(event.page,),
        statement=_("Calcium is raised to {dose} a day beside calcitriol.", dose=event.new_dose),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.MEDIUM,
        proof=_("The leaflet of calcitriol allows 1000 mg a day in all. Vitamin D is still "
                "{native}, less than 400 IU.", native=native),
        computations=(answer,),
        cites=("casebook-caltrate-pack", "casebook-calcitriol-leaflet"),
    )


def care_around_denosumab() -> Iterator[AuditEntry]:
    """Yield what no case shows: mouth, kidney and calcium before the first dose."""
    for found in cases():
        baseline = next((one.value for one in found.laboratory
                         if one.analyte == "calcium_total" and one.when == "baseline"), None)
        answer = computed("denosumab", first_dose=True, calcium_total=baseline)
        absent: list[object] = [_("dental examination")]
        if baseline is None:
            absent.append(_("calcium before the first dose"))
        absent += [_("calcium within two weeks after it"), _("creatinine clearance"),
                   _("magnesium"), _("25-OH vitamin D")]
        yield AuditEntry(
            id="R14", case=found.number, pages=(found.prescription("denosumab").page,),
            statement=_("Denosumab is begun."),
            verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
            proof=_("Not reported: {absent}. As recorded, the product answers “{verdict}”.",
                    absent=Joined(absent), verdict=answer.shown("verdict")),
            computations=(answer,),
        )


def no_renal_monitoring() -> Iterator[AuditEntry]:
    """Yield that denosumab needs no renal monitoring, which the casebook itself denies."""
    calcium = case(1).result("calcium_total").value
    answer = computed(
        "denosumab", first_dose=True, calcium_total=calcium, crcl="29 mL/min",
        elemental_calcium="600 mg", vitamin_d="400 IU", dental_exam="done", pregnancy="na",
    )
    assert "RN-02" in answer.value("codes")
    yield AuditEntry(
        id="R10", case=2, pages=(31, 46),
        statement=_("Denosumab needs no monitoring of kidney function."),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("No dose change is needed, but at 29 mL/min, with all else in order, the product "
                "answers “{verdict}”: hypocalcaemia is a high risk there. Page 46 itself asks to "
                "monitor calcium and kidney function.", verdict=answer.shown("verdict")),
        computations=(answer,),
    )


CHECKS = (
    called_hypocalcaemia,
    baseline_calcium,
    calcitriol_as_vitamin_d,
    calcium_with_calcitriol,
    care_around_denosumab,
    no_renal_monitoring,
)
