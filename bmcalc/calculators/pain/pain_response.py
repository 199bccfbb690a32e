"""Pain response after radiotherapy or a change of treatment: the international consensus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.core.ask import AskInteger, AskQuantity, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.limits import Stated, StatedNumber, limit

RESPONSES: dict[str, object] = {
    "CR": _("complete response"),
    "PR": _("partial response"),
    "PP": _("pain progression"),
    "IND": _("indeterminate response"),
}
_BY = {"points": StatedNumber("pain_change"), "share": Stated("analgesics_change")}
_RULES: dict[str, object] = {
    "CR": _("pain 0 and no more analgesics"),
    "PR": _("pain down by {points} or more without more analgesics, or analgesics down by {share} "
            "or more without more pain", **_BY),
    "PP": _("pain up by {points} or more, or analgesics up by {share} or more with pain equal or "
            "up by less", **_BY),
    "IND": _("none of the other classes"),
}

NRS_BEFORE = AskInteger(
    label=_("Pain before (NRS)"), symbol=_("NRS before"), low=0, high=10, required=True,
    hint=_("worst pain at the treated site"),
)
NRS_AFTER = AskInteger(
    label=_("Pain after (NRS)"), symbol=_("NRS after"), low=0, high=10, required=True,
)
_MORPHINE = (Span("mg", hard=("0", "5000")),)
OME_BEFORE = AskQuantity(
    label=_("Analgesics before, oral morphine a day"), symbol=_("OME before"), spans=_MORPHINE,
    required=True, hint=_("0 mg without opioids; both by the same table"),
)
OME_AFTER = AskQuantity(
    label=_("Analgesics after, oral morphine a day"), symbol=_("OME after"), spans=_MORPHINE,
    required=True,
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PainResponseInputs(Inputs):
    """Pain and analgesics before and after; pain alone classifies nothing."""

    nrs_before: Annotated[int | None, NRS_BEFORE] = None
    nrs_after: Annotated[int | None, NRS_AFTER] = None
    ome_before: Annotated[Term | None, OME_BEFORE] = None
    ome_after: Annotated[Term | None, OME_AFTER] = None

    def conflicts(self) -> Iterable[Problem]:
        """Yield that a change from no pain has no meaning."""
        if self.nrs_before == 0:
            yield Problem(
                "E_NA_BASELINE", _("Without pain at the start there is no response."),
                ("nrs_before",),
            )


def pain_response(nrs_before: int, nrs_after: int, ome_before: Term, ome_after: Term) -> str:
    """Return ``CR``, ``PR``, ``PP`` or ``IND`` (Chow 2012; progression from memory)."""
    change, points = nrs_after - nrs_before, limit("pain_change").magnitude
    share = limit("analgesics_change").magnitude
    not_more = ome_after <= ome_before
    if nrs_after == 0 and not_more:
        return "CR"
    less = 100 * ome_after <= (100 - share) * ome_before and ome_after < ome_before
    if (change <= -points and not_more) or (less and change <= 0):
        return "PR"
    more = 100 * ome_after >= (100 + share) * ome_before and ome_after > ome_before
    if change >= points or (more and change >= 0):
        return "PP"
    return "IND"


def classify(given: PainResponseInputs, work: Work) -> None:
    """Write the class of the response and the change of pain."""
    before, after = given.nrs_before, given.nrs_after
    first, second = given.ome_before, given.ome_after
    assert before is not None and after is not None
    assert first is not None and second is not None
    found = pain_response(before, after, first, second)
    source = "chow-2012" if found in ("CR", "PR") else "chow-2012-progression"
    work.decide(
        _("Pain response"), _RULES[found],
        _("NRS {before} to {after}, oral morphine {first} to {second} a day",
          before=before, after=after, first=first, second=second),
        RESPONSES[found], source,
    )
    work.give("response", found)
    work.give("nrs_change", after - before)
    work.info(
        "SAME_TABLE",
        _("Oral morphine must be worked out by the same table before and after, and only opioids "
          "are counted."),
        "chow-2012",
    )


CALCULATOR = Calculator(
    id="pain-response",
    title=_("Pain response"),
    summary=_("Response of bone pain by pain score and analgesics together"),
    group="scores",
    order=150,
    not_for=NotFor(
        _("Not where there was no pain at the start: then there is no response to find."),
        "chow-2012",
    ),
    inputs=PainResponseInputs,
    values=(
        Value(name="response", label=_("Pain response"), options=RESPONSES),
        Value(name="nrs_change", label=_("Change of pain"), kind="integer"),
    ),
    formula=classify,
    headline="response",
)
