"""An ordered dose beside the calculated one: how far it is off, and what follows."""

from __future__ import annotations

from bmcalc.core.ask import AskQuantity, Span
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.relative_change import relative_change
from bmcalc.rules.limits import contract_choice

ORDERED_DOSE = AskQuantity(
    label=_("Ordered dose"), symbol=_("ordered dose"), section=_("The order"), decimals=1,
    spans=(Span("mg", hard=("1", "20000")),),
)
DEVIATION = Value(name="deviation", label=_("Deviation of the order"), unit="%", decimals=1)


def compare_order(ordered: Term | None, calculated: Term, dose: Term, work: Work) -> bool:
    """Give ``deviation`` and its verdict; return whether the order agrees.

    ``calculated`` is the dose before rounding, ``dose`` after it: an order equal to ``dose``
    agrees whatever its deviation, else the tolerances of the shipped policy decide. Without an
    order the deviation is None and nothing disagrees.
    """
    if ordered is None:
        work.give("deviation", None)
        return True
    off = work.step(
        _("Deviation of the order"),
        relative_change(calculated.named(_("calculated dose")), ordered),
        "order-tolerance", decimals=1,
    )
    agrees, stops = (
        contract_choice(name).magnitude for name in ("tolerance_agrees", "tolerance_stops")
    )
    size = abs(off.settled)
    digits = decimals_against(off, (-stops, -agrees, agrees, stops), 1)
    work.give("deviation", off, digits)
    if size <= agrees or ordered == dose:
        work.info(
            FindingCode.ORDER_AGREES,
            _("The ordered {ordered} agrees with the calculated dose ({percent}).",
              ordered=ordered, percent=show(off, digits)),
            "order-tolerance", about="ordered_dose",
        )
        return True
    if size <= stops:
        work.caution(
            FindingCode.ORDER_QUERY,
            _("The ordered {ordered} is {percent} off the calculated dose. Ask the prescriber.",
              ordered=ordered, percent=show(off, digits)),
            "order-tolerance", about="ordered_dose",
        )
    else:
        work.stop(
            FindingCode.ORDER_STOP,
            _("The ordered {ordered} is {percent} off the calculated dose. Do not prepare it "
              "before the prescriber has answered.",
              ordered=ordered, percent=show(off, digits)),
            "order-tolerance", about="ordered_dose",
        )
    return False
