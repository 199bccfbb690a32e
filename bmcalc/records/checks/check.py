"""A check as its events make it: its versions, the queries and the hold beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.states import MAY_BE_GIVEN, Beside, State
from bmcalc.records.ledger.event import Origin
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment

WHOLE = "order"
"""Names what the check says of the order as a whole, among the lines named by their drugs."""

OTHER = "other."
"""Begins the name of a line whose drug the program does not list; its number follows."""


@dataclass(frozen=True)
class Done:
    """Who did something, when, and in which event."""

    who: str | None
    at: Moment
    event: str
    seq: int


@dataclass(frozen=True)
class Override:
    """Who let a line through against the verdict, and why."""

    by: Done
    reason: str


@dataclass(frozen=True)
class ShownLine:
    """One line of the answer as it was shown, without its words.

    ``ordered`` and ``dose`` are in mg, as plain decimals; ``findings`` are pairs of code and
    severity.
    """

    drug: str
    verdict: Verdict
    ordered: str | None = None
    dose: str | None = None
    findings: tuple[tuple[str, str], ...] = ()

    @property
    def needs_override(self) -> bool:
        """Whether it is released only when somebody lets it through by name."""
        return self.verdict.rank >= Verdict.UNDECIDABLE.rank


@dataclass(frozen=True)
class Shown:
    """What the program said of a version, with the hash of its whole answer.

    ``lines`` hold a line named :data:`WHOLE` for what was said of the order as a whole. ``on`` is
    the day of treatment, ``bsa`` in m². ``oldest_result`` is the day of the oldest blood test,
    ``beside`` are drugs that were read and not checked, ``unread`` counts lines of a pasted order
    that nobody could read.
    """

    regimen: str
    cycle: int
    day: int
    on: str | None
    verdict: Verdict
    lines: tuple[ShownLine, ...]
    answer_sha256: str
    bsa: str | None = None
    oldest_result: str | None = None
    beside: tuple[str, ...] = ()
    unread: int = 0

    @property
    def scope(self) -> tuple[str, ...]:
        """Every drug of the order; what could not be read is in nobody's scope."""
        return (*self.drugs, *self.beside, *(("",) if self.unread else ()))

    @property
    def drugs(self) -> tuple[str, ...]:
        """The drugs that are planned or ordered, each once."""
        return tuple(dict.fromkeys(one.drug for one in self.lines if one.drug != WHOLE))

    @property
    def ordered(self) -> dict[str, str]:
        """The ordered doses in mg, by drug."""
        return {one.drug: one.ordered for one in self.lines if one.ordered is not None}

    def lines_of(self, drug: str) -> tuple[ShownLine, ...]:
        """Return the lines of a drug; mostly one, none where it has none."""
        return tuple(one for one in self.lines if one.drug == drug)


@dataclass(frozen=True)
class DoseGiven:
    """A dose that a patient got: mg as a plain decimal, and its day."""

    drug: str
    on: str
    dose: str


@dataclass(frozen=True)
class Outcome:
    """What became of a released check: doses given, and why others were not, or not as ordered."""

    by: Done
    given: tuple[DoseGiven, ...] = ()
    not_given: Mapping[str, str] = field(default_factory=dict)
    corrects: str | None = None


@dataclass(frozen=True)
class Version:
    """One version of a check; its id is that of the event that drafted it.

    ``sealed`` is the whole input of the order check, readable with the patient's key alone;
    ``origin`` names the program, formulary and policy that answered it.
    Signatures stand in their version and in no other.
    """

    id: str
    number: int
    drafted: Done
    shown: Shown
    sealed: str
    origin: Origin
    supersedes: str | None = None
    state: State = State.DRAFT
    first: Done | None = None
    second: Done | None = None
    differences: tuple[Any, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    released: Done | None = None
    one_person: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome | None = None
    ended_because: str = ""

    def unsettled(self, reasons: Mapping[str, Any]) -> tuple[ShownLine, ...]:
        """Return the lines without the override or the reason that a release of them needs."""
        return tuple(
            one for one in self.shown.lines
            if (one.needs_override and one.drug not in self.overrides)
            or (one.verdict is Verdict.QUERY and not str(reasons.get(one.drug) or "").strip())
        )

    @property
    def is_signed(self) -> bool:
        """Whether a signature holds: it does not once the version was returned or superseded."""
        live = self.state not in {
            State.DRAFT, State.RETURNED, State.CANCELLED, State.SUPERSEDED,
        }
        return live and self.first is not None


@dataclass(frozen=True)
class Query:
    """A question to somebody about a version, and what came of it."""

    id: str
    version: str
    opened: Done
    to: str
    text: str
    lines: tuple[str, ...] = ()
    closed: Done | None = None
    answer: str = ""
    outcome: str | None = None
    reason: str = ""
    error: str | None = None


@dataclass(frozen=True)
class Hold:
    """Why a check waits: for laboratory values, or until a day."""

    by: Done
    until: str
    on: str | None
    reason: str


@dataclass(frozen=True)
class Irregular:
    """An event that no guard of this program would have let through; somebody has to look."""

    by: Done
    kind: Kind
    version: str


@dataclass(frozen=True)
class Check:
    """A check with all its versions, oldest first.

    ``strays`` are drafts that took the place of no newest version: two windows that did not see
    each other, or a record that came in late.
    """

    id: str
    patient: str
    course: str
    versions: tuple[Version, ...]
    queries: tuple[Query, ...] = ()
    hold: Hold | None = None
    irregular: tuple[Irregular, ...] = ()
    strays: tuple[Version, ...] = ()
    looked_at: frozenset[str] = frozenset()

    @property
    def newest(self) -> Version:
        """The version that counts."""
        return self.versions[-1]

    @property
    def state(self) -> State:
        """The state of the version that counts."""
        return self.newest.state

    @property
    def open_queries(self) -> tuple[Query, ...]:
        """The queries that nobody has closed."""
        return tuple(one for one in self.queries if one.closed is None)

    @property
    def unexplained(self) -> tuple[Irregular, ...]:
        """The irregular events that nobody has explained by closing them as a query."""
        return tuple(one for one in self.irregular if one.by.event not in self.looked_at)

    @property
    def beside(self) -> frozenset[Beside]:
        """What stands beside the state and keeps the check from being released."""
        found = set()
        if self.open_queries or self.unexplained:
            found.add(Beside.QUERY_OPEN)
        if self.hold is not None:
            found.add(Beside.ON_HOLD)
        return frozenset(found)

    @property
    def may_be_given(self) -> tuple[Version, ...]:
        """The versions that count as given where a limit is judged.

        A release or a dose that came in against the rules counts too: too much is safer here.
        """
        odd = {one.version for one in self.irregular if one.kind in {Kind.RELEASED, Kind.GIVEN}}
        return tuple(one for one in (*self.versions, *self.strays)
                     if one.state in MAY_BE_GIVEN or one.id in odd)

    def version(self, version_id: str) -> Version | None:
        """Return one version, None where the check has no such one."""
        return next((one for one in self.versions if one.id == version_id), None)
