"""Whether a HER2 agent may go on at this ejection fraction, by each label's rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from bmcalc.calculators.her2.her2_products import DERUXTECAN, PERTUZUMAB, TRASTUZUMAB_IV
from bmcalc.calculators.her2.lvef_advice import ADVICE_NAMES, judge_labels, labels_for
from bmcalc.calculators.her2.lvef_fields import DEFAULT_LVEF_LLN, LVEF_LLN
from bmcalc.calculators.questions.heart_fields import HEART_FAILURE, LVEF_BASELINE, LVEF_NOW
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.core.ask import AskChoice
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulary.in_force import formulary
from bmcalc.formulas.ejection_fraction import fall_in_points
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

ON_HOLD = _("On hold")

LABELS = ("trastuzumab_fda", "trastuzumab_ema", "pertuzumab", "pair_nccp", "deruxtecan")
"""The labels whose advice the contract returns, each under its own name."""

DRUGS_OF: Final = {
    "any": (TRASTUZUMAB_IV, PERTUZUMAB, DERUXTECAN),
    "trastuzumab": (TRASTUZUMAB_IV,),
    "trastuzumab_pertuzumab": (TRASTUZUMAB_IV, PERTUZUMAB),
    "trastuzumab_deruxtecan": (DERUXTECAN,),
}
"""The drugs behind each choice."""

THERAPY = AskChoice(
    label=_("Given"),
    options={
        "any": _("Every rule"),
        "trastuzumab": _("Trastuzumab"),
        "trastuzumab_pertuzumab": _("Trastuzumab with pertuzumab"),
        "trastuzumab_deruxtecan": _("Trastuzumab deruxtecan"),
    },
)
WEEKS_ON_HOLD = question("weeks_on_hold").but(section=ON_HOLD)
SUSPENSIONS = question("suspensions").but(section=ON_HOLD)

JUDGED = ("lvef_baseline", "lvef_now", "lvef_lln", "heart_failure", "weeks_on_hold", "suspensions")
"""What the rules look at."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LvefInputs(Inputs):
    """LVEF before and now, what is given, and whether it is on hold already."""

    drug: Annotated[str, THERAPY] = "any"
    lvef_baseline: Annotated[Term | None, LVEF_BASELINE.but(required=True)] = None
    lvef_now: Annotated[Term | None, LVEF_NOW.but(required=True)] = None
    lvef_lln: Annotated[Term, LVEF_LLN] = DEFAULT_LVEF_LLN
    heart_failure: Annotated[bool | None, HEART_FAILURE.but(noted=True)] = None
    weeks_on_hold: Annotated[int | None, WEEKS_ON_HOLD] = None
    suspensions: Annotated[int | None, SUSPENSIONS] = None
    label_profile: Annotated[Profile, LABEL_PROFILE] = "cn"

    def notes(self) -> Iterable[str]:
        """Ask for the suspensions where treatment is on hold."""
        yield from super().notes()
        if self.weeks_on_hold is not None:
            yield "suspensions"

    def conflicts(self) -> Iterable[Problem]:
        """Refuse suspensions of a treatment that was never on hold."""
        if self.suspensions is not None and self.weeks_on_hold is None:
            yield Problem(
                "E_LOGIC", _("Suspensions are counted while the treatment is on hold."),
                ("weeks_on_hold", "suspensions"),
            )


def lvef_check(given: LvefInputs, work: Work) -> None:
    """Write the fall, what each label advises, and the strictest advice."""
    baseline, now = given.lvef_baseline, given.lvef_now
    assert baseline is not None and now is not None
    drugs = DRUGS_OF[given.drug]
    labels = labels_for(drugs, given.label_profile)
    drop = work.step(
        _("Fall of LVEF"), fall_in_points(baseline, now), "lvef-strictest", _("fall")
    )
    if given.weeks_on_hold is None:
        shown = (_("by LVEF and its fall"), _("{now}, fall {drop}", now=now, drop=drop))
    else:
        shown = (
            _("by LVEF, its fall and the weeks on hold"),
            _("{now}, fall {drop}, {weeks} weeks on hold", now=now, drop=drop,
              weeks=given.weeks_on_hold),
        )
    facts = {name: getattr(given, name) for name in JUDGED}
    advice = judge_labels(
        labels, drugs[0], facts, work, first=False, profile=given.label_profile, shown=shown
    )
    leading = max(advice, key=lambda key: advice[key])
    work.decide(
        _("Advice"), _("the strictest rule leads"), labels[leading].name,
        ADVICE_NAMES[advice[leading].key], "lvef-strictest",
    )
    work.give("drop", fall_in_points(baseline, now))
    for key in LABELS:
        work.give(key, advice[key].key if key in advice else None)
    work.give("advice", advice[leading].key)


class NameOfLabel:
    """The name of a label in the formulary in force, looked up when it is read."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __str__(self) -> str:
        label = formulary().lvef.get(self.key)
        return self.key if label is None else str(label.name)


CALCULATOR = Calculator(
    id="lvef-check",
    title=_("LVEF checks"),
    summary=_("Fall of the ejection fraction, what each label advises, the strictest leading"),
    group="dosing",
    order=52,
    not_for=NotFor(
        _("Not for a patient with symptoms of heart failure: then a cardiologist "
          "decides, whatever the ejection fraction."),
        "enhertu-lvef", "label-tdxd-us",
    ),
    inputs=LvefInputs,
    values=(
        Value(name="advice", label=_("Advice"), options=ADVICE_NAMES),
        Value(name="drop", label=_("Fall of LVEF"), unit="percentage_point", trim=True,
              decimals=1),
        *(Value(name=key, label=NameOfLabel(key), options=ADVICE_NAMES) for key in LABELS),
    ),
    formula=lvef_check,
    headline="advice",
    rules_of=DRUGS_OF["any"],
)
