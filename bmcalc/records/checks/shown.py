"""What the program says of an order, computed here from its input and never handed in."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import localcontext
from typing import Any, Final

from bmcalc.answer import answer
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term
from bmcalc.core.texts import _, in_language
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.objections import objections_to
from bmcalc.formulary.other_names import other_names, supportive_names
from bmcalc.formulary.policy import Policy
from bmcalc.orders.check_order import OrderCheck, check_order
from bmcalc.orders.order_check import CALCULATOR, OrderCheckInputs
from bmcalc.orders.order_line import asks_somebody
from bmcalc.orders.reading.policy_input import AskPolicy
from bmcalc.orders.verdicts import Verdict, worst
from bmcalc.records.checks.check import OTHER, WHOLE, Shown, ShownLine
from bmcalc.records.checks.giving import plain
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import canonical

_POLICY = AskPolicy(label=_("Policy"))

_BLOOD_TESTS: Final = frozenset({
    "anc", "platelets", "haemoglobin", "creatinine", "bilirubin", "alt", "ast", "alp", "albumin",
    "calcium_total", "calcium_ionised", "magnesium", "phosphate", "potassium",
})
"""The results whose age a worklist shows: the oldest of them."""


@dataclass(frozen=True)
class Computed:
    """An input with the policy in force, the whole answer to it, and what the records keep."""

    inputs: dict[str, Any]
    answer: dict[str, Any]
    shown: Shown
    check: OrderCheck


def policy_in_force() -> Policy:
    """Return the policy in force; :class:`RecordsFault` where it cannot be read."""
    policy = formulary().policy
    if policy is None:
        raise RecordsFault(_("The site policy was refused or cannot be reached, so no order is "
                             "recorded."))
    return policy


def computed(inputs: Mapping[str, Any], lang: str) -> Computed:
    """Return the order check of an input, by the policy in force.

    :class:`RecordsFault` where the input is refused, or brings a policy of its own.
    """
    given = {**inputs, "policy": _policy_of(inputs)}
    with in_language(lang), localcontext(CONTEXT):
        objections = objections_to(CALCULATOR)
        if objections:
            raise RecordsFault(objections[0].text)
        try:
            read, work = CALCULATOR.run(given)
        except Refused as refused:
            raise RecordsFault(_("This order cannot be recorded: {problem}",
                                 problem=refused.problems[0].text)) from refused
        if read.cycle is None or read.day is None or read.regimen is None:
            raise RecordsFault(_("An order is recorded for a cycle and a day."))
        if read.today is None:
            raise RecordsFault(_("An order is recorded with the date of its treatment."))
        whole = answer(CALCULATOR, read, work)
        check = check_order(read)
        return Computed(given, whole, _shown(read, check, answer_hash(whole)), check)


def _policy_of(inputs: Mapping[str, Any]) -> dict[str, Any]:
    written = _POLICY.written(policy_in_force())
    own = inputs.get("policy")
    if own is not None and _POLICY.read(own) != _POLICY.read(written):
        raise RecordsFault(_("An order is recorded by the policy in force, and by no other."))
    return written


def answer_hash(whole: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a whole answer in its canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(whole)).hexdigest()


def _shown(read: OrderCheckInputs, check: OrderCheck, digest: str) -> Shown:
    assert read.regimen is not None and read.cycle is not None and read.day is not None
    return Shown(
        regimen=read.regimen, cycle=read.cycle, day=read.day, on=_iso(read.today),
        verdict=check.verdict, lines=tuple(_lines(check)), answer_sha256=digest,
        bsa=_area(check),
        oldest_result=_iso(_oldest(check.situation.facts.dates)),
        beside=tuple(dict.fromkeys(one.drug if _is_listed(one.drug) else f"{OTHER}beside"
                                   for one in check.situation.order.beside)),
        unread=len(check.not_understood),
    )


def same_answer(one: OrderCheck, other: OrderCheck) -> bool:
    """Say whether two checks show the same: of the whole, of every line, and of what was unread."""
    return (
        one.verdict is other.verdict and len(one.not_understood) == len(other.not_understood)
        and tuple(_lines(one)) == tuple(_lines(other))
        and [line.drug for line in one.situation.order.beside]
        == [line.drug for line in other.situation.order.beside]
    )


def is_as_shown(check: OrderCheck, shown: Shown) -> bool:
    """Say whether a check is the one that was recorded: the same day, verdicts, doses, findings."""
    stage = check.situation.stage
    regimen = stage.regimen if stage.sequence is None else stage.sequence
    return (
        (regimen.id, stage.overall, check.situation.day, _iso(check.situation.today))
        == (shown.regimen, shown.cycle, shown.day, shown.on)
        and check.verdict is shown.verdict and len(check.not_understood) == shown.unread
        and tuple(_lines(check)) == shown.lines
        and _area(check) == shown.bsa
        and _iso(_oldest(check.situation.facts.dates)) == shown.oldest_result
    )


def _area(check: OrderCheck) -> str | None:
    return None if check.bsa is None else plain(check.bsa.magnitude)


def _oldest(dates: Mapping[str, datetime.date]) -> datetime.date | None:
    return min((on for name, on in dates.items() if name in _BLOOD_TESTS), default=None)


def _lines(check: OrderCheck) -> Iterator[ShownLine]:
    """Give the line of the whole order, where anything is said of it, then every drug."""
    told = check.work.findings
    verdict = _of_the_whole(check)
    if verdict is not Verdict.AGREES:
        yield ShownLine(WHOLE, verdict, findings=_pairs(told))
    kept = {written: name for name, written in unlisted_names(check).items()}
    for line in check.lines:
        yield ShownLine(kept.get(line.drug, line.drug), line.verdict, _mg(line.ordered),
                        _mg(line.rounded), _pairs(line.every_finding))


def unlisted_names(check: OrderCheck) -> dict[str, str]:
    """Return the names of drugs that only the order knows, by the names that the records keep."""
    written = dict.fromkeys(line.drug for line in check.lines if not _is_listed(line.drug))
    return {f"{OTHER}{number}": name for number, name in enumerate(written, start=1)}


def _is_listed(drug: str) -> bool:
    """Say whether a name is the program's own; another one is the order's, and may be anybody's."""
    return drug in drugs() or drug in other_names().drugs or drug in supportive_names().drugs


def _of_the_whole(check: OrderCheck) -> Verdict:
    """Return the verdict on what no line stands for, as the whole order's verdict counts it."""
    found = [Verdict.AGREES]
    if check.not_understood or not check.lines:
        found.append(Verdict.UNDECIDABLE)
    if check.work.severity is Severity.STOP:
        found.append(Verdict.STOP)
    elif asks_somebody(check.work.findings):
        found.append(Verdict.QUERY)
    if worst([*found, *(line.verdict for line in check.lines)]) is not check.verdict:
        return check.verdict
    return worst(found)


def _pairs(findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    pairs = ((str(one.code), one.severity.name.lower()) for one in findings
             if one.severity is not Severity.INFO)
    return tuple(dict.fromkeys(pairs))


def _mg(dose: Term | None) -> str | None:
    return None if dose is None else plain(dose.to("mg").magnitude)


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
