"""The revised Tokuhashi score of 2005: survival with spinal metastases, before modern drugs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.scores.performance_scales import KPS
from bmcalc.calculators.scores.point_scores import AskGrade, Item, picked, total_of
from bmcalc.core.ask import AskChoice, AskInteger
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.tables.score_bands import score_bands

BANDS = score_bands()["tokuhashi"]
ORGANS = AskChoice(
    label=_("Metastases of major organs"), style="segments", required=True,
    options={"unremovable": _("Unremovable"), "removable": _("Removable"), "none": _("None")},
    points={"unremovable": 0, "removable": 1, "none": 2},
)
FRANKEL = AskGrade(
    label=_("Palsy (Frankel)"), style="segments", required=True,
    options={"a": _("A, complete"), "b": _("B, sensation only"), "c": _("C, useless movement"),
             "d": _("D, useful movement"), "e": _("E, none")},
    points={"a": 0, "b": 0, "c": 1, "d": 1, "e": 2},
)
PRIMARY_POINTS = AskInteger(
    label=_("Points of the primary tumour"), low=0, high=5, required=True,
    hint=_("breast 5; hormone-receptor-negative or triple-negative breast 3 in the modification "
           "of 2014"),
)
EXTRASPINAL_FOCI = AskInteger(
    label=_("Bone metastases outside the spine"), low=0, high=200, required=True
)
VERTEBRAL_BODIES = AskInteger(
    label=_("Vertebral bodies with metastases"), low=1, high=33, required=True
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TokuhashiInputs(Inputs):
    """General condition, spread, primary tumour and palsy."""

    kps: Annotated[int | None, KPS.but(required=True, low=10)] = None
    extraspinal_foci: Annotated[int | None, EXTRASPINAL_FOCI] = None
    vertebral_bodies: Annotated[int | None, VERTEBRAL_BODIES] = None
    organs: Annotated[str | None, ORGANS] = None
    primary_points: Annotated[int | None, PRIMARY_POINTS] = None
    frankel: Annotated[str | None, FRANKEL] = None


def condition_points(kps: int) -> int:
    """Return 0 for a Karnofsky score up to 40, 1 up to 70, 2 from 80."""
    if kps <= 40:
        return 0
    return 1 if kps <= 70 else 2


def foci_points(foci: int) -> int:
    """Return 2 without extraspinal bone metastases, 1 for one or two, 0 for three or more."""
    if foci == 0:
        return 2
    return 1 if foci <= 2 else 0


def vertebra_points(bodies: int) -> int:
    """Return 2 for one vertebral body, 1 for two, 0 for three or more."""
    return max(3 - bodies, 0)


def tokuhashi(given: TokuhashiInputs, work: Work) -> None:
    """Write the total, what it predicted in 2005, and why that is too dark today."""
    kps, foci, bodies = given.kps, given.extraspinal_foci, given.vertebral_bodies
    primary = given.primary_points
    assert kps is not None and foci is not None and bodies is not None and primary is not None
    items = [
        Item(KPS.label, _("10 to 40 = 0, 50 to 70 = 1, 80 to 100 = 2"), str(kps),
             condition_points(kps)),
        Item(EXTRASPINAL_FOCI.label, _("3 or more = 0, 1 or 2 = 1, none = 2"), str(foci),
             foci_points(foci)),
        Item(VERTEBRAL_BODIES.label, _("3 or more = 0, 2 = 1, 1 = 2"), str(bodies),
             vertebra_points(bodies)),
        picked(ORGANS, str(given.organs)),
        Item(PRIMARY_POINTS.label, _("0 to 5 by the primary tumour, breast 5"), str(primary),
             primary),
        picked(FRANKEL, str(given.frankel)),
    ]
    total = total_of(work, _("Tokuhashi total"), items, "tokuhashi-2005")
    prediction = BANDS.of(total)
    work.decide(
        _("Predicted survival"), BANDS.rule, str(total), BANDS.names[prediction], *BANDS.sources,
    )
    work.give("total", total)
    work.give("predicted_survival", prediction)
    work.caution(
        "TOKUHASHI_LIMITS",
        _("The score knows neither subtype nor systemic treatment and underestimates survival "
          "today. Never use it to withhold treatment."),
        "tokuhashi-limits",
    )
    if primary == 5:
        work.info(
            "TOKUHASHI_SUBTYPE",
            _("A modification of 2014 gives hormone-receptor-negative and triple-negative breast "
              "cancer 3 points instead of 5."),
            "tokuhashi-2014", about="primary_points",
        )


CALCULATOR = Calculator(
    id="tokuhashi",
    title=_("Tokuhashi score"),
    summary=_("Survival with spinal metastases, revised score of 2005"),
    group="scores",
    order=170,
    not_for=NotFor(
        _("Never to withhold treatment: the score knows neither subtype nor systemic "
          "treatment and underestimates survival today."),
        "tokuhashi-limits",
    ),
    inputs=TokuhashiInputs,
    values=(
        Value(
            name="total", label=_("Total score"), kind="integer",
            scale=BANDS.scale,
        ),
        Value(name="predicted_survival", label=_("Predicted survival"), options=BANDS.names),
    ),
    formula=tokuhashi,
    headline="total",
    shown_by_default=False,
)
