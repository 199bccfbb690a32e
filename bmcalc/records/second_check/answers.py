"""The answer of the order check to each of the two entries.

The second answer is computed from the second person's own entries, with the facts that carry over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import localcontext
from typing import Any, Final

from bmcalc.core.numbers import CONTEXT, plain
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimen
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.check_order import OrderCheck, check_order
from bmcalc.orders.order_check import CALCULATOR, OrderCheckInputs
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.verdicts import VERDICT_NAMES, worst
from bmcalc.records.second_check.blind_form import all_asks
from bmcalc.records.second_check.entry import Entry, in_offered_unit
from bmcalc.records.second_check.from_plan import Plan
from bmcalc.records.second_check.order_comparison import paired
from bmcalc.records.second_check.row_reading import without_name_doubts
from bmcalc.records.second_check.rows import NOT_SAID, NOTHING, Row, Said
from bmcalc.records.second_check.side import (
    OF_THE_BODY,
    Side,
    drug_by_auc,
    kept_lines,
    ordered_lines,
)

WHOLE: Final = "whole"
_OF_THE_FIRST: Final = ("infusion", "diluent", "volume", "basis", "size", "product", "phase",
                        "cycle")


@dataclass(frozen=True)
class Answer:
    """What a check says: the verdict of the whole and of each drug, and the doses it computed.

    ``problems`` are why there is no answer at all.
    """

    verdicts: Mapping[str, str] = field(default_factory=dict)
    doses: Mapping[str, Term] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def as_values(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        return {
            "verdicts": dict(self.verdicts),
            "doses": {name: f"{plain(dose.settled)} {dose.unit.key}"
                      for name, dose in self.doses.items()},
            "problems": [{"code": one.code, "field": one.field} for one in self.problems],
        }


def answer_of(check: OrderCheck) -> Answer:
    """Return what a check says."""
    verdicts = {WHOLE: check.verdict.value}
    for drug in dict.fromkeys(line.drug for line in check.lines):
        verdicts[drug] = worst(line.verdict for line in check.lines if line.drug == drug).value
    doses = {line.drug: line.computed for line in check.lines if line.computed is not None}
    return Answer(verdicts, doses)


def first_answer(read: OrderCheckInputs) -> Answer:
    """Return the answer to the first entry, computed with what is in force now."""
    with localcontext(CONTEXT):
        return answer_of(check_order(read))


def second_answer(
    first: Mapping[str, Any], read: OrderCheckInputs, entry: Entry, plan: Plan
) -> Answer:
    """Return the answer to the second entry; with its problems where none can be computed.

    ``first`` are the raw inputs of the first check, ``read`` what was read of them, and ``plan``
    what the order check holds them against.
    """
    order, kept = kept_lines(read)
    with localcontext(CONTEXT):
        own, problems = CALCULATOR.read(inputs_of(first, read, entry, plan))
        if problems:
            return Answer(problems=tuple(problems))
        try:
            return answer_of(check_order(own, kept, order.unread))
        except Refused as refused:
            return Answer(problems=tuple(refused.problems))


def inputs_of(
    first: Mapping[str, Any], read: OrderCheckInputs, entry: Entry, plan: Plan
) -> dict[str, Any]:
    """Return the inputs of the order check for a second entry: all that was asked is her own."""
    own = {name: in_offered_unit(all_asks()[name], value)
           for name, value in entry.side.values.items()}
    given = deepcopy(dict(first))
    patient, laboratory = dict(given.get("patient") or {}), dict(given.get("labs") or {})
    for name in OF_THE_BODY:
        before = patient.pop(name, None)
        if name in own:
            dated = isinstance(before, Mapping) and before.get("on") is not None
            on = before["on"] if dated and before is not None else None
            patient[name] = own[name] if on is None else {"value": own[name], "on": on}
    patient.pop("creatinine", None)
    laboratory.pop("creatinine", None)
    if "creatinine" in own:
        laboratory["creatinine"] = {"value": own["creatinine"], "on": own.get("creatinine_on")}
    given |= {name: own.get(name) for name in ("regimen", "cycle", "day")}
    given |= {"patient": patient, "labs": laboratory, "order": order_of_entry(read, entry, plan),
              "last": _last(given.get("last") or {}, entry.side)}
    _plan_auc(given, own)
    return given


def order_of_entry(read: OrderCheckInputs, entry: Entry, plan: Plan) -> dict[str, list[Ordered]]:
    """Return the second person's lines by drug, with what the first lines say besides."""
    first = ordered_lines(read)
    lines: dict[str, list[Ordered]] = {}
    placed = [(one, place) for place, one in enumerate(entry.side.order)]
    for drug in dict.fromkeys(one.drug for one in entry.side.order):
        for before, pair in paired([one for one in first if one.drug == drug],
                                   [one for one in placed if one[0].drug == drug], plan.get(drug)):
            if pair is None or pair[0].ordered is None:
                continue
            ordered = pair[0].ordered
            if before is not None and before.ordered is not None:
                ordered = without_name_doubts(pair[0], entry.written_name(pair[1])) or ordered
                ordered = _with_the_rest(ordered, before.ordered)
            lines.setdefault(drug, []).append(ordered)
    return lines


def _with_the_rest(own: Ordered, first: Ordered) -> Ordered:
    """Return a line with what was not asked as the first line has it, its open questions too."""
    rest = {
        name: getattr(first, name) for name in _OF_THE_FIRST if getattr(own, name) is None
    }
    doubts = dict.fromkeys((*first.doubts, *own.doubts))
    return replace(own, **rest, standing=first.standing, dates=first.dates,
                   doubts=tuple(doubts), text=first.text and own.text)


def _last(before: Mapping[str, Any], side: Side) -> dict[str, Any]:
    """Return the second person's last doses, each with the amount that the first check knows."""
    found: dict[str, Any] = {}
    for drug, on in side.last.items():
        if drug in drugs():
            known = before.get(drug)
            found[drug] = {**(known if isinstance(known, Mapping) else {}), "on": on}
    return found


def _plan_auc(given: dict[str, Any], own: Mapping[str, Any]) -> None:
    """Let the plan hold the second person's AUC, where the regimen's own is another."""
    drug = drug_by_auc(own["regimen"], own["cycle"]) if "regimen" in own else None
    if drug is None:
        return
    plans = dict(given.get("planned") or {})
    plan = {name: one for name, one in (plans.pop(drug, None) or {}).items() if name != "dose"}
    wanted = own.get("target_auc")
    usual = next(one.dose for one in stage_of(regimen(own["regimen"]), own["cycle"]).regimen.lines
                 if one.drug == drug)
    if wanted is not None and wanted != usual:
        plan = {"reason": str(_("As entered at the second check")), **plan, "dose": wanted}
    if plan.keys() - {"reason"}:
        plans[drug] = plan
    given["planned"] = plans or None


# The two answers side by side


def compared_answers(first: Answer, second: Answer) -> tuple[Row, ...]:
    """Return a row for each verdict; an answer that cannot be computed agrees with nothing."""
    if second.problems:
        why = Joined([one.text for one in second.problems], " ")
        whole = first.verdicts.get(WHOLE)
        return (_verdict_row(WHOLE, whole, None, _("cannot be computed: {reason}", reason=why)),)
    named = dict.fromkeys((*first.verdicts, *second.verdicts))
    return tuple(
        _verdict_row(name, first.verdicts.get(name), second.verdicts.get(name)) for name in named
    )


def _verdict_row(drug: str, one: str | None, other: str | None, told: object = NOT_SAID) -> Row:
    label: object = _("Verdict of the whole order") if drug == WHOLE else _(
        "{drug}: verdict", drug=drugs()[drug].name if drug in drugs() else drug)
    return Row(
        f"verdict.{drug}", label,
        NOTHING if one is None else Said(VERDICT_NAMES[one], one),
        Said(told) if other is None else Said(VERDICT_NAMES[other], other),
        one is not None and one == other, "",
    )


@dataclass(frozen=True)
class Moved:
    """A computed dose that the two entries do not share; ``percent`` of the first, signed."""

    drug: str
    name: object
    first: Term
    second: Term

    @property
    def percent(self) -> str:
        """How far the second dose is from the first, such as ``−2.6 %``."""
        with localcontext(CONTEXT):
            off = (self.second.to(self.first.unit.key) - self.first) / self.first * 100
        text = show(off, 1)
        return f"{'+' if off.magnitude > 0 else ''}{text} %"


def moved_doses(first: Answer, second: Answer) -> Sequence[Moved]:
    """Return the computed doses that differ between the two answers."""
    return [
        Moved(drug, drugs()[drug].name, dose, second.doses[drug])
        for drug, dose in first.doses.items()
        if drug in second.doses and drug in drugs() and second.doses[drug] != dose
        and second.doses[drug].settled and dose.settled
    ]
