"""Opioid conversion: equivalents by every table, the new dose by one of them, named."""

from __future__ import annotations

from bmcalc.calculators.pain.opioid_conversion_fields import OpioidConversionInputs
from bmcalc.calculators.pain.opioid_tables import (
    DRUG_NAMES,
    PATCH,
    TABLE_NAMES,
    WEAK,
    converting,
    covers,
    label_patch,
    opioid_data,
    opioid_table,
    oral_morphine,
    patch_rows,
    total_oral_morphine,
)
from bmcalc.calculators.pain.opioid_titration import rescue_range
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.numbers import floor_to, plain
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work, refuse
from bmcalc.rules.limits import contract_choice, limit

WHOLE = q("100 %")


def new_daily_dose(ome: Term, factor: Term, reduction: Term) -> Term:
    """Return the 24 h dose of the new opioid: OME × (1 − reduction) ÷ factor, in mg."""
    kept = WHOLE - reduction
    return ome * kept / (WHOLE * factor)


def smallest_target(given: OpioidConversionInputs, target: str) -> str:
    """Return the converting table whose new dose is smallest; each must know every drug."""
    wanted = [*given.drugs, *([] if target == PATCH else [target])]

    def size(table: str) -> Term:
        total = total_oral_morphine(table, given.doses)
        assert total is not None
        return total if target == PATCH else total / opioid_table(table).factors[target]

    return min((table for table in converting() if covers(table, wanted)),
               key=lambda table: size(table).settled)


def opioid_conversion(given: OpioidConversionInputs, work: Work) -> None:
    """Write the equivalents by table, then the new opioid's dose or the label's patch."""
    target = given.to
    assert target is not None
    equivalents = {
        table: total_oral_morphine(table, given.doses) for table in opioid_data().tables
    }
    _refuse_large(given, equivalents)
    work.give("ome", {table: ome and _trimmed(ome) for table, ome in equivalents.items()})
    table = given.table or smallest_target(given, target)
    work.give("table", table)
    ome = _show_equivalents(given, table, equivalents, work)
    for name in ("equianalgesic", "reduction", "target_per_day", "dose_q12h", "patch",
                 "rescue_low", "rescue_high"):
        work.give(name, None)
    if target == PATCH:
        _to_patch(ome, work)
    else:
        _to_drug(given, target, table, ome, work)


def _refuse_large(given: OpioidConversionInputs, equivalents: dict[str, Term | None]) -> None:
    """Refuse a large dose by the chosen table, or by any converting one where none was chosen."""
    tables = converting() if given.table is None else (given.table,)
    most = contract_choice("opioid_conversion_limit")
    for table in tables:
        ome = equivalents[table]
        if ome is not None and ome > most:
            raise refuse(
                "E_SPECIALIST",
                _("{ome} of oral morphine a day ({table}) is more than {most}: no automatic "
                  "conversion. Ask a pain or palliative specialist.",
                  ome=show(ome, 1, trim=True), table=TABLE_NAMES[table], most=most),
                "regimen",
            )


def _trimmed(dose: Term) -> Term:
    """Return the dose without trailing zeros, as dose safety asks."""
    return Term(dose.magnitude.normalize(), dose.unit, None, dose.exact)


def _show_equivalents(
    given: OpioidConversionInputs, table: str, equivalents: dict[str, Term | None], work: Work
) -> Term:
    source = opioid_table(table).source
    parts = [
        work.step(
            _("{drug} as oral morphine", drug=DRUG_NAMES[drug]),
            oral_morphine(table, drug, dose.named(DRUG_NAMES[drug])),
            opioid_table(table).source_of(drug),
        )
        for drug, dose in given.doses
    ]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    if given.table is None:
        work.info(
            "TABLE_BY_RULE",
            _("No table was chosen: {table} is used, as it gives the smallest dose.",
              table=TABLE_NAMES[table]),
            "smallest-target", source, about="table",
        )
    if opioid_table(table).unchecked([*given.drugs, str(given.to)]):
        work.caution(
            "TABLE_FROM_MEMORY",
            _("A factor of {table} is from memory: check it in the source before use.",
              table=TABLE_NAMES[table]),
            source, about="table",
        )
    known = [ome for ome in equivalents.values() if ome is not None]
    low = min(known, key=lambda ome: ome.settled)
    high = max(known, key=lambda ome: ome.settled)
    work.info(
        "OME_SPREAD",
        _("The tables put the present opioids between {low} and {high} of oral morphine a day. "
          "CDC factors are shown for risk only.",
          low=show(low, 1, trim=True), high=show(high, 1, trim=True)),
        *dict.fromkeys(
            opioid_table(key).source for key, ome in equivalents.items() if ome is not None
        ),
    )
    return work.step(
        _("Oral morphine equivalents, {table}", table=TABLE_NAMES[table]), total, source, _("OME")
    )


def _to_patch(ome: Term, work: Work) -> None:
    patch, rescue = label_patch(ome), opioid_data().rescue
    work.decide(
        _("Fentanyl patch"), patch_rows(), show(ome, 1, trim=True), show(patch),
        opioid_data().patches.source,
    )
    work.give("patch", patch)
    work.caution(
        "PATCH_ONE_WAY",
        _("The label's table is one-way and already cautious: never read it backwards. The patch "
          "acts after 12 to 24 h; heat and fever raise the dose."),
        "fentanyl-td-uspi", "opioid-tolerance",
    )
    work.info(
        "PATCH_RESCUE",
        _("No rescue dose is given for a patch. It is an immediate-release strong opioid, from "
          "{lowest} to {highest} of the oral morphine equivalents.",
          lowest=plain(rescue.lowest.magnitude), highest=rescue.highest),
        "rescue-share", "rescue-form",
    )


def _reduction(given: OpioidConversionInputs, work: Work) -> Term:
    reasons = given.halving_reasons()
    old_from = plain(limit("conversion_age_with_care").magnitude)
    if given.age is not None and given.age >= limit("conversion_age_with_care").magnitude:
        reasons.insert(0, _("age {age} or more", age=old_from))
    usual, careful = limit("conversion_reduction"), limit("conversion_reduction_with_care")
    by_rule = careful if reasons else usual
    if given.reduction is None:
        work.decide(
            _("Reduction"),
            _("{usual}, or {careful} from {age} years, frail, for adverse effects, or from a patch",
              usual=usual, careful=careful, age=old_from),
            Joined(reasons) if reasons else _("none of these"), show(by_rule),
            "reduction-age" if reasons else "fpm-reduction",
        )
        return by_rule.named(_("reduction"))
    if given.reduction < by_rule:
        work.caution(
            "REDUCTION_SMALL",
            _("A reduction of {reduction} is less than the {rule} of the rule.",
              reduction=given.reduction, rule=by_rule),
            "fpm-reduction", "reduction-age", about="reduction",
        )
    return given.reduction


def _to_drug(
    given: OpioidConversionInputs, target: str, table: str, ome: Term, work: Work
) -> None:
    factor = opioid_table(table).factors[target].named(_("conversion factor"))
    source = opioid_table(table).source_of(target)
    work.give("equianalgesic", work.step(_("Equianalgesic 24 h dose"), ome / factor, source))
    reduction = _reduction(given, work)
    work.give("reduction", reduction)
    daily = work.step(
        _("New 24 h dose of {drug}", drug=DRUG_NAMES[target]),
        new_daily_dose(ome, factor, reduction), "fpm-reduction", _("new 24 h dose"),
    )
    work.give("target_per_day", daily)
    if target != "morphine_parenteral":
        _twice_a_day(given, daily, work)
    low, high = rescue_range(daily)
    work.give("rescue_low", work.step(_("Rescue, lowest"), low, "rescue-share"))
    work.give("rescue_high", work.step(_("Rescue, highest"), high, "rescue-share"))
    work.info(
        "RESCUE",
        _("The rescue is a fast-acting form of the new opioid (immediate-release or parenteral), "
          "never a controlled-release tablet."),
        "rescue-share", "rescue-form",
    )
    _warn(given, ome, work)


def _twice_a_day(given: OpioidConversionInputs, daily: Term, work: Work) -> None:
    half = work.step(
        _("Half of the day's dose"), daily / 2, "strength-rounding", _("half of the dose")
    )
    strength = given.strength
    if strength is None:
        work.give("dose_q12h", half)
        work.caution(
            "NOT_ROUNDED",
            _("No marketed strength was given, so the 12 h dose is not a whole tablet yet."),
            "strength-rounding", about="strength",
        )
        return
    rounded = Term(
        floor_to(half.settled, strength.magnitude), half.unit, None, True, "floor",
        (half, strength),
    )
    if rounded == q("0 mg"):
        work.caution(
            "STRENGTH_TOO_LARGE",
            _("One tablet of {strength} is more than the 12 h dose of {half}. Choose a smaller "
              "strength.", strength=strength, half=show(half, 2, trim=True)),
            "strength-rounding", about="strength",
        )
        return
    work.give("dose_q12h", work.step(_("Dose every 12 h"), rounded, "strength-rounding"))


def _warn(given: OpioidConversionInputs, ome: Term, work: Work) -> None:
    tolerant_from = limit("opioid_tolerance")
    if ome < tolerant_from and set(given.drugs) <= set(WEAK):
        work.caution(
            "START_AS_NAIVE",
            _("The patient leaves a weak opioid below {limit} of oral morphine a day: start at or "
              "below the dose for patients without opioids. This conversion only informs.",
              limit=tolerant_from),
            "naive-start", "opioid-tolerance",
        )
    if PATCH in given.drugs:
        work.caution(
            "PATCH_STILL_ACTS",
            _("A removed patch goes on acting for 12 to 24 h: begin the new opioid late and low."),
            "patch-removal",
        )
    work.info(
        "CHECK_BY_HAND",
        _("Opioid tables differ, and above {most} of oral morphine a day nothing is converted. "
          "Have a second person work the conversion out by hand.",
          most=contract_choice("opioid_conversion_limit")),
        "opioid-converters-2021", "ome-limit",
    )


CALCULATOR = Calculator(
    id="opioid-conversion",
    title=_("Opioid conversion"),
    summary=_("Oral morphine equivalents by every table, and a new opioid or patch by one"),
    group="scores",
    order=140,
    not_for=NotFor(
        _("Not to a patch for a patient who is not opioid-tolerant, never backwards "
          "from a patch, and not at high doses: there a specialist converts."),
        "opioid-tolerance", "fentanyl-td-uspi", "ome-limit",
    ),
    inputs=OpioidConversionInputs,
    values=(
        Value(name="ome", label=_("Oral morphine a day by table"), kind="object"),
        Value(name="table", label=_("Table used"), options=TABLE_NAMES),
        Value(name="equianalgesic", label=_("Equianalgesic 24 h dose"), unit="mg", decimals=2,
              trim=True),
        Value(name="reduction", label=_("Reduction"), unit="%", decimals=0),
        Value(name="target_per_day", label=_("New 24 h dose"), unit="mg", decimals=2, trim=True),
        Value(name="dose_q12h", label=_("Dose every 12 h"), unit="mg", decimals=2, trim=True),
        Value(name="patch", label=_("Patch"), unit="ug/h", decimals=0),
        Value(name="rescue_low", label=_("Rescue, lowest"), unit="mg", decimals=2, trim=True),
        Value(name="rescue_high", label=_("Rescue, highest"), unit="mg", decimals=2, trim=True),
    ),
    formula=opioid_conversion,
    headline="target_per_day",
)
