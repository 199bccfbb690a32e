"""What the answers came to, and which rules of the formulary no order met."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from tests.benchmarks.answers.aiming import targets
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.parts import state_of


@dataclass
class Tally:
    """What the answers came to, and which rules were met."""

    statuses: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    orders: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    met: set[tuple[str, str, str]] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)

    def add(self, record: Json) -> None:
        """Count one answer."""
        answer = record["answer"]
        kind, _colon, _rest = record["key"].partition(":")
        who = "shipped cases" if kind == "case" else record["calculator"]
        self.statuses[who][answer["status"]] += 1
        if answer["status"] == "failed":
            self.failed.append(record["key"])
        if kind != "order":
            return
        self.orders[state_of(answer)] += 1
        for line in answer.get("values", {}).get("lines", ()):
            self.lines[line["verdict"]] += 1
            self.met.update(
                (record["inputs"]["regimen"], line["drug"], rule["code"])
                for rule in line["rules"]
            )

    def tell(self) -> None:
        """Print the counts, and the rules of the formulary that no order met."""
        for who, statuses in self.statuses.items():
            print(f"{who:22}", ", ".join(f"{count} {name}" for name, count in
                                         statuses.most_common()))
        for what, counts in (("orders", self.orders), ("lines", self.lines)):
            whole = sum(counts.values())
            print(f"{whole} random {what}:", ", ".join(
                f"{name} {count} ({count / whole:.1%})" for name, count in counts.most_common()
            ))
        self._tell_rules()
        if self.failed:
            print(f"THE PROGRAM FAILED {len(self.failed)} times:", ", ".join(self.failed[:20]))

    def _tell_rules(self) -> None:
        reachable = {
            (target.regimen.id if target.rule in target.regimen.rules else "", target.line.drug,
             target.rule.code)
            for target in targets()
        }
        met = {("", name, code) for _regimen, name, code in self.met} | self.met
        never = sorted(reachable - met)
        every = [*(rule for one in drugs().values() for rule in one.rules),
                 *(rule for one in regimens().values() for rule in one.rules)]
        print(f"{len(every)} rules in the formulary; {len(reachable)} are of a drug of a regimen "
              "(a regimen's own once for each drug): "
              f"{len(reachable) - len(never)} of them were met")
        for owner, name, code in never:
            print(f"  never met: {code} of {owner or name}{f', {name}' if owner else ''}")
