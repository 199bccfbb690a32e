"""Numbers of a patient that are likely a slip of the keyboard: somebody confirms them.

Outside its usual range a value may be abnormal, which the rules of the drugs judge. Only far
outside, where the measure names its ``slip``, it is more likely a slip of the keyboard.
"""

from __future__ import annotations

from bmcalc.core.ask import AskInteger, AskQuantity
from bmcalc.core.calculator import confirm_slip
from bmcalc.core.work import Work
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks


def confirm_facts(given: RegimenInputs, work: Work) -> None:
    """Ask to confirm every number about the patient that is likely a slip, once."""
    asks = patient_asks()
    for name, value in (given.patient or {}).items():
        ask = asks[name]
        if value is not None and isinstance(ask, (AskQuantity, AskInteger)):
            confirm_slip(f"patient.{name}", ask, value, work)
    for name, result in (given.labs or {}).items():
        ask = LABORATORY[name]
        if result.value is not None and isinstance(ask, (AskQuantity, AskInteger)):
            confirm_slip(f"labs.{name}", ask, result.value, work)
