"""What only the whole order shows: missing and extra drugs, swaps, partners, the wrong day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import plain
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.growth_factors import growth_factors
from bmcalc.formulary.policy import Policy
from bmcalc.formulas.calvert import auc_of
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.order_line import OrderLine, extra_line
from bmcalc.orders.partners import judge_partners, withheld
from bmcalc.orders.schedule.due_lines import Due
from bmcalc.orders.situation import Situation
from bmcalc.orders.unread_orders import told_missing
from bmcalc.rules.limits import limit

NAME_SOURCE: Final = "order-name-check"
REGIMEN_SOURCE: Final = "order-against-regimen"
AUC_SOURCE: Final = "carboplatin-auc-per-cycle"

_BESIDE: Final = (Group.ANALGESIC, Group.SUPPLEMENT, Group.SUPPORTIVE)
"""Groups that are ordered beside any regimen."""


def extra_lines(situation: Situation, of_the_regimen: Iterable[str]) -> list[OrderLine]:
    """Return a line for every drug that was ordered and is not of the regimen."""
    known = set(of_the_regimen)
    if situation.order.doses.keys() <= known:
        return []
    return [
        extra_line(identifier, found.name if (found := drugs().get(identifier)) else None, order)
        for identifier, order in situation.order.doses.items() if identifier not in known
    ]


def check_across(lines: list[OrderLine], situation: Situation) -> None:
    """Add to each line what follows from the others.

    A drug whose ordered dose could not be read, or that stands twice, is neither ordered nor
    missing: what depends on its presence is undecided.
    """
    by_drug = {line.drug: line for line in lines}
    ordered = {line.drug for line in lines if line.order is not None}
    for line in lines:
        if line.due is None and line.order is not None:
            _judge_extra(line, by_drug, ordered, situation.policy)
        elif line.due is not None and line.order is None:
            _judge_missing(line, situation)
        elif line.due is not None:
            _judge_day(line, situation)
            _judge_auc_of_cycle(line, situation)
    judge_partners(by_drug, situation.order)


def _judge_extra(
    line: OrderLine, by_drug: Mapping[str, OrderLine], ordered: Set[str], policy: Policy
) -> None:
    about = f"order.{line.drug}"
    found = drugs().get(line.drug)
    if found is None:
        line.work.stop(
            FindingCode.UNKNOWN_DRUG,
            _("“{drug}” is not in the formulary: nothing about it was checked.", drug=line.drug),
            REGIMEN_SOURCE, about=about,
        )
        return
    if line.drug in growth_factors():
        return
    if found.group in _BESIDE:
        line.work.info(
            "BESIDE_THE_REGIMEN",
            _("{drug} does not belong to the regimen; its dose is not checked here.",
              drug=found.name),
            REGIMEN_SOURCE, about=about,
        )
        return
    line.work.stop(
        FindingCode.EXTRA_DRUG,
        _("{drug} is ordered and does not belong to this regimen.", drug=found.name),
        REGIMEN_SOURCE, about=about,
    )
    tolerance = policy.tolerance_agrees.to("%").magnitude
    for missing in by_drug.values():
        if missing.due is not None and missing.due.due is Due.TODAY and missing.drug not in ordered:
            _judge_swap(line, found, missing, tolerance)


def _judge_swap(
    line: OrderLine, found: Drug, missing: OrderLine, tolerance: Decimal
) -> None:
    """Say which drug of the regimen may have been meant: the name decides, not the number.

    What a drug's file says of the other one holds where the number is the other one's. So where
    the number is the meant drug's dose the ordered drug's file speaks, and else the meant drug's.
    """
    meant = drug(missing.drug)
    files = [meant, found]
    if line.ordered is not None and missing.computed is not None and (
        abs(relative_change(missing.computed, line.ordered).settled) <= tolerance
    ):
        files.reverse()
    confusion = next(
        (one for each in files for one in each.confusions
         if one.drug in (missing.drug, line.drug)),
        None,
    )
    if confusion is None:
        return
    text = _("{ordered} is ordered where the regimen has {meant}. {text}",
             ordered=found.name, meant=meant.name, text=confusion.text)
    for each in (line, missing):
        each.work.stop(FindingCode.SWAPPED, text, *confusion.sources, NAME_SOURCE,
                       about=f"order.{line.drug}")


def _judge_missing(line: OrderLine, situation: Situation) -> None:
    due = line.due
    assert due is not None
    about = f"order.{line.drug}"
    if due.due is Due.UNKNOWN:
        line.work.caution(
            FindingCode.DUE_UNKNOWN,
            _("Whether {drug} is due today cannot be said: its last dose or the day of this check "
              "is not given.", drug=line.name),
            "never-assumed", about=f"last.{line.drug}",
        )
    elif due.due is Due.TODAY and situation.order.is_empty:
        line.awaits_order = True
        line.work.info(
            FindingCode.NO_ORDER,
            _("No dose of {drug} was entered to compare with.", drug=line.name), about=about,
        )
    elif due.due is Due.TODAY and not withheld(line) and not told_missing(line, situation):
        line.work.caution(
            FindingCode.MISSING_DRUG,
            _("{drug} belongs to day {day} of this regimen and is not ordered.",
              drug=line.name, day=due.day),
            REGIMEN_SOURCE, about=about,
        )


def _judge_day(line: OrderLine, situation: Situation) -> None:
    due = line.due
    assert due is not None and line.order is not None
    about = f"order.{line.drug}"
    days = due.days_named
    if due.due is Due.NOT_TODAY and due.regimen is situation.regimen and not due.beside:
        line.work.stop(
            FindingCode.WRONG_DAY,
            _("{drug} is given on day {days} of this regimen, not on day {day}.",
              drug=line.name, days=Joined(list(days)), day=due.day),
            *due.line.sources, about=about,
        )
    strange = [day for day in line.order.days if day not in days]
    if strange:
        line.work.stop(
            FindingCode.WRONG_DAY,
            _("{drug} is ordered for day {strange}; this regimen gives it on day {days}.",
              drug=line.name, strange=Joined(list(strange)), days=Joined(list(days))),
            *due.line.sources, about=about,
        )


def _judge_auc_of_cycle(line: OrderLine, situation: Situation) -> None:
    """Stop where the AUCs of one cycle add up to too much: AUC 5 entered for day 1 and 8."""
    due = line.due
    gfr = line.gfr_used
    if due is None or line.ordered is None or gfr is None:
        return
    if drug(line.drug).basis is not Basis.AUC:
        return
    ordered = auc_of(line.ordered.to("mg"), gfr)
    given = _given_in_this_cycle(line, situation, gfr)
    planned = set(due.days_named)
    days = len({*planned, *line.order.days}) if line.order is not None else len(planned)
    total = ordered + given if given is not None else ordered * max(days, 1)
    most = limit("auc_of_a_cycle")
    if total <= most:
        return
    line.work.stop(
        "AUC_OF_THE_CYCLE",
        _("The order comes to AUC {one}, and to {total} in this cycle: more than {most}. Was the "
          "AUC of day 1 entered again?", one=show(ordered, 1),
          total=show(total, decimals_against(total, [most.magnitude], 1)),
          most=plain(most.magnitude)),
        AUC_SOURCE, about=f"order.{line.drug}",
    )


def _given_in_this_cycle(line: OrderLine, situation: Situation, gfr: Term) -> Term | None:
    """Return the AUC that was given earlier in this cycle, or None where none is known."""
    due = line.due
    last = situation.last.get(line.drug)
    if due is None or last is None or last.dose is None or due.days is None:
        return None
    if due.days >= due.day:
        return None
    return auc_of(last.dose.to("mg"), gfr)
