"""Whatever unit a laboratory reports in: every accepted one is answered, one field at a time."""

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.catalogue import all_calculators
from bmcalc.core.ask import AskQuantity
from bmcalc.verification.cases import shipped_cases

# mg/dL in one unit of substance: what stands in the same field under either unit.
MOLAR = {
    "creatinine": {"umol/L": Decimal("0.0113122")},
    "calcium": {"mmol/L": Decimal("4.0078")},
    "bilirubin": {"umol/L": Decimal("0.058466")},
    "magnesium": {"mmol/L": Decimal("2.4305")},
    "phosphate": {"mmol/L": Decimal("3.0974")},
}
CASES = {}
for case in shipped_cases():
    CASES.setdefault(case.calculator, []).append(case)


def in_every_unit(name, ask, typed):
    """Yield the same quantity in each other unit of its field that it can be converted to."""
    keys = [span.key for span in ask.spans]
    number, _space, unit = typed.partition(" ")
    molar = next((factors for analyte, factors in MOLAR.items() if analyte in name), {})
    for key in keys:
        if key == unit or unit not in keys:
            continue
        if unit in molar and key == "mg/dL":
            yield f"{round(Decimal(number) * molar[unit], 4)} {key}"
        elif key in molar and unit == "mg/dL":
            yield f"{round(Decimal(number) / molar[key], 4)} {key}"


def variants(found):
    asks = found.inputs.asks()
    seen = set()
    for case in CASES.get(found.id, ()):
        for name, typed in case.inputs.items():
            if isinstance(typed, str) and isinstance(asks.get(name), AskQuantity):
                for other in in_every_unit(name, asks[name], typed):
                    inputs = {**case.inputs, name: other}
                    if (key := repr(sorted(inputs.items(), key=str))) not in seen:
                        seen.add(key)
                        yield case, inputs


MIXED = [found for found in all_calculators() if any(True for _ in variants(found))]


@pytest.mark.parametrize("found", MIXED, ids=lambda found: found.id)
def test_a_value_in_another_unit_is_answered_too(found):
    """Mixing mg/dL with moles in one calculation is no fault; it may lie outside a limit."""
    for case, inputs in variants(found):
        before, after = compute(found.id, case.inputs), compute(found.id, inputs)
        new = {error["code"] for error in after.get("errors", ())} - {"E_RANGE", "E_UNIT"}
        assert new <= {error["code"] for error in before.get("errors", ())}, inputs
