"""Denosumab 120 mg: the whole table of rules; those about calcium stand in their own module."""

from __future__ import annotations

from bmcalc.calculators.bone_agents.denosumab_calcium_rules import CALCIUM_RULES
from bmcalc.calculators.bone_agents.denosumab_situation import RESTART_AFTER, Situation
from bmcalc.calculators.bone_agents.mouth_rules import mouth_rules
from bmcalc.calculators.calcium.supplement_rules import supplement_rules
from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.numbers import half_up
from bmcalc.core.term import number
from bmcalc.core.texts import _

CAUTION, CORRECT_FIRST, DO_NOT_GIVE = (
    Verdict.CAUTION, Verdict.CORRECT_FIRST, Verdict.DO_NOT_GIVE
)

PLANNED_INTERVAL = 28


def _renal_work_up_complete(s: Situation) -> bool:
    given = s.given
    return bool(given.pth_known and given.vitamin_d_25oh is not None and given.nephrology_plan)


def _pregnancy_unknown(s: Situation) -> bool:
    return s.given.sex != "male" and s.given.pregnancy in (None, "unknown")


def _qtc_is_500(s: Situation) -> bool:
    qtc = s.given.qtcf
    return qtc is not None and half_up(number(qtc, "ms").magnitude, 0) >= 500


KIDNEY_RULES: tuple[Rule[Situation], ...] = (
    Rule(
        code="RN-01", holds=lambda s: s.given.crcl is None and not s.given.dialysis,
        first=CAUTION, later=CAUTION,
        text=lambda s: _("The creatinine clearance is unknown. Below 30 mL/min hypocalcaemia is "
                         "more frequent and deeper."),
        sources=("xgeva-renal",), field="crcl",
    ),
    Rule(
        code="RN-02",
        holds=lambda s: s.given.severe_renal_impairment and not _renal_work_up_complete(s),
        first=CORRECT_FIRST, later=None,
        text=lambda s: _("Creatinine clearance below 30 mL/min or dialysis: before a first dose "
                         "PTH and 25-OH-D must be known and a plan agreed with nephrology."),
        sources=("xgeva-renal", "denosumab-nephrology-plan"), field="nephrology_plan",
    ),
    Rule(
        code="RN-02", holds=lambda s: s.given.severe_renal_impairment and (
            not s.first or _renal_work_up_complete(s)),
        first=CAUTION, later=CAUTION,
        text=lambda s: _("Creatinine clearance below 30 mL/min or dialysis: check calcium every "
                         "week for a month. The dose is not changed."),
        sources=("xgeva-renal", "prolia-ckd"), field="crcl",
    ),
)

OTHER_RULES: tuple[Rule[Situation], ...] = (
    Rule(
        code="FX-01", holds=lambda s: bool(s.given.thigh_pain),
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("New thigh, hip or groin pain: image the femur before the dose; it may "
                         "be an atypical fracture or a metastasis."),
        sources=("xgeva-femur",), field="thigh_pain",
    ),
    Rule(
        code="PR-01", holds=lambda s: s.given.pregnancy == "yes",
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("Pregnant: denosumab harms the foetus. Do not give."),
        sources=("xgeva-pregnancy",), field="pregnancy",
    ),
    Rule(
        code="PR-02", holds=_pregnancy_unknown, first=CORRECT_FIRST, later=CAUTION,
        text=lambda s: _("The pregnancy status is unknown. Verify it before the start, or record "
                         "that pregnancy is not possible."),
        sources=("xgeva-pregnancy",), field="pregnancy",
    ),
    Rule(
        code="DU-01", holds=lambda s: bool(s.given.other_denosumab or s.given.bisphosphonate),
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("Another denosumab within 6 months or a bisphosphonate at the same time. "
                         "Do not give both."),
        sources=("xgeva-duplicate",),
    ),
    Rule(
        code="HS-01", holds=lambda s: bool(s.given.hypersensitivity),
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("Hypersensitivity to denosumab. Do not give."),
        sources=("xgeva-hypersensitivity",), field="hypersensitivity",
    ),
    Rule(
        code="QT-01", holds=_qtc_is_500, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("QTcF {qtc}: a physician now, electrolytes first. Low calcium prolongs "
                         "QT further.", qtc=s.given.qtcf),
        sources=("qtc-500",), field="qtcf",
    ),
)

INTERVAL_RULES: tuple[Rule[Situation], ...] = (
    Rule(
        code="IN-TOO_EARLY", holds=lambda s: s.given.days < 21, first=None, later=DO_NOT_GIVE,
        text=lambda s: _("Day {days} is too early: the dose is due in {left} days.",
                         days=s.given.days, left=PLANNED_INTERVAL - s.given.days),
        sources=("xgeva-dose", "denosumab-interval-bands"), field="days_since_last",
    ),
    Rule(
        code="IN-EARLY_WARN", holds=lambda s: 21 <= s.given.days <= 24, first=None, later=CAUTION,
        text=lambda s: _("Day {days} is early by {left} days.",
                         days=s.given.days, left=PLANNED_INTERVAL - s.given.days),
        sources=("xgeva-dose", "denosumab-interval-bands"), field="days_since_last",
    ),
    Rule(
        code="IN-LATE", holds=lambda s: 36 <= s.given.days <= 56, first=None, later=CAUTION,
        text=lambda s: _("Day {days} is late. Give now, the next dose 28 days later, never a "
                         "double dose.", days=s.given.days),
        sources=("xgeva-dose", "denosumab-interval-bands"), field="days_since_last",
    ),
    Rule(
        code="IN-VERY_LATE", holds=lambda s: 57 <= s.given.days <= RESTART_AFTER,
        first=None, later=CAUTION,
        text=lambda s: _("Day {days} is very late. Check calcium, creatinine and the mouth again "
                         "before the dose.", days=s.given.days),
        sources=("xgeva-dose", "denosumab-interval-bands"), field="days_since_last",
    ),
    Rule(
        code="IN-RESTART", holds=lambda s: s.given.days > RESTART_AFTER, first=CAUTION, later=None,
        text=lambda s: _("Day {days}: judged as a first dose. Ask about new back pain, as "
                         "vertebral fractures follow a stop of denosumab.", days=s.given.days),
        sources=("denosumab-interval-bands", "xgeva-stopping"), field="days_since_last",
    ),
)

DENOSUMAB_RULES: tuple[Rule[Situation], ...] = (
    *INTERVAL_RULES, *CALCIUM_RULES, *KIDNEY_RULES,
    *supplement_rules(_("EU label of denosumab"), "xgeva-supplement-eu"),
    *mouth_rules("xgeva-mouth"), *OTHER_RULES,
)
