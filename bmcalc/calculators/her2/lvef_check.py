"""Whether a HER2 agent may go on at this ejection fraction, by each label's rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.her2.lvef_findings import (
    DEFAULT_LVEF_LLN,
    LVEF_LLN,
    judge_baseline,
    judge_lvef,
    rules_for,
)
from bmcalc.calculators.her2.lvef_on_hold import REVIEWS
from bmcalc.calculators.her2.lvef_rules import ADVICE_NAMES, LVEF_RULES, Advice
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import LVEF_BASELINE, LVEF_NOW
from bmcalc.core.ask import AskChoice, AskFlag, AskInteger
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.ejection_fraction import fall_in_points

ON_HOLD = _("On hold")

THERAPY = AskChoice(
    label=_("Given"),
    options={
        "any": _("Every rule"),
        "trastuzumab": _("Trastuzumab"),
        "trastuzumab_pertuzumab": _("Trastuzumab with pertuzumab"),
        "trastuzumab_deruxtecan": _("Trastuzumab deruxtecan"),
    },
)
HEART_FAILURE = AskFlag(label=_("Symptoms of heart failure"))
WEEKS_ON_HOLD = AskInteger(
    label=_("Weeks on hold"), symbol=_("weeks on hold"), section=ON_HOLD, low=0, high=104,
    suffix=_("wk"), hint=_("empty: the treatment is going on"),
)
SUSPENSIONS = AskInteger(
    label=_("Suspensions so far"), symbol=_("suspensions"), section=ON_HOLD, low=1, high=20,
    hint=_("with this one"),
)


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
    label_profile: Annotated[str, LABEL_PROFILE] = "cn"

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

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that apply to what is given."""
        everything = self.drug == "any"
        return rules_for(
            trastuzumab=everything or not self.deruxtecan,
            pertuzumab=everything or self.drug == "trastuzumab_pertuzumab",
            deruxtecan=everything or self.deruxtecan,
            profile=self.label_profile,
        )

    @property
    def deruxtecan(self) -> bool:
        """Whether trastuzumab deruxtecan is given."""
        return self.drug == "trastuzumab_deruxtecan"


def lvef_check(given: LvefInputs, work: Work) -> None:
    """Write the fall, what each rule advises, and the strictest advice."""
    baseline, now = given.lvef_baseline, given.lvef_now
    assert baseline is not None and now is not None
    judge_baseline(baseline, given.rules, work)
    if given.weeks_on_hold is None:
        advice = judge_lvef(baseline, now, given.lvef_lln, given.rules, work)
    else:
        advice = _review(given, baseline, now, given.weeks_on_hold, work)
    if given.heart_failure:
        for key in ("trastuzumab_ema", "deruxtecan"):
            if key in advice:
                advice[key] = Advice.STOP
        work.stop(
            "HEART_FAILURE",
            _("Symptoms of heart failure: trastuzumab deruxtecan is stopped for good; for "
              "trastuzumab the EU label strongly considers stopping. A cardiologist now."),
            "label-trastuzumab-eu", "enhertu-lvef", about="heart_failure",
        )
    strictest = max(advice.values())
    work.decide(
        _("Advice"), _("the strictest rule leads"),
        LVEF_RULES[max(advice, key=lambda key: advice[key])].name,
        ADVICE_NAMES[strictest.key], "lvef-strictest",
    )
    work.give("drop", fall_in_points(baseline, now))
    for key in LVEF_RULES:
        work.give(key, advice[key].key if key in advice else None)
    work.give("advice", strictest.key)


def _review(
    given: LvefInputs, baseline: Term, now: Term, weeks: int, work: Work
) -> dict[str, Advice]:
    drop = work.step(_("Fall of LVEF"), fall_in_points(baseline, now), "lvef-strictest", _("fall"))
    advice = {}
    for key in given.rules:
        rule = LVEF_RULES[key]
        advised = REVIEWS[key](now, drop, given.lvef_lln, weeks, given.suspensions or 0)
        advice[key] = advised
        work.decide(
            rule.name, _("by LVEF, its fall and the weeks on hold"),
            _("{now}, fall {drop}, {weeks} weeks on hold", now=now, drop=drop, weeks=weeks),
            ADVICE_NAMES[advised.key], rule.sources[0],
        )
        if advised is Advice.STOP:
            text: object = _("{rule}: not recovered after {weeks} weeks on hold. Stop for good, "
                             "or the reason to go on is recorded.", rule=rule.name, weeks=weeks)
        elif advised is Advice.HOLD:
            text = _("{rule}: still on hold after {weeks} weeks. {meaning}.",
                     rule=rule.name, weeks=weeks, meaning=rule.on_hold)
        elif key == "deruxtecan":
            text = _("{rule}: recovered. Resume at the same dose.", rule=rule.name)
        else:
            text = _("{rule}: recovered. It may be resumed; after more than 28 days trastuzumab is "
                     "loaded again.", rule=rule.name)
        add = work.info if advised is Advice.RESUME else work.stop
        add(f"LVEF_{advised.name}", text, *rule.sources, about="lvef_now")
    return advice


CALCULATOR = Calculator(
    id="lvef-check",
    title=_("LVEF checks"),
    summary=_("Fall of the ejection fraction, what each label advises, the strictest leading"),
    group="dosing",
    order=52,
    inputs=LvefInputs,
    values=(
        Value(name="advice", label=_("Advice"), options=ADVICE_NAMES),
        Value(name="drop", label=_("Fall of LVEF"), unit="percentage_point", trim=True,
              decimals=1),
        *(Value(name=key, label=rule.name, options=ADVICE_NAMES)
          for key, rule in LVEF_RULES.items()),
    ),
    formula=lvef_check,
    headline="advice",
)
