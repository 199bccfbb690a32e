"""Fluids in which a drug is given: saline, glucose, water, and those that are neither."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bmcalc.core.texts import _
from bmcalc.formulary.preparation import Fluid

OTHER_FLUIDS: Final[dict[str, object]] = {
    "glucose_5_sodium_chloride_0.9": _("glucose and sodium chloride"),
    "sodium_chloride_0.45": _("sodium chloride 0.45 %"),
    "sodium_chloride_other": _("sodium chloride of another strength"),
    "glucose_10": _("glucose 10 %"),
    "glucose_other": _("glucose of another strength"),
    "ringer": _("Ringer or another solution"),
    "own_solvent": _("the solvent that comes with the product"),
}
"""Fluids that an order may name and that no label here allows."""

_GLUCOSE_SALINE = (
    "葡萄糖氯化钠|氯化钠葡萄糖|葡萄糖盐水|糖盐水|糖盐|gns|g\\.n\\.s|dextrose saline|glucose saline"
)
_SALINE = (
    "氯化钠|生理盐水|盐水|sodium chloride|normal saline|isotonic saline|saline|nacl|n\\.s\\.?|ns"
)
_GLUCOSE = "葡萄糖|糖水|dextrose|glucose|g\\.s\\.?|gs|d5w"
_WATER = (
    "灭菌注射用水|无菌注射用水|注射用水|sterile water for injections?|water for injections?|"
    "sterile water|swfi|wfi"
)
_OTHER = (
    "乳酸钠林格|乳酸林格|复方氯化钠|林格|lactated ringer'?s?|ringer'?s? lactate|ringer'?s?|"
    "转化糖电解质|转化糖|木糖醇|果糖|羟乙基淀粉|plasmalyte|plasma-lyte"
)
_OWN = "随药附带专用注射用溶剂|专用溶媒|专用溶剂|附带溶剂|原配溶剂"
_GROUPS: Final = (
    ("glucose_saline", _GLUCOSE_SALINE), ("own", _OWN), ("other", _OTHER), ("saline", _SALINE),
    ("glucose", _GLUCOSE), ("water", _WATER),
)
_NAMES = "|".join(f"(?P<{name}>{words})" for name, words in _GROUPS)
_PERCENT = r"[0-9]+(?:\.[0-9]+)?"

FLUID: Final = re.compile(
    rf"(?:(?P<before>{_PERCENT})\s*%\s*)?(?:{_NAMES})(?![a-z])"
    r"(?:\s*(?:注射液|溶液|液|intravenous infusion|injection|solution|inj\.?|infusion)(?![a-z]))?"
    rf"(?:\s*[(\[]?\s*(?P<after>{_PERCENT})\s*%\s*[)\]]?)?"
)
"""One fluid with its strength before or after its name, in a plain text without case."""

_BY_STRENGTH: Final[tuple[tuple[str, tuple[str, str], dict[str, str], str], ...]] = (
    ("saline", ("0.9", Fluid.SODIUM_CHLORIDE.value), {"0.45": "sodium_chloride_0.45"},
     "sodium_chloride_other"),
    ("glucose", ("5", Fluid.GLUCOSE.value), {"10": "glucose_10"}, "glucose_other"),
)


def fluid_of(found: re.Match[str]) -> str | None:
    """Return the contract's key of a fluid; None where two strengths contradict each other."""
    before, after = found["before"], found["after"]
    if before is not None and after is not None and Decimal(before) != Decimal(after):
        return None
    percent = before or after
    if found["glucose_saline"]:
        return "glucose_5_sodium_chloride_0.9"
    for group, usual, others, another in _BY_STRENGTH:
        if found[group]:
            if percent is None or Decimal(percent) == Decimal(usual[0]):
                return usual[1]
            return others.get(percent, another)
    if found["water"]:
        return Fluid.WATER.value
    return "own_solvent" if found["own"] else "ringer"


def fluid_names() -> dict[str, object]:
    """Return every fluid that an order may name, with what people read."""
    return {**{one.value: one.label for one in Fluid}, **OTHER_FLUIDS}
