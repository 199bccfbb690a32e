"""Zoledronic acid 4 mg: may it be given, which dose for the kidney, how it is prepared."""

from __future__ import annotations

from bmcalc.calculators.bone_agents.zoledronic_dose import (
    BAG,
    CONCENTRATE,
    READY_TO_USE,
    Band,
    band,
    restart_limit,
)
from bmcalc.calculators.bone_agents.zoledronic_fields import EVERY_12_WEEKS, ZoledronicInputs
from bmcalc.calculators.bone_agents.zoledronic_rules import ZOLEDRONIC_RULES, ZoledronicSituation
from bmcalc.calculators.calcium.calcium_grades import GRADE_NAMES, with_symptoms
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_status import CalciumStatus, calcium_status
from bmcalc.calculators.shared.decision_rules import VERDICT_NAMES, apply_rules, show_verdict
from bmcalc.calculators.shared.ordered_dose import DEVIATION, compare_order
from bmcalc.core.calculator import Calculator
from bmcalc.core.term import show
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Value, Work


def zoledronic_acid(given: ZoledronicInputs, work: Work) -> None:
    """Write the verdict with its rules, and the dose with its volumes."""
    calcium = calcium_status(given, work)
    situation = ZoledronicSituation(calcium, bool(given.symptoms), given)
    _dose(given, situation, work)
    verdict, codes = apply_rules(ZOLEDRONIC_RULES, situation, bool(given.first_dose), work)
    show_verdict(verdict, codes, "regimen-nccp-545", work)
    work.give("verdict", verdict.key)
    work.give("codes", list(codes))
    _give_calcium(calcium, situation.symptoms, work)
    baseline = given.creatinine_baseline
    work.give("restart_at_or_below", None if baseline is None else restart_limit(baseline))
    given.note_limits(work)
    note_doubts(given, calcium, given.crcl, False, Severity.INFO, work)
    _notes(given, work)


def _dose(given: ZoledronicInputs, situation: ZoledronicSituation, work: Work) -> None:
    row = None
    if not situation.below_label and given.crcl is not None:
        row = band(given.crcl)
        work.decide(
            _("Dose by creatinine clearance"),
            _("above 60: 4.0 mg; from 50: 3.5; from 40: 3.3; from 30: 3.0; below: none"),
            given.crcl, "" if row is None else row.dose, "label-zoledronic-acid",
        )
    if row is None:
        for name in ("dose", "volume", "ready_to_use_withdrawn", "deviation"):
            work.give(name, None)
        return
    work.give("dose", row.dose)
    work.give("volume", row.concentrate)
    work.give("ready_to_use_withdrawn", row.withdrawn)
    _show_volumes(row, work)
    compare_order(given.ordered_dose, row.dose, row.dose, work)


def _show_volumes(row: Band, work: Work) -> None:
    drawn = work.step(
        _("In the concentrate drawn"), row.concentrate * CONCENTRATE, "label-zoledronic-acid"
    )
    left = work.step(
        _("Left in the ready-to-use bag"), (BAG - row.withdrawn) * READY_TO_USE,
        "label-zoledronic-acid",
    )
    work.info(
        "PREPARATION",
        _("Concentrate: {volume} ({drawn}; the label's dose is rounded), into 100 mL of sodium "
          "chloride 0.9 % or glucose 5 %, no fluid with calcium. Ready-to-use bag: replace "
          "{withdrawn} of 100 mL ({left} remain). Over at least 15 minutes, own line.",
          volume=row.concentrate, drawn=show(drawn), withdrawn=row.withdrawn, left=show(left)),
        "label-zoledronic-acid",
    )


def _give_calcium(calcium: CalciumStatus, symptoms: bool, work: Work) -> None:
    decimals = calcium.decimals if calcium.basis == "corrected" else None
    work.give("calcium_corrected", calcium.corrected, decimals)
    graded = calcium.graded
    work.give(
        "calcium_grade", None if graded is None else with_symptoms(graded.reported, symptoms)
    )
    work.give("calcium_bounds", None if calcium.bounds is None else calcium.bounds.as_values())


def _notes(given: ZoledronicInputs, work: Work) -> None:
    if given.on_hold:
        work.info(
            "SAME_DOSE", _("After a hold the treatment restarts at the dose given before."),
            "label-zoledronic-acid", about="on_hold",
        )
    if given.dosing_interval == EVERY_12_WEEKS:
        work.info(
            "EVERY_12_WEEKS",
            _("Every 12 weeks was not inferior in one trial; it is an option of guidelines, not "
              "of the label."),
            "himelstein-2017", about="dosing_interval",
        )
    work.info("HYDRATION", _("Hydrate well before the infusion."), "label-zoledronic-acid")


CALCULATOR = Calculator(
    id="zoledronic-acid",
    title=_("Zoledronic acid"),
    summary=_("May it be given, the dose by creatinine clearance, its volumes"),
    group="bone",
    order=64,
    inputs=ZoledronicInputs,
    values=(
        Value(name="verdict", label=_("Verdict"), options=VERDICT_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1),
        Value(name="volume", label=_("Volume of concentrate"), unit="mL", decimals=1),
        Value(name="ready_to_use_withdrawn", label=_("Replaced in a ready-to-use bag"), unit="mL",
              decimals=0),
        DEVIATION,
        Value(name="restart_at_or_below", label=_("Restart up to a creatinine of"), unit="umol/L",
              also=("mg/dL",)),
        Value(name="calcium_corrected", label=_("Corrected calcium"), unit="mmol/L",
              also=("mg/dL",), decimals=2),
        Value(name="calcium_grade", label=_("CTCAE grade of calcium"), options=GRADE_NAMES),
        Value(name="calcium_bounds", label=_("Corrected calcium without albumin"), kind="object"),
    ),
    formula=zoledronic_acid,
    headline="dose",
)
