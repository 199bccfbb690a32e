"""The shipped verification cases: what each calculator must answer, from published examples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bmcalc.answer import compute
from bmcalc.resource_files import resource

TOLERANCE = Decimal("1e-6")
"""Relative difference up to which a number agrees with its published one."""


@dataclass(frozen=True)
class Case:
    """One case: the inputs of a calculator and what must come out."""

    id: str
    calculator: str
    inputs: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class CaseResult:
    """What came of a case; ``fault`` is empty where it agreed."""

    case: Case
    fault: str

    @property
    def passed(self) -> bool:
        """Whether the program answered as published."""
        return not self.fault


def shipped_cases() -> list[Case]:
    """Return every case under ``resources/verification``: one file for each calculator."""
    paths = sorted(resource("verification").glob("*.json"))
    return [case for path in paths for case in _cases_in(path)]


def cases_of(calculator: str) -> list[Case]:
    """Return the shipped cases in the file of one calculator; none where there is no such file."""
    path = resource("verification", f"{calculator}.json")
    return list(_cases_in(path)) if path.is_file() else []


def _cases_in(path: Path) -> Iterator[Case]:
    shipped = json.loads(path.read_text(encoding="utf-8"))
    for entry in shipped["cases"]:
        yield Case(entry["id"], shipped["calculator"], entry["inputs"], entry["expect"])


def run_cases(cases: Iterable[Case]) -> list[CaseResult]:
    """Run the cases through the program's own contract; nothing is raised."""
    return [CaseResult(case, _fault(case)) for case in cases]


def _fault(case: Case) -> str:
    try:
        answer = compute(case.calculator, case.inputs)
    except Exception as error:
        return f"the program failed: {error!r}"
    expect = case.expect
    if "errors" in expect:
        codes = [error["code"] for error in answer.get("errors", ())]
        return "" if set(expect["errors"]) <= set(codes) else f"refused with {codes}"
    if answer["status"] == "refused":
        return f"refused: {answer['errors'][0]['text']}"
    if "status" in expect and answer["status"] != expect["status"]:
        return f"status {answer['status']}, expected {expect['status']}"
    for name, wanted in expect.get("values", {}).items():
        if name not in answer["values"]:
            return f"no value {name}"
        if not agrees(answer["values"][name], wanted):
            return f"{name} is {answer['values'][name]}, expected {wanted}"
    codes = [finding["code"] for finding in _told(answer)]
    if missing := set(expect.get("codes", ())) - set(codes):
        return f"no finding {sorted(missing)}"
    unwanted = set(expect.get("absent", ())) & set(codes)
    return f"the finding {sorted(unwanted)}" if unwanted else ""


def _told(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give every finding of an answer; those of an order also stand in its working and its foot."""
    yield from answer["findings"]
    values = answer["values"]
    yield from values.get("foot", ())
    for line in values.get("lines", ()):
        yield from line.get("working", ())


def agrees(value: Any, wanted: Any) -> bool:
    """Say whether a value is the published one: numbers within the tolerance, the rest equal.

    Of a table of values those that the case names are compared, and of a list of rows those rows.
    """
    if isinstance(value, dict) and "value" in value and isinstance(wanted, str):
        found, published = Decimal(value["value"]), Decimal(wanted)
        return abs(found - published) <= TOLERANCE * abs(published)
    if isinstance(value, dict) and isinstance(wanted, dict):
        return all(name in value and agrees(value[name], part) for name, part in wanted.items())
    if isinstance(value, list) and isinstance(wanted, list):
        if any(isinstance(row, dict) for row in wanted):
            return all(any(agrees(row, named) for row in value) for named in wanted)
        return sorted(map(str, value)) == sorted(map(str, wanted))
    return bool(value == wanted)
