"""Zoledronic acid 4 mg: may it be given, which dose for the kidney, how it is prepared."""

from __future__ import annotations

from dataclasses import replace

from bmcalc.calculators.bone_agents.page_facts import judge_bone_agent
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.calcium.calcium_fields import note_limits
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_working import give_calcium, show_calcium
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.calculators.shared.may_be_given import VERDICT_NAMES, give_verdict
from bmcalc.calculators.shared.ordered_dose import DEVIATION, compare_order
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Value, Work
from bmcalc.formulary.drugs import Drug
from bmcalc.formulary.preparation import DrawnVolume, Preparation
from bmcalc.rules.calcium_grades import GRADE_NAMES
from bmcalc.rules.calcium_measures import restart_limit
from bmcalc.rules.dose_left import dose_left
from bmcalc.rules.engine import Judgement, note_rules, tell_on_page

NOTHING = q("0 mL")


def zoledronic_acid(given: ZoledronicInputs, work: Work) -> None:
    """Write the verdict with its rules, and the dose with its volumes."""
    results = given.calcium_results
    calcium = show_calcium(results, work)
    found = drug_of_page("zoledronic_acid")
    judgement = judge_bone_agent(found, given)
    note_rules(judgement, work)
    _dose(found, judgement, given, work)
    told = tuple(
        one for one in judgement.met
        if not one.outcome.reduces or one.severity is Severity.STOP
    )
    give_verdict(told, "regimen-nccp-545", work)
    tell_on_page(replace(judgement, met=told), work)
    give_calcium(calcium, bool(given.symptoms), work)
    baseline = given.creatinine_baseline
    work.give("restart_at_or_below", None if baseline is None else restart_limit(baseline))
    note_limits(results, work)
    note_doubts(results, calcium, given.crcl, False, Severity.INFO, work)


def _dose(found: Drug, judgement: Judgement, given: ZoledronicInputs, work: Work) -> None:
    """Give the dose that the rules leave for the kidney, with its volumes; a reduction is no code.

    The dose itself says what a reduction leaves, so the verdict is about giving it.
    """
    planned = found.usual_dose
    dose = None if planned is None else dose_left(found.rules, judgement, planned)
    limit = judgement.limit()
    if given.crcl is not None and dose is not None:
        work.decide(
            _("Dose by creatinine clearance"),
            _("no rule reduces it") if limit is None else limit[1].text, given.crcl, dose,
            found.sources[0] if limit is None else limit[1].rule.sources[0],
        )
    if dose is None:
        for name in ("dose", "volume", "ready_to_use_withdrawn", "deviation"):
            work.give(name, None)
        return
    work.give("dose", dose)
    how = found.preparations[0] if found.preparations else None
    drawn = None if how is None else how.drawn_for(dose)
    work.give("volume", None if drawn is None else drawn.volume)
    replaced = None if drawn is None else drawn.replaced or NOTHING
    work.give("ready_to_use_withdrawn", replaced)
    if how is not None and drawn is not None:
        _show_volumes(found, how, drawn, work)
    compare_order(given.ordered_dose, dose, dose, work)


def _show_volumes(found: Drug, how: Preparation, drawn: DrawnVolume, work: Work) -> None:
    concentrate = next(
        (one.concentration for one in found.presentations if one.concentration is not None), None
    )
    over = found.infusions[0].first if found.infusions else None
    if concentrate is None or how.ready_to_use is None or how.bag is None or over is None:
        return
    source = how.sources[0]
    held = work.step(_("In the concentrate drawn"), drawn.volume * concentrate, source)
    replaced, bag = drawn.replaced or NOTHING, how.ready_to_use.volume
    left: Term = work.step(
        _("Left in the ready-to-use bag"), (bag - replaced) * how.ready_to_use.concentration,
        source,
    )
    work.info(
        "PREPARATION",
        _("Concentrate: {volume} ({drawn}; the label's dose is rounded), into {bag} of {fluids}, "
          "no fluid with calcium. Ready-to-use bag: replace {withdrawn} of {ready} ({left} "
          "remain). Over at least {time}, own line.",
          volume=drawn.volume, drawn=show(held), bag=how.bag,
          fluids=Joined([fluid.label for fluid in how.diluents], _(" or ")), withdrawn=replaced,
          ready=bag, left=show(left), time=over),
        source,
    )


CALCULATOR = Calculator(
    id="zoledronic-acid",
    title=_("Zoledronic acid"),
    summary=_("May it be given, the dose by creatinine clearance, its volumes"),
    group="bone",
    order=64,
    not_for=NotFor(
        _("Only for bone metastases. Not for hypercalcaemia of malignancy: that is "
          "another order, without the reduced doses of this table."),
        "zoledronic-hypercalcaemia", "label-zoledronic-acid",
    ),
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
    rules_of=("zoledronic_acid",),
)
