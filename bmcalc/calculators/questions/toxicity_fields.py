"""The questions about toxicity that the dose adjustments share."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.rules.entered import question

BLOOD = _("Blood counts")
LUNG = _("Lung")
HEART = _("Heart")
LIVER = _("Liver")
OTHER = _("Other")

NOTHING_TO_JUDGE = _("Nothing was entered that could be judged. Enter at least one finding.")

TEMPERATURE = question("temperature").but(section=BLOOD)
FEVER_OVER_1_H = question("fever_over_1_h").but(section=BLOOD)
ILD_GRADE = question("ild_grade").but(section=LUNG)
CHILD_PUGH = question("child_pugh").but(section=LIVER)
