"""The ejection fraction beside the drugs given: every rule that applies, the strictest leading."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bmcalc.calculators.her2.lvef_rules import ADVICE_NAMES, FIFTY, LVEF_RULES, Advice
from bmcalc.core.ask import AskQuantity, Span
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.core.work import Work
from bmcalc.formulas.ejection_fraction import fall_in_points

DEFAULT_LVEF_LLN = Term(Decimal(50), unit("%"), _("lower limit of LVEF"))

LVEF_LLN = AskQuantity(
    label=_("Lower limit of LVEF"), symbol=_("lower limit of LVEF"), decimals=0,
    hint=_("of the institution"),
    spans=(Span("%", hard=("45", "60")),),
)


def rules_for(
    *, trastuzumab: bool, pertuzumab: bool, deruxtecan: bool, profile: str
) -> tuple[str, ...]:
    """Return the keys of the rules for the drugs given; the Irish one under the EU profile."""
    keys: list[str] = []
    if trastuzumab or pertuzumab:
        keys += ["trastuzumab_fda", "trastuzumab_ema"]
    if pertuzumab:
        keys.append("pertuzumab")
        if profile == "eu":
            keys.append("pair_nccp")
    if deruxtecan:
        keys.append("deruxtecan")
    return tuple(keys)


def judge_lvef(
    baseline: Term, now: Term, lln: Term, keys: Iterable[str], work: Work
) -> dict[str, Advice]:
    """Show the fall and add a finding for each rule; return what each rule advises."""
    drop = work.step(_("Fall of LVEF"), fall_in_points(baseline, now), "lvef-strictest", _("fall"))
    advice = {}
    for key in keys:
        rule = LVEF_RULES[key]
        advised = advice[key] = rule.advise(now, drop, lln)
        work.decide(
            rule.name, _("by LVEF and its fall"),
            _("{now}, fall {drop}", now=now, drop=drop), ADVICE_NAMES[advised.key],
            rule.sources[0],
        )
        if advised >= Advice.HOLD:
            work.stop(
                "LVEF_HOLD",
                _("{rule}: LVEF {now} with a fall of {drop}. Hold: {meaning}.",
                  rule=rule.name, now=now, drop=drop, meaning=rule.on_hold),
                *rule.sources, about="lvef_now",
            )
        elif advised is Advice.CONTINUE_REPEAT:
            work.caution(
                "LVEF_REPEAT",
                _("{rule}: LVEF {now} with a fall of {drop}. Continue and repeat LVEF within 3 "
                  "weeks.", rule=rule.name, now=now, drop=drop),
                *rule.sources, about="lvef_now",
            )
        if advised is Advice.HOLD_STOP_IF_CONFIRMED:
            work.info(
                "LVEF_STOP_IF_CONFIRMED",
                _("{rule}: if the repeat confirms it, stop for good.", rule=rule.name),
                *rule.sources, about="lvef_now",
            )
    return advice


def judge_baseline(baseline: Term, keys: Iterable[str], work: Work) -> None:
    """Add a caution where treatment begins below the LVEF that the label asks for or studied."""
    if baseline >= FIFTY:
        return
    if "pertuzumab" in keys:
        work.caution(
            "LVEF_BASELINE",
            _("Pertuzumab asks for an LVEF of at least 50 % before the start; it was {baseline}.",
              baseline=baseline),
            "label-pertuzumab-lvef", about="lvef_baseline",
        )
    if "deruxtecan" in keys:
        work.caution(
            "LVEF_BASELINE",
            _("Trastuzumab deruxtecan was not studied below an LVEF of 50 %; it was {baseline}.",
              baseline=baseline),
            "enhertu-lvef", about="lvef_baseline",
        )
