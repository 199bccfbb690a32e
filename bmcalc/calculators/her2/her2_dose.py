"""HER2 agents: which dose is due after so many days, its volume, the heart, and the order."""

from __future__ import annotations

from dataclasses import replace

from bmcalc.calculators.her2.her2_fields import Her2Inputs
from bmcalc.calculators.her2.her2_interval import (
    PHASE_NAMES,
    note_interval,
    phase,
    schedule_of,
    show_phase,
)
from bmcalc.calculators.her2.her2_products import (
    DERUXTECAN,
    PERTUZUMAB,
    PHESGO,
    PRODUCT_NAMES,
    TRASTUZUMAB_IV,
    TRASTUZUMAB_SC,
    UNVERIFIED_IN_CHINA,
)
from bmcalc.calculators.her2.her2_rules import dose_left, judge_own_rules, tell_rules
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.calculators.shared.ordered_dose import DEVIATION, compare_order
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulary.drugs import Drug, drugs
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.formulas.relative_change import relative_change
from bmcalc.rules.engine import Judgement
from bmcalc.rules.limits import contract_choice

RELOADS, MAINTAINS = "trastuzumab_label", "perjeta_table"
"""The two ways out of a conflict, by the contract's names."""

ALTERNATIVES = {
    RELOADS: _("Loading again, trastuzumab label"),
    MAINTAINS: _("Maintenance, Perjeta table"),
}


def her2_dose(given: Her2Inputs, work: Work) -> None:
    """Write the phase, the dose and its volume, or in a conflict both doses and none."""
    assert given.drug is not None
    product = drug_of_page(given.drug)
    own = judge_own_rules(given, product)
    _by_schedule(given, product, own, work)
    tell_rules(given, product, own, work)
    _note_label(given, work)


def her2_dose_alone(given: Her2Inputs, work: Work) -> None:
    """Write the same without the drug's rules, for an owner that asks them itself."""
    assert given.drug is not None
    _by_schedule(given, drug_of_page(given.drug), Judgement(), work)
    _note_label(given, work)


def _by_schedule(given: Her2Inputs, product: Drug, own: Judgement, work: Work) -> None:
    schedule = schedule_of(product.id, given.cycle_length)
    assert schedule is not None
    found = phase(schedule, given.days, given.in_conflict_zone)
    show_phase(found, schedule, given.days, work)
    chosen = found
    if found == "conflict" and given.hp_reload_policy != "ask":
        chosen = "reload" if given.hp_reload_policy == RELOADS else "maintenance"
        _note_choice(given, schedule, work)
    work.give("phase", chosen)
    _note_change(given, schedule, work)
    if chosen == "conflict":
        _conflict(given, schedule, work)
    else:
        _dose(given, product, schedule, chosen, own, work)
    if given.days is not None:
        band = schedule.band(given.days, in_conflict=given.in_conflict_zone)
        note_interval(band, schedule, given.days, work)
    _note_weight(given, schedule, work)


def _note_change(given: Her2Inputs, schedule: Schedule, work: Work) -> None:
    """Say how the drug goes on after other products of the same antibodies."""
    change = schedule.changed_from
    if change is None or not given.changed or given.days is None:
        return
    text = _("Changed from {products}, day {days}: up to day {longest} no loading dose, then it is "
             "loaded.", products=change.name, days=given.days, longest=schedule.longest)
    work.info("CHANGED_PRODUCT", text, *change.sources, about="last_product")


def _amount(given: Her2Inputs, product: Drug, schedule: Schedule, loaded: bool) -> Term | None:
    """Return the dose in mg or mg/kg that phase and level ask for; None: no such level."""
    amount = schedule.loading if loaded and schedule.loading is not None else schedule.maintenance
    if not given.dose_level:
        return amount
    levels = product.levels(amount, given.label_profile)
    return None if levels is None else levels.at(given.dose_level)


def _in_mg(amount: Term, weight: Term | None, label: object, source: str, work: Work) -> Term:
    """Show the dose in mg: as it stands, or by weight, with no cap and no floor."""
    if amount.unit.key == "mg/kg":
        assert weight is not None
        amount = (amount * weight.to("kg")).to("mg")
    return work.step(label, amount, source, _("dose"))


def _dose(
    given: Her2Inputs, product: Drug, schedule: Schedule, chosen: str, own: Judgement, work: Work
) -> None:
    loaded, source = chosen in ("loading", "reload"), schedule.sources[0]
    amount = _amount(given, product, schedule, loaded)
    work.give("alternatives", [])
    if amount is None:
        for name in ("dose", "volume", "dose_trastuzumab", "deviation"):
            work.give(name, None)
        work.stop(
            "NO_SUCH_LEVEL",
            _("{drug} has no dose level {level}.", drug=product.name, level=given.dose_level),
            source, about="dose_level",
        )
        return
    amount = dose_left(product, amount, own, work)
    dose = _in_mg(amount, given.weight, _("Dose"), source, work)
    strength = product.concentration_of(dose)
    work.give("dose", dose)
    work.give("volume", None if strength is None else work.step(
        _("Volume to draw"), dose / strength, source, decimals=2
    ))
    work.give("dose_trastuzumab", _trastuzumab_in(product))
    compare_order(given.ordered_dose, dose, dose, work)
    _check_name(given, product, work)
    way = schedule.loading_text if loaded and schedule.loading_text else schedule.maintenance_text
    work.info(
        "ADMINISTRATION", _("{drug}: {way}.", drug=PRODUCT_NAMES[product.id], way=way),
        *schedule.sources,
    )


def _trastuzumab_in(product: Drug) -> Term | None:
    """Return the trastuzumab that every vial of a mixed product holds."""
    held = [one.amount for one in product.contents if one.substance == "trastuzumab"]
    return held[0] if held else None


def _sources_of(schedule: Schedule) -> dict[str, tuple[str, ...]]:
    """Return whose text asks for each way out of the conflict."""
    conflict = schedule.conflict
    assert conflict is not None
    return {RELOADS: conflict.loading_sources, MAINTAINS: conflict.maintenance_sources}


def _conflict(given: Her2Inputs, schedule: Schedule, work: Work) -> None:
    assert schedule.loading is not None
    amounts = {RELOADS: schedule.loading, MAINTAINS: schedule.maintenance}
    sources = _sources_of(schedule)
    doses = {
        rule: _in_mg(amounts[rule], given.weight, label, sources[rule][0], work)
        for rule, label in ALTERNATIVES.items()
    }
    work.give("dose", None)
    work.give("alternatives", [
        {"rule": rule, "label": label, "dose": doses[rule]} for rule, label in ALTERNATIVES.items()
    ])
    work.give("volume", None)
    work.give("dose_trastuzumab", None)
    work.give("deviation", None)
    work.stop(
        "RELOAD_CONFLICT",
        _("Day {days} with pertuzumab: the trastuzumab label asks for {reload}, the table of "
          "Perjeta for {maintenance}. Nothing is decided here; choose one and record the reason.",
          days=given.days, reload=show(doses[RELOADS]), maintenance=show(doses[MAINTAINS])),
        *sources[RELOADS], *sources[MAINTAINS], about="hp_reload_policy",
    )
    ordered = given.ordered_dose
    if ordered is None:
        return
    tolerance = contract_choice("tolerance_agrees").to("%").magnitude
    for rule, label in ALTERNATIVES.items():
        if abs(relative_change(doses[rule], ordered).settled) <= tolerance:
            work.info(
                "ORDER_FOLLOWS", _("The ordered {ordered} follows: {rule}.",
                                   ordered=ordered, rule=label),
                *sources[rule], "order-tolerance", about="ordered_dose",
            )


def _note_choice(given: Her2Inputs, schedule: Schedule, work: Work) -> None:
    work.caution(
        "RELOAD_CHOSEN",
        _("Day {days} with pertuzumab: two labels differ. Chosen: {choice}. Reason: {reason}",
          days=given.days, choice=ALTERNATIVES[given.hp_reload_policy],
          reason=given.hp_reload_reason),
        *_sources_of(schedule)[given.hp_reload_policy], about="hp_reload_policy",
    )


def _check_name(given: Her2Inputs, product: Drug, work: Work) -> None:
    """Warn where an order comes close to the usual dose of a product that sounds alike."""
    if given.ordered_dose is None or given.weight is None:
        return
    for confusion in product.confusions:
        other = drugs().get(confusion.drug)
        usual = None if other is None else other.usual_dose
        if other is None or confusion.within is None or usual is None:
            continue
        if usual.unit.key != "mg/kg":
            continue
        apart = given.ordered_dose - (usual * given.weight.to("kg")).to("mg")
        if not -confusion.within < apart < confusion.within:
            continue
        work.caution(
            "PRODUCT_NAME",
            _("The ordered {ordered} is the dose of {other} at {per_kg}. Check the name of the "
              "product, not only the number.",
              ordered=given.ordered_dose, per_kg=usual,
              other=PRODUCT_NAMES.get(confusion.drug, other.name)),
            *confusion.sources, about="ordered_dose",
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
    limit = contract_choice("weight_change")
    change, most = relative_change(before, weight), limit.to("%").magnitude
    digits = decimals_against(change, (-most, most), 1)
    work.step(_("Change of weight"), change, "label-trastuzumab-weight", decimals=digits)
    if abs(change.settled) >= most:
        work.caution(
            "WEIGHT_CHANGED",
            _("The weight changed by {percent} since the current dose was calculated: from {limit} "
              "on use the new dose.", percent=show(change, digits), limit=limit),
            "label-trastuzumab-weight", about="previous_weight",
        )
    else:
        work.info(
            "WEIGHT_KEPT",
            _("The weight changed by {percent}, less than {limit}: the current dose may be kept.",
              percent=show(change, digits), limit=limit),
            "label-trastuzumab-weight", about="previous_weight",
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
    not_for=NotFor(
        _("Not before it is certain which product is meant: antibodies, their "
          "subcutaneous forms and the conjugates have names that end alike and doses "
          "that differ."),
        "conjugate-names", "her2-name-check",
    ),
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
    rules_of=tuple(PRODUCT_NAMES),
)

DOSE_BY_SCHEDULE = replace(CALCULATOR, formula=her2_dose_alone)
"""The same calculation for the order check, which asks the drug's rules itself, of every fact."""
