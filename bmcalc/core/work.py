"""What a calculation leaves behind: values, the steps that led to them, findings, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bmcalc.core.finding_code import Bearing, Place, bearing_of
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.severity import Severity
from bmcalc.core.term import Term, show

__all__ = [
    "DecidingRule", "Finding", "GivenValue", "Scale", "Severity", "Step", "Value", "Work",
    "refuse",
]


@dataclass(slots=True)
class Finding:
    """Something the user must know. ``code`` is stable, ``text`` is one sentence to read.

    ``undecided`` marks what says that something needed is not known, so that nothing is decided,
    ``explains`` what a rule tells about every dose alike, without a fact that it looked at.
    """

    code: str
    severity: Severity
    text: object
    field: str | None = None
    sources: tuple[str, ...] = ()
    undecided: bool = False
    explains: bool = False

    def told_at(self, field: str | None, text: object = None) -> Finding:
        """Return the same finding about another field, in other words where ``text`` is given."""
        return Finding(
            self.code, self.severity, self.text if text is None else text, field, self.sources,
            self.undecided, self.explains,
        )

    def bears(self, bearing: Bearing) -> bool:
        """Say whether it bears on a verdict in this way, by its code or by its rule's data."""
        return (
            bearing_of(self.code) is bearing
            or (self.undecided and bearing is Bearing.UNDECIDED)
            or (self.explains and bearing is Bearing.EXPLAINS)
        )

    @property
    def place(self) -> Place:
        """Where it is read in an order; what weighs in a verdict is always among the findings."""
        if self.severity is not Severity.INFO or self.undecided:
            return Place.FINDINGS
        by_code = bearing_of(self.code)
        if by_code is Bearing.UNDECIDED:
            return Place.FINDINGS
        if by_code is Bearing.OF_EVERY_LINE:
            return Place.FOOT
        explains = self.explains or by_code is Bearing.EXPLAINS
        return Place.WORKING if explains else Place.FINDINGS


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """A rule of the data that decided: ``rule`` names it, ``code`` is that of its finding."""

    rule: str
    code: str
    sources: tuple[str, ...]


@dataclass(slots=True)
class Step:
    """One line of the working: a term with its formula, or a decision with its reason."""

    label: object
    term: Term | None
    source: str | None
    rule: object = ""
    because: object = ""
    outcome: object = ""
    decimals: int | None = None

    def written(self) -> tuple[str, str]:
        """Return the formula in symbols and in numbers, or the rule and what it looked at."""
        if self.term is None:
            return str(self.rule), str(self.because)
        return self.term.written()

    def formula(self) -> str:
        """Return the formula in symbols, or the rule that decided."""
        return self.written()[0]

    def substituted(self) -> str:
        """Return the formula in numbers, or what the rule looked at."""
        return self.written()[1]

    def shown(self) -> str:
        """Return the result for people, with its unit."""
        if self.term is None:
            return str(self.outcome)
        return show(self.term, self.decimals, trim=self.term.exact)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Scale:
    """The range of a score and its bands, each ``(lowest, highest, severity)``."""

    low: int
    high: int
    bands: tuple[tuple[int, int, Severity], ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Value:
    """One value that a calculator returns.

    ``unit`` is the contract's spelling (None for text, whole numbers and lists); ``also`` names
    other units that it may come in, where it is given in the unit reported. ``decimals`` and
    ``trim`` are for display only. ``options`` translate a value that is a key.
    """

    name: str
    label: object
    unit: str | None = None
    also: tuple[str, ...] = ()
    decimals: int | None = None
    trim: bool = False
    options: dict[str, object] | None = None
    scale: Scale | None = None
    kind: str = ""

    def display(self, term: Term, decimals: int | None = None) -> str:
        """Return a quantity as people read it."""
        return show(term, self.decimals if decimals is None else decimals, self.trim)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the value, which is null where nothing can be said."""
        if self.unit is not None:
            units = {"enum": [self.unit, *self.also]} if self.also else {"const": self.unit}
            return {**_quantity(units), "type": ["object", "null"]}
        keys = None if self.options is None else {"enum": list(self.options)}
        if self.kind:
            inside = {"array": "items", "object": "propertyNames"}.get(self.kind)
            each = {} if keys is None or inside is None else {inside: keys}
            return {"type": [self.kind, "null"], **each}
        return {"type": ["string", "null"]} if keys is None else {"enum": [*keys["enum"], None]}


def _quantity(unit: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a quantity in an answer."""
    return {
        "type": "object",
        "properties": {
            "value": {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}, "unit": unit,
            "display": {"type": "string"},
        },
        "required": ["value", "unit", "display"],
        "additionalProperties": False,
    }


GivenValue: TypeAlias = Term | str | int | bool | list[Any] | dict[str, Any] | None


@dataclass
class Work:
    """The result of one calculation, still without a language."""

    values: dict[str, GivenValue] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    displayed: dict[str, int] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    rules: list[DecidingRule] = field(default_factory=list)
    least: Severity = Severity.INFO
    """What the result weighs even where no finding does, as while something is undecided."""

    @property
    def severity(self) -> Severity:
        """The weight of the worst finding, and never less than ``least``."""
        worst = self.least
        for finding in self.findings:
            worst = max(worst, finding.severity)
        return worst

    @property
    def status(self) -> str:
        """``ok``, ``caution`` or ``stop``, by the worst finding."""
        severity = self.severity
        return "ok" if severity is Severity.INFO else severity.key

    def give(self, name: str, value: GivenValue, decimals: int | None = None) -> None:
        """Return a value under the contract's name, with more decimals where a verdict needs it."""
        self.values[name] = value
        if decimals is not None:
            self.displayed[name] = decimals

    def step(
        self,
        label: object,
        term: Term,
        source: str | None,
        symbol: object = None,
        decimals: int | None = None,
    ) -> Term:
        """Show a step and return its term, named ``symbol`` for the formulas that follow."""
        self.steps.append(Step(label, term, source, decimals=decimals))
        return term.named(label if symbol is None else symbol)

    def decide(
        self, label: object, rule: object, because: object, outcome: object, source: str | None
    ) -> None:
        """Show a step that is a decision: the rule, what it looked at, what came out."""
        self.steps.append(Step(label, None, source, rule, because, outcome))

    def info(
        self, code: str, text: object, *sources: str, about: str | None = None
    ) -> None:
        """Add a finding that only informs."""
        self.findings.append(Finding(code, Severity.INFO, text, about, sources))

    def caution(
        self, code: str, text: object, *sources: str, about: str | None = None
    ) -> None:
        """Add a finding that a person must confirm."""
        self.findings.append(Finding(code, Severity.CAUTION, text, about, sources))

    def stop(self, code: str, text: object, *sources: str, about: str | None = None) -> None:
        """Add a finding that forbids the result: the number stays visible but struck."""
        self.findings.append(Finding(code, Severity.STOP, text, about, sources))

    def decided_by(self, *rules: DecidingRule) -> None:
        """Note the rules that decided, each once."""
        self.rules[:] = dict.fromkeys([*self.rules, *rules])

    def codes(self) -> list[str]:
        """Return the codes of the findings."""
        return [str(finding.code) for finding in self.findings]

    def sources(self) -> list[str]:
        """Return the ids of all sources that steps and findings name, each once.

        ``cited`` are those of the steps and findings that stand inside a value.
        """
        named: dict[str, None] = {}
        for step in self.steps:
            if step.source is not None:
                named[step.source] = None
        for finding in self.findings:
            for source in finding.sources:
                named[source] = None
        return list(dict.fromkeys([*named, *self.cited]))


def refuse(code: str, text: object, *about: str) -> Refused:
    """Return the refusal to raise where a computed quantity cannot be true."""
    return Refused([Problem(code, text, about)])
