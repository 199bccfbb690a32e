"""The new Katagiri score of 2014: survival with bone metastases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.scores.performance_scales import ECOG
from bmcalc.calculators.scores.point_scores import Item, picked, total_of
from bmcalc.core.ask import AskChoice, AskFlag
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.tables.score_bands import score_bands

BANDS = score_bands()["katagiri"]
PRIMARY = AskChoice(
    label=_("Growth of the primary tumour"), style="segments", required=True,
    hint=_("hormone-dependent breast slow, hormone-independent breast moderate; hormone-receptor "
           "and HER2 positive is not defined: ask"),
    options={"slow": _("Slow"), "moderate": _("Moderate growth"), "rapid": _("Rapid")},
    points={"slow": 0, "moderate": 2, "rapid": 3},
)
VISCERAL = AskChoice(
    label=_("Visceral or cerebral metastases"), style="segments", required=True,
    options={"none": _("None"), "nodular": _("Nodular, or cerebral"),
             "disseminated": _("Disseminated")},
    points={"none": 0, "nodular": 1, "disseminated": 2},
)
LABORATORY = AskChoice(
    label=_("Laboratory"), style="segments", required=True,
    hint=_("abnormal: CRP from 0.4 mg/dL, LDH from 250 U/L or albumin below 3.7 g/dL; critical: "
           "platelets below 100 × 10⁹/L, calcium from 10.3 mg/dL or bilirubin from 1.4 mg/dL"),
    options={"normal": _("Normal"), "abnormal": _("Abnormal"), "critical": _("Critical")},
    points={"normal": 0, "abnormal": 1, "critical": 2},
)
PREVIOUS_CHEMOTHERAPY = AskFlag(
    label=_("Chemotherapy before"), required=True,
    hint=_("whether adjuvant chemotherapy counts is not settled"),
)
MULTIPLE = AskFlag(label=_("More than one bone metastasis"), required=True)

_YES, _NO = _("yes"), _("no")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class KatagiriInputs(Inputs):
    """Primary tumour, spread, laboratory, performance status and earlier chemotherapy."""

    primary: Annotated[str | None, PRIMARY] = None
    visceral: Annotated[str | None, VISCERAL] = None
    laboratory: Annotated[str | None, LABORATORY] = None
    ecog: Annotated[int | None, ECOG.but(required=True)] = None
    previous_chemotherapy: Annotated[bool | None, PREVIOUS_CHEMOTHERAPY] = None
    multiple: Annotated[bool | None, MULTIPLE] = None


def _flag(ask: AskFlag, answer: bool | None) -> Item:
    return Item(ask.label, _("yes = 1, no = 0"), _YES if answer else _NO, int(bool(answer)))


def katagiri(given: KatagiriInputs, work: Work) -> None:
    """Write the total and its group, with points that still come from memory."""
    ecog = given.ecog
    assert ecog is not None
    items = [
        picked(PRIMARY, str(given.primary)),
        picked(VISCERAL, str(given.visceral)),
        picked(LABORATORY, str(given.laboratory)),
        Item(ECOG.label, _("0 to 2 = 0, 3 or 4 = 1"), str(ecog), int(ecog >= 3)),
        _flag(PREVIOUS_CHEMOTHERAPY, given.previous_chemotherapy),
        _flag(MULTIPLE, given.multiple),
    ]
    total = total_of(work, _("Katagiri total"), items, "katagiri-2014-points")
    group = BANDS.of(total)
    work.decide(
        _("Risk group"), BANDS.rule, str(total), BANDS.names[group], *BANDS.sources,
    )
    work.give("total", total)
    work.give("group", group)
    work.caution(
        "POINTS_FROM_MEMORY",
        _("The points of this score are from memory: check them in the paper before use."),
        "katagiri-2014-points",
    )
    if group == "low":
        work.info(
            "KATAGIRI_SURVIVAL",
            _("In the series 91 % of the low group lived at 1 year and 78 % at 2 years."),
            "katagiri-2014",
        )
    elif group == "high":
        work.info(
            "KATAGIRI_SURVIVAL",
            _("In the series 27 % of the high group lived at 6 months and 6 % at 1 year. Never use "
              "the score to withhold treatment."),
            "katagiri-2014",
        )


CALCULATOR = Calculator(
    id="katagiri",
    title=_("Katagiri score"),
    summary=_("Survival with bone metastases, new score of 2014"),
    group="scores",
    order=180,
    not_for=NotFor(
        _("Never to withhold treatment, and not before its points were checked in the "
          "paper: here they are from memory."),
        "katagiri-2014-points",
    ),
    inputs=KatagiriInputs,
    values=(
        Value(
            name="total", label=_("Total score"), kind="integer",
            scale=BANDS.scale,
        ),
        Value(name="group", label=_("Risk group"), options=BANDS.names),
    ),
    formula=katagiri,
    headline="total",
    shown_by_default=False,
)
