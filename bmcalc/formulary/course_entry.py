"""How the doses of a drug follow one another where no cycle of a regimen counts them."""

from __future__ import annotations

from pydantic import Field

from bmcalc.core.term import Term
from bmcalc.rules.measure_form import Given
from bmcalc.rules.quantities import Days, Entry
from bmcalc.rules.rule import Profile, SourceIds


class Course(Entry):
    """The course of a drug on a track of its own.

    ``regimen`` gives the drug on a track of its own, that of ``regimen_of`` under a label profile
    whose dose is another one, and ``due_from`` is the day after the last
    dose from which the next one is expected. After ``starts_again_after`` the next dose is judged
    as a first one.
    """

    regimen: str
    regimen_of: dict[Profile, str] = Field(default_factory=dict)
    interval: Days | None = None
    due_from: Days
    starts_again_after: Days | None = None
    sources: SourceIds

    def regimen_under(self, profile: Profile) -> str:
        """Return the id of the regimen that gives the drug alone under a label profile."""
        return self.regimen_of.get(profile, self.regimen)

    def starts_again(self, days: int | None) -> bool:
        """Say whether so many days after the last dose the next one is judged as a first one."""
        limit = self.starts_again_after
        return limit is not None and days is not None and days > limit.to("day").magnitude

    def handed(self, days: int | None) -> dict[str, Given]:
        """Return the measures of the course for rules, so many days after the last dose."""
        found: dict[str, Given] = {"starts_again": "yes" if self.starts_again(days) else "no"}
        if self.interval is not None and days is not None:
            left = self.interval.to("day").magnitude - days
            found["days_until_due"] = Term(left)
        return found
