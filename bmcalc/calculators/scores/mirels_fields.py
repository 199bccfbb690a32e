"""The questions of the Mirels score, with the points of each answer (Mirels 1989)."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import is_short
from bmcalc.core.texts import _


def _as_typed(raw: object) -> str:
    """Return a word or a number as it is typed; nothing for anything else."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        number = Decimal(raw)
        return plain(number) if is_short(number) else ""
    return ""


class AskMirelsPain(AskChoice):
    """Asks for the pain item and says why a pain score from 0 to 10 is none."""

    def read(self, raw: object) -> str:
        """Return the key; ``E_ENUM`` for an NRS, for ``none`` and for anything not listed."""
        text = _as_typed(raw)
        if text.replace(".", "", 1).isdecimal():
            raise Rejected(
                "E_ENUM",
                _("A number from 0 to 10 (NRS) is not the Mirels pain item. Ask whether using or "
                  "loading the limb causes the pain."),
            )
        if text == "none":
            raise Rejected(
                "E_ENUM",
                _("The score has no class without pain. Choose mild and note that there is none."),
            )
        return super().read(raw)


SITE = AskChoice(
    label=_("Site"), style="segments", required=True,
    hint=_("where the lesion sits; the femoral neck is not named in 1989: ask the surgeon and "
           "compare the totals for lower limb and peritrochanteric"),
    options={"upper_limb": _("Upper limb"), "lower_limb": _("Lower limb"),
             "peritrochanteric": _("Peritrochanteric")},
    points={"upper_limb": 1, "lower_limb": 2, "peritrochanteric": 3},
)
LESION = AskChoice(
    label=_("Lesion type"), style="segments", required=True, hint=_("on plain radiographs"),
    options={"blastic": _("Blastic"), "mixed": _("Mixed"), "lytic": _("Lytic")},
    points={"blastic": 1, "mixed": 2, "lytic": 3},
)
SIZE = AskChoice(
    label=_("Lesion size"), style="segments", hint=_("share of the transverse bone diameter"),
    options={"lt_1_3": _("< 1/3"), "1_3_to_2_3": _("1/3 to 2/3"), "gt_2_3": _("> 2/3")},
    points={"lt_1_3": 1, "1_3_to_2_3": 2, "gt_2_3": 3},
)
PAIN = AskMirelsPain(
    label=_("Pain"), style="segments", required=True,
    hint=_("functional: severe, or worse when the limb is used or loaded; not the NRS"),
    options={"mild": _("Mild"), "moderate": _("Moderate"), "functional": _("Functional")},
    points={"mild": 1, "moderate": 2, "functional": 3},
)
FRACTURE_PRESENT = AskFlag(
    label=_("Fracture already present"), hint=_("a pathological fracture at this site"),
)
BONE = AskChoice(
    label=_("Bone"),
    options={"long_bone": _("Long bone of a limb"), "spine": _("Spine"), "pelvis": _("Pelvis"),
             "rib": _("Rib"), "skull": _("Skull")},
)

_MEASURES = _("Measures")
LESION_WIDTH = AskQuantity(
    label=_("Lesion width"), symbol=_("lesion width"), section=_MEASURES,
    hint=_("across the bone; with the bone's diameter in place of the size class"),
    spans=(Span("mm", hard=("0", "150")), Span("cm", hard=("0", "15"))),
)
BONE_WIDTH = AskQuantity(
    label=_("Bone diameter"), symbol=_("bone diameter"), section=_MEASURES,
    hint=_("transverse, at the level of the lesion"),
    spans=(Span("mm", hard=("0", "150"), usual=("10", "80"), above=True),
           Span("cm", hard=("0", "15"), usual=("1", "8"), above=True)),
)
AXIAL_INVOLVEMENT = AskQuantity(
    label=_("Axial cortical involvement"), symbol=_("axial involvement"), section=_MEASURES,
    hint=_("length of destroyed cortex along the femur"),
    spans=(Span("mm", hard=("0", "500")), Span("cm", hard=("0", "50"))),
)
CIRCUMFERENTIAL = AskQuantity(
    label=_("Circumferential cortical involvement"), symbol=_("circumference"),
    section=_MEASURES, decimals=0,
    spans=(Span("%", hard=("0", "100")),),
)
