"""What an order check asks for, and how the answers become one situation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from bmcalc.calculators.chemotherapy.bsa_dose import REDUCTION, REDUCTION_REASON
from bmcalc.calculators.questions.patient_fields import CREATININE, WEIGHT
from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskInteger,
    AskMap,
    AskObject,
    AskReason,
)
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem, Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.on_demand import ids_of
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.reading.dated_patient import AskPatient, PatientFacts
from bmcalc.orders.reading.order_entry import LAST_DOSES, AskOrder, LastDose, OrderInput
from bmcalc.orders.reading.patient_facts import Result, laboratory_ask, patient_asks, told_twice
from bmcalc.orders.reading.planned_input import PLANS, of_this_phase, plan_problems
from bmcalc.orders.reading.policy_input import AskPolicy
from bmcalc.rules.entered import question


class AskRegimen(Ask):
    """Asks for one of the regimens of the formulary in force."""

    kind = "regimen"

    def read(self, raw: object) -> str:
        """Return the id; ``E_ENUM`` for anything that the formulary does not have."""
        if isinstance(raw, str) and raw in regimens():
            return raw
        raise Rejected("E_ENUM", _(
            "“{id}” is no regimen of the formulary: there is no dose reference. The nearest name "
            "is never taken.", id=raw,
        ))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the ids."""
        return {"enum": list(ids_of(regimens()))}


PATIENT = AskPatient(label=_("Patient"), fields=patient_asks())
REGIMEN = AskRegimen(label=_("Regimen"))
CYCLE = question("cycle")
DAY = question("day")
BONE_AGENT = AskChoice(
    label=_("Bone agent"),
    options={
        "denosumab": _("Denosumab"), "zoledronic_acid": _("Zoledronic acid"),
        "ibandronate": _("Ibandronate"), "pamidronate": _("Pamidronate"),
        "clodronate": _("Clodronate"),
    },
)
TODAY = AskDate(label=_("Day of this check"), hint=_("the day on which the doses are given"))
LAST_CYCLE = AskObject(
    label=_("Last cycle"),
    fields={
        "on": AskDate(label=_("Date of the last cycle")),
        "weight": WEIGHT.but(label=_("Weight at the last cycle")),
        "creatinine": CREATININE.but(label=_("Creatinine at the last cycle")),
    },
)
REDUCTIONS = AskMap(
    label=_("Reductions"),
    names=lambda: drugs().keys(),
    each=AskObject(
        label=_("Reduction"),
        fields={
            "percent": REDUCTION.but(required=True),
            "reason": AskReason(label=REDUCTION_REASON.label, required=True),
        },
    ),
)
LEVELS = AskMap(
    label=_("Dose levels"), names=lambda: drugs().keys(),
    hint=_("of the last dose: a rule that lowers the level today goes one below"),
    each=AskInteger(label=_("Dose level"), low=0, high=5),
)
STOCK = AskMap(
    label=_("Stock"), names=lambda: drugs().keys(),
    each=AskMap(label=_("Strength"), each=AskInteger(label=_("Vials"), low=0, high=10_000)),
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RegimenInputs(Inputs):
    """The questions that the order check and the schedule share."""

    patient: Annotated[dict[str, Any] | None, PATIENT] = None
    regimen: Annotated[str | None, REGIMEN.but(required=True)] = None
    cycle: Annotated[int | None, CYCLE.but(required=True)] = None
    day: Annotated[int | None, DAY.but(required=True)] = None
    bone_agent: Annotated[str | None, BONE_AGENT] = None
    today: Annotated[datetime.date | None, TODAY] = None
    last: Annotated[Mapping[str, LastDose] | None, LAST_DOSES] = None
    last_cycle: Annotated[dict[str, Any] | None, LAST_CYCLE] = None
    labs: Annotated[Mapping[str, Result] | None, laboratory_ask()] = None
    order: Annotated[OrderInput | None, AskOrder(label=_("Order"))] = None
    reductions: Annotated[dict[str, Any] | None, REDUCTIONS] = None
    planned: Annotated[dict[str, Any] | None, PLANS] = None
    levels: Annotated[dict[str, int] | None, LEVELS] = None
    stock: Annotated[dict[str, Any] | None, STOCK] = None
    policy: Annotated[Policy | None, AskPolicy(label=_("Policy"))] = None

    def conflicts(self) -> Iterable[Problem]:
        """Yield dates that contradict each other, values told twice, a day after the cycle."""
        yield from told_twice(self.patient or {}, self.labs or {})
        yield from self._later_than_today()
        chosen = None if self.regimen is None else regimens().get(self.regimen)
        if chosen is None or self.cycle is None:
            return
        found = stage_of(chosen, self.cycle).regimen
        yield from plan_problems(of_this_phase(self.planned or {}, chosen, found), found)
        if self.day is None:
            return
        longest = int(found.cycle_length.to("day").magnitude)
        if self.day > longest:
            yield Problem(
                "E_LOGIC",
                _("Day {day} is after the end of a cycle of {length} days.", day=self.day,
                  length=longest),
                ("day",),
            )

    def _later_than_today(self) -> Iterable[Problem]:
        if self.today is None:
            return
        dated: dict[str, datetime.date | None] = {
            f"last.{name}": given.on for name, given in (self.last or {}).items()
        }
        dated |= {f"labs.{name}": result.on for name, result in (self.labs or {}).items()}
        if isinstance(self.patient, PatientFacts):
            dated |= {f"patient.{name}": on for name, on in self.patient.dates.items()}
        dated["last_cycle.on"] = (self.last_cycle or {}).get("on")
        for path, on in dated.items():
            if on is not None and on > self.today:
                yield Problem(
                    "E_LOGIC",
                    _("{date} is later than the day of this check, {today}.",
                      date=on.isoformat(), today=self.today.isoformat()),
                    (path,),
                )
