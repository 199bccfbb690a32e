"""Ways to ask the shipped rules in tests as a pharmacist would: this drug, these values."""

from __future__ import annotations

from bmcalc.core.term import Term, q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import regimen, rules_for
from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule
from tests.rules.said import strictest_rows


def values(**given: str) -> dict[str, Given]:
    """Return measures from texts: quantities have a unit, choices have none."""
    return {
        name: text if text.isalpha() else q(text) for name, text in given.items()
    }


def counts(anc: str, platelets: str) -> dict[str, str]:
    """Return neutrophils and platelets in 10⁹/L."""
    return {"anc": f"{anc} x10^9/L", "platelets": f"{platelets} x10^9/L"}


def strictest(drug_id: str, profile: str = "us", first_dose: bool = True, **given: str) -> str:
    """Return the outcome of the strictest of a drug's own rules on day 1, or ``given``."""
    rules = [
        rule for rule in drug(drug_id).rules
        if rule.asked(profile=profile, drug=drug_id, day=1, first_dose=first_dose)
    ]
    met = strictest_rows(rules, values(**given), first_dose)
    return str(met[0].outcome(first_dose)) if met else "given"


def codes(drug_id: str, profile: str = "us", first_dose: bool = True, **given: str) -> set[str]:
    """Return the codes of a drug's own rules that speak on day 1."""
    rules = [
        rule for rule in drug(drug_id).rules
        if rule.asked(profile=profile, drug=drug_id, day=1, first_dose=first_dose)
    ]
    return {rule.code for rule in strictest_rows(rules, values(**given), first_dose)}


def left_of(
    drug_id: str, planned: str, profile: str = "us", first_dose: bool = True, **given: str
) -> Term | None:
    """Return what a drug's own rules leave of a planned dose on day 1; None: not given."""
    dose = q(planned)
    rules = [
        rule for rule in drug(drug_id).rules
        if rule.asked(profile=profile, drug=drug_id, day=1, first_dose=first_dose)
    ]
    met = strictest_rows(rules, {**values(**given), "planned_dose": dose}, first_dose)
    return _smallest(met, dose, first_dose)


def left_in(
    regimen_id: str, drug_id: str, day: int, profile: str = "us", **given: str
) -> Term | None:
    """Return what is left of a drug's dose on a day of a regimen; None: not given."""
    chosen = regimen(regimen_id)
    line = next(line for line in chosen.lines if line.drug == drug_id)
    rules = rules_for(chosen, line, profile=profile, day=day, first_dose=False)
    known = {**values(**given), "planned_dose": line.dose}
    return _smallest(strictest_rows(rules, known), line.dose, first_dose=False)


def _smallest(met: list[Rule], dose: Term, first_dose: bool) -> Term | None:
    outcomes = [(rule, rule.outcome(first_dose)) for rule in met]
    if any(outcome.gives_no_dose for _rule, outcome in outcomes):
        return None
    left = [rule.reduced(dose) for rule, outcome in outcomes if outcome.value == "reduce"]
    return min(left, default=dose)
