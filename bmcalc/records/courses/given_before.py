"""What a patient was given, by the checks in the records: every dose, and how sure it is.

Only a dose that somebody confirmed says when a drug was given last. A dose that was released and
not confirmed counts where a limit is judged, and makes the interval unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bmcalc.records.checks.check import Check, Version
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk


@dataclass(frozen=True)
class Dose:
    """One dose in mg, as a plain decimal. ``on`` is None where no day is known."""

    drug: str
    on: str | None
    mg: str
    is_confirmed: bool


@dataclass(frozen=True)
class Treatment:
    """One version of a check that counts as given, with its input and its doses."""

    check: Check
    version: Version
    inputs: dict[str, Any]
    doses: tuple[Dose, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody recorded what was given."""
        return self.version.state is State.GIVEN

    @property
    def place(self) -> tuple[int, int]:
        """The cycle and the day of the course."""
        return self.version.shown.cycle, self.version.shown.day

    @property
    def on(self) -> str | None:
        """The first day on which a dose of it was given, or was to be given."""
        days = [one.on for one in self.doses if one.on is not None]
        return min(days) if days else self.version.shown.on


def treatments_of(desk: Desk, patient: str) -> tuple[Treatment, ...]:
    """Return everything that counts as given to a patient, the earliest day first."""
    rows = desk.projections.connection.execute(
        "SELECT id FROM checked WHERE patient = ? AND may_be_given = 1", (patient,)).fetchall()
    found = [_treatment(desk, check, version)
             for (identifier,) in rows
             for check in (desk.check(identifier),)
             for version in check.may_be_given]
    return tuple(sorted(found, key=lambda one: (one.on or "", one.place)))


def _treatment(desk: Desk, check: Check, version: Version) -> Treatment:
    inputs = input_of(desk, check, version) or {}
    if version.state is State.GIVEN and version.outcome is not None:
        doses = tuple(Dose(one.drug, one.on, one.dose, True) for one in version.outcome.given)
    else:
        doses = tuple(Dose(drug, version.shown.on, mg, False)
                      for drug, mg in version.shown.ordered.items())
    return Treatment(check, version, inputs, doses)


@dataclass(frozen=True)
class Last:
    """The last confirmed dose of each drug, and the drugs of which nobody knows."""

    doses: dict[str, tuple[Dose, Treatment]]
    unknown: frozenset[str]


def last_doses(treatments: Iterable[Treatment]) -> Last:
    """Return the last doses: of a drug that was released later and not confirmed, none."""
    doses: dict[str, tuple[Dose, Treatment]] = {}
    open_since: dict[str, str] = {}
    for treatment in treatments:
        for dose in treatment.doses:
            if not dose.is_confirmed:
                day = dose.on or "9999-12-31"
                open_since[dose.drug] = max(day, open_since.get(dose.drug, ""))
            elif dose.drug not in doses or (dose.on or "") >= (doses[dose.drug][0].on or ""):
                doses[dose.drug] = dose, treatment
    unknown = frozenset(
        drug for drug, day in open_since.items()
        if drug not in doses or day >= (doses[drug][0].on or "")
    )
    return Last({drug: one for drug, one in doses.items() if drug not in unknown}, unknown)
