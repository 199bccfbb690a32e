"""What is computed for the patient strip from the patient's fields alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.calculators import calculator
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term, show
from bmcalc.gui.result.shown_values import NONE
from bmcalc.gui.window.faults import logger


def body_surface_area(patient: Mapping[str, Any]) -> str:
    """Return the area by Mosteller for people, or a dash where it cannot be computed."""
    if not {"height", "weight"} <= patient.keys():
        return NONE
    given = {name: patient[name] for name in ("sex", "height", "weight") if name in patient}
    # Mosteller does not depend on the sex, which the page of body size asks for all the same.
    given.setdefault("sex", "female")
    area = _value("body-size", given, "bsa")
    return NONE if area is None else show(area, 2)


def creatinine_clearance(patient: Mapping[str, Any]) -> str:
    """Return the clearance by Cockcroft-Gault for people, or a dash."""
    clearance = clearance_of(patient)
    return NONE if clearance is None else show(clearance, 0)


def clearance_of(patient: Mapping[str, Any]) -> Term | None:
    """Return the clearance by Cockcroft-Gault in mL/min, or None where a field is missing."""
    fields = ("sex", "age", "height", "weight", "creatinine")
    if not {"sex", "age", "weight", "creatinine"} <= patient.keys():
        return None
    return _value("renal-function", {n: patient[n] for n in fields if n in patient}, "gfr")


def _value(identifier: str, given: Mapping[str, Any], name: str) -> Term | None:
    try:
        _read, work = calculator(identifier).run(given)
    except (Refused, KeyError):
        return None
    except Exception:
        logger().exception("%s failed", identifier)
        return None
    value = work.values.get(name)
    return value if isinstance(value, Term) else None
