"""What state a version of a check is in, and what may happen to it: one table.

A state is never stored: it follows from the events, row by row. An event that has no row changes
nothing and is told as irregular. The guard of a row says who may do it and what must be so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from bmcalc.core.texts import _
from bmcalc.records.ledger.kinds import Kind, Meaning


class State(StrEnum):
    """The states of a version."""

    DRAFT = "draft"
    FIRST_CHECK = "first_check"
    SECOND_CHECK = "second_check"
    RELEASED = "released"
    GIVEN = "given"
    NOT_GIVEN = "not_given"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> object:
        """What people read."""
        return STATE_NAMES[self]


class Beside(StrEnum):
    """What may stand beside the state of a check, and keeps it from being released."""

    QUERY_OPEN = "query_open"
    ON_HOLD = "on_hold"

    @property
    def label(self) -> object:
        """What people read."""
        return {Beside.QUERY_OPEN: _("Query open"), Beside.ON_HOLD: _("Held")}[self]


STATE_NAMES: Final[dict[State, object]] = {
    State.DRAFT: _("Draft"),
    State.FIRST_CHECK: _("First check"),
    State.SECOND_CHECK: _("Second check"),
    State.RELEASED: _("Released"),
    State.GIVEN: _("Dose given"),
    State.NOT_GIVEN: _("Not given"),
    State.RETURNED: _("Returned"),
    State.CANCELLED: _("Cancelled"),
    State.SUPERSEDED: _("Superseded"),
}


class Row(NamedTuple):
    """What an act makes of a state, and the guard that lets it happen."""

    state: State
    act: Kind
    becomes: State
    guard: str


_S, _K = State, Kind

TABLE: Final[tuple[Row, ...]] = (
    # state            act                 becomes          guard
    Row(_S.DRAFT,        _K.CHECK_DRAFTED,  _S.SUPERSEDED,   "edit"),
    Row(_S.DRAFT,        _K.FIRST_CHECKED,  _S.FIRST_CHECK,  "first_check"),
    Row(_S.DRAFT,        _K.CANCELLED,      _S.CANCELLED,    "cancel"),

    Row(_S.FIRST_CHECK,  _K.CHECK_DRAFTED,  _S.SUPERSEDED,   "edit"),
    Row(_S.FIRST_CHECK,  _K.SECOND_CHECKED, _S.SECOND_CHECK, "second_check"),
    Row(_S.FIRST_CHECK,  _K.OVERRIDDEN,     _S.FIRST_CHECK,  "override"),
    Row(_S.FIRST_CHECK,  _K.RETURNED,       _S.RETURNED,     "give_back"),
    Row(_S.FIRST_CHECK,  _K.RELEASED,       _S.RELEASED,     "release_alone"),
    Row(_S.FIRST_CHECK,  _K.CANCELLED,      _S.CANCELLED,    "cancel"),

    Row(_S.SECOND_CHECK, _K.CHECK_DRAFTED,  _S.SUPERSEDED,   "edit"),
    Row(_S.SECOND_CHECK, _K.SECOND_CHECKED, _S.SECOND_CHECK, "second_check"),
    Row(_S.SECOND_CHECK, _K.OVERRIDDEN,     _S.SECOND_CHECK, "override"),
    Row(_S.SECOND_CHECK, _K.RETURNED,       _S.RETURNED,     "give_back"),
    Row(_S.SECOND_CHECK, _K.RELEASED,       _S.RELEASED,     "release"),
    Row(_S.SECOND_CHECK, _K.CANCELLED,      _S.CANCELLED,    "cancel"),

    Row(_S.RELEASED,     _K.GIVEN,          _S.GIVEN,        "confirm_given"),
    Row(_S.RELEASED,     _K.NOT_GIVEN,      _S.NOT_GIVEN,    "confirm_not_given"),
    Row(_S.RELEASED,     _K.CANCELLED,      _S.CANCELLED,    "void"),

    Row(_S.GIVEN,        _K.GIVEN,          _S.GIVEN,        "correct_given"),
    Row(_S.GIVEN,        _K.NOT_GIVEN,      _S.NOT_GIVEN,    "correct_not_given"),
    Row(_S.NOT_GIVEN,    _K.GIVEN,          _S.GIVEN,        "correct_given"),
    Row(_S.NOT_GIVEN,    _K.NOT_GIVEN,      _S.NOT_GIVEN,    "correct_not_given"),

    Row(_S.RETURNED,     _K.CHECK_DRAFTED,  _S.SUPERSEDED,   "edit"),
    Row(_S.RETURNED,     _K.CANCELLED,      _S.CANCELLED,    "cancel"),
    Row(_S.CANCELLED,    _K.CHECK_DRAFTED,  _S.SUPERSEDED,   "edit"),
    Row(_S.CANCELLED,    _K.GIVEN,          _S.GIVEN,        "given_though_void"),
)
"""Every way on from a state. A draft of the next version is what supersedes the one before.

Queries and holds change no state: they are opened and closed on a check in any state, by the
guards ``query`` and ``hold``, and release waits for them.
"""

BESIDE: Final[dict[Kind, str]] = {
    Kind.QUERY_OPENED: "query",
    Kind.QUERY_CLOSED: "answer",
    Kind.HELD: "hold",
    Kind.RESUMED: "resume",
}
"""What happens beside the state, with its guard."""

_ROWS: Final = {(row.state, row.act): row for row in TABLE}


def row_of(state: State, act: Kind) -> Row | None:
    """Return the row of an act in a state; None where it has none."""
    return _ROWS.get((state, act))


def meaning_of(state: State, act: Kind) -> Meaning | None:
    """Return what a signature under an act means; None for an act that is not signed."""
    if act is Kind.CANCELLED:
        return Meaning.VOID if state is State.RELEASED else None
    return _MEANINGS.get(act)


_MEANINGS: Final = {
    Kind.FIRST_CHECKED: Meaning.FIRST_CHECK,
    Kind.SECOND_CHECKED: Meaning.SECOND_CHECK,
    Kind.OVERRIDDEN: Meaning.OVERRIDE,
    Kind.RELEASED: Meaning.RELEASE,
    Kind.GIVEN: Meaning.GIVEN,
    Kind.NOT_GIVEN: Meaning.GIVEN,
}

WAITING: Final = frozenset({State.DRAFT, State.FIRST_CHECK, State.SECOND_CHECK, State.RETURNED})
"""Somebody has to go on with it."""

MAY_BE_GIVEN: Final = frozenset({State.RELEASED, State.GIVEN})
"""Counts as given where a limit is judged: nobody said that it was not."""
