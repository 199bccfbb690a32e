"""Trastuzumab deruxtecan after a toxicity: go on, interrupt, one level lower, or stop."""

from __future__ import annotations

from bmcalc.calculators.her2.her2_products import DERUXTECAN_LEVELS
from bmcalc.calculators.her2.tdxd_fields import TdxdInputs
from bmcalc.calculators.her2.tdxd_rules import TDXD_RULES
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.action import ACTION_NAMES
from bmcalc.calculators.shared.dose_steps import apply_steps, show_outcome
from bmcalc.core.calculator import Calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work


def tdxd_adjustment(given: TdxdInputs, work: Work) -> None:
    """Write the strictest action, the next level with its dose, and the rules that hold."""
    current = DERUXTECAN_LEVELS[given.dose_level]
    outcome = apply_steps(TDXD_RULES, given, DERUXTECAN_LEVELS, current, "label-tdxd-us", work)
    show_outcome(outcome, "label-tdxd-us", work)
    work.give("action", outcome.action.key)
    work.give("codes", list(outcome.codes))
    _next(given, outcome.next_dose, work)
    work.info(
        "NEVER_RAISED", _("A reduced dose is never raised again."), "label-tdxd-us",
        about="dose_level",
    )
    note_unverified_chinese_text(
        given.label_profile, _("trastuzumab deruxtecan: dose levels"), "her2-cn-unread", work
    )


def _next(given: TdxdInputs, per_kg: Term | None, work: Work) -> None:
    if per_kg is None:
        for name in ("next_level", "next_dose_per_kg", "next_dose"):
            work.give(name, None)
        return
    levels = [level for level, dose in enumerate(DERUXTECAN_LEVELS) if dose == per_kg]
    work.give("next_level", levels[0])
    work.give("next_dose_per_kg", per_kg)
    dose = None
    if given.weight is not None:
        dose = work.step(_("Dose"), (per_kg * given.weight.to("kg")).to("mg"), "label-tdxd-us")
    work.give("next_dose", dose)


CALCULATOR = Calculator(
    id="tdxd-adjustment",
    title=_("T-DXd adjustment"),
    summary=_("Lung, heart, blood counts: go on, interrupt, one level lower, or stop"),
    group="dosing",
    order=54,
    inputs=TdxdInputs,
    values=(
        Value(name="action", label=_("Action"), options=ACTION_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="next_level", label=_("Next dose level"), kind="integer"),
        Value(name="next_dose_per_kg", label=_("Next dose a kg"), unit="mg/kg", decimals=1),
        Value(name="next_dose", label=_("Next dose"), unit="mg", decimals=1, trim=True),
    ),
    formula=tdxd_adjustment,
    headline="action",
)
