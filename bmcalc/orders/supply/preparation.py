"""From the dose to the bag: the volume to draw, the bag, the concentration, the running time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bmcalc.core.finding_code import FindingCode
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


class Range(NamedTuple):
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


_AS_ORDERED: Final = (_("as ordered"), "order-against-regimen")
"""The reason of what the order itself names, and its source."""


class Bag(NamedTuple):
    """One bag: the concentration with the drug added to it, and with its volume withdrawn first.

    ``added_fits`` and ``withdrawn_fits`` say which of the two ways the label's range allows.
    """

    volume: Term
    added: Term
    withdrawn: Term
    added_fits: bool
    withdrawn_fits: bool

    @property
    def final(self) -> Term:
        """The final concentration in the way that is allowed: added to the full bag, if it may."""
        return self.added if self.added_fits or not self.withdrawn_fits else self.withdrawn

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
    *,
    ordered_bag: Term | None = None,
    asks: Work | None = None,
) -> tuple[Term, Bag | None, tuple[Bag, ...]]:
    """Show the volume, the bag and its concentration; return them with the other bags that fit.

    The volume is the label's own where it prints one beside the dose. ``ordered_bag`` is taken
    before any other; ``asks`` takes the question about a concentration that no bag allows.
    """
    drawn = None if how is None else how.drawn_for(dose)
    if drawn is not None:
        volume = drawn.volume
    else:
        volume = work.step(
            _("Volume to draw"),
            volume_to_draw(dose.named(_("dose")), concentration.named(_("concentration"))),
            "label-claim", _("volume"), decimals=2,
        )
    if how is None or how.undiluted or not how.diluents:
        return volume, None, ()
    first = how.bag if ordered_bag is None else ordered_bag
    allowed = Range(how.lowest_concentration, how.highest_concentration)
    if not allowed.limits():
        if first is None:
            return volume, None, ()
        bag = bags_for(dose, volume, allowed, (first,))[0]
        rule, source = (how.text, how.sources[0]) if ordered_bag is None else _AS_ORDERED
        work.decide(_("Bag"), rule, _("any concentration"), first, source)
        return volume, bag, ()
    bags = bags_for(dose, volume, allowed, bags_with(first))
    bag = bags[0] if ordered_bag is None else next(
        one for one in bags if one.volume == ordered_bag
    )
    _show_bag(dose, volume, bag, allowed, how, work, bag.volume == ordered_bag)
    _ask_about_concentration(bag, allowed, how, work, work if asks is None else asks)
    return volume, bag, tuple(other for other in bags if other.fits and other is not bag)


def _show_bag(
    dose: Term, volume: Term, bag: Bag, allowed: Range, how: Preparation, work: Work,
    is_ordered: bool,
) -> None:
    source = how.sources[0]
    named = bag.volume.named(_("bag"))
    rule, chosen_by = _AS_ORDERED if is_ordered else (
        _("a usual bag in which the final concentration is allowed"),
        source if bag.volume == how.bag else usual_bags().source,
    )
    work.decide(_("Bag"), rule, allowed, bag.volume, chosen_by)
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


def _ask_about_concentration(
    bag: Bag, allowed: Range, how: Preparation, work: Work, asks: Work
) -> None:
    if not bag.fits:
        asks.caution(
            FindingCode.CONCENTRATION,
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
    infusions: Iterable[Infusion], route: str, regimen: str | None, first: bool | None
) -> tuple[Infusion | None, Term | None]:
    """Return how long a dose runs, as the regimen or else the label says.

    Where it is not known whether this is the first dose, the longer time is taken.
    """
    chosen: Infusion | None = None
    for one in infusions:
        if one.route != route:
            continue
        if regimen is not None and regimen in one.regimens:
            chosen = one
            break
        if chosen is None and not one.regimens:
            chosen = one
    if chosen is None:
        return None, None
    minutes = chosen.later if first is False and chosen.later is not None else chosen.first
    return chosen, minutes if minutes is not None else chosen.later


def show_infusion(
    chosen: Infusion, minutes: Term | None, first: bool | None, ordered: Term | None, work: Work
) -> Term | None:
    """Show and return how long the dose runs: as it was ordered, else as the label says."""
    if ordered is not None:
        rule, source = _AS_ORDERED
        work.decide(_("Infusion time"), rule, chosen.text, ordered, source)
        return ordered
    if minutes is not None:
        occasion = _("later dose") if first is False else _("first dose")
        work.decide(_("Infusion time"), chosen.text, occasion, minutes, chosen.sources[0])
    return minutes
