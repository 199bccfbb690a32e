"""The question for a line of the regimen that is set for one patient: dose, days and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bmcalc.calculators.chemotherapy.carboplatin_fields import TARGET_AUC
from bmcalc.calculators.chemotherapy.dose_per_area import too_low
from bmcalc.core.ask import Ask, AskObject, AskQuantity, AskReason, Span
from bmcalc.core.problems import Problem, Rejected, RejectedParts, unknown_field
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimen_entry import Regimen, in_days
from bmcalc.formulary.sequences import drugs_of
from bmcalc.orders.reading.ordered_ask import AskDays

_LABEL: Final = _("Dose for this patient")
_DOSES: Final[dict[Basis, AskQuantity]] = {
    Basis.AUC: TARGET_AUC,
    Basis.AREA: AskQuantity(label=_LABEL, spans=(Span("mg/m^2", hard=("0", "20000"), above=True),)),
    Basis.WEIGHT: AskQuantity(label=_LABEL, spans=(Span("mg/kg", hard=("0", "200"), above=True),)),
    Basis.FIXED: AskQuantity(
        label=_LABEL, spans=(Span("mg", hard=("0", "20000"), above=True),
                             Span("g", hard=("0", "20"), above=True)),
    ),
}
DAYS: Final = AskDays(label=_("Days for this patient"))
REASON: Final = AskReason(label=_("Reason of the plan"), required=True)


def plan_fields(found: Drug) -> dict[str, Ask]:
    """Return the questions for the plan of one drug, the dose on its own basis."""
    return {"dose": _DOSES[found.basis], "days": DAYS, "reason": REASON}


class AskPlans(Ask):
    """Asks what was set for this patient, drug by drug."""

    kind = "plans"

    def read(self, raw: object) -> dict[str, dict[str, Any]]:
        """Return dose, days and reason by drug; :class:`RejectedParts` names every fault."""
        if not isinstance(raw, Mapping) or not all(isinstance(name, str) for name in raw):
            raise Rejected("E_TYPE", _("This must be an object with named fields."))
        read: dict[str, dict[str, Any]] = {}
        faults: list[Problem] = []
        for name, one in raw.items():
            found = drugs().get(name)
            if found is None:
                faults.append(unknown_field(name))
            elif one is not None:
                try:
                    read[name] = self._plan(found, one)
                except Rejected as rejected:
                    faults.extend(_of_drug(found, rejected))
        if faults:
            raise RejectedParts(faults)
        return read

    def _plan(self, found: Drug, raw: object) -> dict[str, Any]:
        read = AskObject(label=self.label, fields=plan_fields(found)).read(raw)
        if "dose" not in read and "days" not in read:
            text = _("A dose or days are missing: a reason alone sets nothing.")
            raise RejectedParts([Problem("E_MISSING", text, ("dose",))])
        dose = read.get("dose")
        if isinstance(dose, Term) and dose.unit.key == "g":
            read["dose"] = dose.to("mg")
        if "days" in read:
            read["days"] = tuple(sorted(set(read["days"])))
        return read

    def written(self, value: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return the plans as the contract writes them."""
        return {
            name: {
                part: plan_fields(drugs()[name])[part].written(inner)
                for part, inner in plan.items()
            }
            for name, plan in value.items()
        }

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: for each drug its dose, its days, and the reason."""
        units = sorted({span.key for ask in _DOSES.values() for span in ask.spans})
        return {
            "type": "object",
            "propertyNames": {"enum": sorted(drugs())},
            "additionalProperties": {
                "type": ["object", "null"],
                "properties": {
                    "dose": {"title": str(_LABEL), "type": ["string", "null"], "x-units": units},
                    "days": DAYS.part_schema(),
                    "reason": REASON.part_schema(),
                },
                "required": ["reason"],
                "additionalProperties": False,
            },
        }


def _of_drug(found: Drug, rejected: Rejected) -> Iterable[Problem]:
    """Give every fault of a plan with the name of its drug."""
    for one in rejected.under(found.id, found.name):
        named = isinstance(rejected, RejectedParts)
        text = _("{drug}: {finding}", drug=found.name, finding=one.text) if named else one.text
        yield one._replace(text=text)


PLANS: Final = AskPlans(
    label=_("Set for this patient"),
    hint=_("dose or days of a line of the regimen, with the reason"),
)


def of_this_phase(
    planned: Mapping[str, Mapping[str, Any]], chosen: Regimen, phase: Regimen
) -> dict[str, Mapping[str, Any]]:
    """Return the plans without those for drugs of another phase of a sequence, which wait for it.

    What is no drug of the sequence at all stays, to be refused.
    """
    if not planned:
        return {}
    here = {line.drug for line in phase.lines}
    elsewhere = set(drugs_of(chosen)) - here
    return {name: plan for name, plan in planned.items() if name not in elsewhere}


def plan_problems(
    planned: Mapping[str, Mapping[str, Any]], chosen: Regimen
) -> Iterable[Problem]:
    """Yield plans for what is no line of the regimen, days after its cycle, and doses too low."""
    for name, plan in planned.items():
        lines = [one for one in chosen.lines if one.drug == name]
        if len(lines) > 1:
            yield Problem(
                "E_AMBIG",
                _("{drug} stands on several lines of {regimen}: which one is set cannot be said.",
                  drug=drugs()[name].name, regimen=chosen.name),
                (f"planned.{name}",),
            )
            continue
        if not lines:
            yield Problem(
                "E_LOGIC",
                _("{drug} is no drug of the regimen {regimen}: only its own lines can be set.",
                  drug=drugs()[name].name, regimen=chosen.name),
                (f"planned.{name}",),
            )
            continue
        (line,) = lines
        length = in_days(chosen.track(line).cycle_length)
        days = plan.get("days") or ()
        if days and max(days) > length:
            yield Problem(
                "E_LOGIC",
                _("Day {day} is after the end of a cycle of {length} days.", day=max(days),
                  length=length),
                (f"planned.{name}.days",),
            )
        found, dose = drugs()[name], plan.get("dose")
        if dose is not None and not dose.unit.same_dimension(line.dose.unit):
            yield Problem(
                "E_UNIT",
                _("{drug} is planned as {planned} here.", drug=found.name, planned=line.dose),
                (f"planned.{name}.dose",),
            )
        elif dose is not None and found.basis is Basis.AREA:
            for problem in too_low(found, dose):
                yield problem._replace(about=(f"planned.{name}.dose",))
