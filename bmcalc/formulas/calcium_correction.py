"""Correcting a total calcium for albumin: the four rules, each written once.

The 0.02 and the 0.8 rule are widely and wrongly called Payne's; Payne's own slope of 1973 is
1.0 mg/dL per g/dL. Without albumin a calcium is only bounded, never corrected with an assumed one.
"""

from __future__ import annotations

from typing import NamedTuple

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

LOWEST_ALBUMIN = q("20 g/L")
HIGHEST_ALBUMIN = q("55 g/L")
"""The albumins over which a calcium without albumin is bounded (a convention)."""


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

    Source: 0.02 rule, Royal Marsden chemotherapy handbook, chapter 7; 0.8 rule, label of
    zoledronic acid; Payne RB et al., BMJ 1973;4:643.

    >>> show(correction_rule("payne_1973", "mg/dL").slope)
    '1.0 (mg/dL)/(g/dL)'
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
    """Return a calcium in ``mmol/L`` or ``mg/dL``.

    Source: 1 mmol/L is 4.0078 mg/dL (:mod:`bmcalc.formulas.analytes`).

    >>> show(in_unit(q("2.5 mmol/L"), "mg/dL"), 2)
    '10.02 mg/dL'
    """
    return calcium_in_mmol_per_l(calcium) if key == "mmol/L" else calcium_in_mg_per_dl(calcium)


def corrected_calcium(calcium: Term, albumin: Term, rule: CorrectionRule) -> Term:
    """Return calcium + slope × (reference − albumin), in the unit that the rule is made for.

    Source: that of the rule (:func:`correction_rule`).

    >>> rule = correction_rule("rule_0_02", "mmol/L")
    >>> show(corrected_calcium(q("2.10 mmol/L"), q("30 g/L"), rule), 2)
    '2.30 mmol/L'
    """
    measured = in_unit(calcium, rule.calcium_unit)
    return measured + rule.slope * (rule.reference - albumin.to(rule.reference.unit.key))


class CorrectedRange(NamedTuple):
    """The lowest and highest corrected calcium, in the unit reported."""

    low: Term
    high: Term


def corrected_range(calcium: Term, rule: CorrectionRule) -> CorrectedRange:
    """Return the corrected calcium at albumin 55 and at 20 g/L, in the unit reported.

    Source: convention; the corrected calcium of a calcium without albumin lies between them.

    >>> found = corrected_range(q("2.00 mmol/L"), correction_rule(None, "mmol/L"))
    >>> show(found.low, 2), show(found.high, 2)
    ('1.70 mmol/L', '2.40 mmol/L')
    """
    reported = calcium.unit.key
    low, high = (
        in_unit(corrected_calcium(calcium, albumin, rule), reported)
        for albumin in (HIGHEST_ALBUMIN, LOWEST_ALBUMIN)
    )
    return CorrectedRange(low, high)


def albumin_at(calcium: Term, wanted: Term, rule: CorrectionRule) -> Term:
    """Return the albumin at which the corrected calcium is just ``wanted``, in g/L.

    Source: the correction turned round (:func:`corrected_calcium`).

    >>> rule = correction_rule("rule_0_02", "mmol/L")
    >>> show(albumin_at(q("2.00 mmol/L"), q("2.11 mmol/L"), rule), 1)
    '34.5 g/L'
    """
    measured, limit = (in_unit(term, rule.calcium_unit) for term in (calcium, wanted))
    return (rule.reference - (limit - measured) / rule.slope).to("g/L")


def show_correction(calcium: Term, albumin: Term, rule: CorrectionRule, work: Work) -> Term:
    """Show the correction and return the corrected calcium in the unit reported.

    Source: that of the rule (:func:`correction_rule`).

    >>> rule = correction_rule("rule_0_02", "mmol/L")
    >>> show(show_correction(q("8.0 mg/dL"), q("3.0 g/dL"), rule, Work()), 2)
    '8.80 mg/dL'
    """
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
