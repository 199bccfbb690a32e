"""The first dose of a phase of a sequence: whether it comes too soon after the phase before.

It is due when the next cycle of the regimen before would have been, so that the last doses of the
drugs before are enough to judge it. Without any of them the interval was not checked.
"""

from __future__ import annotations

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import GIVEN_TODAY
from bmcalc.orders.schedule.intervals import judge_change
from bmcalc.orders.schedule.phase_before import LastOfPhase
from bmcalc.orders.situation import Situation
from bmcalc.rules.engine import Judgement, note_rules


def tell_change_of_phase(line: OrderLine, situation: Situation) -> None:
    """Judge the time since the phase before, or leave the line undecided without a last dose."""
    due = line.due
    if due is None or due.after is None or not due.first or due.due not in GIVEN_TODAY:
        return
    if line.order is None and not situation.order.is_empty:
        return
    if due.since is not None and due.since.days is not None:
        _tell_bands(line, due.since, judge_change(due))
        return
    before = due.after.regimen
    names: list[object] = [drug(one.drug).name for one in before.lines]
    text = _("The last dose of the phase before, {regimen}, is not given ({drugs}), so the "
             "interval was not checked.", regimen=before.name, drugs=Joined(names, _(" or ")))
    if due.since is not None:
        text = _("The day of this check is not given, so the interval since the phase before, "
                 "{regimen}, was not checked.", regimen=before.name)
    line.work.findings.append(Finding(
        FindingCode.INTERVAL_UNKNOWN, Severity.CAUTION, text, f"last.{before.lines[0].drug}",
        ("never-assumed",),
    ))


def _tell_bands(line: OrderLine, since: LastOfPhase, judgement: Judgement) -> None:
    name, about = drug(since.drug).name, f"last.{since.drug}"
    line.work.decide(
        _("Since the phase before"), _("planned after {days} days", days=since.gap),
        _("{drug} on {on}", drug=name, on=since.on.isoformat()),
        _("{days} days", days=since.days), "cycle-interval",
    )
    note_rules(judgement, line.work, on_page=False)
    for met in judgement.met:
        finding = met.quoted()
        finding.field = about
        finding.text = _("After the phase before ({drug}, {on}): {finding}", drug=name,
                         on=since.on.isoformat(), finding=finding.text)
        line.work.findings.append(finding)
