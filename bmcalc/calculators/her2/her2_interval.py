"""Which dose is due: loading, maintenance, a new loading, too early, or two labels in conflict."""

from __future__ import annotations

from typing import Final

from bmcalc.calculators.her2.her2_products import PERTUZUMAB
from bmcalc.core.term import q
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.schedule_entry import Schedule, whole_days
from bmcalc.rules.interval_band import IntervalBand

PHASE_NAMES: dict[str, object] = {
    "loading": _("loading"),
    "maintenance": _("maintenance"),
    "reload": _("loading again"),
    "early": _("too early"),
    "conflict": _("two labels in conflict"),
}


_PHASES: Final = {
    IntervalBand.TOO_EARLY: "early",
    IntervalBand.EARLY: "early",
    IntervalBand.LATE: "maintenance",
    IntervalBand.RELOAD: "reload",
    IntervalBand.CONFLICT: "conflict",
}


def schedule_of(drug: str | None, cycle_length: str) -> Schedule | None:
    """Return how a drug is given on a cycle such as ``21 day``; None where its file does not say.

    It is that of the formulary in force, so also a hospital's own.
    """
    found = None if drug is None else drugs().get(drug)
    return None if found is None else found.schedule(whole_days(q(cycle_length)))


def needs_partner(drug: str | None, cycle_length: str, days: int | None) -> bool:
    """Say whether the dose depends on pertuzumab being given as well."""
    schedule = schedule_of(drug, cycle_length)
    return schedule is not None and schedule.differs(PERTUZUMAB, days)


def phase(schedule: Schedule, days: int | None, in_conflict: bool) -> str:
    """Return the phase by the days since the last dose; None is a first dose."""
    if days is None:
        return "maintenance" if schedule.loading is None else "loading"
    band = schedule.band(days, in_conflict=in_conflict)
    return "maintenance" if band is None else _PHASES[band]


def show_phase(found: str, schedule: Schedule, days: int | None, work: Work) -> None:
    """Show the phase as a step, with the rule that led to it."""
    if days is None:
        rule: object = _("a first dose")
    elif schedule.load_again_after is None:
        rule = _("every {interval} days, never loaded again", interval=schedule.interval)
    else:
        rule = _("every {interval} days; loaded again after more than {longest} days",
                 interval=schedule.interval, longest=schedule.longest)
    because = _("first dose") if days is None else _("day {days}", days=days)
    work.decide(_("Phase"), rule, because, PHASE_NAMES[found], schedule.interval_sources[0])


def note_interval(
    band: IntervalBand | None, schedule: Schedule, days: int, work: Work
) -> None:
    """Add what the band of an interval asks for: too early, late, or loaded again."""
    early = schedule.interval - days
    if band is IntervalBand.EARLY:
        work.caution(
            "EARLY", _("Day {days} is early by {early} days.", days=days, early=early),
            *schedule.early_sources, about="days_since_last",
        )
    elif band is IntervalBand.TOO_EARLY:
        work.stop(
            "TOO_EARLY",
            _("Day {days} is too early: the dose is due in {early} days.", days=days, early=early),
            *schedule.early_sources, about="days_since_last",
        )
    elif band is IntervalBand.RELOAD:
        work.caution(
            "RELOAD",
            _("Day {days} is more than {longest} days after the last dose: the loading dose is "
              "given again, then maintenance every {interval} days.",
              days=days, longest=schedule.longest, interval=schedule.interval),
            *schedule.interval_sources, about="days_since_last",
        )
    elif band is IntervalBand.LATE:
        work.info(
            "LATE",
            _("Day {days} is late. Give the dose now; the next one is counted from this one, "
              "{interval} days later.", days=days, interval=schedule.interval),
            *schedule.interval_sources, about="days_since_last",
        )
