"""From the dose to what is opened and drawn: vials, volume, bag, running time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import Drug, Infusion, Preparation, Presentation, drug
from bmcalc.formulary.policy import Policy
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.preparation import Bag, infusion_of, prepare
from bmcalc.orders.supply.vials import VialPlan, fewest_vials, least_waste

VIAL_SOURCE = "label-claim"
_SOLID = ("tablet", "capsule", "patch")


@dataclass(frozen=True)
class Supply:
    """How one dose is made ready. ``fewest`` is the plan with fewer vials, where there is one."""

    vials: VialPlan | None = None
    fewest: VialPlan | None = None
    volume: Term | None = None
    bag: Bag | None = None
    other_bags: tuple[Bag, ...] = ()
    preparation: Preparation | None = None
    infusion: Infusion | None = None
    minutes: Term | None = None


def supply(
    due: DueLine, dose: Term, label_volume: Term | None, situation: Situation, work: Work
) -> Supply:
    """Return vials, volume, bag and running time of a dose, with their steps in ``work``.

    ``label_volume`` is the volume that a label prints beside the dose.
    """
    found, policy = drug(due.drug), situation.policy
    stock = situation.stock.get(due.drug)
    infusion, minutes = infusion_of(
        found.infusions, due.line.route, due.regimen.id, due.first, work
    )
    offered = _offered(found, policy, stock)
    if not offered:
        _tell_nothing_there(found, policy, stock, work)
        return Supply(infusion=infusion, minutes=minutes)
    plan, fewest = _plan(found, dose, offered, policy, stock, work)
    if plan is None:
        return Supply(infusion=infusion, minutes=minutes)
    how = found.preparations[0] if found.preparations else None
    concentration = plan.concentration
    if concentration is None or how is None:
        return Supply(plan, fewest, infusion=infusion, minutes=minutes, preparation=how)
    volume, bag, others = prepare(dose, concentration, how, work, label_volume)
    return Supply(plan, fewest, volume, bag, others, how, infusion, minutes)


def _offered(
    found: Drug, policy: Policy, stock: Mapping[str, int] | None
) -> list[Presentation]:
    """Return what the market has and the pharmacy holds, of strengths in mg."""
    held = policy.in_stock(found.id)
    return [
        one for one in found.presentations_in(policy.market)
        if one.strength.unit.key in ("mg", "g")
        and (held is None or any(one.strength == strength for strength in held))
        and (stock is None or stock.get(str(one.strength), 0) > 0)
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
    return sorted(found, key=lambda plan: (plan.total.magnitude, plan.count))


def _show_plan(plan: VialPlan, work: Work) -> None:
    work.decide(
        _("Vials"), _("the least waste, of those the fewest vials; powders by their label claim"),
        show(plan.dose, 1, trim=True), plan, VIAL_SOURCE,
    )
    if plan.picks[0].presentation.form not in _SOLID:
        work.step(_("Left over"), plan.waste, VIAL_SOURCE, decimals=1)


def _tell_about(plan: VialPlan, plans: list[VialPlan], work: Work) -> None:
    form = plan.picks[0].presentation.form
    if form in _SOLID and plan.waste > plan.waste * 0:
        work.caution(
            "NO_WHOLE_TABLETS",
            _("{dose} cannot be made of whole tablets or capsules.",
              dose=show(plan.dose, 1, trim=True)),
            VIAL_SOURCE,
        )
    if plan.multi_dose:
        work.info(
            FindingCode.MULTI_DOSE,
            _("A vial for several doses: what is left over is kept by its leaflet, not wasted."),
            VIAL_SOURCE,
        )
    ties = [other for other in plans if other.total == plan.total and other.count == plan.count]
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
