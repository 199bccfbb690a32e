"""HER2 agents: which dose is due after so many days, its volume, the heart, and the order."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.calculators.her2.her2_fields import Her2Inputs
from bmcalc.calculators.her2.her2_interval import PHASE_NAMES, note_interval, phase, show_phase
from bmcalc.calculators.her2.her2_products import (
    DERUXTECAN,
    DERUXTECAN_LEVELS,
    PERTUZUMAB,
    PHESGO,
    PHESGO_TRASTUZUMAB,
    PRODUCT_NAMES,
    SCHEDULES,
    TRASTUZUMAB_IV,
    TRASTUZUMAB_SC,
    UNVERIFIED_IN_CHINA,
    Schedule,
)
from bmcalc.calculators.her2.lvef_findings import judge_baseline, judge_lvef, rules_for
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.ordered_dose import DEVIATION, compare_order
from bmcalc.core.calculator import Calculator
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.relative_change import relative_change

WEIGHT_CHANGE = Decimal(10)
"""Percent of weight change from which a dose is calculated anew."""

NAME_CHECK_WITHIN = q("1 mg")

ALTERNATIVES = (
    ("trastuzumab_label", _("Loading again, trastuzumab label"), "label-trastuzumab-us"),
    ("perjeta_table", _("Maintenance, Perjeta table"), "perjeta-delay-table"),
)


def her2_dose(given: Her2Inputs, work: Work) -> None:
    """Write the phase, the dose and its volume, or in a conflict both doses and none."""
    assert given.drug is not None
    schedule = SCHEDULES[given.drug, given.cycle_length]
    found = phase(schedule, given.days, given.in_conflict_zone)
    show_phase(found, schedule, given.drug, given.days, work)
    chosen = found
    if found == "conflict" and given.hp_reload_policy != "ask":
        chosen = "reload" if given.hp_reload_policy == "trastuzumab_label" else "maintenance"
        _note_choice(given, work)
    work.give("phase", chosen)
    if chosen == "conflict":
        _conflict(given, schedule, work)
    else:
        _dose(given, schedule, chosen, work)
    if found != "conflict":
        note_interval(found, schedule, given.drug, given.days, work)
    _note_weight(given, schedule, work)
    _note_heart_and_lung(given, work)
    _note_label(given, work)


def _amount(given: Her2Inputs, schedule: Schedule, loaded: bool) -> Term:
    """Return the dose in mg or mg/kg that the phase asks for."""
    if given.drug == DERUXTECAN:
        return DERUXTECAN_LEVELS[given.dose_level]
    loading = schedule.loading
    return schedule.maintenance if loading is None or not loaded else loading


def _in_mg(amount: Term, weight: Term | None, label: object, source: str, work: Work) -> Term:
    """Show the dose in mg: as it stands, or by weight, with no cap and no floor."""
    if amount.unit.key == "mg/kg":
        assert weight is not None
        amount = (amount * weight.to("kg")).to("mg")
    return work.step(label, amount, source, _("dose"))


def _dose(given: Her2Inputs, schedule: Schedule, chosen: str, work: Work) -> None:
    loaded = chosen in ("loading", "reload")
    amount = _amount(given, schedule, loaded)
    dose = _in_mg(amount, given.weight, _("Dose"), schedule.source, work)
    strength = schedule.loading_strength if loaded else schedule.maintenance_strength
    volume = work.step(_("Volume to draw"), dose / strength, schedule.source, decimals=2)
    work.give("dose", dose)
    work.give("alternatives", [])
    work.give("volume", volume)
    work.give("dose_trastuzumab", PHESGO_TRASTUZUMAB if given.drug == PHESGO else None)
    compare_order(given.ordered_dose, dose, dose, work)
    _check_name(given, work)
    way = schedule.loading_way if loaded else schedule.maintenance_way
    work.info(
        "ADMINISTRATION", _("{drug}: {way}.", drug=PRODUCT_NAMES[given.drug or ""], way=way),
        schedule.source,
    )


def _conflict(given: Her2Inputs, schedule: Schedule, work: Work) -> None:
    doses = {}
    for (rule, label, source), loaded in zip(ALTERNATIVES, (True, False), strict=True):
        amount = _amount(given, schedule, loaded)
        doses[rule] = _in_mg(amount, given.weight, label, source, work)
    work.give("dose", None)
    work.give("alternatives", [
        {"rule": rule, "label": label, "dose": doses[rule]} for rule, label, _source in ALTERNATIVES
    ])
    work.give("volume", None)
    work.give("dose_trastuzumab", None)
    work.give("deviation", None)
    reload, maintenance = doses["trastuzumab_label"], doses["perjeta_table"]
    work.stop(
        "RELOAD_CONFLICT",
        _("Day {days} with pertuzumab: the trastuzumab label asks for {reload}, the table of "
          "Perjeta for {maintenance}. Nothing is decided here; choose one and record the reason.",
          days=given.days, reload=show(reload), maintenance=show(maintenance)),
        "label-trastuzumab-us", "perjeta-delay-table", about="hp_reload_policy",
    )
    ordered = given.ordered_dose
    if ordered is None:
        return
    for rule, label, source in ALTERNATIVES:
        if abs(relative_change(doses[rule], ordered).settled) <= 5:
            work.info(
                "ORDER_FOLLOWS", _("The ordered {ordered} follows: {rule}.",
                                   ordered=ordered, rule=label),
                source, "order-tolerance", about="ordered_dose",
            )


def _note_choice(given: Her2Inputs, work: Work) -> None:
    labels = {rule: (label, source) for rule, label, source in ALTERNATIVES}
    label, source = labels[given.hp_reload_policy]
    work.caution(
        "RELOAD_CHOSEN",
        _("Day {days} with pertuzumab: two labels differ. Chosen: {choice}. Reason: {reason}",
          days=given.days, choice=label, reason=given.hp_reload_reason),
        source, about="hp_reload_policy",
    )


def _check_name(given: Her2Inputs, work: Work) -> None:
    """Warn where an order equals the dose of the product that sounds alike."""
    other = {TRASTUZUMAB_IV: DERUXTECAN, DERUXTECAN: TRASTUZUMAB_IV}.get(given.drug or "")
    if other is None or given.ordered_dose is None or given.weight is None:
        return
    per_kg = SCHEDULES[other, "21 day"].maintenance
    dose = (per_kg * given.weight.to("kg")).to("mg")
    apart = given.ordered_dose - dose
    if -NAME_CHECK_WITHIN < apart < NAME_CHECK_WITHIN:
        work.caution(
            "PRODUCT_NAME",
            _("The ordered {ordered} is the dose of {other} at {per_kg}. Check the name of the "
              "product, not only the number.",
              ordered=given.ordered_dose, other=PRODUCT_NAMES[other], per_kg=per_kg),
            "her2-name-check", "label-tdxd-us", about="ordered_dose",
        )


def _note_weight(given: Her2Inputs, schedule: Schedule, work: Work) -> None:
    if not schedule.by_weight:
        return
    weight, before = given.weight, given.previous_weight
    assert weight is not None
    work.info("ACTUAL_WEIGHT", _("The actual weight is used, without cap and without floor."),
              "label-trastuzumab-weight", about="weight")
    if before is None:
        return
    change = relative_change(before, weight)
    digits = decimals_against(change, (-WEIGHT_CHANGE, WEIGHT_CHANGE), 1)
    work.step(_("Change of weight"), change, "label-trastuzumab-weight", decimals=digits)
    if abs(change.settled) >= WEIGHT_CHANGE:
        work.caution(
            "WEIGHT_CHANGED",
            _("The weight changed by {percent} since the current dose was calculated: from 10 % on "
              "use the new dose.", percent=show(change, digits)),
            "label-trastuzumab-weight", about="previous_weight",
        )
    else:
        work.info(
            "WEIGHT_KEPT",
            _("The weight changed by {percent}, less than 10 %: the current dose may be kept.",
              percent=show(change, digits)),
            "label-trastuzumab-weight", about="previous_weight",
        )


def _note_heart_and_lung(given: Her2Inputs, work: Work) -> None:
    drug = given.drug
    keys = rules_for(
        trastuzumab=drug in (TRASTUZUMAB_IV, TRASTUZUMAB_SC, PHESGO),
        pertuzumab=drug in (PERTUZUMAB, PHESGO) or bool(given.partner_pertuzumab),
        deruxtecan=drug == DERUXTECAN,
        profile=given.label_profile,
    )
    if given.lvef_baseline is not None:
        judge_baseline(given.lvef_baseline, keys, work)
        if given.lvef_now is not None:
            judge_lvef(given.lvef_baseline, given.lvef_now, given.lvef_lln, keys, work)
    if drug == DERUXTECAN and given.ild_history:
        work.stop(
            "ILD_HISTORY",
            _("History of interstitial lung disease or pneumonitis: trastuzumab deruxtecan is not "
              "given."),
            "regimen-nccp-776", about="ild_history",
        )


def _note_label(given: Her2Inputs, work: Work) -> None:
    drug = given.drug or ""
    if drug != PERTUZUMAB:
        work.info(
            "NOT_INTERCHANGEABLE",
            _("Trastuzumab, its SC forms, trastuzumab emtansine and trastuzumab deruxtecan are "
              "not interchangeable. Check the product's name."),
            "label-tdxd-us", "label-trastuzumab-us",
        )
    concerns_dose = drug in (TRASTUZUMAB_SC, PHESGO)
    concerns_delay = drug in (TRASTUZUMAB_IV, PERTUZUMAB) and given.days is not None
    if concerns_dose or concerns_delay or (drug == DERUXTECAN and given.dose_level):
        note_unverified_chinese_text(
            given.label_profile, UNVERIFIED_IN_CHINA[drug], "her2-cn-unread", work
        )


CALCULATOR = Calculator(
    id="her2-dose",
    title=_("HER2 agents"),
    summary=_("Antibodies and trastuzumab deruxtecan: dose by interval, volume, heart"),
    group="dosing",
    order=50,
    inputs=Her2Inputs,
    values=(
        Value(name="phase", label=_("Phase"), options=PHASE_NAMES),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True),
        Value(name="dose_trastuzumab", label=_("Dose of trastuzumab"), unit="mg", decimals=0),
        Value(name="alternatives", label=_("Doses in conflict"), kind="array"),
        Value(name="volume", label=_("Volume to draw"), unit="mL", decimals=2),
        DEVIATION,
    ),
    formula=her2_dose,
    headline="dose",
)
