"""What the records say of a check, as words for paper; a page that has records fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

WHOLE = "order"
"""Names what is said of the order as a whole, among the lines that are named by their drugs."""


class Signed(NamedTuple):
    """Who signed: the printed name, the registration number, the time of the place, a remark."""

    name: str
    registration: str
    at: str
    remark: object = ""


class Settled(NamedTuple):
    """How a finding was settled: let through by name, or released with a reason.

    ``at`` is the time of the place, empty where it has none of its own.
    """

    reason: str
    name: str = ""
    at: str = ""
    overridden: bool = False


class Asked(NamedTuple):
    """A query to the prescriber: which lines it is about, what was asked and what was answered.

    ``outcome`` are the words of what came of it; empty while nobody has closed it.
    """

    lines: tuple[str, ...]
    to: str
    text: str
    answer: str = ""
    outcome: object = ""
    at: str = ""


class Recorded(NamedTuple):
    """A version of a check as the records hold it.

    ``born`` is year and month of birth, ``check`` what the check is called on paper, ``version``
    its number, ``state`` the words for its state. ``released`` says that it is released and that
    nothing stands beside it that holds it back; ``held`` that it is released and something does;
    ``ended`` that nothing is prepared by it any more: given, cancelled, returned or superseded.
    ``settled`` is by drug, or :data:`WHOLE`; ``changes`` are sentences about the versions before.
    ``seal`` is the line of the newest seal.
    """

    born: str
    check: str
    version: int
    state: object
    released: bool = False
    held: bool = False
    ended: bool = False
    first: Signed | None = None
    second: Signed | None = None
    settled: Mapping[str, tuple[Settled, ...]] = {}
    queries: tuple[Asked, ...] = ()
    changes: tuple[str, ...] = ()
    seal: str = ""

    def settled_for(self, line: str) -> tuple[Settled, ...]:
        """Return how a line was settled."""
        return self.settled.get(line, ())

    def answers_for(self, line: str) -> tuple[Asked, ...]:
        """Return the queries about a line, open ones too; one that names none is about all."""
        return tuple(one for one in self.queries if not one.lines or line in one.lines)
