"""Whether a dose is the first one, and how long ago the last one was: asked alike everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.core.ask import AskFlag
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.texts import _
from bmcalc.rules.entered import question

FIRST_DOSE = AskFlag(label=_("First dose"))
DAYS_SINCE_LAST = question("days_since_last")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CourseInputs(Inputs):
    """The course so far."""

    first_dose: Annotated[bool | None, FIRST_DOSE.but(required=True)] = None
    days_since_last: Annotated[int | None, DAYS_SINCE_LAST] = None

    def needs(self) -> Iterable[str]:
        """Require the days since the last dose for every dose but the first."""
        yield from super().needs()
        if self.first_dose is False:
            yield "days_since_last"

    def conflicts(self) -> Iterable[Problem]:
        """Refuse a first dose with a dose before it."""
        yield from super().conflicts()
        if self.first_dose and self.days_since_last is not None:
            yield Problem(
                "E_LOGIC", _("A first dose has no dose before it."),
                ("first_dose", "days_since_last"),
            )

    @property
    def days(self) -> int:
        """Days since the last dose; 0 at the first dose, where no rule looks at them."""
        return self.days_since_last or 0
