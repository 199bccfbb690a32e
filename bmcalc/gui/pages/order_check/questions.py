"""What the page asks beyond the order: only what a drug of the regimen is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bmcalc.calculators.chemotherapy.bsa_dose import REDUCTION, REDUCTION_REASON
from bmcalc.calculators.questions.patient_fields import WEIGHT
from bmcalc.core.ask import Ask, AskDate
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import Basis, Drug, drug, drug_ids
from bmcalc.formulary.regimens import Regimen
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.gui.window.session import STRIP
from bmcalc.orders.dosing.bone_agents import BONE_AGENTS
from bmcalc.orders.reading.order_entry import DOSE, LAST_REASON
from bmcalc.orders.reading.order_inputs import LAST_CYCLE, LEVELS
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.reading.planned_input import plan_fields
from bmcalc.rules.condition import Condition
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.measure import MEASURES

LAST_ON = AskDate(label=_("Last dose on"))
LAST_DOSE = DOSE.but(label=_("Last dose"))
LAST_PARTS: Final[dict[str, Ask]] = {
    "on": LAST_ON, "dose": LAST_DOSE, "reason": LAST_REASON,
    "weight": WEIGHT.but(label=_("Weight behind the last dose"), required=False, noted=False),
    "percent": REDUCTION.but(label=_("Reduction of the last dose")),
}
REDUCTION_PARTS: Final[dict[str, Ask]] = {
    "percent": REDUCTION, "reason": REDUCTION_REASON.but(label=_("Reason")),
}
RESULT_ON = AskDate(label=_("Date"))

_LAID_DOWN: Final = frozenset({
    "calcium_lln", "calcium_uln", "calcium_ionised_lln", "calcium_ionised_uln",
})
"""Limits that national intervals stand in for: asked with a bone agent only."""

_BY_CLEARANCE: Final = ("gfr", "gfr_kind")


def ask_of(name: str) -> Ask:
    """Return the question of a field of the page by its name; raise KeyError for none."""
    root, *parts = name.split(":")
    if root == "order":
        return DOSE
    if root == "last":
        return LAST_PARTS[parts[-1]]
    if root == "reduction":
        return REDUCTION_PARTS[parts[-1]]
    if root == "planned":
        return plan_fields(drug(parts[0]))[parts[-1]]
    if root == "last_cycle":
        return LAST_CYCLE.fields[parts[-1]]
    if root == "level":
        return LEVELS.each
    if parts == ["on"]:
        return RESULT_ON
    return patient_asks()[root]


@once_while_in_force
def asked_by(drug_id: str) -> frozenset[str]:
    """Return the names of the questions by which a drug is judged; none outside the formulary."""
    if drug_id not in drug_ids():
        return frozenset()
    found = drug(drug_id)
    names = {name for rule in found.rules for name in _behind((*rule.all_of, *rule.any_of))}
    names.update(_essential(found))
    if found.basis is Basis.AUC:
        names.update(_BY_CLEARANCE)
    if drug_id in BONE_AGENTS:
        names.update(BONE_AGENTS[drug_id].inputs.asks())
    return frozenset(names & patient_asks().keys())


def _essential(asked: Drug) -> Iterator[str]:
    """Yield the facts without which no dose of a drug is decided, read by a rule or not."""
    for entry in asked.essential:
        for name in (*entry.measures, *entry.one_of, *entry.ask_for):
            yield from facts_of(name) - _LAID_DOWN if name in MEASURES else (name,)


def _behind(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        yield from facts_of(condition.measure) - _LAID_DOWN


def questions(drugs: Iterable[str], regimen: Regimen | None) -> dict[str, Ask]:
    """Return what is asked for these drugs, in the order in which the patient is described.

    The patient strip asks the rest; of what it asks, a result has its day here.
    """
    names = {name for one in drugs for name in asked_by(one)}
    if regimen is not None:
        names.update(
            name for rule in regimen.rules for name in _behind((*rule.all_of, *rule.any_of))
        )
    return {
        name: ask for name, ask in patient_asks().items()
        if name in names and name not in STRIP
    }


_BODY_OF: Final = {
    Basis.AREA: {"height", "weight"}, Basis.WEIGHT: {"weight"}, Basis.FIXED: set(),
    Basis.AUC: {"sex", "age", "height", "weight", "creatinine"},
}


def body_needed(drugs: Iterable[str]) -> frozenset[str]:
    """Return the patient's fields without which no dose of these drugs can be calculated."""
    names: set[str] = set()
    for one in drugs:
        names |= _BODY_OF[drug(one).basis]
    return frozenset(names)


def products_before(drugs: Iterable[str]) -> tuple[str, ...]:
    """Return the other products after which one of these drugs goes on, by its schedules."""
    found = dict.fromkeys(
        product for one in drugs for schedule in drug(one).schedules
        if schedule.changed_from is not None for product in schedule.changed_from.products
    )
    return tuple(found)


def is_result(name: str) -> bool:
    """Say whether a question asks for a laboratory value, or for the limit of one."""
    return name in LABORATORY or name.removesuffix("_uln") in LABORATORY
