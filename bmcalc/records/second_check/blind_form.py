"""What the second person is asked: the same of every check, so that it tells nothing of the first.

The form is made without the first check. Which drugs there are, and how many, the second person
says; a target AUC is asked for where her own entries plan a drug by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bmcalc.calculators.chemotherapy.carboplatin_fields import TARGET_AUC
from bmcalc.calculators.questions.patient_fields import AGE, CREATININE, HEIGHT, SEX, WEIGHT
from bmcalc.core.ask import Ask, AskChoice, AskDate, AskQuantity, AskText, OptionsOnDemand, Span
from bmcalc.core.texts import _
from bmcalc.formulary.heads import heads_of
from bmcalc.formulary.regimens import regimens
from bmcalc.orders.reading.order_inputs import CYCLE, DAY
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.records.second_check.month import AskMonth
from bmcalc.rules.entered import question

ORDER: Final = "order"
MOST_ROWS: Final = 40
IDENTIFIERS: Final = ("record_number", "birth")
REQUIRED: Final = (*IDENTIFIERS, "regimen", "cycle", "day")
"""What must be entered; what the source does not state of the others is left empty."""


@cache
def identifier_asks() -> Mapping[str, Ask]:
    """Return the questions for the two identifiers."""
    return {
        "record_number": AskText(label=_("Record number"), longest=60, required=True),
        "birth": AskMonth(label=_("Born, year and month"), required=True),
    }


@cache
def plan_asks() -> Mapping[str, Ask]:
    """Return the questions for the regimen and the day in it."""
    return {
        "regimen": AskChoice(
            label=_("Regimen"), required=True, style="search",
            options=OptionsOnDemand(lambda: {one.id: one.name for one in heads_of(regimens())}),
        ),
        "cycle": CYCLE.but(required=True),
        "day": DAY.but(label=_("Day"), required=True),
    }


@cache
def body_asks() -> Mapping[str, Ask]:
    """Return the questions for the patient's size and kidneys, and for the target AUC."""
    asks: dict[str, Ask] = {
        "sex": SEX, "age": AGE, "height": HEIGHT, "weight": WEIGHT, "creatinine": CREATININE,
        "creatinine_on": AskDate(label=_("Creatinine taken on")),
        "gfr": question("gfr"), "gfr_kind": question("gfr_kind"), "target_auc": TARGET_AUC,
    }
    return {
        name: ask.but(required=False, noted=False, section=None) for name, ask in asks.items()
    }


@cache
def row_asks() -> Mapping[str, Ask]:
    """Return the questions of one row: a drug, what is ordered of it, when it was given last."""
    return {
        "drug": AskText(label=_("Drug"), longest=80),
        "dose": AskQuantity(label=_("Dose"), decimals=1, spans=(
            Span("mg", hard=("0", "20000"), above=True), Span("g", hard=("0", "20"), above=True),
            Span("ug", hard=("0", "20000000"), above=True),
        )),
        "route": AskChoice(label=_("Route"), options=ROUTE_NAMES),
        "frequency": AskText(label=_("How often, on which days"), longest=120),
        "last_on": AskDate(label=_("Last dose on")),
    }


def all_asks() -> Mapping[str, Ask]:
    """Return every question outside the rows, by its name, in the order in which it is asked."""
    return {**identifier_asks(), **plan_asks(), **body_asks()}


@dataclass(frozen=True)
class BlindForm:
    """What the window of the blind entry is given: who checked first and when, and nothing else."""

    checked_by: str = ""
    checked_at: str = ""

    @property
    def fields(self) -> Mapping[str, Ask]:
        """The questions outside the rows."""
        return all_asks()

    @property
    def columns(self) -> Mapping[str, Ask]:
        """The questions of one row of the order."""
        return row_asks()
