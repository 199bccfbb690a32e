"""The diluent and the volume of an order, compared with how the drug is made ready."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import Drug, Preparation, drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.fluids import fluid_names
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.supply.preparation import (
    Range,
    concentration_added,
    concentration_withdrawn,
    volume_to_draw,
)
from bmcalc.rules.limits import limit

SOURCE: Final = "order-against-regimen"
_OFF: Final = Decimal(20)
"""A volume may differ by one part in so many from the one that the concentration gives."""


def judge_fluid(line: OrderLine, order: Ordered) -> None:
    """Add what follows from the diluent and the volume; a forbidden diluent is a stop."""
    if order.diluent is None and order.volume is None:
        return
    found = drug(line.drug)
    how = found.preparations[0] if found.preparations else None
    if how is None:
        _ask(line, _("A diluent or a volume is ordered; the formulary has none for {drug}.",
                     drug=found.name))
        return
    if order.diluent is not None and not _diluent_fits(line, how, order.diluent):
        return
    if order.volume is not None:
        _judge_volume(line, found, how, order.volume)


def _ask(line: OrderLine, text: object, *sources: str) -> None:
    line.work.caution(FindingCode.DILUENT_DIFFERS, text, *(sources or (SOURCE,)),
                      about=f"order.{line.drug}")


def _solvents(how: Preparation) -> set[str]:
    """Return the fluids in which a powder that is not diluted further is dissolved."""
    return {one.solvent.value for one in how.dissolving} if how.undiluted else set()


def _diluent_fits(line: OrderLine, how: Preparation, diluent: str) -> bool:
    """Say whether the ordered diluent is the drug's; ask or stop where it is not."""
    name = fluid_names()[diluent]
    if diluent in {one.value for one in how.never}:
        line.work.stop(
            FindingCode.DILUENT_DIFFERS,
            _("Ordered in {diluent}: {drug} is never given in it. {text}", diluent=name,
              drug=line.name, text=how.text), *how.sources, about=f"order.{line.drug}",
        )
        return False
    allowed = {one.value: one.label for one in how.diluents}
    if diluent in allowed or diluent in _solvents(how):
        return True
    if allowed:
        _ask(line, _("Ordered in {diluent}; {drug} is given in {allowed}.", diluent=name,
                     drug=line.name, allowed=Joined(list(allowed.values()), _(" or "))),
             *how.sources)
    else:
        _ask(line, _("Ordered in {diluent}; {drug} is not diluted.", diluent=name,
                     drug=line.name), *how.sources)
    return False


def _judge_volume(line: OrderLine, found: Drug, how: Preparation, volume: Term) -> None:
    dose = line.ordered
    if dose is None or not volume.magnitude:
        _ask(line, _("The volume {volume} was not compared.", volume=volume))
        return
    drawn = [volume_to_draw(dose, one.concentration) for one in found.presentations
             if one.concentration is not None]
    if how.undiluted and not how.diluents:
        of_bag = dose.to("mg") / how.highest_concentration if how.highest_concentration else None
        expected = [*drawn, *([] if of_bag is None else [of_bag])]
        if not any(_near(volume, one) for one in expected):
            _ask(line, _("Ordered in {volume}, which does not fit its concentration.",
                         volume=volume), *how.sources)
        return
    smallest, largest = limit("bag_smallest"), limit("bag_largest")
    if volume < smallest or volume > largest:
        _ask(line, _("Ordered in {volume}; an infusion has {smallest} to {largest}.",
                     volume=volume, smallest=smallest, largest=largest), "infusion-bag-choice")
        return
    allowed = Range(how.lowest_concentration, how.highest_concentration)
    if not allowed.limits():
        if how.bag is not None and how.bag != volume:
            _ask(line, _("Ordered in {volume}; the label names {bag}.", volume=volume,
                         bag=how.bag), *how.sources)
        return
    made = [concentration_withdrawn(dose, volume),
            *(concentration_added(dose, one, volume) for one in drawn)]
    if not any(allowed.holds(one) for one in made):
        _ask(line, _("In {volume} the final concentration would be {made}, outside {range}.",
                     volume=volume, range=allowed,
                     made=show(made[0], decimals_against(made[0], allowed.limits(), 2))),
             *how.sources)


def _near(volume: Term, expected: Term) -> bool:
    wanted = expected.to("mL").magnitude
    return abs(volume.to("mL").magnitude - wanted) * _OFF <= wanted
