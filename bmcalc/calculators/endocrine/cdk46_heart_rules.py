"""Ribociclib: what QTcF and electrolytes ask for. QTcF is judged in whole milliseconds."""

from __future__ import annotations

from bmcalc.calculators.endocrine.cdk46_fields import Cdk46Inputs
from bmcalc.calculators.shared.action import Action
from bmcalc.calculators.shared.dose_steps import StepRule
from bmcalc.core.texts import _

START_BELOW = 450
INTERRUPT_FROM = 481
HIGH = 500
RISE = 60

CURRENT = ("regimen-nccp-525",)


def _is_prolonged(g: Cdk46Inputs) -> bool:
    return not g.starting and g.qtc_ms is not None and g.qtc_ms >= INTERRUPT_FROM


def _is_very_prolonged(g: Cdk46Inputs) -> bool:
    high = g.qtc_ms is not None and g.qtc_ms > HIGH
    return high or (g.qtc_rise_ms is not None and g.qtc_rise_ms > RISE)


def _is_confirmed(g: Cdk46Inputs) -> bool:
    return g.qtc_ms is not None and g.qtc_ms > HIGH and (g.ecgs_above_500 or 0) >= 2


def first_prolongation(g: Cdk46Inputs) -> bool:
    """Say whether labels differ: QTcF from 481 to 500 ms for the first time."""
    return (
        _is_prolonged(g) and g.qtc_ms is not None and g.qtc_ms <= HIGH and not g.qtc_again
    )


HEART_RULES: tuple[StepRule[Cdk46Inputs], ...] = (
    StepRule(
        code="QTC_START",
        holds=lambda g: bool(g.starting) and g.qtc_ms is not None and g.qtc_ms >= START_BELOW,
        action=Action.DO_NOT_START,
        text=lambda g: _("QTcF {qtc} ms: ribociclib starts only below 450 ms.", qtc=g.qtc_ms),
        sources=("ribociclib-ecg", "regimen-nccp-525"), field="qtcf",
    ),
    StepRule(
        code="ELECTROLYTES", holds=lambda g: g.electrolytes_normal is False,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Potassium, calcium, magnesium or phosphate is abnormal: correct it "
                         "first, before the start and during the first 6 cycles."),
        sources=("kisqali-electrolytes",), field="electrolytes_normal",
    ),
    StepRule(
        code="QTC_ARRHYTHMIA", holds=lambda g: bool(g.arrhythmia) and _is_very_prolonged(g),
        action=Action.STOP,
        text=lambda g: _("QTcF above 500 ms, or more than 60 ms above the baseline, with an "
                         "arrhythmia: stop for good."),
        sources=CURRENT, field="arrhythmia",
    ),
    StepRule(
        code="ARRHYTHMIA", holds=lambda g: bool(g.arrhythmia) and not _is_very_prolonged(g),
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Arrhythmia or syncope: interrupt; a cardiologist decides."),
        sources=("cdk46-arrhythmia",), field="arrhythmia",
    ),
    StepRule(
        code="QTC_500_TWICE", holds=lambda g: not g.starting and _is_confirmed(g),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("QTcF above 500 ms on two ECGs: interrupt until below 481 ms, then the "
                         "next lower dose."),
        sources=CURRENT, field="ecgs_above_500",
    ),
    StepRule(
        code="QTC_500_ONCE",
        holds=lambda g: _is_prolonged(g) and (g.qtc_ms or 0) > HIGH and not _is_confirmed(g),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("QTcF {qtc} ms on one ECG: interrupt and repeat the ECG. Once below 481 "
                         "ms the next lower dose leads.", qtc=g.qtc_ms),
        sources=("regimen-nccp-525", "label-ribociclib-us-memory"), field="qtcf",
    ),
    StepRule(
        code="QTC_481_AGAIN",
        holds=lambda g: _is_prolonged(g) and (g.qtc_ms or 0) <= HIGH and bool(g.qtc_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("QTcF {qtc} ms again: interrupt until below 481 ms, then the next lower "
                         "dose.", qtc=g.qtc_ms),
        sources=CURRENT, field="qtcf",
    ),
    StepRule(
        code="QTC_481", holds=first_prolongation, action=Action.INTERRUPT_LOWER,
        text=lambda g: _("QTcF {qtc} ms for the first time: interrupt until below 481 ms. The EU "
                         "text resumes at the same dose, the US text, from memory, at the next "
                         "lower one, which leads here.", qtc=g.qtc_ms),
        sources=("regimen-nccp-525", "label-ribociclib-us-memory"), field="qtcf",
    ),
)
