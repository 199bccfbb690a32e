"""Tables of the review sheet: dose levels, the drugs of a regimen, the phases of a sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.planned_days import runs_of
from bmcalc.formulary.regimen_entry import DrugLevels, Line, Regimen
from bmcalc.formulary.review_sheet import Subject
from bmcalc.formulary.sequences import Stage, phases_of
from bmcalc.report.document import Table
from bmcalc.rules.in_words import labels_named

Numbers: TypeAlias = Callable[[Iterable[str]], str]
"""Gives where sources stand in the list of a sheet."""


def plain_dose(term: Term) -> str:
    """Return a dose as it is printed on the sheet."""
    return show(term, 4, trim=True)


def levels_table(subject: Subject, numbers: Numbers) -> Table:
    """Return the dose levels of a drug or a regimen."""
    heads = (_("Planned dose"), _("Next lower doses"), _("Labels"), _("Sources"))
    rows = []
    for table in subject.dose_levels:
        planned = plain_dose(table.planned)
        if isinstance(table, DrugLevels):
            planned = f"{_drug_named(table.drug)} {planned}"
        lower = " → ".join(map(plain_dose, table.levels))
        below = _("below: {text}", text=table.below) if table.below is not None else _("then stop")
        rows.append((planned, f"{lower}; {below}", str(labels_named(table.profiles)),
                     numbers(table.sources)))
    return Table(tuple(map(str, heads)), tuple(rows), widths=(24, 40, 20, 16))


def lines_table(regimen: Regimen, numbers: Numbers) -> Table:
    """Return the drugs of a regimen with their doses and days."""
    heads = (_("Drug"), _("Dose"), _("Days"), _("Cycle"), _("Sources"))
    rows = tuple(
        (_drug_named(line.drug), plain_dose(line.dose) if line.loading_dose is None else
         f"{plain_dose(line.loading_dose)} → {plain_dose(line.dose)}",
         _days(line), plain_dose(regimen.track(line).cycle_length),
         numbers(line.sources))
        for line in regimen.lines
    )
    return Table(tuple(map(str, heads)), rows, widths=(28, 24, 22, 12, 14))


def phases_table(sequence: Regimen) -> Table:
    """Return the phases of a sequence with the cycles that each has."""
    heads = (_("Cycles"), _("Regimen"), _("Text"))
    rows = tuple(
        (_cycles(stage), f"{stage.regimen.id}: {stage.regimen.name}",
         "" if stage.phase is None or stage.phase.text is None else str(stage.phase.text))
        for stage in phases_of(sequence)
    )
    return Table(tuple(map(str, heads)), rows, widths=(16, 44, 40))


def _cycles(stage: Stage) -> str:
    """Return which cycles of the sequence a phase has: ``5–16``, of an open one ``from 17``."""
    if stage.regimen.cycles is None:
        return str(_("from {cycle}", cycle=stage.begins))
    return f"{stage.begins}–{stage.begins + stage.regimen.cycles - 1}"
def _drug_named(identifier: str) -> str:
    """Return the name of a drug; its id where the formulary misses it."""
    found = formulary().drugs.get(identifier)
    return identifier if found is None else str(found.name)


def _days(line: Line) -> str:
    days = _in_runs(line.days)
    if line.first_cycle_days is None:
        return str(days)
    return str(_("{days}; in the first cycle {first}", days=days,
                 first=_in_runs(line.first_cycle_days)))


def _in_runs(days: Iterable[int]) -> object:
    """Return days with those that follow one another as a range: ``1–21``."""
    return Joined([
        str(first) if first == last else f"{first}–{last}" for first, last in runs_of(days)
    ])
