"""Calcium and vitamin D a day from what is taken: elemental calcium, native vitamin D, the gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.core.arithmetic import greatest
from bmcalc.core.ask import AskChoice, AskFlag, AskNumber, AskQuantity, AskRows, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.supplement_content import elemental_calcium, native_vitamin_d
from bmcalc.rules.engine import Asked, judge, tell_on_page
from bmcalc.rules.known import Known
from bmcalc.rules.limits import Stated, limit
from bmcalc.rules.rule import Rule

FORMS: dict[str, object] = {
    "elemental": _("as elemental calcium"),
    "carbonate": _("as calcium carbonate"),
    "citrate": _("as calcium citrate"),
    "gluconate": _("as calcium gluconate"),
    "lactate": _("as calcium lactate"),
}
AMOUNTS = {"elemental_calcium", "vitamin_d", "calcitriol"}
"""The measures of what is taken a day."""

PREPARATIONS = AskRows(
    label=_("Taken"),
    hint=_("one row a product; read the content on the pack"),
    columns={
        "form": AskChoice(label=_("Calcium stated"), options=FORMS),
        "calcium": AskQuantity(
            label=_("Calcium a tablet"), symbol=_("calcium a tablet"), decimals=0,
            spans=(Span("mg", hard=("0", "3000")), Span("g", hard=("0", "3"))),
        ),
        "vitamin_d": AskQuantity(
            label=_("Vitamin D a tablet"), symbol=_("vitamin D a tablet"), decimals=0,
            spans=(Span("IU", hard=("0", "60000")), Span("ug", hard=("0", "1500"))),
        ),
        "per_day": AskNumber(
            label=_("Tablets a day"), symbol=_("tablets a day"), low="0.01", high="20",
            required=True,
        ),
    },
)
CALCITRIOL_PER_DAY = AskQuantity(
    label=_("Calcitriol a day"), symbol=_("calcitriol a day"),
    hint=_("the active hormone, counted as 0 IU"),
    spans=(Span("ug", hard=("0", "10"), usual=(None, "2")),),
)
HYPERCALCAEMIA = AskFlag(label=_("Hypercalcaemia"), hint=_("then nothing is asked for"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SupplementInputs(Inputs):
    """What is taken a day."""

    preparations: Annotated[list[dict[str, Any]] | None, PREPARATIONS.but(required=True)] = None
    calcitriol_per_day: Annotated[Term | None, CALCITRIOL_PER_DAY] = None
    hypercalcaemia: Annotated[bool | None, HYPERCALCAEMIA.but(noted=True)] = None


def supplements(given: SupplementInputs, work: Work) -> None:
    """Write the sums of a day, what is short of what denosumab asks for, and what to watch."""
    rows = given.preparations or []
    calcium = _sum(
        [_calcium_of(row, work) for row in rows if row["calcium"] is not None],
        q("0 mg", _("calcium a day")), _("Elemental calcium a day, all together"), work,
    )
    vitamin_d = _sum(
        [_vitamin_d_of(row, work) for row in rows if row["vitamin_d"] is not None],
        q("0 IU", _("vitamin D a day")), _("Vitamin D a day, all together"), work,
    )
    work.give("elemental_calcium", calcium)
    work.give("vitamin_d", vitamin_d)
    rules = _rules()
    source = "xgeva-supplement-eu"
    for name, label, measure, taken in (
        ("calcium_short", _("Calcium short"), "elemental_calcium", calcium),
        ("vitamin_d_short", _("Vitamin D short"), "vitamin_d", vitamin_d),
    ):
        none = Term(Decimal(0), taken.unit)
        least_amount = _asked_for(rules, measure)
        short = none if least_amount is None else greatest(least_amount - taken, none)
        work.give(name, work.step(label, short, source))
    calcitriol = given.calcitriol_per_day is not None and given.calcitriol_per_day.magnitude > 0
    known = Known(
        {"elemental_calcium": calcium, "vitamin_d": vitamin_d, "calcitriol": calcitriol},
        {"calcium_state": "high" if given.hypercalcaemia else "normal"},
    )
    judgement = judge(rules, known, Asked(drug="denosumab", first=False))
    tell_on_page(judgement, work)
    work.give("codes", [one.rule.told_as for one in judgement.met])
    _notes(given, calcitriol, work)


def _rules() -> list[Rule]:
    """Return the rules of denosumab about what is taken, and nothing else of the patient."""
    return [
        rule for rule in drug_of_page("denosumab").rules
        if AMOUNTS & set(rule.measures) and set(rule.measures) <= AMOUNTS | {"calcium_state"}
    ]


def _asked_for(rules: Iterable[Rule], measure: str) -> Term | None:
    """Return the least amount a day that the rules ask for, or None where none does."""
    least = [
        condition.limit for rule in rules for condition in rule.conditions()
        if condition.measure == measure and condition.comparison == "<"
        and isinstance(condition.limit, Term)
    ]
    return max(least, key=lambda limit: limit.settled, default=None)


def _sum(parts: Sequence[Term], nothing: Term, label: object, work: Work) -> Term:
    """Return the sum of a day, shown as a step where there is more than one product."""
    if not parts:
        return nothing
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total if len(parts) == 1 else work.step(label, total, "calcium-salts", nothing.symbol)


def _calcium_of(row: Mapping[str, Any], work: Work) -> Term:
    tablet = elemental_calcium(row["calcium"], row["form"] or "elemental")
    best = limit("calcium_at_once")
    if tablet > best:
        work.info(
            "SINGLE_DOSE",
            _("{calcium} in one tablet: up to {best} of calcium at a time are absorbed best.",
              calcium=show(tablet), best=best),
            "calcium-salts", about="preparations",
        )
    return work.step(
        _("Elemental calcium a day"), tablet * row["per_day"], "calcium-salts",
        _("calcium a day"),
    )


def _vitamin_d_of(row: Mapping[str, Any], work: Work) -> Term:
    return work.step(
        _("Vitamin D a day"), native_vitamin_d(row["vitamin_d"]) * row["per_day"],
        "vitamin-d-units", _("vitamin D a day"),
    )


def _notes(given: SupplementInputs, calcitriol: bool, work: Work) -> None:
    if given.hypercalcaemia:
        work.caution(
            "HYPERCALCAEMIA", _("Hypercalcaemia: stop calcium, vitamin D and calcitriol."),
            "xgeva-supplement-eu", "label-calcitriol-cn", about="hypercalcaemia",
        )
    if calcitriol:
        work.info(
            "CALCITRIOL",
            _("With calcitriol about {usual} and at most {most} of calcium a day; calcium at "
              "least once a month, twice a week while the dose is sought.",
              usual=Stated("calcium_with_calcitriol"),
              most=Stated("calcium_with_calcitriol_highest")),
            "label-calcitriol-cn", about="calcitriol_per_day",
        )


CALCULATOR = Calculator(
    id="supplements",
    title=_("Calcium and vitamin D"),
    summary=_("Elemental calcium and native vitamin D a day, and what is short"),
    group="bone",
    order=68,
    not_for=NotFor(
        _("Not with hypercalcaemia: then calcium, vitamin D and calcitriol are stopped. "
          "Calcitriol does not count as vitamin D."),
        "xgeva-supplement-eu", "label-calcitriol-cn",
    ),
    inputs=SupplementInputs,
    values=(
        Value(name="elemental_calcium", label=_("Elemental calcium a day"), unit="mg", decimals=1,
              trim=True),
        Value(name="vitamin_d", label=_("Vitamin D a day"), unit="IU", decimals=0),
        Value(name="calcium_short", label=_("Calcium short"), unit="mg", decimals=1, trim=True),
        Value(name="vitamin_d_short", label=_("Vitamin D short"), unit="IU", decimals=0),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
    ),
    formula=supplements,
    headline="elemental_calcium",
    rules_of=("denosumab",),
)
