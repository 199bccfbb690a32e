"""A page on paper and as plain text for the clipboard: everything that the result stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bmcalc.core.ask import Ask
from bmcalc.core.calculator import Calculator
from bmcalc.core.problems import Problem
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.window.patient_strip import ASKS as STRIP_ASKS
from bmcalc.gui.window.session import Session
from bmcalc.report.calculation import SEVERITY_WORDS, calculation_report, footer
from bmcalc.report.document import Notice, Report, Section
from bmcalc.report.plain import to_plain_text


def record_of(session: Session) -> str:
    """Return the record number as it was typed."""
    return str(session.entry("", "record_id").typed or "")


def report_of(
    calculator: Calculator[Any], session: Session, outcome: Evaluation
) -> Report | None:
    """Return a calculation as it is printed, in the current language; None without a result."""
    if outcome.work is None:
        return None
    report = calculation_report(calculator, outcome.read, outcome.work, record_of(session))
    return marked_as_invented(report, session, calculator.id, calculator.inputs.asks())


def marked_as_invented(
    report: Report, session: Session, page: str, asks: dict[str, Ask] | None = None
) -> Report:
    """Return the report with a first section that names the invented values, where any are.

    ``asks`` are the questions of the page, the patient strip's where there are no others.
    """
    note = _invented(session, page, STRIP_ASKS if asks is None else asks)
    if note is None:
        return report
    words = str(SEVERITY_WORDS[Severity.CAUTION])
    first = Section(str(_("An example only")), (Notice(Severity.CAUTION, words, str(note)),))
    return replace(report, sections=(first, *report.sections))


def _invented(session: Session, page: str, asks: dict[str, Ask]) -> object | None:
    labels: list[object] = [
        ask.label for name, ask in asks.items() if session.is_invented(page, name)
    ]
    if not labels:
        return None
    return _("Invented values, an example only: {fields}", fields=Joined(labels, _(", ")))


def summary(calculator: Calculator[Any], session: Session, outcome: Evaluation) -> str:
    """Return the page in the current language, one line a fact."""
    report = report_of(calculator, session, outcome)
    if report is not None:
        return to_plain_text(report)
    asks = calculator.inputs.asks()
    still: list[object] = [asks[name].label for name in outcome.missing() if name in asks]
    text = without_result(calculator.title, session, outcome.refusals(), still)
    note = _invented(session, calculator.id, asks)
    return text if note is None else f"{text}{note}\n"


def without_result(
    title: object, session: Session, problems: Iterable[Problem], still: Sequence[object]
) -> str:
    """Return a page that has no result, with the reasons and what is still needed."""
    lines = [str(title)]
    if record := record_of(session):
        lines.append(str(_("Record {record}", record=record)))
    lines += ["", str(_("No result"))]
    lines += [f"  {problem.text}" for problem in problems]
    if still:
        needed = _("Still needed: {fields}", fields=Joined(list(still), _(", ")))
        lines.append(f"  {needed}")
    return "\n".join([*lines, "", footer()]) + "\n"
