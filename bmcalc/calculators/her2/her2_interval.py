"""Which dose is due: loading, maintenance, a new loading, too early, or two labels in conflict."""

from __future__ import annotations

from bmcalc.calculators.her2.her2_products import (
    CONFLICT_DAYS,
    EVERY_3_WEEKS,
    PERTUZUMAB,
    PHESGO,
    TRASTUZUMAB_IV,
    Schedule,
)
from bmcalc.core.texts import _
from bmcalc.core.work import Work

PHASE_NAMES: dict[str, object] = {
    "loading": _("loading"),
    "maintenance": _("maintenance"),
    "reload": _("loading again"),
    "early": _("too early"),
    "conflict": _("two labels in conflict"),
}


def needs_partner(drug: str | None, cycle_length: str, days: int | None) -> bool:
    """Say whether the dose depends on pertuzumab being given as well."""
    return (
        drug == TRASTUZUMAB_IV and cycle_length == EVERY_3_WEEKS and days in CONFLICT_DAYS
    )


def phase(schedule: Schedule, days: int | None, in_conflict: bool) -> str:
    """Return the phase by the days since the last dose; None is a first dose."""
    if days is None:
        return "maintenance" if schedule.loading is None else "loading"
    if days < schedule.interval:
        return "early"
    if in_conflict:
        return "conflict"
    if schedule.load_again_after is not None and days > schedule.load_again_after:
        return "reload"
    return "maintenance"


def _missed_dose_source(drug: str) -> str:
    return {PERTUZUMAB: "pertuzumab-reload", PHESGO: "label-phesgo"}.get(drug, "")


def show_phase(found: str, schedule: Schedule, drug: str, days: int | None, work: Work) -> None:
    """Show the phase as a step, with the rule that led to it."""
    source = _missed_dose_source(drug) or schedule.source
    if days is None:
        rule: object = _("a first dose")
    elif schedule.load_again_after is None:
        rule = _("every {interval} days, never loaded again", interval=schedule.interval)
    else:
        rule = _("every {interval} days; loaded again after more than {longest} days",
                 interval=schedule.interval, longest=schedule.load_again_after)
    because = _("first dose") if days is None else _("day {days}", days=days)
    work.decide(_("Phase"), rule, because, PHASE_NAMES[found], source)


def note_interval(found: str, schedule: Schedule, drug: str, days: int | None, work: Work) -> None:
    """Add what the interval asks for: too early, late, or loaded again."""
    if days is None:
        return
    source = _missed_dose_source(drug) or schedule.source
    if found == "early":
        early = schedule.interval - days
        if schedule.early_caution is not None and days >= schedule.early_caution:
            work.caution(
                "EARLY", _("Day {days} is early by {early} days.", days=days, early=early),
                "her2-early-dose", about="days_since_last",
            )
        else:
            work.stop(
                "TOO_EARLY",
                _("Day {days} is too early: the dose is due in {early} days.",
                  days=days, early=early),
                "her2-early-dose", about="days_since_last",
            )
    elif found == "reload":
        work.caution(
            "RELOAD",
            _("Day {days} is more than {longest} days after the last dose: the loading dose is "
              "given again, then maintenance every {interval} days.",
              days=days, longest=schedule.load_again_after, interval=schedule.interval),
            source, about="days_since_last",
        )
    elif found == "maintenance" and days > schedule.interval:
        work.info(
            "LATE",
            _("Day {days} is late. Give the dose now; the next one is counted from this one, "
              "{interval} days later.", days=days, interval=schedule.interval),
            source, about="days_since_last",
        )
