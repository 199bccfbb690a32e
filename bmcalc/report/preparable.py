"""Whether an order may be prepared, in one sign and a few words: said only where all agrees."""

from __future__ import annotations

from typing import Final

from bmcalc.core.texts import Joined, _
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.document import Headline
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.making import is_idle
from bmcalc.report.recorded import Recorded

SIGNS: Final = {
    Verdict.AGREES: "✓", Verdict.QUERY: "!", Verdict.UNDECIDABLE: "?", Verdict.STOP: "×",
}
MAY_BE_PREPARED: Final = _("may be prepared")


def is_confirmed(line: OrderLine, verdict: Verdict, recorded: Recorded | None) -> bool:
    """Say whether the dose of a line may be made: it agrees and, if recorded, it is released."""
    return (
        line.order is not None and line.verdict is Verdict.AGREES and verdict is Verdict.AGREES
        and line.making_under(verdict) is Making.MADE
        and (recorded is None or (recorded.released and not recorded.ended))
    )


def against_all(order: JudgedOrder) -> object | None:
    """Return why nothing of an order may be made; None where single lines may be.

    A line that agrees is made although another one is asked about, and beside a stop only where
    somebody released the order over it by name.
    """
    recorded, whole = order.recorded, order.whole()
    if recorded is not None and (recorded.ended or not recorded.released):
        return _("not released ({state})", state=recorded.state)
    if order.problems or order.check.not_understood:
        return _("something of the order was not read")
    if recorded is None and whole.rank >= Verdict.UNDECIDABLE.rank:
        return _("the order as a whole: {verdict}", verdict=whole.label)
    return None


def may_be_prepared(order: JudgedOrder) -> bool:
    """Say whether the whole order may be prepared: every line is confirmed, nothing objects."""
    told, check = order.told(), order.check
    ordered = [line for line in check.lines if not is_idle(line)]
    return (
        order.whole() is Verdict.AGREES and not order.problems
        and bool(ordered) and all(told[line.drug] is Verdict.AGREES for line in check.lines)
        and all(is_confirmed(line, told[line.drug], order.recorded) for line in ordered)
    )


def headline(order: JudgedOrder) -> Headline:
    """Return what stands in the box of the verdict."""
    sign, words = _sign_and_words(order)
    said = [*_counts(order), *_of_records(order.recorded)]
    return Headline(sign, str(words), str(Joined(said, " ")))


def _sign_and_words(order: JudgedOrder) -> tuple[str, object]:
    told, problems, recorded = order.told(), order.problems, order.recorded
    whole = max([order.whole(), *told.values()], key=lambda one: one.rank)
    if recorded is not None and recorded.ended:
        return SIGNS[Verdict.STOP], _("not to be prepared: {state}", state=recorded.state)
    if whole is Verdict.STOP:
        over = recorded is not None and recorded.released
        return SIGNS[whole], _("stop, released over it by name") if over else _(
            "stop: not to be prepared")
    if whole is Verdict.UNDECIDABLE or problems:
        return SIGNS[Verdict.UNDECIDABLE], _("cannot be decided: not to be prepared")
    if recorded is not None and not recorded.released:
        return SIGNS[Verdict.QUERY], _("held back: not to be prepared") if recorded.held else _(
            "not released")
    if whole is Verdict.QUERY:
        count = sum(one is Verdict.QUERY for one in told.values()) or 1
        return SIGNS[whole], _("to confirm: {count}", count=count) if recorded is None else _(
            "released with a reason")
    if may_be_prepared(order):
        return SIGNS[whole], MAY_BE_PREPARED
    return SIGNS[Verdict.UNDECIDABLE], _("nothing to prepare")


def _counts(order: JudgedOrder) -> list[object]:
    """Return how many drugs agree, and how many do not, by what is said of them."""
    told, check = order.told(), order.check
    here = [told[line.drug] for line in check.lines if not is_idle(line)]
    if here and all(one is Verdict.AGREES for one in here):
        found: list[object] = [_("{count} drugs, all agree.", count=len(here))]
    else:
        counts: list[object] = [
            _("{verdict} {count}", verdict=one.label, count=here.count(one))
            for one in reversed(Verdict) if one in here
        ]
        found = [_("{count} drugs: {counts}.", count=len(here), counts=Joined(counts))]
    unread = len(order.problems) + len(check.not_understood)
    if unread:
        found.append(_("Not read: {count}.", count=unread))
    return found


def _of_records(recorded: Recorded | None) -> list[object]:
    if recorded is None:
        return [_("Not recorded.")]
    return [_("Version {version}, {state}.", version=recorded.version, state=recorded.state),
            *recorded.changes]
