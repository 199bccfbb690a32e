"""Carboplatin: the questions about the target AUC and the GFR."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit

_INDEXED = unit("mL/min/1.73m^2")


@dataclass(frozen=True, kw_only=True, eq=False)
class AskClearance(AskQuantity):
    """Asks for a GFR in mL/min; says of an indexed one what must be done with it first."""

    def read(self, raw: object) -> Term:
        """Return the GFR; ``E_UNIT`` for an indexed one, as for any other unit."""
        try:
            return super().read(raw)
        except Rejected as rejected:
            if (
                rejected.code == "E_UNIT"
                and isinstance(raw, str)
                and read_quantity(raw)[1] is _INDEXED
            ):
                raise Rejected(
                    "E_UNIT",
                    _("This GFR is per 1.73 m². De-index it first: multiply by the body surface "
                      "area and divide by 1.73 m²."),
                ) from rejected
            raise


TARGET_AUC = AskQuantity(
    label=_("Target AUC"), symbol=_("AUC"), decimals=1, limits_source="carboplatin-auc-limits",
    spans=(Span("mg*min/mL", hard=("0.5", "10"), usual=("1.5", "6")),),
)
GFR = AskClearance(
    label=_("GFR"), symbol=_("GFR"), decimals=1,
    spans=(Span("mL/min", hard=("5", "250")),),
    hint=_("Measured or estimated elsewhere, in mL/min, not per 1.73 m²."),
)
GFR_KIND = AskChoice(
    label=_("Kind of GFR"),
    options={"measured": _("Measured (EDTA, DTPA, iohexol)"), "estimated": _("Estimated")},
)
GFR_CAP = AskQuantity(
    label=_("Cap on the GFR"), symbol=_("cap"), decimals=0, null_means_off=True,
    limits_source="fda-carboplatin-2010",
    spans=(Span("mL/min", hard=("50", "250"), usual=(None, "125")),),
    hint=_("125 mL/min for an estimated GFR, none for a measured one."),
)
