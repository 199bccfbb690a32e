"""A line of a regimen that was set for one patient: its dose, its days, and why.

The set line stands in the place of the regimen's own, so that all that follows from a plan follows
from this one: levels, rules, comparison, schedule and making ready. The ceilings stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimen_entry import Line, Regimen

SOURCE: Final = "prescriber-plan"
MOST_DAYS_NAMED: Final = 3
"""More consecutive days than this are written as a range."""


@dataclass(frozen=True)
class PlanForPatient:
    """What was set: a dose, days, or both, with the reason; ``usual`` is the regimen's own line."""

    usual: Line
    reason: str
    dose: Term | None = None
    days: tuple[int, ...] | None = None

    @property
    def line(self) -> Line:
        """The line as it was set."""
        changes: dict[str, object] = {}
        if self.dose is not None:
            changes["dose"] = self.dose
        if self.days is not None:
            changes |= {"days": self.days, "first_cycle_days": None}
        return self.usual.model_copy(update=changes)

    @property
    def text(self) -> object:
        """What was set, for people: ``AUC 6 · d1,8``."""
        parts: list[object] = [] if self.dose is None else [planned_text(self.dose)]
        if self.days is not None:
            parts.append(days_text(self.days))
        return Joined(parts, " · ")


def plans_for(chosen: Regimen, given: Mapping[str, Mapping[str, object]]
              ) -> dict[str, PlanForPatient]:
    """Return what was set, by drug; each drug is one of the regimen."""
    if not given:
        return {}
    lines = {line.drug: line for line in chosen.lines}
    plans: dict[str, PlanForPatient] = {}
    for name, one in given.items():
        dose, days = one.get("dose"), one.get("days")
        assert dose is None or isinstance(dose, Term)
        plans[name] = PlanForPatient(
            lines[name], str(one["reason"]), dose,
            tuple(days) if isinstance(days, (list, tuple)) else None,
        )
    return plans


def with_plans(chosen: Regimen, plans: Mapping[str, PlanForPatient]) -> Regimen:
    """Return the regimen with the set lines in the place of its own."""
    if not plans:
        return chosen
    lines = tuple(
        plans[line.drug].line if line.drug in plans else line for line in chosen.lines
    )
    return chosen.model_copy(update={"lines": lines})


def tell_plan(plan: PlanForPatient, work: Work) -> None:
    """Show what was set, and what its ceilings say: the label's highest, a day, a cycle."""
    work.decide(
        _("Set for this patient"), plan.reason,
        Joined([planned_text(plan.usual.dose), days_text(plan.usual.days)], " · "),
        plan.text, SOURCE,
    )
    found, set_line = drug(plan.usual.drug), plan.line
    about = f"planned.{found.id}.dose"
    highest = found.highest_dose
    # A dose per m² above the highest is stopped by the page of its calculation.
    by_itself = found.basis is not Basis.AREA
    if by_itself and highest is not None and set_line.dose > highest:
        work.stop(
            "ABOVE_HIGHEST_DOSE",
            _("{dose} is above the highest label dose of {drug}, {highest}.",
              dose=set_line.dose, drug=found.name, highest=highest),
            *found.sources, about=about,
        )
    a_day = set_line.dose * set_line.times_per_day
    if found.highest_per_day is not None and a_day > found.highest_per_day:
        work.stop(
            "ABOVE_HIGHEST_DOSE",
            _("{dose} × {times} a day is above the highest dose a day of {drug}, {highest}.",
              dose=set_line.dose, times=set_line.times_per_day, drug=found.name,
              highest=found.highest_per_day),
            *found.sources, about=about,
        )
    _ask_about_the_cycle(plan, set_line, work)
    no_ceiling = highest is None and found.basis is not Basis.AUC
    if no_ceiling and set_line.dose > plan.usual.dose:
        work.caution(
            "NO_CEILING",
            _("{dose} is above the regimen's {usual}, and no highest dose of {drug} is known: "
              "confirm it.", dose=set_line.dose, usual=plan.usual.dose, drug=found.name),
            SOURCE, about=about,
        )


def _ask_about_the_cycle(plan: PlanForPatient, set_line: Line, work: Work) -> None:
    """Ask about more days that come to more in a cycle than the regimen gives."""
    before, now = len(plan.usual.days), len(set_line.days)
    if now > before and set_line.dose * now > plan.usual.dose * before:
        work.caution(
            FindingCode.MORE_IN_THE_CYCLE,
            _("Set on {now} days instead of {before}: {total} in the cycle; the regimen gives "
              "{usual}. Confirm it.", now=now, before=before,
              total=show(set_line.dose * now, 2, trim=True),
              usual=show(plan.usual.dose * before, 2, trim=True)),
            SOURCE, about=f"planned.{set_line.drug}.days",
        )


def planned_text(planned: Term) -> object:
    """Return a planned dose for people: ``AUC 6``, ``75 mg/m²``."""
    if planned.unit.key == "mg*min/mL":
        return _("AUC {value}", value=show(planned, 2, trim=True).partition(" ")[0])
    return show(planned, 2, trim=True)


def days_text(days: tuple[int, ...]) -> str:
    """Return days of a cycle for people: ``d1,8``, ``d1–21``."""
    if len(days) > MOST_DAYS_NAMED and list(days) == list(range(days[0], days[-1] + 1)):
        return f"d{days[0]}–{days[-1]}"
    return "d" + ",".join(map(str, days))
