"""The input of a version as it was checked, and whether it is still judged the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bmcalc.core.texts import _
from bmcalc.records.checks.check import Check, Version
from bmcalc.records.checks.shown import computed
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.sealing import unseal


def input_of(desk: Desk, check: Check, version: Version) -> dict[str, Any] | None:
    """Return the input of a version as it was checked; None where the patient was erased."""
    held: dict[str, Any] | None = unseal(desk.store, check.patient, version.sealed)
    return held


def judged_otherwise_now(desk: Desk, check: Check, version: Version) -> Iterator[object]:
    """Object where the program, formulary or policy in force say something else of an input."""
    held = input_of(desk, check, version)
    if version.origin == desk.origin or held is None:
        return
    try:
        now = computed({name: one for name, one in held.items() if name != "policy"},
                       desk.language).shown
    except RecordsFault as fault:
        yield fault.text
        return
    if (now.verdict, now.lines) != (version.shown.verdict, version.shown.lines):
        yield _("Program, formulary or policy changed since this was drafted and judge it "
                "otherwise now: draft it anew.")
