"""The questions about toxicity that the dose adjustments share."""

from __future__ import annotations

from bmcalc.core.ask import AskChoice, AskFlag, AskInteger, AskQuantity, Span
from bmcalc.core.texts import _

BLOOD = _("Blood counts")
LUNG = _("Lung")
HEART = _("Heart")
LIVER = _("Liver")
OTHER = _("Other")

NOTHING_TO_JUDGE = _("Nothing was entered that could be judged. Enter at least one finding.")

TEMPERATURE = AskQuantity(
    label=_("Temperature"), symbol=_("temperature"), decimals=1, section=BLOOD,
    spans=(Span("degC", hard=("30", "43")),),
)
FEVER_OVER_1_H = AskFlag(label=_("38 °C or more for over an hour"), section=BLOOD)
ILD_GRADE = AskInteger(
    label=_("Grade of interstitial lung disease"), symbol=_("ILD grade"), low=0, high=5,
    section=LUNG, hint=_("0: none; 1: only on imaging"),
)
CHILD_PUGH = AskChoice(
    label=_("Child-Pugh class"), style="segments", section=LIVER,
    options={"none": _("no liver disease"), "a": "A", "b": "B", "c": "C"},
)
