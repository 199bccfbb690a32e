"""Karnofsky to ECOG by a named table; three tables disagree, so none is used silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.scores.performance_scales import KPS, PERFORMANCE_TABLES, ecog_of
from bmcalc.core.ask import AskChoice
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work

TABLE = AskChoice(
    label=_("ECOG table"), required=True,
    options={key: table.name for key, table in PERFORMANCE_TABLES.items()},
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PerformanceStatusInputs(Inputs):
    """A Karnofsky score and the table to read it with."""

    kps: Annotated[int | None, KPS.but(required=True)] = None
    table: Annotated[str | None, TABLE] = None


def performance_status(given: PerformanceStatusInputs, work: Work) -> None:
    """Write the ECOG grade by the chosen table and by the others."""
    kps = given.kps
    assert kps is not None and given.table is not None
    chosen = PERFORMANCE_TABLES[given.table]
    grade = ecog_of(given.table, kps)
    work.decide(
        _("ECOG, {table}", table=chosen.name), _("the grade beside the Karnofsky score"),
        _("KPS {kps}", kps=kps), str(grade), chosen.source,
    )
    by_table = {key: ecog_of(key, kps) for key in PERFORMANCE_TABLES}
    work.give("ecog", grade)
    work.give("ecog_by_table", dict(by_table))
    if len(set(by_table.values())) > 1:
        work.caution(
            "TABLES_DISAGREE",
            _("The tables disagree: {grades}. Name the table with the result, or grade ECOG at the "
              "bedside.",
              grades=Joined([_("{table} {grade}", table=PERFORMANCE_TABLES[key].name, grade=found)
                             for key, found in by_table.items()])),
            "ecog-kps-tables", *(table.source for table in PERFORMANCE_TABLES.values()),
            about="table",
        )


CALCULATOR = Calculator(
    id="performance-status",
    title=_("Performance status"),
    summary=_("Karnofsky to ECOG by a named table"),
    group="scores",
    order=190,
    not_for=NotFor(
        _("Not in place of grading at the bedside: the published tables disagree, so a "
          "converted grade is named with its table."),
        "ecog-kps-tables",
    ),
    inputs=PerformanceStatusInputs,
    values=(
        Value(name="ecog", label=_("ECOG"), kind="integer"),
        Value(name="ecog_by_table", label=_("ECOG by table"), kind="object"),
    ),
    formula=performance_status,
    headline="ecog",
)
