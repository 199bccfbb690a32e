"""What the program is asked: its calculators, and the values that stand at the edges."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any, Final

from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.verification.cases import Case, shipped_cases
from tests.benchmarks.answers.asked import Json

ORDER_CHECK: Final = "order-check"
BONE_REGIMENS: Final = {"denosumab": "denosumab", "zoledronic_acid": "zoledronic-acid"}
PAGES: Final = (
    "carboplatin", "her2-dose", "denosumab", "zoledronic-acid", "cdk46-adjustment",
    "tdxd-adjustment", "lvef-check", "corrected-calcium", "bsa-dose", "fulvestrant-schedule",
    "pain-ladder", "opioid-conversion", "supplements", "bone-agent-choice", "ctcae",
)
"""Calculators that are asked with random inputs, a tenth as many as there are orders."""


@cache
def known_values() -> dict[str, list[Any]]:
    """Return the values of every field that the shipped cases use: they stand at the edges."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for case in shipped_cases():
        if "errors" not in case.expect:
            for name, value in _fields_of(case).items():
                found[name][json.dumps(value, sort_keys=True)] = value
    return {name: list(values.values()) for name, values in found.items()}


def _fields_of(case: Case) -> Json:
    """Return the fields of a case, those of an order's patient and laboratory among them."""
    if case.calculator != ORDER_CHECK:
        return {f"{case.calculator}.{name}": value for name, value in case.inputs.items()} | {
            name: value for name, value in case.inputs.items() if name in LABORATORY
        }
    laboratory = {
        name: result["value"] if isinstance(result, dict) else result
        for name, result in case.inputs.get("labs", {}).items()
    }
    return {**case.inputs.get("patient", {}), **laboratory}
