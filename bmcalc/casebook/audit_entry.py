"""One statement of the casebook and what it comes to when it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bmcalc.answer import compute
from bmcalc.calculators import calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.rules.quantities import written

CASEBOOK = "casebook-2025"
"""The source id of the casebook itself."""


class AuditVerdict(StrEnum):
    """What the check of a statement comes to."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    DOUBTFUL = "doubtful"
    NOT_DECIDABLE = "not_decidable"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            AuditVerdict.AGREES: _("agrees"),
            AuditVerdict.CONTRADICTS: _("contradicted"),
            AuditVerdict.DOUBTFUL: _("doubtful"),
            AuditVerdict.NOT_DECIDABLE: _("cannot be decided"),
        }[self]


class Gravity(StrEnum):
    """How much harm a reader who follows the statement could do."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Gravity.NONE: _("no severity"),
            Gravity.LOW: _("low severity"),
            Gravity.MEDIUM: _("medium severity"),
            Gravity.HIGH: _("high severity"),
        }[self]


@dataclass(frozen=True)
class Computation:
    """What one calculator of the product answered to the casebook's numbers."""

    calculator: str
    inputs: Mapping[str, Any]
    status: str
    codes: tuple[str, ...]
    values: Mapping[str, Any]
    sources: tuple[str, ...]

    def value(self, name: str) -> Any:
        """Return a value; the decimal string where it is a quantity, None where there is none."""
        found = self.values.get(name)
        return found["value"] if isinstance(found, dict) and "value" in found else found

    @property
    def headline(self) -> str:
        """The name of the value that the calculator shows large."""
        return calculator(self.calculator).headline

    def shown(self, name: str) -> object:
        """Return a value as people read it: a key by its name, a quantity with its unit."""
        found = self.values.get(name)
        if isinstance(found, dict) and "display" in found:
            return found["display"]
        return Joined(self.named(name))

    def named(self, name: str) -> list[object]:
        """Return the names of the keys that a value holds, one or several."""
        found = self.values.get(name)
        names = calculator(self.calculator).value(name).options or {}
        keys = found if isinstance(found, list) else [found]
        return [names.get(str(key), key) for key in keys]


def computed(identifier: str, **inputs: object) -> Computation:
    """Return what a calculator answers; quantities may be given as terms.

    Raises KeyError for an unknown calculator. A refusal has its error codes and no values.
    """
    raw = {name: _raw(value) for name, value in inputs.items() if value is not None}
    answer = compute(identifier, raw)
    codes = answer.get("errors") or answer["findings"]
    return Computation(
        calculator=identifier,
        inputs=raw,
        status=answer["status"],
        codes=tuple(dict.fromkeys(one["code"] for one in codes)),
        values=answer["values"],
        sources=tuple(one["id"] for one in answer["sources"]),
    )


def _raw(value: object) -> object:
    return written(value) if isinstance(value, Term) else value


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One checked statement.

    ``case`` is None for the guideline summary and the dose appendix. ``statement`` says in our
    words what the casebook states, ``proof`` why the verdict is what it is; ``sources`` are the
    ids beside those of the computations.
    """

    id: str
    case: int | None
    pages: tuple[int, ...]
    statement: object
    verdict: AuditVerdict
    severity: Gravity
    proof: object
    computations: tuple[Computation, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """The first page on which the statement stands."""
        return self.pages[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every source: the casebook, the entry's own, those of its computations."""
        of_computations = (name for one in self.computations for name in one.sources)
        return tuple(dict.fromkeys((CASEBOOK, *self.cites, *of_computations)))


@dataclass(frozen=True)
class AuditSummary:
    """How many statements were checked and what they came to."""

    statements: int
    by_verdict: Mapping[AuditVerdict, int]
    contradicted_by_severity: Mapping[Gravity, int]


def summary_of(entries: Iterable[AuditEntry]) -> AuditSummary:
    """Return the counts of some entries."""
    listed = tuple(entries)
    contradicted = [entry for entry in listed if entry.verdict is AuditVerdict.CONTRADICTS]
    return AuditSummary(
        statements=len(listed),
        by_verdict={
            verdict: sum(entry.verdict is verdict for entry in listed) for verdict in AuditVerdict
        },
        contradicted_by_severity={
            gravity: sum(entry.severity is gravity for entry in contradicted)
            for gravity in Gravity
        },
    )
