"""From the dose to the bag: the volume to draw, the bag, the concentration, the running time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.preparation import Infusion, Preparation
from bmcalc.rules.tables.bags import bags_with, usual_bags


def volume_to_draw(dose: Term, concentration: Term) -> Term:
    """Return the volume that holds the dose, in mL."""
    return dose.to("mg") / concentration.to("mg/mL")


def concentration_added(dose: Term, volume: Term, bag: Term) -> Term:
    """Return the final concentration where the drug's volume is added to a full bag, in mg/mL."""
    return dose.to("mg") / (bag + volume)


def concentration_withdrawn(dose: Term, bag: Term) -> Term:
    """Return the final concentration where as much fluid was withdrawn before, in mg/mL."""
    return dose.to("mg") / bag


@dataclass(frozen=True)
class Range:
    """The final concentrations that a label allows, both ends included; None: no limit."""

    lowest: Term | None
    highest: Term | None

    def holds(self, concentration: Term) -> bool:
        """Say whether a concentration may be infused."""
        return (self.lowest is None or concentration >= self.lowest) and (
            self.highest is None or concentration <= self.highest
        )

    def limits(self) -> list[Term]:
        """Return the limits that exist."""
        return [limit for limit in (self.lowest, self.highest) if limit is not None]

    def __str__(self) -> str:
        if self.lowest is not None and self.highest is not None:
            return str(_("{lowest} to {highest}", lowest=self.lowest, highest=self.highest))
        if self.highest is not None:
            return str(_("at most {highest}", highest=self.highest))
        return str(_("at least {lowest}", lowest=self.lowest))


@dataclass(frozen=True)
class Bag:
    """One bag: the concentration with the drug added to it, and with its volume withdrawn first.

    ``added_fits`` and ``withdrawn_fits`` say which of the two ways the label's range allows.
    """

    volume: Term
    added: Term
    withdrawn: Term
    added_fits: bool
    withdrawn_fits: bool

    @property
    def fits(self) -> bool:
        """Whether one of the two ways is allowed."""
        return self.added_fits or self.withdrawn_fits


def bags_for(dose: Term, volume: Term, allowed: Range, bags: Iterable[Term]) -> list[Bag]:
    """Return every bag with its concentrations, those first in which both ways are allowed."""
    found = []
    for bag in bags:
        added = concentration_added(dose, volume, bag)
        withdrawn = concentration_withdrawn(dose, bag)
        found.append(Bag(bag, added, withdrawn, allowed.holds(added), allowed.holds(withdrawn)))
    return sorted(found, key=lambda one: -(one.added_fits + one.withdrawn_fits))


def prepare(
    dose: Term,
    concentration: Term,
    how: Preparation | None,
    work: Work,
    label_volume: Term | None = None,
) -> tuple[Term, Bag | None, tuple[Bag, ...]]:
    """Show the volume, the bag and its concentration; return them with the other bags that fit.

    ``label_volume`` is the volume that a label prints beside the dose, rounded its own way.
    """
    volume = label_volume
    if volume is None:
        volume = work.step(
            _("Volume to draw"),
            volume_to_draw(dose.named(_("dose")), concentration.named(_("concentration"))),
            "label-claim", _("volume"), decimals=2,
        )
    if how is None or how.undiluted or not how.diluents:
        return volume, None, ()
    allowed = Range(how.lowest_concentration, how.highest_concentration)
    if not allowed.limits():
        if how.bag is None:
            return volume, None, ()
        bag = bags_for(dose, volume, allowed, (how.bag,))[0]
        work.decide(_("Bag"), how.text, _("any concentration"), how.bag, how.sources[0])
        return volume, bag, ()
    bags = bags_for(dose, volume, allowed, bags_with(how.bag))
    bag = bags[0]
    _show_bag(dose, volume, bag, allowed, how, work)
    return volume, bag, tuple(other for other in bags[1:] if other.fits)


def _show_bag(
    dose: Term, volume: Term, bag: Bag, allowed: Range, how: Preparation, work: Work
) -> None:
    source = how.sources[0]
    named = bag.volume.named(_("bag"))
    work.decide(
        _("Bag"), _("a usual bag in which the final concentration is allowed"), allowed,
        bag.volume, source if bag.volume == how.bag else usual_bags().source,
    )
    dose = dose.named(_("dose"))
    work.step(
        _("Final concentration, drug added to the bag"),
        concentration_added(dose, volume, named), source,
        decimals=decimals_against(bag.added, allowed.limits(), 2),
    )
    work.step(
        _("Final concentration, equal volume withdrawn first"),
        concentration_withdrawn(dose, named), source,
        decimals=decimals_against(bag.withdrawn, allowed.limits(), 2),
    )
    if not bag.fits:
        work.caution(
            "CONCENTRATION",
            _("In {bag} the final concentration would be {added}, outside {range}. Choose "
              "another bag.", bag=bag.volume,
              added=show(bag.added, decimals_against(bag.added, allowed.limits(), 2)),
              range=allowed),
            *how.sources,
        )
    elif not (bag.added_fits and bag.withdrawn_fits):
        way = (
            _("add the drug to the full bag") if bag.added_fits
            else _("withdraw as much fluid first")
        )
        work.caution(
            "CONCENTRATION_ONE_WAY",
            _("In {bag} the final concentration keeps to {range} in one way only: {way}.",
              bag=bag.volume, range=allowed, way=way),
            *how.sources,
        )


def infusion_of(
    infusions: Iterable[Infusion], route: str, regimen: str | None, first: bool | None, work: Work
) -> tuple[Infusion | None, Term | None]:
    """Return how long a dose runs, as the regimen or else the label says, and show it.

    Where it is not known whether this is the first dose, the longer time is taken.
    """
    suited = [one for one in infusions if one.route == route]
    own = [one for one in suited if regimen is not None and regimen in one.regimens]
    general = [one for one in suited if not one.regimens]
    chosen = next(iter(own or general), None)
    if chosen is None:
        return None, None
    minutes = chosen.later if first is False and chosen.later is not None else chosen.first
    minutes = minutes if minutes is not None else chosen.later
    if minutes is not None:
        occasion = _("later dose") if first is False else _("first dose")
        work.decide(_("Infusion time"), chosen.text, occasion, minutes, chosen.sources[0])
    return chosen, minutes
