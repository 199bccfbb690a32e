"""The order check on paper and as text."""

from __future__ import annotations

from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.result.summary import marked_as_invented, record_of, without_result
from bmcalc.gui.window.session import Session
from bmcalc.report.document import Report
from bmcalc.report.order import order_report
from bmcalc.report.plain import to_plain_text


def working_of(outcome: OrderOutcome | None, session: Session) -> Report | None:
    """Return the whole working; None where there is no check."""
    if outcome is None or outcome.check is None:
        return None
    report = order_report(
        outcome.check, outcome.verdict, outcome.problems,
        {line.drug: outcome.verdict_of(line) for line in outcome.check.lines}, record_of(session),
    )
    return marked_as_invented(report, session, PAGE_ID)


def slip_of(
    outcome: OrderOutcome | None, session: Session, with_working: bool = False
) -> Report | None:
    """Return the slip of one page, with its working behind it or without; None without a check."""
    if outcome is None or outcome.check is None:
        return None
    from bmcalc.report.slip import slip_report

    report = slip_report(
        outcome.check, outcome.verdict, outcome.problems,
        {line.drug: outcome.verdict_of(line) for line in outcome.check.lines}, record_of(session),
        with_working=with_working,
    )
    return marked_as_invented(report, session, PAGE_ID)


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
