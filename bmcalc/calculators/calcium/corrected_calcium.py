"""Calcium corrected for albumin, with its CTCAE grade and whether to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.calcium.calcium_fields import CALCIUM, CalciumInputs, note_limits
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_working import show_corrected, show_ionised
from bmcalc.calculators.questions.laboratory_fields import CALCIUM_TOTAL, CRCL
from bmcalc.calculators.questions.patient_fields import ALBUMIN
from bmcalc.core.ask import AskFlag
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Value, Work
from bmcalc.formulas.calcium_correction import in_unit
from bmcalc.rules.calcium_grades import (
    CLASS_NAMES,
    GRADE_NAMES,
    ctcae_calcium,
    cut_offs_in,
    level,
    side,
    with_symptoms,
)
from bmcalc.rules.calcium_status import CalciumStatus

RELIABILITY = _("Reliability")

BINDING_DISTURBED = AskFlag(
    label=_("Binding of calcium disturbed"),
    hint=_("paraprotein, acid-base disorder or critical illness"),
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CorrectedCalciumInputs(CalciumInputs):
    """Total calcium and albumin; ionised calcium is graded beside them where it is known."""

    calcium_total: Annotated[
        Term | None, CALCIUM_TOTAL.but(section=CALCIUM, required=True)
    ] = None
    albumin: Annotated[Term | None, ALBUMIN.but(section=CALCIUM, required=True)] = None
    crcl: Annotated[Term | None, CRCL.but(section=RELIABILITY, noted=True)] = None
    binding_disturbed: Annotated[
        bool | None, BINDING_DISTURBED.but(section=RELIABILITY, noted=True)
    ] = None


def corrected_calcium_with_grade(given: CorrectedCalciumInputs, work: Work) -> None:
    """Write the corrected calcium in the unit reported, its grades and what contradicts it."""
    total, albumin, ionised = given.calcium_total, given.albumin, given.calcium_ionised
    assert total is not None and albumin is not None
    results = given.calcium_results
    status = show_corrected(results, total, albumin, work)
    calcium, graded = status.judged, status.graded
    assert calcium is not None and graded is not None and graded.other is not None
    symptoms = bool(given.symptoms)
    work.give("calcium_corrected", calcium, status.decimals)
    work.give("grade", with_symptoms(graded.reported, symptoms))
    work.give("grade_other_unit", with_symptoms(graded.other, symptoms))
    work.give("class_uncorrected", status.raw_class)
    other = in_unit(calcium, "mg/dL" if total.unit.key == "mmol/L" else "mmol/L")
    work.give(
        "calcium_other_unit", other,
        decimals_against(other, cut_offs_in(other, results.limits, ionised=False), 2),
    )
    note_limits(results, work)
    _judge(status, symptoms, work)
    note_doubts(
        results, status, given.crcl, bool(given.binding_disturbed), Severity.CAUTION, work
    )
    if ionised is None:
        work.give("grade_ionised", None)
    else:
        measured = show_ionised(results, ionised, work)
        assert measured.graded is not None
        work.give("grade_ionised", with_symptoms(measured.graded.reported, symptoms))
        _judge(measured, symptoms, work)


def _judge(status: CalciumStatus, symptoms: bool, work: Work) -> None:
    grade = status.grade
    assert grade is not None
    shown = with_symptoms(grade, symptoms)
    if level(grade):
        text = (
            _("The ionised calcium of {calcium} is {grade}.",
              calcium=status.shown(), grade=GRADE_NAMES[shown])
            if status.basis == "ionised"
            else _("The corrected calcium of {calcium} is {grade}.",
                   calcium=status.shown(), grade=GRADE_NAMES[shown])
        )
        code = "CALCIUM_LOW" if side(grade) == "low" else "CALCIUM_HIGH"
        work.caution(code, text, ctcae_calcium().source)
    elif symptoms:
        work.caution(
            "SYMPTOMS_NOT_LOW",
            _("Symptoms of low calcium although it is not low: measure ionised calcium and "
              "magnesium."),
            "xgeva-monitoring", about="symptoms",
        )
    if shown != grade:
        work.info(
            "SYMPTOMS_RAISE_GRADE",
            _("Symptoms make a low calcium at least grade 2; the laboratory grade is 1."),
            ctcae_calcium().source, about="symptoms",
        )


CALCULATOR = Calculator(
    id="corrected-calcium",
    title=_("Corrected calcium"),
    summary=_("Total calcium corrected for albumin, with its CTCAE grade"),
    group="bone",
    order=60,
    not_for=NotFor(
        _("Not in place of ionised calcium: in kidney failure, with a very low albumin "
          "or a disturbed binding of calcium the correction misleads."),
        "lian-2018", "calcium-reliability",
    ),
    inputs=CorrectedCalciumInputs,
    values=(
        Value(name="calcium_corrected", label=_("Corrected calcium"), unit="mmol/L",
              also=("mg/dL",), decimals=2),
        Value(name="grade", label=_("CTCAE grade"), options=GRADE_NAMES),
        Value(name="grade_other_unit", label=_("CTCAE grade by the other unit"),
              options=GRADE_NAMES),
        Value(name="class_uncorrected", label=_("Calcium before correction"),
              options=CLASS_NAMES),
        Value(name="calcium_other_unit", label=_("Corrected calcium in the other unit"),
              unit="mg/dL", also=("mmol/L",), decimals=2),
        Value(name="grade_ionised", label=_("CTCAE grade of ionised calcium"),
              options=GRADE_NAMES),
    ),
    formula=corrected_calcium_with_grade,
    headline="calcium_corrected",
)
