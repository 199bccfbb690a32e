"""What runs into the vein: the whole volume of a bag, and how much of it an hour."""

from __future__ import annotations

from bmcalc.core.term import Term
from bmcalc.orders.supply.supply_of_dose import Supply


def whole_volume(supply: Supply) -> Term | None:
    """Return the volume of what is given, in mL; None where it is not known.

    In a bag it is that of the way that the label's range allows: the drug added to the full bag,
    else the bag after as much fluid was withdrawn. What is given undiluted is the drawn volume.
    """
    bag, volume = supply.bag, supply.volume
    if volume is None:
        return None
    if bag is not None:
        if not bag.fits:
            return None
        return bag.volume + volume if bag.added_fits else bag.volume
    how = supply.preparation
    return volume if how is not None and how.undiluted else None


def rate(supply: Supply) -> Term | None:
    """Return how much runs in an hour, in mL/h; None where the volume or the time is not known."""
    volume = whole_volume(supply)
    if volume is None or supply.minutes is None or not supply.minutes.magnitude:
        return None
    if supply.infusion is None or supply.infusion.route != "iv":
        return None
    return volume.to("mL") / supply.minutes.to("h")
