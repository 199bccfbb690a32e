"""The parts of an answer that are compared, and how two values of one differ."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from tests.benchmarks.answers.asked import Json

SCALES: Final = (
    ("agrees", "query", "undecidable", "stop"),
    ("give", "caution", "correct_first", "do_not_give"),
    ("no_change", "continue_repeat", "finish_cycle", "reduce", "interrupt_same",
     "interrupt_lower", "do_not_start", "stop"),
)
_STATUSES: Final = ("ok", "caution", "stop", "refused", "failed")
_DECISIONS: Final = ("verdict", "action", "advice", "choice", "phase")
_WORDING: Final = frozenset({"display", "name", "plan", "preparation", "infusion", "reason",
                             "not_checked"})


def state_of(answer: Json) -> str:
    """Return a status, with the verdict where there is one: ``stop/do_not_give``."""
    values = answer.get("values", {})
    found = next((values[name] for name in _DECISIONS if isinstance(values.get(name), str)), "")
    return f"{answer['status']}/{found}" if found else str(answer["status"])


def _is_milder(before: str, after: str, scales: Iterable[Sequence[str]]) -> bool:
    for scale in scales:
        if before in scale and after in scale:
            return scale.index(after) < scale.index(before)
    return False


@dataclass(frozen=True)
class Part:
    """One thing that is compared: a whole answer, or one line of an order."""

    state: str
    codes: tuple[str, ...]
    values: Json

    def milder_than(self, before: Part) -> bool:
        """Say whether the status, or the decision, weighs less than it did."""
        mine, _slash, my_decision = self.state.partition("/")
        its, _slash, its_decision = before.state.partition("/")
        if its == "gone":
            return False
        if mine == "gone":
            return its != "agrees"
        return (
            _is_milder(its, mine, (_STATUSES,)) or _is_milder(its, mine, SCALES[:1])
            or _is_milder(its_decision, my_decision, SCALES)
        )


GONE: Final = Part("gone", (), {})


def parts_of(answer: Json) -> dict[str, Part]:
    """Return the answer as a whole, under an empty name, and every line of an order by drug."""
    values = dict(answer.get("values", {}))
    codes: Counter[str] = Counter(answer.get("findings", answer.get("errors", [])))
    parts: dict[str, Part] = {}
    rows = values.get("lines")
    if isinstance(rows, list) and all(isinstance(row, dict) and "drug" in row for row in rows):
        del values["lines"]
        seen: Counter[str] = Counter()
        for row in rows:
            seen[row["drug"]] += 1
            turn = seen[row["drug"]]
            name = row["drug"] if turn == 1 else f"{row['drug']} ({turn})"
            own = {key: part for key, part in row.items() if key != "findings"}
            found = row.get("findings", [])
            codes.subtract(found)
            rules = [f"{rule['code']}:{rule['outcome']}" for rule in row.get("rules", [])]
            parts[name] = Part(row.get("verdict", "gone"), (*found, *rules), own)
    parts[""] = Part(state_of(answer), tuple(sorted((+codes).elements())), values)
    return parts


@dataclass
class Differences:
    """How two values differ: numbers and words that decide, wording, fields of only one."""

    changed: list[str] = field(default_factory=list)
    worded: list[str] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def find(self, before: Any, after: Any, path: str = "", wording: bool = False) -> None:
        """Add the differences between two values below a path."""
        if before == after:
            return
        if isinstance(before, dict) and isinstance(after, dict):
            self.new |= {f"{path}{name}" for name in after.keys() - before.keys()}
            self.lost |= {f"{path}{name}" for name in before.keys() - after.keys()}
            for name in before:
                if name in after:
                    self.find(before[name], after[name], f"{path}{name}.",
                              wording or name in _WORDING)
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                self.find(one, other, path, wording)
        elif not is_same_number(before, after):
            found = f"{path.rstrip('.')}: {_short(before)} -> {_short(after)}"
            (self.worded if wording else self.changed).append(found)


def is_same_number(one: Any, other: Any) -> bool:
    """Say whether two texts are one number, such as 120 and 120.0."""
    try:
        return Decimal(one) == Decimal(other)
    except (ArithmeticError, TypeError, ValueError):
        return False


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
