"""Everything that the check of one order rests on, read and settled once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from bmcalc.calculators.shared.intended_dose import Reduction
from bmcalc.core.term import Term
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimens import Regimen
from bmcalc.formulary.related_drugs import reacts_to_related
from bmcalc.formulary.sequences import Stage
from bmcalc.orders.dosing.gfr_of_policy import gfr_of_policy
from bmcalc.orders.plan_for_patient import PlanForPatient
from bmcalc.orders.reading.order_entry import LastDose, Order
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.rules.known import Known


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One patient on one day of a regimen, with the order and the policy.

    ``known`` are the measures that rules look at; ``reductions``, ``levels`` and ``plans`` are the
    prescriber's, by drug; ``regimen`` holds the lines as the plans set them; ``stock`` says how
    many of each strength the site has. Of a sequence ``regimen`` is that of the phase and ``cycle``
    the number within it; ``stage`` says where in the sequence that is.
    """

    facts: Facts
    known: Known
    policy: Policy
    stage: Stage
    regimen: Regimen
    cycle: int
    day: int
    today: datetime.date | None
    order: Order
    last: Mapping[str, LastDose]
    weight_before: Term | None = None
    creatinine_before: Term | None = None
    bone_agent: str | None = None
    reductions: Mapping[str, Reduction] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    plans: Mapping[str, PlanForPatient] = field(default_factory=dict)
    stock: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def with_order(self, order: Order) -> Situation:
        """Return the same situation with another reading of the order."""
        return self if order is self.order else replace(self, order=order)

    @cached_property
    def gfr_of_policy(self) -> Term | None:
        """The GFR that the policy would rest a dose on; None where it is not known."""
        return gfr_of_policy(self.facts, self.policy)

    def known_of(self, drug: str) -> Known:
        """Return the measures that rules about one drug may look at."""
        reactions = self.facts["hypersensitivity"]
        handed = {"cycle": Term(Decimal(self.cycle))}
        if reactions is None:
            return self.known.but(hypersensitivity=None, **handed)
        return self.known.but(
            hypersensitivity="yes" if drug in reactions else "no",
            related_hypersensitivity="yes" if reacts_to_related(drug, reactions) else "no",
            **handed,
        )
