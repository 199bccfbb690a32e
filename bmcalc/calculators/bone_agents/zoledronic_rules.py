"""Zoledronic acid 4 mg: may it be given, as a table of rules."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.calculators.bone_agents.mouth_rules import mouth_rules
from bmcalc.calculators.bone_agents.zoledronic_dose import holding_rise, in_unit_of, restart_limit
from bmcalc.calculators.bone_agents.zoledronic_fields import EVERY_12_WEEKS, ZoledronicInputs
from bmcalc.calculators.calcium.calcium_situation import CalciumSituation
from bmcalc.calculators.calcium.contrary_calcium_rules import contrary_calcium_rules
from bmcalc.calculators.calcium.supplement_rules import supplement_rules
from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import magnesium_in_mmol_per_l, phosphate_in_mmol_per_l

CAUTION, CORRECT_FIRST, DO_NOT_GIVE = (
    Verdict.CAUTION, Verdict.CORRECT_FIRST, Verdict.DO_NOT_GIVE
)

LOW_MAGNESIUM, LOW_PHOSPHATE = q("0.75 mmol/L"), q("0.85 mmol/L")
LOWEST_CLEARANCE = q("30 mL/min")
SHORTEST_INFUSION = 15

INTERVAL_SOURCES = ("label-zoledronic-acid", "zoledronic-interval-bands")


@dataclass(frozen=True)
class ZoledronicSituation(CalciumSituation):
    """One patient before one dose."""

    given: ZoledronicInputs

    @property
    def below_label(self) -> bool:
        """Whether the kidney is too poor for any dose of the label."""
        crcl = self.given.crcl
        return bool(self.given.dialysis) or (crcl is not None and crcl < LOWEST_CLEARANCE)

    @property
    def rise(self) -> Term | None:
        """How far creatinine rose since the baseline, in the unit of the baseline."""
        before, now = self.given.creatinine_baseline, self.given.creatinine
        if before is None or now is None:
            return None
        return in_unit_of(now, before) - before

    @property
    def risen_too_far(self) -> bool:
        """Whether the rise holds the dose."""
        before, rise = self.given.creatinine_baseline, self.rise
        return before is not None and rise is not None and rise >= holding_rise(before)

    @property
    def may_restart(self) -> bool:
        """Whether creatinine is back within 10 % of the baseline."""
        before, now = self.given.creatinine_baseline, self.given.creatinine
        return (
            before is not None
            and now is not None
            and in_unit_of(now, before) <= restart_limit(before)
        )

    def restart_text(self) -> object:
        """Return the creatinine up to which the treatment may be restarted."""
        before = self.given.creatinine_baseline
        return None if before is None else show(restart_limit(before))


def _magnesium_is_low(s: ZoledronicSituation) -> bool:
    magnesium = s.given.magnesium
    return magnesium is not None and magnesium_in_mmol_per_l(magnesium) < LOW_MAGNESIUM


def _phosphate_is_low(s: ZoledronicSituation) -> bool:
    phosphate = s.given.phosphate
    return phosphate is not None and phosphate_in_mmol_per_l(phosphate) < LOW_PHOSPHATE


def _is_early(s: ZoledronicSituation) -> bool:
    return s.given.dosing_interval == EVERY_12_WEEKS and 21 <= s.given.days < 77


def _is_late(s: ZoledronicSituation) -> bool:
    return s.given.days > (91 if s.given.dosing_interval == EVERY_12_WEEKS else 35)


MINERAL_RULES: tuple[Rule[ZoledronicSituation], ...] = (
    Rule(
        code="CA-02", holds=lambda s: s.may_be_low, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} may be low or not. Measure albumin or ionised calcium.",
                         calcium=s.calcium_text()),
        sources=("regimen-nccp-545", "calcium-bounds"), field="albumin",
    ),
    Rule(
        code="CA-03", holds=lambda s: s.not_low_by_bounds, first=CAUTION, later=CAUTION,
        text=lambda s: _("The {calcium} is not low at any albumin; a high calcium is not excluded "
                         "without albumin.", calcium=s.calcium_text()),
        sources=("calcium-bounds",), field="albumin",
    ),
    Rule(
        code="CA-10", holds=lambda s: 1 <= max(s.low_level, s.bounded_low_level) <= 2,
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is low. Correct it before the dose.",
                         calcium=s.calcium_text()),
        sources=("regimen-nccp-545", "label-zoledronic-acid-calcium"),
    ),
    Rule(
        code="CA-12", holds=lambda s: max(s.low_level, s.bounded_low_level) > 2,
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("The {calcium} is severely low. Do not give; treat it urgently.",
                         calcium=s.calcium_text()),
        sources=("regimen-nccp-545", "label-zoledronic-acid-calcium"),
    ),
    Rule(
        code="CA-14", holds=lambda s: s.high_level in (1, 2), first=CAUTION, later=CAUTION,
        text=lambda s: _("The {calcium} is high. Stop calcium and vitamin D and find the cause.",
                         calcium=s.calcium_text()),
        sources=("label-zoledronic-acid",),
    ),
    Rule(
        code="CA-15", holds=lambda s: s.high_level > 2, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is severely high: an emergency. Zoledronic acid for "
                         "hypercalcaemia of malignancy is another order, without the reduced "
                         "doses of this table.", calcium=s.calcium_text()),
        sources=("zoledronic-hypercalcaemia",),
    ),
    *contrary_calcium_rules("regimen-nccp-545"),
    Rule(
        code="MG-01", holds=_magnesium_is_low, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("Magnesium {magnesium} is low. Correct it before the dose.",
                         magnesium=s.given.magnesium),
        sources=("regimen-nccp-545", "ws-t-404-6"), field="magnesium",
    ),
    Rule(
        code="PO-01", holds=_phosphate_is_low, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("Phosphate {phosphate} is low. Correct it before the dose.",
                         phosphate=s.given.phosphate),
        sources=("regimen-nccp-545", "ws-t-404-6"), field="phosphate",
    ),
)

KIDNEY_RULES: tuple[Rule[ZoledronicSituation], ...] = (
    Rule(
        code="RN-03", holds=lambda s: s.below_label, first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("Zoledronic acid is not recommended below 30 mL/min or on dialysis."),
        sources=("label-zoledronic-acid",), field="crcl",
    ),
    Rule(
        code="CR-01", holds=lambda s: s.risen_too_far and not s.given.on_hold,
        first=None, later=DO_NOT_GIVE,
        text=lambda s: _("Creatinine rose by {rise} since the baseline. Hold until it is at most "
                         "{limit}, within 10 % of the baseline.",
                         rise=None if s.rise is None else show(s.rise), limit=s.restart_text()),
        sources=("label-zoledronic-acid", "label-zoledronic-acid-creatinine"), field="creatinine",
    ),
    Rule(
        code="CR-02", holds=lambda s: bool(s.given.on_hold) and not s.may_restart,
        first=None, later=DO_NOT_GIVE,
        text=lambda s: _("On hold: creatinine is still above {limit}, more than 10 % over the "
                         "baseline.", limit=s.restart_text()),
        sources=("label-zoledronic-acid",), field="creatinine",
    ),
    Rule(
        code="CR-03", holds=lambda s: s.rise is None, first=None, later=CORRECT_FIRST,
        text=lambda s: _("Creatinine is measured before every dose and compared with the "
                         "baseline. One of them is missing."),
        sources=("label-zoledronic-acid",), field="creatinine",
    ),
)

ORDER_RULES: tuple[Rule[ZoledronicSituation], ...] = (
    Rule(
        code="IN-TOO_EARLY", holds=lambda s: s.given.days < 21, first=None, later=DO_NOT_GIVE,
        text=lambda s: _("Day {days} is too early: at least 21 days lie between two doses.",
                         days=s.given.days),
        sources=INTERVAL_SOURCES, field="days_since_last",
    ),
    Rule(
        code="IN-EARLY_WARN", holds=_is_early, first=None, later=CAUTION,
        text=lambda s: _("Day {days} is early for a dose every 12 weeks.", days=s.given.days),
        sources=INTERVAL_SOURCES, field="days_since_last",
    ),
    Rule(
        code="IN-LATE", holds=_is_late, first=None, later=CAUTION,
        text=lambda s: _("Day {days} is late. Give now; the interval starts again from here.",
                         days=s.given.days),
        sources=INTERVAL_SOURCES, field="days_since_last",
    ),
    Rule(
        code="DU-01", holds=lambda s: bool(s.given.other_bone_agent),
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("Denosumab or another bisphosphonate at the same time. Do not give both."),
        sources=("xgeva-duplicate",), field="other_bone_agent",
    ),
    Rule(
        code="IV-01",
        holds=lambda s: s.given.infusion_minutes is not None
        and s.given.infusion_minutes < SHORTEST_INFUSION,
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("{minutes} minutes are too fast: infuse over at least 15 minutes.",
                         minutes=s.given.infusion_minutes),
        sources=("label-zoledronic-acid",), field="infusion_minutes",
    ),
)

ZOLEDRONIC_RULES: tuple[Rule[ZoledronicSituation], ...] = (
    *ORDER_RULES, *MINERAL_RULES, *KIDNEY_RULES,
    *supplement_rules(_("label of zoledronic acid"), "label-zoledronic-acid"),
    *mouth_rules("label-bone-dental-gate"),
)
