"""The order check on paper and as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.order_check import papers
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.pages.order_check.recording import recorded_check
from bmcalc.gui.pages.page import NoPaper, Paper
from bmcalc.gui.result.summary import marked_as_invented, record_of, without_result
from bmcalc.gui.window.session import Session
from bmcalc.report.document import Report
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.order import order_report
from bmcalc.report.plain import to_plain_text

if TYPE_CHECKING:
    from bmcalc.orders.check_order import OrderCheck
    from bmcalc.report.recorded import Recorded


_Maker: TypeAlias = Callable[[JudgedOrder], Report]


def papers_of(outcome: OrderOutcome | None, session: Session) -> Sequence[Paper]:
    """Return every kind of paper of a check; none without a check."""
    if outcome is None or outcome.check is None:
        return ()
    makers: Sequence[_Maker] = (
        _slip, _slip_with_working, _labels, _label_sheets, _worksheet, order_report)
    return tuple(
        Paper(title, _made(maker, outcome, session))
        for title, maker in zip(papers.TITLES, makers, strict=True)
    )


def _made(
    maker: _Maker, outcome: OrderOutcome, session: Session
) -> Callable[[], Report | None]:
    def make() -> Report | None:
        given = _judged(outcome, session, recorded=maker is not order_report)
        return None if given is None else marked_as_invented(maker(given), session, PAGE_ID)

    return make


def _judged(
    outcome: OrderOutcome | None, session: Session, *, recorded: bool
) -> JudgedOrder | None:
    """Return the order with what is said of it here, and where asked what the records say."""
    if outcome is None or outcome.check is None:
        return None
    check = outcome.check
    return JudgedOrder(
        check, outcome.verdict, outcome.problems,
        {line.drug: outcome.verdict_of(line) for line in check.lines}, record_of(session),
        _recorded(check, session) if recorded else None,
    )


def _recorded(check: OrderCheck, session: Session) -> Recorded | None:
    """Return what the records say of the order; None where it is not recorded.

    :class:`NoPaper` where it is and they cannot be read: nobody knows whether it was released.
    """
    identifier = recorded_check(session)
    if not identifier:
        return None
    from bmcalc.gui.pages.records.access import opened_desk
    from bmcalc.gui.pages.records.recorded import recorded_beside
    from bmcalc.records.faults import RecordsFault

    try:
        with opened_desk() as desk:
            return recorded_beside(desk, identifier, check)
    except RecordsFault as fault:
        raise NoPaper(fault) from fault


def _slip(given: JudgedOrder) -> Report:
    from bmcalc.report.slip import slip_report

    return slip_report(given)


def _slip_with_working(given: JudgedOrder) -> Report:
    from bmcalc.report.slip import slip_report

    return slip_report(given, with_working=True)


def _labels(given: JudgedOrder, on_sheets: bool = False) -> Report:
    """Return the labels; :class:`NoPaper` with the reasons where there is none to print."""
    from bmcalc.report.label import label_reports, why_no_label

    made = label_reports(given, on_sheets=on_sheets)
    if made is not None:
        return made
    drugs: dict[str, list[object]] = {}
    for drug, reason in why_no_label(given):
        drugs.setdefault(reason, []).append(drug)
    told: list[object] = [
        _("{reason}: {drugs}", reason=reason, drugs=Joined(names))
        for reason, names in drugs.items()
    ]
    raise NoPaper(_("No label to print. {reasons}", reasons=Joined(told, "; ")))


def _label_sheets(given: JudgedOrder) -> Report:
    return _labels(given, on_sheets=True)


def _worksheet(given: JudgedOrder) -> Report:
    from bmcalc.report.worksheet import worksheet_report

    return worksheet_report(given)


def working_of(outcome: OrderOutcome | None, session: Session) -> Report | None:
    """Return the whole working; None where there is no check."""
    given = _judged(outcome, session, recorded=False)
    return None if given is None else marked_as_invented(order_report(given), session, PAGE_ID)


def text_of(title: object, outcome: OrderOutcome | None, session: Session) -> str | None:
    """Return the page as plain text, with its reasons where nothing was checked.

    None where nothing but missing fields keeps the order unchecked.
    """
    report = working_of(outcome, session)
    if report is not None:
        return to_plain_text(report)
    if outcome is None or not outcome.problems:
        return None
    return without_result(title, session, outcome.problems, needed(outcome.missing))
