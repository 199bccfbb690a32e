"""From the dose to what is opened and drawn: vials, volume, bag, running time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import Drug, Presentation, drug
from bmcalc.formulary.policy import Policy
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.pieces import pieces_in, run_of
from bmcalc.orders.supply.preparation import infusion_of, prepare, show_infusion
from bmcalc.orders.supply.supply_of_dose import Supply
from bmcalc.orders.supply.tablets import plan_tablets, show_run
from bmcalc.orders.supply.vials import VialPlan, fewest_vials, least_waste
from bmcalc.rules.condition import all_met

VIAL_SOURCE: Final = "label-claim"


def supply(
    due: DueLine, dose: Term, order: Ordered | None, situation: Situation, work: Work, asks: Work
) -> Supply:
    """Return vials, volume, bag and running time of a dose, with their steps in ``work``.

    ``order`` is what was ordered, whose bag and running time are kept to. ``asks`` takes what
    somebody must be asked about: a dose that no tablets make, a concentration that no bag allows.
    """
    found, policy = drug(due.drug), situation.policy
    stock = situation.stock.get(due.drug)
    infusion, minutes = infusion_of(found.infusions, due.line.route, due.regimen.id, due.first)
    if infusion is not None:
        said = None if order is None else order.infusion
        minutes = show_infusion(infusion, minutes, due.first, said, work)
    how = found.preparations[0] if found.preparations else None
    ready = partial(Supply, dose, infusion=infusion, minutes=minutes)
    offered = _offered(found, policy, stock, situation)
    if pieces_in(found, policy.market):
        tablets = plan_tablets(found, dose, policy.market, offered, stock, work, asks)
        if tablets is None:
            return ready()
        run = show_run(tablets, run_of(due, order), work)
        return ready(vials=tablets, run=run, preparation=how)
    if not offered:
        _tell_nothing_there(found, policy, stock, work)
        return ready()
    plan, fewest = _plan(found, dose, offered, policy, stock, work)
    if plan is None:
        return ready()
    ready = partial(ready, vials=plan, fewest=fewest, preparation=how)
    if plan.concentration is None or how is None:
        return ready()
    volume, bag, others = prepare(
        dose, plan.concentration, how, work, ordered_bag=_ordered_bag(order), asks=asks
    )
    return ready(volume=volume, bag=bag, other_bags=others)


def _ordered_bag(order: Ordered | None) -> Term | None:
    """Return the volume that the order names; an order over 0 mL names none."""
    volume = None if order is None else order.volume
    return volume if volume is not None and volume.magnitude else None


def _offered(
    found: Drug, policy: Policy, stock: Mapping[str, int] | None, situation: Situation
) -> list[Presentation]:
    """Return what the market has and the pharmacy holds, of strengths in mg, and what suits."""
    held = policy.in_stock(found.id)
    return [
        one for one in found.presentations_in(policy.market)
        if one.strength.unit.key in ("mg", "g")
        and (held is None or any(one.strength == strength for strength in held))
        and (stock is None or stock.get(str(one.strength), 0) > 0)
        and (not one.only_if or all_met(one.only_if, situation.known_of(found.id)))
    ]


def _tell_nothing_there(
    found: Drug, policy: Policy, stock: Mapping[str, int] | None, work: Work
) -> None:
    if stock is not None or policy.in_stock(found.id) is not None:
        work.caution(
            "NOT_IN_STOCK", _("The site holds no {drug}.", drug=found.name), VIAL_SOURCE
        )
    else:
        work.info(
            "NO_PRESENTATION",
            _("The formulary has no vial of {drug} for the market {market}: no vials were "
              "planned.", drug=found.name, market=policy.market),
        )


def _plan(
    found: Drug,
    dose: Term,
    offered: list[Presentation],
    policy: Policy,
    stock: Mapping[str, int] | None,
    work: Work,
) -> tuple[VialPlan | None, VialPlan | None]:
    by_concentration = _by_concentration(offered)
    limit: int | None = policy.vial_limit
    plans = _plans(dose, by_concentration, limit, stock)
    if not plans:
        limit = None
        plans = _plans(dose, by_concentration, limit, stock)
        if plans:
            work.info(
                "VIAL_LIMIT",
                _("More than {limit} vials are needed, the limit of the site.",
                  limit=policy.vial_limit),
                VIAL_SOURCE, about="policy.vial_limit",
            )
    if not plans:
        work.caution(
            "NOT_IN_STOCK",
            _("What the site holds of {drug} does not reach {dose}.", drug=found.name,
              dose=show(dose, 1, trim=True)),
            VIAL_SOURCE,
        )
        return None, None
    plan = plans[0]
    _show_plan(plan, work)
    _tell_about(plan, plans, work)
    if plan.count == 1:
        return plan, None
    concentration = plan.picks[0].presentation.concentration
    fewest = fewest_vials(dose, by_concentration[_key(concentration)], stock=stock)
    return plan, fewest if fewest is not None and fewest.count < plan.count else None


def _key(concentration: Term | None) -> str:
    return "" if concentration is None else str(concentration)


def _by_concentration(offered: list[Presentation]) -> dict[str, list[Presentation]]:
    """Return the presentations by their concentration: two are never mixed in one dose."""
    groups: dict[str, list[Presentation]] = {}
    for one in offered:
        groups.setdefault(_key(one.concentration), []).append(one)
    return groups


def _plans(
    dose: Term,
    groups: Mapping[str, list[Presentation]],
    limit: int | None,
    stock: Mapping[str, int] | None,
) -> list[VialPlan]:
    """Return one plan for each concentration, the one with the least waste first."""
    found = [
        plan for group in groups.values()
        if (plan := least_waste(dose, group, most=limit, stock=stock)) is not None
    ]
    if len(found) > 1:
        found.sort(key=lambda plan: (plan.total.magnitude, plan.count))
    return found


def _show_plan(plan: VialPlan, work: Work) -> None:
    work.decide(
        _("Vials"), _("the least waste, of those the fewest vials; powders by their label claim"),
        show(plan.dose, 1, trim=True), plan, VIAL_SOURCE,
    )
    work.step(_("Left over"), plan.waste, VIAL_SOURCE, decimals=1)


def _tell_about(plan: VialPlan, plans: list[VialPlan], work: Work) -> None:
    if plan.multi_dose:
        work.info(
            FindingCode.MULTI_DOSE,
            _("A vial for several doses: what is left over is kept by its leaflet, not wasted."),
            VIAL_SOURCE,
        )
    ties = plans if len(plans) < 2 else [
        other for other in plans if other is plan
        or (other.total == plan.total and other.count == plan.count)
    ]
    if len(ties) > 1:
        choices = [
            _("{concentration}: {volume}", concentration=one.concentration,
              volume=show(one.dose / one.concentration, 2))
            for one in ties if one.concentration is not None
        ]
        work.info(
            "CHOOSE_CONCENTRATION",
            _("Look at the concentration of the vial in hand: {choices}.",
              choices=Joined(list(choices), "; ")),
            VIAL_SOURCE,
        )
    for pick in plan.picks:
        if pick.presentation.text is not None:
            work.info(FindingCode.VIAL_TEXT, pick.presentation.text, pick.presentation.source)
