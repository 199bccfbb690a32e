"""The analgesics that may be offered, with their doses, and which form fits a patient."""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.calculators.pain.pain_fields import PainInputs
from bmcalc.core.texts import _
from bmcalc.rules.tables.analgesics import Offered

CURRENT_OPIOID = "current opioid"
ADJUNCT = "adjunct: "

IBUPROFEN = "ibuprofen_SR 0.3g q12h"
CELECOXIB = "celecoxib 100-200mg q12h"
CELECOXIB_HALF = "celecoxib 50-100mg q12h (half dose)"
PARACETAMOL = "paracetamol"
TRAMADOL_SR = "tramadol_SR 50-100mg q12h (max 400mg/d)"
TRAMADOL_SR_OVER_75 = "tramadol_SR 50-100mg q12h (max 300mg/d)"
TRAMADOL_IR = "tramadol_IR 50mg q12h (max 200mg/d)"
TRAMADOL_CIRRHOSIS = "tramadol_IR 50mg q12h (cirrhosis)"
LOW_OXYCODONE = "low-dose oxycodone_CR 5-10mg q12h (<=20mg/d)"
LOW_OXYCODONE_REDUCED = "low-dose oxycodone_IR 2.5mg q6-8h titration"
LOW_MORPHINE = "low-dose morphine <=30mg/d"
LOW_MORPHINE_ELDERLY = "low-dose morphine_IR 2.5mg q4h titration (<=30mg/d)"
LOW_MORPHINE_HEPATIC = "low-dose morphine_IR 2.5-5mg q6-8h titration (<=30mg/d)"
OXYCODONE = "oxycodone_CR 10mg q12h"
OXYCODONE_HALF = "oxycodone_CR 5mg q12h (1/2 start)"
OXYCODONE_REDUCED = "oxycodone_IR 2.5-5mg q6-8h titration (1/3-1/2 start)"
MORPHINE = "morphine_IR 5-15mg q4h titration -> SR q12h"
MORPHINE_REDUCED = "morphine_IR 2.5-5mg q4h titration (1/3-1/2 start)"
MORPHINE_HEPATIC = "morphine_IR 2.5-5mg q6-8h titration"
FENTANYL_PATCH = "fentanyl_TD"

ANALGESICS: dict[str, object] = {
    **{key: Offered(key) for key in (
        IBUPROFEN, CELECOXIB, CELECOXIB_HALF, PARACETAMOL, TRAMADOL_SR, TRAMADOL_SR_OVER_75,
        TRAMADOL_IR, TRAMADOL_CIRRHOSIS, LOW_OXYCODONE, LOW_OXYCODONE_REDUCED, LOW_MORPHINE,
        LOW_MORPHINE_ELDERLY, LOW_MORPHINE_HEPATIC, OXYCODONE, OXYCODONE_HALF, OXYCODONE_REDUCED,
        MORPHINE, MORPHINE_REDUCED, MORPHINE_HEPATIC, FENTANYL_PATCH,
    )},
    CURRENT_OPIOID: _("the current opioid"),
}
"""Every drug that may be offered, by its key, with the dose that people read."""

OFFERED: dict[str, object] = {
    **ANALGESICS,
    **{ADJUNCT + key: _("in addition: {drug}", drug=name) for key, name in ANALGESICS.items()},
}

RESCUE_DRUGS: dict[str, object] = {
    "morphine_IR": _("morphine immediate-release"),
    "oxycodone_IR": _("oxycodone immediate-release"),
}


class Offer(NamedTuple):
    """One drug in the form that fits a patient: the drug that rules name, and the offer's key."""

    drug: str
    key: str


def non_opioids(given: PainInputs) -> list[Offer]:
    """Return NSAID and paracetamol in the doses that fit."""
    celecoxib = CELECOXIB_HALF if given.hepatic == "b" else CELECOXIB
    return [
        Offer("ibuprofen", IBUPROFEN), Offer("celecoxib", celecoxib),
        Offer("paracetamol", PARACETAMOL),
    ]


def tramadol(given: PainInputs) -> Offer:
    """Return tramadol in the form that kidney, liver and age allow."""
    if given.hepatic in ("a", "b"):
        return Offer("tramadol", TRAMADOL_CIRRHOSIS)
    if given.clearance_below("tramadol_sr_clearance"):
        return Offer("tramadol", TRAMADOL_IR)
    old = given.older_than("tramadol_age")
    return Offer("tramadol_SR", TRAMADOL_SR_OVER_75 if old else TRAMADOL_SR)


def starts_reduced(given: PainInputs) -> bool:
    """Say whether oxycodone starts at a third to a half: kidney, liver, frailty or age."""
    diseased = given.hepatic in ("a", "b", "c")
    kidney = given.clearance_below("oxycodone_clearance_low")
    return kidney or diseased or given.frail_or_old()


def moderate_pain(given: PainInputs) -> list[Offer]:
    """Return the opioids of step 2: tramadol, or a strong opioid at a low dose."""
    oxycodone = LOW_OXYCODONE_REDUCED if starts_reduced(given) else LOW_OXYCODONE
    if given.hepatic in ("b", "c"):
        morphine = LOW_MORPHINE_HEPATIC
    else:
        morphine = LOW_MORPHINE_ELDERLY if given.frail_or_old() else LOW_MORPHINE
    return [tramadol(given), Offer("oxycodone", oxycodone), Offer("morphine", morphine)]


def severe_pain(given: PainInputs) -> list[Offer]:
    """Return the strong opioids of step 3 at the dose at which this patient may start."""
    if starts_reduced(given):
        oxycodone = OXYCODONE_REDUCED
    else:
        moderate = given.clearance_below("oxycodone_clearance_reduced")
        oxycodone = OXYCODONE_HALF if moderate else OXYCODONE
    if given.hepatic in ("b", "c"):
        morphine = MORPHINE_HEPATIC
    else:
        moderate = given.clearance_between("morphine_clearance", "morphine_clearance_reduced")
        reduced = moderate or given.frail_or_old()
        morphine = MORPHINE_REDUCED if reduced else MORPHINE
    return [Offer("oxycodone", oxycodone), Offer("morphine", morphine)]


def rotation(given: PainInputs) -> list[Offer]:
    """Return the strong opioids to which a patient who must leave one may go."""
    patch = [Offer("fentanyl", FENTANYL_PATCH)] if given.tolerant else []
    offers = patch + severe_pain(given)
    return [offer for offer in offers if offer.drug != given.current_drug]
