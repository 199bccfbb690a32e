"""The strip of weeks on a slip: this day and what is due in the weeks after it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.schedule.dose_dates import PlannedDose
from bmcalc.report.document import Week, Weeks

MOST: Final = 9
_WEEK: Final = datetime.timedelta(days=7)


def weeks_ahead(check: OrderCheck) -> Weeks | None:
    """Return the weeks from that of this day on, Mondays first; None without the day's date."""
    today = check.situation.today
    if today is None or not check.schedule.doses:
        return None
    monday = today - datetime.timedelta(days=today.weekday())
    ends = monday + MOST * _WEEK
    doses = [dose for dose in check.schedule.doses
             if today <= dose.on < ends or dose.on <= today <= dose.last]
    cells = []
    for number in range(MOST):
        begins = monday + number * _WEEK
        held = begins <= today < begins + _WEEK
        here = [dose for dose in doses
                if begins <= (today if dose.on < today else dose.on) < begins + _WEEK]
        days = dict.fromkeys([*([today] if held else []), *(
            max(dose.on, today) for dose in here)]) or {begins: None}
        cells.append(Week(
            " ".join(day.isoformat()[5:] for day in sorted(days)),
            "\n".join(dict.fromkeys(_words(check, here, len(days) > 1))), held,
        ))
    return Weeks(tuple(cells))


def _words(check: OrderCheck, doses: list[PlannedDose], dated: bool) -> Iterator[str]:
    """Give the cycle and day of what the regimen gives, and the names of the drugs beside it.

    A drug of the regimen with a rhythm of its own is named on days without the others alone.
    """
    own = {line.drug for line in check.regimen.lines}
    counts = next((track.id for track in check.regimen.tracks), "")
    leading = [dose for dose in doses
               if dose.phase is not None or (dose.drug in own and dose.track == counts)]
    together = {dose.on for dose in leading}
    for dose in doses:
        if dose in leading:
            cycle = dose.cycle if dose.phase is None else dose.phase.overall
            words = str(_("C{cycle} D{day}", cycle=cycle, day=dose.day))
        elif dose.drug in own and dose.on in together:
            continue
        else:
            words = str(drug(dose.drug).name)
        yield str(Joined([words, dose.on.isoformat()[5:]], " ")) if dated else words
