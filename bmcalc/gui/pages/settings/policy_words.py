"""The policy in force in words: what is decided, and whether the hospital decided it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bmcalc.calculators.body.body_size import BSA_FORMULA
from bmcalc.calculators.chemotherapy.bsa_dose import BSA_CAP
from bmcalc.calculators.chemotherapy.carboplatin_fields import GFR_CAP
from bmcalc.calculators.her2.her2_fields import HP_RELOAD_POLICY
from bmcalc.calculators.kidney.gfr_estimate import (
    CREATININE_AGE,
    CREATININE_FLOOR,
    EQUATION,
    WEIGHT_BASIS,
)
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.shared.dose_rounding import ROUNDING, ROUNDING_STEP
from bmcalc.core.ask import Ask, AskChoice
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.policy_draft import LIMITS, own_policy
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.related_drugs import name_of
from bmcalc.report.calculation import footer, sources_table
from bmcalc.report.document import Report, Section, Table
from bmcalc.rules.entered import all_entered

ASKS: dict[str, Ask] = {
    "label_profile": LABEL_PROFILE, "bsa_formula": BSA_FORMULA, "bsa_cap": BSA_CAP,
    "gfr_equation": EQUATION, "weight_basis": WEIGHT_BASIS, "creatinine_floor": CREATININE_FLOOR,
    "gfr_cap": GFR_CAP, "rounding": ROUNDING, "rounding_step": ROUNDING_STEP,
    "hp_reload_policy": HP_RELOAD_POLICY, "creatinine_age": CREATININE_AGE,
}
LABELS: dict[str, object] = {
    "label_profile": _("Label that leads"),
    "market": _("Packages of which market"),
    **{name: ask.label for name, ask in ASKS.items() if name not in (
        "label_profile", "creatinine_age", "gfr_equation")},
    "gfr_equation": _("Equation of the GFR"),
    "creatinine_age": _("A creatinine counts for"),
    "tolerance_agrees": _("An order agrees up to"),
    "tolerance_stops": _("An order is stopped above"),
    "weight_change": _("Calculate anew from a change of weight of"),
    "vial_limit": _("Most vials of a plan"),
    "ask_premedication": _("Ask for a premedication that is not ordered"),
    "one_person_release": _("One person alone may release"),
    "nsaid_platelets": _("No NSAID below platelets of"),
    "opioid_conversion_limit": _("No opioid conversion above oral morphine a day of"),
}
ORDER = (
    "label_profile", "market", "rounding", "rounding_step", "tolerance_agrees", "tolerance_stops",
    "bsa_formula", "bsa_cap", "gfr_equation", "weight_basis", "creatinine_floor", "gfr_cap",
    "creatinine_age", "weight_change", "vial_limit", "ask_premedication", "one_person_release",
    "hp_reload_policy", "nsaid_platelets", "opioid_conversion_limit",
)
TITLE = _("The hospital's policy in force")
RESTS_ON = _("What it rests on")
OWN, SHIPPED = _("decided by the hospital"), _("as shipped")
MARKETS = {"CN": _("China"), "US": _("US"), "EU": _("EU")}


class Decision(NamedTuple):
    """One entry of the policy; ``is_own`` says that the hospital's file names it."""

    name: str
    label: object
    value: object
    is_own: bool


def decisions(policy: Policy, own: FolderEntries) -> Iterator[Decision]:
    """Give every entry of a policy, those of the laboratory last."""
    named = own_policy(own)
    for name in ORDER:
        yield Decision(name, LABELS[name], _value(name, getattr(policy, name)), name in named)
    if policy.stock:
        stock = Joined([_("{drug} {strengths}", drug=name_of(drug),
                          strengths=Joined([show(one) for one in strengths]))
                        for drug, strengths in policy.stock.items()], "; ")
        yield Decision("stock", _("Strengths in stock"), stock, "stock" in named)
    limits = named.get("laboratory", {})
    for name in LIMITS:
        value = getattr(policy.laboratory, name)
        words = _("asked with each result") if value is None else show(value)
        yield Decision(f"laboratory.{name}", all_entered()[name].ask.label, words, name in limits)


def _value(name: str, value: Any) -> object:
    if value is None:
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Term):
        return show(value)
    if name == "market":
        return MARKETS[value]
    ask = ASKS.get(name)
    return ask.options[value] if isinstance(ask, AskChoice) else str(value)


def policy_report(policy: Policy, own: FolderEntries) -> Report:
    """Return the policy in force as it is printed: each entry, whose it is, what it rests on."""
    rows = tuple((str(one.label), str(one.value), str(OWN if one.is_own else SHIPPED))
                 for one in decisions(policy, own))
    heads = (str(_("Entry")), str(_("Value")), str(_("Decided by")))
    return Report(str(TITLE), str(named(policy)), (
        Section(str(TITLE), (Table(heads, rows, widths=(42, 34, 24)),)),
        Section(str(RESTS_ON), (sources_table(policy.sources),)),
    ), footer(), (str(_("Signed by")),))


def named(policy: Policy) -> object:
    """Return what a policy is called, and who signed it."""
    signed = _("signed by {name}, {date}", name=policy.signed_by, date=policy.signed_on) \
        if policy.signed_by else _("not signed")
    return _("{policy} · version {version} · {signed}", policy=policy.name,
             version=policy.version, signed=signed)
