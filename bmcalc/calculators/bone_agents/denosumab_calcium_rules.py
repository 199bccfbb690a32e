"""Denosumab 120 mg: the rules about calcium, magnesium and vitamin D, as a table.

A code stands in several rows where its verdict depends on more than the column; the conditions
of those rows exclude one another.
"""

from __future__ import annotations

from bmcalc.calculators.bone_agents.denosumab_situation import Situation
from bmcalc.calculators.calcium.contrary_calcium_rules import contrary_calcium_rules
from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import magnesium_in_mmol_per_l

CAUTION, CORRECT_FIRST, DO_NOT_GIVE = (
    Verdict.CAUTION, Verdict.CORRECT_FIRST, Verdict.DO_NOT_GIVE
)

LOW_MAGNESIUM, VERY_LOW_MAGNESIUM = q("0.75 mmol/L"), q("0.5 mmol/L")

VITAMIN_D_LIMITS = {
    "nmol/L": (q("50 nmol/L"), q("25 nmol/L")),
    "ng/mL": (q("20 ng/mL"), q("10 ng/mL")),
}
"""Below the first replenish, below the second before a first dose; in the unit reported."""


def _sample_is_old(s: Situation) -> bool:
    age = s.given.calcium_age_days
    return s.calcium.basis != "none" and age is not None and age > (14 if s.first else 35)


def _magnesium_between(s: Situation, low: Term | None, high: Term) -> bool:
    if s.given.magnesium is None:
        return False
    magnesium = magnesium_in_mmol_per_l(s.given.magnesium)
    return magnesium < high and (low is None or magnesium >= low)


def _vitamin_d_is(s: Situation, very_low: bool) -> bool:
    level = s.given.vitamin_d_25oh
    if level is None:
        return False
    replenish, before_first = VITAMIN_D_LIMITS[level.unit.key]
    return level < before_first if very_low else before_first <= level < replenish


def _cannot_be_judged(s: Situation) -> object:
    bounds = s.bounds
    assert bounds is not None
    return _(
        "Total calcium {total} without albumin cannot be judged: for albumin 55 to 20 g/L the "
        "corrected calcium is {low} to {high}. It is low above an albumin of {low_above}, and "
        "grade 2 above {grade_2_above}. Measure albumin or ionised calcium.",
        total=s.given.calcium_total, low=show(bounds.low), high=show(bounds.high),
        low_above=show(bounds.below_lln_above, 1), grade_2_above=show(bounds.grade_2_above, 1),
    )


def _not_low_without_albumin(s: Situation) -> object:
    bounds = s.bounds
    assert bounds is not None
    if bounds.high > bounds.limits.upper:
        return _(
            "Without albumin: the corrected calcium is {low} to {high} for albumin 55 to 20 g/L, "
            "so it is not low. Hypercalcaemia is not excluded below an albumin of {albumin}.",
            low=show(bounds.low), high=show(bounds.high), albumin=show(bounds.above_uln_below, 1),
        )
    return _("Without albumin: the corrected calcium is {low} to {high} for albumin 55 to 20 g/L, "
             "so it is neither low nor high.", low=show(bounds.low), high=show(bounds.high))


CALCIUM_RULES: tuple[Rule[Situation], ...] = (
    Rule(
        code="CA-01", holds=lambda s: s.calcium.basis == "none",
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("There is no calcium result. Measure calcium with albumin, or ionised "
                         "calcium, before the dose."),
        sources=("xgeva-monitoring", "denosumab-unknown-calcium"), field="calcium_total",
    ),
    Rule(
        code="CA-02", holds=lambda s: s.may_be_low, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=_cannot_be_judged, sources=("denosumab-unknown-calcium", "calcium-bounds"),
        field="albumin",
    ),
    Rule(
        code="CA-03", holds=lambda s: s.not_low_by_bounds, first=CAUTION, later=CAUTION,
        text=_not_low_without_albumin, sources=("denosumab-unknown-calcium", "calcium-bounds"),
        field="albumin",
    ),
    Rule(
        code="CA-04", holds=lambda s: s.bounded_low_level == 1,
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is low at any albumin. Correct it before the dose.",
                         calcium=s.calcium_text()),
        sources=("xgeva-hypocalcaemia-us", "xgeva-hypocalcaemia-eu", "calcium-bounds"),
        field="albumin",
    ),
    Rule(
        code="CA-04", holds=lambda s: s.bounded_low_level > 1,
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("The {calcium} is low at any albumin, at least grade {level}. Do not "
                         "give denosumab.", calcium=s.calcium_text(), level=s.bounded_low_level),
        sources=("xgeva-hypocalcaemia-us", "xgeva-hypocalcaemia-eu", "calcium-bounds"),
        field="albumin",
    ),
    Rule(
        code="CA-10", holds=lambda s: s.low_level == 1 and s.first,
        first=CORRECT_FIRST, later=None,
        text=lambda s: _("The {calcium} is low, grade 1. Correct it before the start.",
                         calcium=s.calcium_text()),
        sources=("xgeva-hypocalcaemia-us", "xgeva-hypocalcaemia-eu"),
    ),
    Rule(
        code="CA-10", holds=lambda s: s.low_level == 1 and not s.reasons_against_grade_1(),
        first=None, later=CAUTION,
        text=lambda s: _(
            "The {calcium} is low, grade 1. Under treatment the EU text asks for additional "
            "calcium; the US text speaks only of correcting it before the start. Give extra "
            "calcium and repeat calcium within 2 weeks.", calcium=s.calcium_text()),
        sources=("xgeva-hypocalcaemia-eu", "xgeva-hypocalcaemia-us", "denosumab-calcium-bands"),
    ),
    Rule(
        code="CA-10", holds=lambda s: s.low_level == 1 and bool(s.reasons_against_grade_1()),
        first=None, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is low, grade 1, with {reasons}. Correct it before the "
                         "dose.", calcium=s.calcium_text(), reasons=s.reasons_text()),
        sources=("xgeva-hypocalcaemia-eu", "denosumab-calcium-bands", "kisqali-electrolytes"),
    ),
    Rule(
        code="CA-11", holds=lambda s: s.low_level == 2 and not s.symptoms,
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is low, grade 2. Correct it before the dose.",
                         calcium=s.calcium_text()),
        sources=("xgeva-hypocalcaemia-us", "denosumab-calcium-bands"),
    ),
    Rule(
        code="CA-11", holds=lambda s: s.low_level == 2 and s.symptoms,
        first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("The {calcium} is low, grade 2, with symptoms. Do not give denosumab; "
                         "treat the hypocalcaemia.", calcium=s.calcium_text()),
        sources=("xgeva-hypocalcaemia-us", "denosumab-calcium-bands"),
    ),
    Rule(
        code="CA-12", holds=lambda s: s.low_level > 2, first=DO_NOT_GIVE, later=DO_NOT_GIVE,
        text=lambda s: _("The {calcium} is low, grade {level}: severe. Do not give denosumab; "
                         "treat it urgently.", calcium=s.calcium_text(), level=s.low_level),
        sources=("xgeva-hypocalcaemia-eu", "denosumab-calcium-bands"),
    ),
    Rule(
        code="CA-14", holds=lambda s: s.high_level in (1, 2), first=CAUTION, later=CAUTION,
        text=lambda s: _("The {calcium} is high, grade {level}. Stop calcium, vitamin D and "
                         "calcitriol, find the cause, and from grade 2 call the physician.",
                         calcium=s.calcium_text(), level=s.high_level),
        sources=("xgeva-supplement-eu",),
    ),
    Rule(
        code="CA-15", holds=lambda s: s.high_level > 2, first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("The {calcium} is high, grade {level}. Treat the emergency first; "
                         "denosumab for hypercalcaemia of malignancy is another order.",
                         calcium=s.calcium_text(), level=s.high_level),
        sources=("xgeva-dose", "denosumab-calcium-bands"),
    ),
    *contrary_calcium_rules("xgeva-monitoring"),
    Rule(
        code="CA-18", holds=_sample_is_old, first=CORRECT_FIRST, later=CAUTION,
        text=lambda s: _("The calcium is {age} days old; at most {most} days are accepted. "
                         "Repeat it.", age=s.given.calcium_age_days, most=14 if s.first else 35),
        sources=("denosumab-sample-age",), field="calcium_age_days",
    ),
    Rule(
        code="MG-01", holds=lambda s: _magnesium_between(s, VERY_LOW_MAGNESIUM, LOW_MAGNESIUM),
        first=CAUTION, later=CAUTION,
        text=lambda s: _("Magnesium {magnesium} is low; calcium does not rise before it is "
                         "replaced.", magnesium=s.given.magnesium),
        sources=("ws-t-404-6", "ctcae-magnesium"), field="magnesium",
    ),
    Rule(
        code="MG-01", holds=lambda s: _magnesium_between(s, None, VERY_LOW_MAGNESIUM),
        first=CORRECT_FIRST, later=CORRECT_FIRST,
        text=lambda s: _("Magnesium {magnesium} is below 0.5 mmol/L. Replace it before the dose.",
                         magnesium=s.given.magnesium),
        sources=("ctcae-magnesium", "denosumab-calcium-bands"), field="magnesium",
    ),
    Rule(
        code="VD-01", holds=lambda s: _vitamin_d_is(s, very_low=False),
        first=CAUTION, later=CAUTION,
        text=lambda s: _("25-OH-D {vitamin_d} is low. Replenish vitamin D.",
                         vitamin_d=s.given.vitamin_d_25oh),
        sources=("body-2015", "vitamin-d-bands"), field="vitamin_d_25oh",
    ),
    Rule(
        code="VD-01", holds=lambda s: _vitamin_d_is(s, very_low=True),
        first=CORRECT_FIRST, later=CAUTION,
        text=lambda s: _("25-OH-D {vitamin_d} is very low. Replenish vitamin D before a first "
                         "dose.", vitamin_d=s.given.vitamin_d_25oh),
        sources=("body-2015", "vitamin-d-bands"), field="vitamin_d_25oh",
    ),
)
