"""Correcting a total calcium for albumin: the four rules, each written once.

The 0.02 and the 0.8 rule are widely and wrongly called Payne's; Payne's own slope of 1973 is
1.0 mg/dL per g/dL.
"""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.analytes import (
    CALCIUM_FACTOR,
    CALCIUM_SOURCE,
    calcium_in_mg_per_dl,
    calcium_in_mmol_per_l,
)

CORRECTION_NAMES: dict[str, object] = {
    "rule_0_02": _("0.02 rule (mmol/L)"),
    "rule_0_8": _("0.8 rule (mg/dL)"),
    "payne_1973": _("Payne 1973"),
    "local": _("Own laboratory"),
}
CORRECTION = AskChoice(
    label=_("Correction for albumin"),
    hint=_("left empty: the rule made for the unit reported"),
    options=CORRECTION_NAMES,
    style="segments",
)
CORRECTION_SLOPE = AskQuantity(
    label=_("Slope of the laboratory"), symbol=_("slope"), decimals=4,
    spans=(
        Span("mmol/g", hard=("0.005", "0.05")),
        Span("mg/g", hard=("0.2", "2.0")),
    ),
)
CORRECTION_REFERENCE = AskQuantity(
    label=_("Reference albumin of the laboratory"), symbol=_("reference albumin"), decimals=1,
    spans=(
        Span("g/L", hard=("30", "50")),
        Span("g/dL", hard=("3.0", "5.0")),
    ),
)


class CorrectionRule(NamedTuple):
    """A slope, the albumin at which it corrects nothing, and the unit of calcium it is made for."""

    name: object
    slope: Term
    reference: Term
    calcium_unit: str
    source: str


_RULE_0_02 = CorrectionRule(
    CORRECTION_NAMES["rule_0_02"], q("0.02 mmol/g"), q("40 g/L"), "mmol/L", "calcium-rule-0-02"
)
_RULE_0_8 = CorrectionRule(
    CORRECTION_NAMES["rule_0_8"], q("0.8 mg/g"), q("4.0 g/dL"), "mg/dL", "calcium-rule-0-8"
)


def correction_rule(
    key: str | None, calcium_unit: str, slope: Term | None = None, reference: Term | None = None
) -> CorrectionRule:
    """Return the rule chosen, or with None the one made for the calcium's unit.

    ``slope`` and ``reference`` are those of the laboratory, for ``local`` alone.
    """
    name = CORRECTION_NAMES.get(key or "")
    if key == "local":
        assert slope is not None and reference is not None
        made_for = "mmol/L" if slope.unit.key == "mmol/g" else "mg/dL"
        return CorrectionRule(name, slope, reference, made_for, "calcium-rule-local")
    if key == "payne_1973":
        if calcium_unit == "mmol/L":
            own = q("0.1 mmol/g") / CALCIUM_FACTOR.magnitude
            return CorrectionRule(name, own, q("40 g/L"), "mmol/L", "payne-1973")
        return CorrectionRule(name, q("1.0 mg/g"), q("4.0 g/dL"), "mg/dL", "payne-1973")
    if key is None:
        return _RULE_0_02 if calcium_unit == "mmol/L" else _RULE_0_8
    return _RULE_0_02 if key == "rule_0_02" else _RULE_0_8


def in_unit(calcium: Term, key: str) -> Term:
    """Return a calcium in mmol/L or mg/dL."""
    return calcium_in_mmol_per_l(calcium) if key == "mmol/L" else calcium_in_mg_per_dl(calcium)


def corrected_calcium(calcium: Term, albumin: Term, rule: CorrectionRule) -> Term:
    """Return calcium + slope × (reference − albumin), in the unit that the rule is made for."""
    measured = in_unit(calcium, rule.calcium_unit)
    return measured + rule.slope * (rule.reference - albumin.to(rule.reference.unit.key))


def albumin_at(calcium: Term, wanted: Term, rule: CorrectionRule) -> Term:
    """Return the albumin at which the corrected calcium is just ``wanted``, in g/L."""
    measured, limit = (in_unit(term, rule.calcium_unit) for term in (calcium, wanted))
    return (rule.reference - (limit - measured) / rule.slope).to("g/L")


def show_correction(calcium: Term, albumin: Term, rule: CorrectionRule, work: Work) -> Term:
    """Show the correction and return the corrected calcium in the unit reported."""
    reported = calcium.unit.key
    measured = calcium
    if reported != rule.calcium_unit:
        measured = work.step(
            _("Calcium in the unit of the rule"), in_unit(calcium, rule.calcium_unit),
            CALCIUM_SOURCE, _("calcium"), decimals=4,
        )
    corrected = work.step(
        _("Corrected calcium, {rule}", rule=rule.name),
        corrected_calcium(measured, albumin, rule), rule.source, _("corrected calcium"),
    )
    if reported != rule.calcium_unit:
        corrected = work.step(
            _("Corrected calcium in the unit reported"), in_unit(corrected, reported),
            CALCIUM_SOURCE, _("corrected calcium"), decimals=4,
        )
    return corrected
