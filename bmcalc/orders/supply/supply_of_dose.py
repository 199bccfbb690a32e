"""How one dose is made ready, and how sure it is that it is made."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import Infusion, Preparation
from bmcalc.formulary.preparation import SWALLOWED
from bmcalc.orders.supply.pieces import Run
from bmcalc.orders.supply.preparation import Bag
from bmcalc.orders.supply.vials import VialPlan


class Making(StrEnum):
    """How sure it is that a dose is made.

    An order that agrees, one that is asked about, a dose that nobody ordered yet, or nothing.
    """

    MADE = "made"
    NOT_CONFIRMED = "not_confirmed"
    PLAN = "plan"
    NONE = "none"

    @property
    def mark(self) -> object:
        """What people read beside what is made ready; nothing where it needs no word."""
        return {
            Making.NOT_CONFIRMED: _("not confirmed"), Making.PLAN: _("plan"),
        }.get(self, "")


class Supply(NamedTuple):
    """How one dose is made ready. ``fewest`` is the plan with fewer vials, where there is one.

    ``dose`` is the one that is made, None where nothing is; ``run`` is for how long tablets are
    handed out.
    """

    dose: Term | None = None
    state: Making = Making.NONE
    vials: VialPlan | None = None
    fewest: VialPlan | None = None
    volume: Term | None = None
    bag: Bag | None = None
    other_bags: tuple[Bag, ...] = ()
    preparation: Preparation | None = None
    infusion: Infusion | None = None
    minutes: Term | None = None
    run: Run | None = None

    @property
    def waste(self) -> Term | None:
        """What is left over in the opened vials, in mg."""
        return None if self.vials is None else self.vials.waste

    @property
    def concentration(self) -> Term | None:
        """The final concentration of what is given: in the bag, else as it is drawn up."""
        if self.bag is not None:
            return self.bag.final
        return None if self.vials is None else self.vials.concentration

    @property
    def is_swallowed(self) -> bool:
        """Whether it is made of whole tablets or capsules."""
        return self.vials is not None and self.vials.picks[0].presentation.form in SWALLOWED
