"""The comparison of two files of answers: first whatever became milder, then the rest."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from tests.benchmarks.answers.answering import lines_in, opened
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.parts import GONE, Differences, Part, parts_of
from tests.benchmarks.answers.questions import ORDER_CHECK

EXAMPLES: Final = 4

Group: TypeAlias = tuple[str, str, str, str]


@dataclass
class Comparison:
    """What differs between two snapshots, in groups of calculator, drug, before and after."""

    same: int = 0
    different: int = 0
    worded: int = 0
    milder: list[str] = field(default_factory=list)
    groups: Counter[Group] = field(default_factory=Counter)
    codes: dict[Group, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[Group, list[str]] = field(default_factory=lambda: defaultdict(list))
    fields: Counter[str] = field(default_factory=Counter)
    lost_stops: Counter[str] = field(default_factory=Counter)

    def add(self, before: Json, after: Json) -> None:
        """Compare two answers to the same question."""
        one, other = parts_of(before["answer"]), parts_of(after["answer"])
        if before["answer"]["status"] in ("refused", "failed") or (
            after["answer"]["status"] in ("refused", "failed")
        ):
            one, other = {"": one[""]}, {"": other[""]}
        found = [
            self._part(before, name, one.get(name, GONE), other.get(name, GONE))
            for name in {**one, **other}
        ]
        if "changed" in found:
            self.different += 1
        else:
            self.same += 1
            self.worded += "worded" in found

    def _part(self, asked: Json, name: str, before: Part, after: Part) -> str:
        if before == after:
            return ""
        differences = Differences()
        if GONE not in (before, after):
            differences.find(before.values, after.values)
        self.fields.update(f"new field {asked['calculator']}: {one}" for one in differences.new)
        self.fields.update(f"lost field {asked['calculator']}: {one}" for one in differences.lost)
        added, removed = _apart(before.codes, after.codes)
        if before.state == after.state and not (
            added or removed or differences.changed or differences.lost
        ):
            return "worded" if differences.worded else ""
        group = (asked["calculator"], name or self._drug_of(asked), before.state, after.state)
        self.groups[group] += 1
        codes = [*(f"+{code}" for code in added), *(f"-{code}" for code in removed)]
        self.codes[group].update(codes or ["(values only)"])
        shown = [*codes[:12], *differences.changed[:3]]
        text = f"{asked['key']}: {', '.join(shown) or 'no code, no value'}"
        if len(self.examples[group]) < EXAMPLES:
            self.examples[group].append(text)
        if before.state == after.state:
            self.lost_stops.update(f"{' '.join(group[:3])}: {code}" for code in removed
                                   if code.endswith(":stop"))
        if after.milder_than(before):
            self.milder.append(f"{' '.join(group[:2])}: {group[2]} -> {group[3]}  {text}")
        return "changed"

    @staticmethod
    def _drug_of(asked: Json) -> str:
        if asked["calculator"] == ORDER_CHECK:
            return "(order)"
        found = asked["inputs"].get("drug")
        return found if isinstance(found, str) else "-"

    def tell(self) -> None:
        """Print what became milder, then the table, then examples of every group."""
        print(f"{self.same} answers the same ({self.worded} with other wording), "
              f"{self.different} different")
        if self.milder:
            print(f"\n{len(self.milder)} BECAME MILDER")
            print("\n".join(self.milder))
        if self.lost_stops:
            print("\nLost a reason to stop, though the verdict stayed")
        for name, count in self.lost_stops.most_common():
            print(f"{count:7}  {name}")
        if self.groups:
            print("\nDifferences by calculator, drug, before -> after")
        for group, count in self._sorted():
            print(f"{count:7}  {group[0]:20} {group[1]:24} {group[2]} -> {group[3]}")
        for group, count in self._sorted():
            print(f"\n{count} of {group[0]} {group[1]}: {group[2]} -> {group[3]}")
            shown = ", ".join(f"{code} ×{times}"
                              for code, times in self.codes[group].most_common(12))
            print(f"  {shown}")
            print("\n".join(f"    {example}" for example in self.examples[group]))
        if self.fields:
            print("\nFields that only one of the versions has")
        for name, count in self.fields.most_common():
            print(f"{count:7}  {name}")

    def _sorted(self) -> list[tuple[Group, int]]:
        return sorted(self.groups.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0]))


def _apart(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the codes that came and those that went."""
    one, other = Counter(before), Counter(after)
    return sorted((other - one).elements()), sorted((one - other).elements())


def compare(before: Path, after: Path) -> int:
    """Print how two snapshots differ; 1 where an answer became milder, 2 where nothing fits."""
    for path in (before, after):
        with opened(path, "r") as file:
            print(f"{path.name}: {file.readline().strip()}")
    kept_lines = {_key_of(line): line for line in lines_in(before)}
    comparison, unmatched, asked_otherwise = Comparison(), 0, 0
    for line in lines_in(after):
        old = kept_lines.pop(_key_of(line), None)
        if old is None:
            unmatched += 1
        elif old == line:
            comparison.same += 1
        else:
            one, other = json.loads(old), json.loads(line)
            if one["inputs"] != other["inputs"]:
                asked_otherwise += 1
            else:
                comparison.add(one, other)
    comparison.tell()
    if kept_lines or unmatched or asked_otherwise:
        print(f"\nNOT COMPARED: {len(kept_lines)} only before, {unmatched} only after, "
              f"{asked_otherwise} with other inputs (save the second one with --inputs)")
    if not comparison.same + comparison.different:
        return 2
    return int(bool(comparison.milder))


def _key_of(line: str) -> str:
    """Return the key of a record without reading the whole; it stands first."""
    return line[: line.index('","')].removeprefix('{"key":"')
