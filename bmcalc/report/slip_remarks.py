"""What was found, in short: stops, what to confirm and what to complete, with what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final

from bmcalc.core.finding_asks import Asks, asked_by_finding
from bmcalc.core.finding_code import Place
from bmcalc.core.problems import Problem
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.unread_dose import text_of_problem
from bmcalc.report.document import Remark
from bmcalc.report.recorded import WHOLE, Asked, Recorded, Settled


class _Kind(IntEnum):
    """What a remark asks for, the gravest first."""

    UNREAD = 0
    STOP = 1
    ADD = 2
    CONFIRM = 3


_KINDS: Final = {Asks.STOP: _Kind.STOP, Asks.ADD: _Kind.ADD, Asks.CONFIRM: _Kind.CONFIRM}
_WORDS: Final[dict[_Kind, object]] = {
    _Kind.UNREAD: _("Not read"), _Kind.STOP: _("Stop"), _Kind.ADD: _("To complete"),
    _Kind.CONFIRM: _("To confirm"),
}


def remarks(
    check: OrderCheck, problems: Sequence[Problem], recorded: Recorded | None
) -> Iterator[Remark]:
    """Give everything that asks for somebody, the gravest first, numbered by its kind."""
    found = [(_Kind.UNREAD, Severity.STOP, text_of_problem(one), "") for one in problems]
    found += [
        (kind, finding.severity, text, _settled(line, recorded))
        for line, text, finding in _findings(check)
        if (kind := _kind_of(finding)) is not None
    ]
    numbers: Counter[_Kind] = Counter()
    for kind, severity, text, settled in sorted(found, key=lambda one: one[0]):
        numbers[kind] += 1
        yield Remark(severity, f"{_WORDS[kind]} {numbers[kind]}", str(text), settled)


def _findings(check: OrderCheck) -> Iterator[tuple[str, object, Finding]]:
    """Give every finding with the line that it belongs to and its sentence."""
    for finding in check.work.findings:
        if finding.place is Place.FINDINGS:
            yield WHOLE, finding.text, finding
    for line in check.lines:
        for finding in line.findings:
            yield line.drug, _("{drug}: {finding}", drug=line.name, finding=finding.text), finding


def _kind_of(finding: Finding) -> _Kind | None:
    """Return what a finding asks for; None for a note, which asks for nothing."""
    asked = asked_by_finding(finding)
    return None if asked is None else _KINDS[asked]


def _settled(line: str, recorded: Recorded | None) -> str:
    """Return what came of a finding by the records: let through, a reason, an answer."""
    if recorded is None:
        return ""
    words = [_let_through(one) for one in recorded.settled_for(line)]
    words += [_answered(one) for one in recorded.answers_for(line)]
    return str(Joined(list(words), " "))


def _let_through(one: Settled) -> object:
    by = str(Joined([part for part in (one.name, one.at) if part], ", "))
    if one.overridden:
        return _("Overridden by {by}: {reason}", by=by, reason=one.reason)
    if by:
        return _("Released with a reason by {by}: {reason}", by=by, reason=one.reason)
    return _("Released with a reason: {reason}", reason=one.reason)


def _answered(one: Asked) -> object:
    if not str(one.outcome):
        return _("Query open, to {to}: {text}", to=one.to, text=one.text)
    return _("Asked {to} {at}: {answer} ({outcome})", to=one.to, at=one.at, answer=one.answer,
             outcome=one.outcome)
