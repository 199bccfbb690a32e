"""The order beside the computed dose: how far off, what follows, and what may lie behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bmcalc.calculators.chemotherapy.dose_per_area import gate_disagreeing_order
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.preparation import Presentation
from bmcalc.formulary.regimens import Line
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.supply.pieces import fewest_pieces, nearest_piece_dose
from bmcalc.orders.verdicts import Verdict

TOLERANCE_SOURCE: Final = "order-tolerance"
PIECES_SOURCE: Final = "whole-tablets"
MISTAKE_SOURCE: Final = "order-entry-mistakes"


class Comparison(NamedTuple):
    """The deviation in percent of the computed dose, how to show it, and the verdict."""

    deviation: Term
    decimals: int
    verdict: Verdict


def compare(
    ordered: Term, computed: Term, rounded: Term, policy: Policy, about: str, work: Work,
    pieces: Sequence[Presentation] = (), printed: Term | None = None,
) -> Comparison:
    """Show and return the deviation, and whether the order agrees by the policy's tolerances.

    An order equal to the rounded dose agrees whatever its deviation. Of a drug that is swallowed,
    whose ``pieces`` are given, it is asked about where it would stop, as is the nearest dose that
    pieces make and the one that a label prints for the patient, ``printed``; a dose of whole pieces
    that would be asked about agrees with a note.
    """
    off = work.step(
        _("Deviation of the order"),
        relative_change(computed.named(_("dose")), ordered.to("mg").named(_("ordered dose"))),
        TOLERANCE_SOURCE, decimals=1,
    )
    agrees, stops = (
        limit.to("%").magnitude for limit in (policy.tolerance_agrees, policy.tolerance_stops)
    )
    size = abs(off.settled)
    decimals = decimals_against(off, (-stops, -agrees, agrees, stops), 1)
    percent = show(off, decimals)
    if pieces and agrees < size <= stops and fewest_pieces(ordered, pieces) is not None:
        work.info(
            "ROUNDED_TO_PIECES",
            _("The ordered {ordered} is {percent} off the computed dose, as a dose of whole "
              "tablets or capsules may be.", ordered=ordered, percent=percent),
            PIECES_SOURCE, about=about,
        )
        return Comparison(off, decimals, Verdict.AGREES)
    if size <= agrees or (ordered == rounded and not pieces):
        work.info(
            FindingCode.ORDER_AGREES,
            _("The ordered {ordered} agrees with the computed dose ({percent}).",
              ordered=ordered, percent=percent),
            TOLERANCE_SOURCE, about=about,
        )
        return Comparison(off, decimals, Verdict.AGREES)
    if size <= stops or ordered in (rounded, printed, nearest_piece_dose(computed, pieces)):
        work.caution(
            FindingCode.ORDER_QUERY,
            _("The ordered {ordered} is {percent} off the computed dose. Ask the prescriber.",
              ordered=ordered, percent=percent),
            PIECES_SOURCE if pieces else TOLERANCE_SOURCE, about=about,
        )
        return Comparison(off, decimals, Verdict.QUERY)
    work.stop(
        FindingCode.ORDER_STOP,
        _("The ordered {ordered} is {percent} off the computed dose of {computed}. Do not prepare "
          "it before the prescriber has answered.",
          ordered=ordered, percent=percent, computed=show(computed, 1, trim=True)),
        TOLERANCE_SOURCE, about=about,
    )
    return Comparison(off, decimals, Verdict.STOP)


class Suspicion(NamedTuple):
    """A mistake of entry that would explain an order, with its code and its sentence."""

    code: str
    text: object


class Unreduced(NamedTuple):
    """The dose of a line before it was reduced, in mg, and why it is reduced."""

    dose: Term
    reason: object


def explain(
    ordered: Term, computed: Term, planned: Term, line: Line, days: int, policy: Policy,
    unreduced: Unreduced | None = None,
) -> Iterator[Suspicion]:
    """Give the mistakes of entry that would lead to the ordered dose.

    ``days`` is on how many days of a cycle the drug is given.
    """
    agrees = policy.tolerance_agrees.to("%").magnitude
    a_day, a_cycle = line.times_per_day, days * line.times_per_day
    if unreduced is not None and _near(ordered, unreduced.dose, agrees):
        yield Suspicion(
            FindingCode.NOT_REDUCED,
            _("The order is the dose without the reduction, {unreduced}. It is reduced today: "
              "{reason}", unreduced=show(unreduced.dose, 1, trim=True), reason=unreduced.reason),
        )
    elif a_day > 1 and _near(ordered, computed * a_day, agrees):
        yield Suspicion(
            "DOSE_OF_THE_DAY",
            _("The order is {times} times one dose: the dose of a whole day was entered as one "
              "dose.", times=a_day),
        )
    elif a_cycle > 1 and _near(ordered, computed * a_cycle, agrees):
        yield Suspicion(
            "DOSE_OF_THE_CYCLE",
            _("The order is {times} times one dose: the dose of the whole cycle was entered as "
              "one dose.", times=a_cycle),
        )
    elif a_cycle > 1 and _near(ordered * a_cycle, computed, agrees):
        yield Suspicion(
            "DOSE_DIVIDED",
            _("The order is one dose divided by {times}: the dose of a day was taken for that of "
              "the cycle and divided.", times=a_cycle),
        )
    for factor, name in ((Decimal(10), _("ten times")), (Decimal(100), _("a hundred times"))):
        if _near(ordered, computed * factor, agrees):
            yield Suspicion(
                FindingCode.DECIMAL_POINT,
                _("The order is {factor} the dose: check the decimal point.", factor=name),
            )
        elif _near(ordered * factor, computed, agrees):
            yield Suspicion(
                FindingCode.DECIMAL_POINT,
                _("The dose is {factor} the order: check the decimal point.", factor=name),
            )
    if planned.unit.key in ("mg/m^2", "mg/kg") and ordered.to("mg").magnitude == planned.magnitude:
        yield Suspicion(
            "DOSE_PER_UNIT_ORDERED",
            _("The order is the number of {planned}: the dose per m² or per kg was entered.",
              planned=planned),
        )


def _near(one: Term, other: Term, percent: Decimal) -> bool:
    return abs(relative_change(other, one).settled) <= percent


def gate_by_area(found: Drug, ordered: Term, area: Term | None, work: Work) -> None:
    """Stop an order that comes to more per m² than the label allows, or to another drug's dose."""
    if found.basis is not Basis.AREA or area is None:
        return
    per_area = work.step(
        _("Dose per m² of the order"), ordered.to("mg").named(_("ordered dose")) / area,
        TOLERANCE_SOURCE, decimals=1,
    )
    gate_disagreeing_order(found, per_area, area, work)


