"""The phases of a sequence on its review sheet."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.sequences import Stage, phases_of
from bmcalc.report.document import Table


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
