"""What can be done with a check, each with the questions that it needs and what it records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bmcalc.core.ask import Ask, AskDate
from bmcalc.core.texts import _
from bmcalc.gui.pages.formulary.fields import choice_ask, text_ask
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.bodies import outcome_body
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.giving import dose_given
from bmcalc.records.checks.queries import QueryError, QueryOutcome
from bmcalc.records.checks.shown import policy_in_force
from bmcalc.records.checks.states import BESIDE, State, row_of
from bmcalc.records.ledger.kinds import Kind

Answers = Mapping[str, str]
_NAMES_A_VERDICT: Final = frozenset({Kind.OVERRIDDEN, Kind.RELEASED})


_DONE = frozenset({State.GIVEN, State.NOT_GIVEN})


@dataclass(frozen=True)
class CheckAct:
    """An act: its name, what it asks for a check, and the body of its event from the answers.

    ``optional`` names questions that may stay empty.
    """

    kind: Kind
    title: object
    about: object
    asks: Callable[[Check], Mapping[str, Ask]]
    body: Callable[[Check, Answers], Mapping[str, Any]]
    optional: frozenset[str] = frozenset()

    def is_possible(self, check: Check) -> bool:
        """Say whether the table of states knows this act for the check as it stands.

        What names a verdict waits for the second person, who must not see it before.
        """
        if self.kind in _NAMES_A_VERDICT and check.state is State.FIRST_CHECK:
            return policy_in_force().one_person_release
        if self.kind is Kind.QUERY_CLOSED:
            return bool(check.open_queries)
        if self.kind is Kind.RESUMED:
            return check.hold is not None
        if self.kind is Kind.HELD:
            return check.state not in _DONE
        return self.kind in BESIDE or row_of(check.state, self.kind) is not None


def _reason(_check: Check) -> Mapping[str, Ask]:
    return {"reason": text_ask(_("Reason"))}


def _with_reason(_check: Check, answers: Answers) -> Mapping[str, Any]:
    return {"reason": answers["reason"]}


def _lines(check: Check, wanted: Callable[[Verdict], bool]) -> Mapping[str, Ask]:
    shown = check.newest.shown
    return {one.drug: text_ask(_("{line}: reason", line=Case.name(one.drug)))
            for one in shown.lines if wanted(one.verdict)}


def _override_asks(check: Check) -> Mapping[str, Ask]:
    known = check.newest.overrides
    return {drug: ask for drug, ask in
            _lines(check, lambda one: one.rank >= Verdict.UNDECIDABLE.rank).items()
            if drug not in known}


def _override_body(_check: Check, answers: Answers) -> Mapping[str, Any]:
    return {"lines": {drug: reason for drug, reason in answers.items() if reason}}


def _release_body(check: Check, answers: Answers) -> Mapping[str, Any]:
    body: dict[str, Any] = {"reasons": dict(answers)}
    if check.newest.second is None:
        body["one_person"] = True
    return body


def _given_asks(check: Check) -> Mapping[str, Ask]:
    found: dict[str, Ask] = {"on": AskDate(label=_("Day on which it was given"))}
    for drug in check.newest.shown.ordered:
        found[drug] = text_ask(_("{line}: dose given, with its unit", line=Case.name(drug)), 40)
        found[f"why:{drug}"] = text_ask(_("{line}: why not, or why so much more or less",
                                          line=Case.name(drug)))
    return found


def _given_body(check: Check, answers: Answers) -> Mapping[str, Any]:
    drugs = check.newest.shown.ordered
    doses = tuple(dose_given(drug, answers["on"], answers[drug])
                  for drug in drugs if answers.get(drug))
    why = {drug: answers[f"why:{drug}"] for drug in drugs if answers.get(f"why:{drug}")}
    return outcome_body(doses, why)


def _given_optional(check: Check) -> frozenset[str]:
    drugs = check.newest.shown.ordered
    return frozenset([*drugs, *(f"why:{drug}" for drug in drugs)])


def _not_given_body(check: Check, answers: Answers) -> Mapping[str, Any]:
    return outcome_body((), dict.fromkeys(check.newest.shown.ordered, answers["reason"]))


def _query_body(_check: Check, answers: Answers) -> Mapping[str, Any]:
    return {"to": answers["to"], "text": answers["text"], "lines": []}


def _answer_asks(check: Check) -> Mapping[str, Ask]:
    return {
        "query": choice_ask(_("Query"), {one.id: f"{one.to}: {one.text}"
                                         for one in check.open_queries}),
        "answer": text_ask(_("Answer")),
        "outcome": choice_ask(_("What came of it"), {str(one): one.label for one in QueryOutcome}),
        "reason": text_ask(_("Reason, where the order was kept")),
        "error": choice_ask(_("Kind of error"), {str(one): one.label for one in QueryError}),
    }


def _answer_body(_check: Check, answers: Answers) -> Mapping[str, Any]:
    return dict(answers)


HOLDS = {"laboratory": _("laboratory values"), "date": _("a day")}


def _hold_asks(_check: Check) -> Mapping[str, Ask]:
    return {"until": choice_ask(_("Waits for"), HOLDS), "on": AskDate(label=_("Until which day")),
            "reason": text_ask(_("Reason"))}


def _hold_body(_check: Check, answers: Answers) -> Mapping[str, Any]:
    return {"until": answers["until"], "reason": answers["reason"],
            "on": answers["on"] or None}


def _nothing(_check: Check) -> Mapping[str, Ask]:
    return {}


def _empty(_check: Check, _answers: Answers) -> Mapping[str, Any]:
    return {}


CHECK_ACTS: Sequence[CheckAct] = (
    CheckAct(Kind.FIRST_CHECKED, _("First check…"), _("Signs the draft as its first check."),
             _nothing, _empty),
    CheckAct(Kind.OVERRIDDEN, _("Override…"), _(
        "Lets lines through against a stop, or lines that nothing could be decided about, each "
        "by name and with a reason."), _override_asks, _override_body),
    CheckAct(Kind.RELEASED, _("Release…"), _(
        "Each line that is a query needs a reason. A stop, or a line that could not be decided, "
        "needs an override before."),
        lambda check: _lines(check, lambda one: one is Verdict.QUERY), _release_body),
    CheckAct(Kind.GIVEN, _("Given…"), _(
        "Say what was really given, drug by drug. Only this feeds the next cycle."),
        _given_asks, _given_body),
    CheckAct(Kind.NOT_GIVEN, _("Not given…"), _("Nothing of this order was given."),
             _reason, _not_given_body),
    CheckAct(Kind.QUERY_OPENED, _("Query…"), _(
        "Nothing is released while a query is open."),
        lambda _check: {"to": text_ask(_("To whom")), "text": text_ask(_("What is asked"), 1000)},
        _query_body),
    CheckAct(Kind.QUERY_CLOSED, _("Answer…"), _("Closes an open query."), _answer_asks,
             _answer_body, optional=frozenset({"reason"})),
    CheckAct(Kind.HELD, _("Hold…"), _("Nothing is released while a check is on hold."),
             _hold_asks, _hold_body, optional=frozenset({"on"})),
    CheckAct(Kind.RESUMED, _("Go on…"), _("The check is no longer on hold."), _nothing, _empty),
    CheckAct(Kind.RETURNED, _("Return…"), _("Gives the check back to be drafted anew."),
             _reason, _with_reason),
    CheckAct(Kind.CANCELLED, _("Cancel the check…"), _("The order is not prepared."),
             _reason, _with_reason),
)


def optional_of(act: CheckAct, check: Check) -> frozenset[str]:
    """Return the questions of an act that may stay empty for a check."""
    return _given_optional(check) if act.kind is Kind.GIVEN else act.optional
