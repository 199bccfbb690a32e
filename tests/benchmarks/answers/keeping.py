"""What is kept of an answer: what decides, without the steps and the wording of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bmcalc import compute
from tests.benchmarks.answers.asked import Asked, Json

_LEFT_OUT: Final = frozenset({"steps", "sources", "text", "working", "foot"})
"""What stands in the working and in the foot of an order is kept among the codes of findings."""


def kept(value: Any) -> Any:
    """Return what is kept of a value: no steps, no sources, of findings the codes."""
    if isinstance(value, dict):
        return {
            name: codes_of([*part, *value.get("working", ())]) if name == "findings"
            else kept(part)
            for name, part in value.items() if name not in _LEFT_OUT
        }
    return [kept(part) for part in value] if isinstance(value, list) else value


def codes_of(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the codes of findings with their severity, as ``ANC_LOW:stop``."""
    return [f"{one['code']}:{one['severity']}" for one in findings]


def told_in(answer: Json) -> list[Json]:
    """Return every finding of an answer, wherever an order has it read."""
    values = answer["values"]
    lines = values.get("lines", ()) if "foot" in values else ()
    working = [one for line in lines for one in line["working"]]
    return [*answer["findings"], *working, *values.get("foot", ())]


def answer_to(asked: Asked) -> Json:
    """Return what is kept of the program's answer; a fault of the program is an answer too."""
    try:
        answer = compute(asked.calculator, asked.inputs)
    except Exception as error:
        return {"status": "failed", "errors": [f"{type(error).__name__}: {error}"]}
    found: Json = {"status": answer["status"]}
    if answer["status"] == "refused":
        found["errors"] = [f"{one['code']}:{one['field']}" for one in answer["errors"]]
        return found
    found["findings"] = codes_of(told_in(answer))
    found["values"] = kept(answer["values"])
    return found
