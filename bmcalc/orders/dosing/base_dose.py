"""The planned dose of one line at its dose level, before any rule or reduction."""

from __future__ import annotations

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.regimens import levels_for
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.rules.rule import Profile


def base_dose(due: DueLine, level: int, profile: Profile, work: Work) -> Term | None:
    """Show and return the planned dose at its level; None where no such level exists."""
    line = due.line
    when = _("day {day}", day=due.day) if due.cycle is None else _(
        "cycle {cycle}, day {day}", cycle=due.cycle, day=due.day
    )
    work.decide(_("Planned dose"), due.regimen.name, when, line.dose, line.sources[0])
    if not level:
        return line.dose
    levels = levels_for(due.regimen, line, profile)
    dose = None if levels is None else levels.at(level)
    if levels is None or dose is None:
        work.stop(
            "NO_SUCH_LEVEL",
            _("There is no dose level {level} below {dose}: the drug is stopped, or a specialist "
              "decides.", level=level, dose=line.dose),
            *line.sources, about=f"levels.{line.drug}",
        )
        return None
    work.decide(
        _("Dose level {level}", level=level),
        Joined([levels.planned, *levels.levels], " → "), _("level {level}", level=level),
        dose, levels.sources[0],
    )
    return dose
