"""The planned dose of one line at its dose level, before any rule or reduction."""

from __future__ import annotations

from bmcalc.calculators.shared.intended_dose import Reduction
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.core.work import Work
from bmcalc.formulary.regimens import levels_for
from bmcalc.formulas.relative_change import reduced_by
from bmcalc.orders.plan_for_patient import PlanForPatient, tell_plan
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.rules.rule import Profile


def base_dose(
    due: DueLine, level: int, profile: Profile, work: Work, plan: PlanForPatient | None = None
) -> Term | None:
    """Show and return the planned dose at its level; None where no such level exists.

    ``plan`` is what was set for this patient in the place of the regimen's line.
    """
    line = due.line
    when = _("day {day}", day=due.day) if due.cycle is None else _(
        "cycle {cycle}, day {day}", cycle=due.cycle, day=due.day
    )
    usual = line.dose if plan is None else plan.usual.dose
    work.decide(_("Planned dose"), due.regimen.name, when, usual, line.sources[0])
    if plan is not None:
        tell_plan(plan, work)
    if not level:
        return line.dose
    levels = levels_for(due.regimen, line, profile)
    dose = None if levels is None else levels.at(level)
    if levels is None or dose is None:
        work.stop(
            "NO_SUCH_LEVEL",
            _no_level(level, line.dose, levels is None and plan is not None),
            *line.sources, about=f"levels.{line.drug}",
        )
        return None
    work.decide(
        _("Dose level {level}", level=level),
        Joined([levels.planned, *levels.levels], " → "), _("level {level}", level=level),
        dose, levels.sources[0],
    )
    return dose


def planned_share(
    due: DueLine, plan: PlanForPatient | None, base: Term, reduction: Reduction | None
) -> Term:
    """Return how much of the regimen's dose is planned, in percent: level, plan and reduction."""
    usual = due.line.dose if plan is None else plan.usual.dose
    left = base if reduction is None else reduced_by(base, reduction.percent)
    return Term(100 * left.magnitude / usual.magnitude, unit("%"), None, False)


def _no_level(level: int, dose: Term, was_set: bool) -> object:
    if was_set:
        return _("Below {dose}, which is set for this patient, no dose levels are known: set the "
                 "lower dose itself.", dose=dose)
    return _("There is no dose level {level} below {dose}: the drug is stopped, or a specialist "
             "decides.", level=level, dose=dose)
