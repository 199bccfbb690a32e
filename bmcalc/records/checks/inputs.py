"""The input of a version as it was checked, and whether it is still judged the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bmcalc.core.texts import _
from bmcalc.orders.verdicts import worst
from bmcalc.records.checks.check import WHOLE, Check, Version
from bmcalc.records.checks.shown import computed, unlisted_names
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.sealing import unseal


def input_of(desk: Desk, check: Check, version: Version) -> dict[str, Any] | None:
    """Return the input of a version as it was checked; None where the patient was erased."""
    held: dict[str, Any] | None = unseal(desk.store, check.patient, version.sealed)
    return held


def signed_verdicts(desk: Desk, check: Check) -> dict[str, str]:
    """Return what the first person signed, as the blind second check compares it.

    The verdict of the whole stands under "whole", that of each drug under its id, of several lines
    the worst. A drug that is not listed stands under the name that the order gives it, which the
    record itself does not hold. :class:`RecordsFault` for an erased patient.
    """
    version = check.newest
    held = input_of(desk, check, version)
    if held is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    found = {"whole": version.shown.verdict}
    names = unlisted_names(computed(
        {name: one for name, one in held.items() if name != "policy"}, desk.language).check)
    for line in version.shown.lines:
        if line.drug != WHOLE:
            name = names.get(line.drug, line.drug)
            found[name] = worst([line.verdict, *([found[name]] if name in found else [])])
    return {name: verdict.value for name, verdict in found.items()}


def judged_otherwise_now(desk: Desk, check: Check, version: Version) -> Iterator[object]:
    """Object where what is in force says something else of an input than its version shows.

    That the version names the same program, formulary and policy shows nothing: whoever can write
    the file can write those, and beside them an answer that was never given.
    """
    held = input_of(desk, check, version)
    if held is None:
        return
    try:
        now = computed({name: one for name, one in held.items() if name != "policy"},
                       desk.language).shown
    except RecordsFault as fault:
        yield fault.text
        return
    if replace(now, answer_sha256=version.shown.answer_sha256) == version.shown:
        return
    if version.origin == desk.origin:
        yield _("This version does not show what the program says of its order: draft it anew.")
    else:
        yield _("Program, formulary or policy changed since this was drafted and judge it "
                "otherwise now: draft it anew.")
