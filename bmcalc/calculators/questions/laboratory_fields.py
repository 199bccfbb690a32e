"""The questions about kidneys, minerals and vitamin D that the bone agents share."""

from __future__ import annotations

from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.texts import _

CRCL = AskQuantity(
    label=_("Creatinine clearance"), symbol=_("CrCl"), hint=_("Cockcroft-Gault"), decimals=0,
    spans=(Span("mL/min", hard=("1", "250"), usual=(None, "180")),),
)
MAGNESIUM = AskQuantity(
    label=_("Magnesium"), symbol=_("magnesium"),
    spans=(
        Span("mmol/L", hard=("0.1", "3")),
        Span("mg/dL", hard=("0.3", "7.3")),
    ),
)
PHOSPHATE = AskQuantity(
    label=_("Phosphate"), symbol=_("phosphate"),
    spans=(
        Span("mmol/L", hard=("0.1", "4")),
        Span("mg/dL", hard=("0.3", "12")),
    ),
)
VITAMIN_D_25OH = AskQuantity(
    label=_("25-hydroxyvitamin D"), symbol=_("25-OH-D"), decimals=0,
    spans=(
        Span("nmol/L", hard=("1", "500"), usual=(None, "250")),
        Span("ng/mL", hard=("0.4", "200"), usual=(None, "100")),
    ),
)
ELEMENTAL_CALCIUM = AskQuantity(
    label=_("Elemental calcium a day"), symbol=_("calcium a day"), decimals=0,
    hint=_("as calcium, not as the salt"),
    spans=(
        Span("mg", hard=("0", "4000"), usual=(None, "2000")),
        Span("g", hard=("0", "4"), usual=(None, "2")),
    ),
)
VITAMIN_D = AskQuantity(
    label=_("Vitamin D a day"), symbol=_("vitamin D a day"), decimals=0,
    hint=_("native D2 or D3; calcitriol does not count"),
    spans=(Span("IU", hard=("0", "60000"), usual=(None, "4000")),),
)
CALCITRIOL = AskFlag(label=_("Calcitriol taken"), hint=_("the active hormone"))
DIALYSIS = AskFlag(label=_("Dialysis"))
DENTAL_EXAM = AskChoice(
    label=_("Dental examination"),
    hint=_("before the first dose"),
    options={"done": _("Done"), "not_done": _("Not done"), "unknown": _("Unknown")},
    style="segments",
)
ORAL_LESION = AskFlag(
    label=_("Open or unhealed lesion in the mouth"),
    hint=_("extraction socket, ulcer, exposed bone"),
)
ONJ = AskFlag(label=_("Osteonecrosis of the jaw, suspected or confirmed"))
DENTAL_WORK_PLANNED = AskFlag(label=_("Invasive dental work planned"))
