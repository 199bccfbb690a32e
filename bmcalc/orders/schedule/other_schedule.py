"""An antibody that goes on by another schedule: weekly beside paclitaxel, then every three weeks.

The schedule before says how long the last dose lasts: how early the next one is, and when it is
loaded again. The new one says how much is given.
"""

from __future__ import annotations

from bmcalc.calculators.her2.her2_interval import note_interval, phase, show_phase
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.rules.interval_band import IntervalBand


def note_after(
    band: IntervalBand | None, before: Schedule, now: Schedule, days: int, work: Work
) -> None:
    """Add what the band of the schedule before asks for: too early, late, or loaded again."""
    if band in (IntervalBand.RELOAD, IntervalBand.LATE):
        text = _("Day {days} is late; the last dose was one of every {before} days. Give the dose "
                 "now; the next one is due {now} days later.", days=days, before=before.interval,
                 now=now.interval)
        if band is IntervalBand.RELOAD:
            text = _("Day {days} is more than {longest} days after a dose of every {before} days: "
                     "the loading dose is given again, then maintenance every {now} days.",
                     days=days, longest=before.longest, before=before.interval, now=now.interval)
        work.info(band.name, text, *before.interval_sources, about="days_since_last")
    else:
        note_interval(band, before, days, work)


def amount_after(before: Schedule, now: Schedule, days: int, work: Work) -> tuple[Term, str]:
    """Return the first dose by a schedule, so many days after the last by another, with its phase.

    The phase is that of the contract: maintenance, early or reload.
    """
    found = phase(before, days, in_conflict=False)
    show_phase(found, before, days, work)
    note_after(before.band(days), before, now, days, work)
    work.info(
        FindingCode.OTHER_SCHEDULE,
        _("The last dose was one of every {before} days; this is the first of every {now} days.",
          before=before.interval, now=now.interval), *now.sources,
    )
    loaded = now.loading if found == "reload" else None
    return loaded or now.maintenance, found
