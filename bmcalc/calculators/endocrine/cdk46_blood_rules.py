"""CDK4/6 inhibitors: what neutrophils and platelets ask for, by drug."""

from __future__ import annotations

from bmcalc.calculators.endocrine.cdk46_fields import HALF, Cdk46Inputs
from bmcalc.calculators.questions.toxicity_fields import is_febrile
from bmcalc.calculators.shared.action import Action
from bmcalc.calculators.shared.dose_steps import StepRule
from bmcalc.core.term import q
from bmcalc.core.texts import _

CdkRule = StepRule[Cdk46Inputs]

PALBOCICLIB_FEVER = q("38.5 degC")
FIFTY, TWENTY_FIVE, HUNDRED = q("50 x10^9/L"), q("25 x10^9/L"), q("100 x10^9/L")
ANC_TO_START, HAEMOGLOBIN_TO_START = q("1.5 x10^9/L"), q("80 g/L")

PALBOCICLIB = ("label-palbociclib-us", "regimen-nccp-414")
RIBOCICLIB = ("label-ribociclib-eu", "regimen-nccp-525")
ABEMACICLIB = ("label-abemaciclib-us", "regimen-nccp-619")


def _below_half(g: Cdk46Inputs) -> bool:
    return g.anc is not None and g.anc < HALF


def _palbociclib_fever(g: Cdk46Inputs) -> bool:
    return bool(g.infection) or (g.temperature is not None and g.temperature >= PALBOCICLIB_FEVER)


def _mid_cycle(g: Cdk46Inputs) -> bool:
    """Whether it is the count in the middle of one of the first two cycles."""
    day, cycle = g.cycle_day, g.cycle
    return day is not None and cycle is not None and cycle <= 2 and 8 <= day <= 21


def _febrile(g: Cdk46Inputs) -> bool:
    return is_febrile(g.temperature, g.fever_over_1_h)


def below_half(sources: tuple[str, ...]) -> CdkRule:
    """Return the row for ANC below 0.5, alike for the three drugs."""
    return StepRule(
        code="ANC_BELOW_0_5", holds=_below_half, action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc}: hold until at least 1.0 × 10⁹/L, then the next lower dose.",
                         anc=g.anc),
        sources=sources, field="anc",
    )


PALBOCICLIB_BLOOD: tuple[CdkRule, ...] = (
    below_half(PALBOCICLIB),
    StepRule(
        code="ANC_FEVER", holds=lambda g: g.neutropenia_3 and _palbociclib_fever(g),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc} with fever of 38.5 °C or infection: hold until at least 1.0 × "
                         "10⁹/L, then the next lower dose.", anc=g.anc),
        sources=PALBOCICLIB, field="anc",
    ),
    StepRule(
        code="ANC_MID_CYCLE",
        holds=lambda g: g.neutropenia_3 and not _palbociclib_fever(g) and _mid_cycle(g),
        action=Action.FINISH_CYCLE,
        text=lambda g: _("ANC {anc} in the middle of cycle 1 or 2: finish the 21 days at the same "
                         "dose and repeat the count on day 22.", anc=g.anc),
        sources=PALBOCICLIB, field="anc",
    ),
    StepRule(
        code="ANC_AGAIN",
        holds=lambda g: g.neutropenia_3 and not _palbociclib_fever(g) and not _mid_cycle(g)
        and bool(g.neutropenia_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc} again, or with a slow recovery: hold until at least 1.0 × "
                         "10⁹/L and consider the next lower dose.", anc=g.anc),
        sources=PALBOCICLIB, field="neutropenia_again",
    ),
    StepRule(
        code="ANC_BELOW_1",
        holds=lambda g: g.neutropenia_3 and not _palbociclib_fever(g) and not _mid_cycle(g)
        and not g.neutropenia_again,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("ANC {anc}: hold, count again within a week, and go on at the same dose "
                         "from 1.0 × 10⁹/L with platelets of at least 50.", anc=g.anc),
        sources=PALBOCICLIB, field="anc",
    ),
    StepRule(
        code="PLATELETS_BELOW_25",
        holds=lambda g: g.platelets is not None and g.platelets < TWENTY_FIVE,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Platelets {platelets}: hold until at least 50 × 10⁹/L, then the next "
                         "lower dose.", platelets=g.platelets),
        sources=("regimen-nccp-414",), field="platelets",
    ),
    StepRule(
        code="PLATELETS_BELOW_50",
        holds=lambda g: g.platelets is not None and TWENTY_FIVE <= g.platelets < FIFTY,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Platelets {platelets}: hold until at least 50 × 10⁹/L, then the same "
                         "dose.", platelets=g.platelets),
        sources=("regimen-nccp-414",), field="platelets",
    ),
)

RIBOCICLIB_BLOOD: tuple[CdkRule, ...] = (
    below_half(RIBOCICLIB),
    StepRule(
        code="ANC_FEVER", holds=lambda g: g.neutropenia_3 and _febrile(g),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Febrile neutropenia (ANC {anc}): interrupt until at least 1.0 × 10⁹/L, "
                         "then the next lower dose.", anc=g.anc),
        sources=RIBOCICLIB, field="anc",
    ),
    StepRule(
        code="ANC_AGAIN",
        holds=lambda g: g.neutropenia_3 and not _febrile(g) and bool(g.neutropenia_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc} again: interrupt until at least 1.0 × 10⁹/L, then the next "
                         "lower dose.", anc=g.anc),
        sources=RIBOCICLIB, field="neutropenia_again",
    ),
    StepRule(
        code="ANC_BELOW_1",
        holds=lambda g: g.neutropenia_3 and not _febrile(g) and not g.neutropenia_again,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("ANC {anc}: interrupt until at least 1.0 × 10⁹/L, then the same dose.",
                         anc=g.anc),
        sources=RIBOCICLIB, field="anc",
    ),
)

ABEMACICLIB_BLOOD: tuple[CdkRule, ...] = (
    StepRule(
        code="START_COUNTS",
        holds=lambda g: bool(g.starting) and (
            (g.anc is not None and g.anc < ANC_TO_START)
            or (g.platelets is not None and g.platelets < HUNDRED)
            or (g.haemoglobin is not None and g.haemoglobin < HAEMOGLOBIN_TO_START)
        ),
        action=Action.DO_NOT_START,
        text=lambda g: _("Abemaciclib starts from ANC 1.5, platelets 100 × 10⁹/L and haemoglobin "
                         "80 g/L."),
        sources=ABEMACICLIB, field="anc",
    ),
    below_half(("label-abemaciclib-us",)),
    StepRule(
        code="ANC_AGAIN", holds=lambda g: g.neutropenia_3 and bool(g.neutropenia_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc} again: suspend until at least 1.0 × 10⁹/L, then the next lower "
                         "dose.", anc=g.anc),
        sources=("label-abemaciclib-us",), field="neutropenia_again",
    ),
    StepRule(
        code="ANC_BELOW_1", holds=lambda g: g.neutropenia_3 and not g.neutropenia_again,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("ANC {anc}: suspend until at least 1.0 × 10⁹/L, then the same dose.",
                         anc=g.anc),
        sources=("label-abemaciclib-us",), field="anc",
    ),
    StepRule(
        code="ANC_FEVER", holds=lambda g: (g.neutropenia_3 or _below_half(g)) and _febrile(g),
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Febrile neutropenia: treat it as such; the label names no dose step of "
                         "its own."),
        sources=("label-abemaciclib-us",), field="temperature",
    ),
    StepRule(
        code="G_CSF", holds=lambda g: bool(g.g_csf) and not g.reduced_already,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("G-CSF was given: suspend for at least 48 hours after the last one and "
                         "until ANC is at least 1.0 × 10⁹/L, then the next lower dose."),
        sources=("label-abemaciclib-us",), field="g_csf",
    ),
    StepRule(
        code="G_CSF_REDUCED", holds=lambda g: bool(g.g_csf) and bool(g.reduced_already),
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("G-CSF was given and the dose is already reduced: suspend for at least 48 "
                         "hours after the last one and until ANC is at least 1.0 × 10⁹/L."),
        sources=("label-abemaciclib-us",), field="g_csf",
    ),
)
