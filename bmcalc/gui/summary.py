"""A page as plain text, for the clipboard: everything that the result stands on."""

from __future__ import annotations

from typing import Any

from bmcalc.core.calculator import Calculator
from bmcalc.core.texts import Joined, _
from bmcalc.gui.evaluation import Outcome
from bmcalc.gui.session import Session
from bmcalc.report.calculation import calculation_report, footer
from bmcalc.report.plain import to_plain_text


def summary(calculator: Calculator[Any], session: Session, outcome: Outcome) -> str:
    """Return the page in the current language, one line a fact."""
    record = str(session.entry("", "record_id").typed or "")
    if outcome.work is None:
        text = _without_result(calculator, record, outcome)
    else:
        text = to_plain_text(calculation_report(calculator, outcome.read, outcome.work, record))
    invented: list[object] = [
        ask.label
        for name, ask in calculator.inputs.asks().items()
        if session.is_invented(calculator.id, name)
    ]
    if invented:
        note = _("Invented values, an example only: {fields}", fields=Joined(invented, _(", ")))
        text += f"{note}\n"
    return text


def _without_result(calculator: Calculator[Any], record: str, outcome: Outcome) -> str:
    asks = calculator.inputs.asks()
    lines = [str(calculator.title)]
    if record:
        lines.append(str(_("Record {record}", record=record)))
    lines += ["", str(_("No result"))]
    lines += [f"  {problem.text}" for problem in outcome.refusals()]
    still: list[object] = [asks[name].label for name in outcome.missing() if name in asks]
    if still:
        needed = _("Still needed: {fields}", fields=Joined(still, _(", ")))
        lines.append(f"  {needed}")
    return "\n".join([*lines, "", footer()]) + "\n"
