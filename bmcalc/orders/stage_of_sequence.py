"""What is said of the phase of a sequence: where this cycle stands, and what holds in it."""

from __future__ import annotations

from typing import Any

from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.sequences import Stage
from bmcalc.orders.situation import Situation


def tell_stage(situation: Situation, work: Work) -> None:
    """Show which phase the cycle belongs to, and tell the texts of regimen, phase and sequence."""
    stage, regimen = situation.stage, situation.regimen
    if stage.sequence is not None:
        work.decide(
            _("Phase of the sequence"), stage.sequence.name,
            _("cycle {cycle}", cycle=stage.overall), stage.of_phase, stage.sequence.sources[0],
        )
    told = [(regimen.text, regimen.sources)]
    if stage.sequence is not None:
        told.append((stage.sequence.text, stage.sequence.sources))
        told.append((None if stage.phase is None else stage.phase.text, stage.sequence.sources))
    for text, sources in told:
        if text is not None:
            work.info("REGIMEN_TEXT", text, *sources)


def phase_values(stage: Stage) -> dict[str, Any] | None:
    """Return the phase as the contract writes it; None for a regimen without phases."""
    if stage.sequence is None:
        return None
    return {
        "number": stage.number, "of": len(stage.sequence.phases), "regimen": stage.regimen.id,
        "name": stage.regimen.name, "cycle": stage.cycle, "cycles": stage.regimen.cycles,
    }
