"""The table of contents: what the casebook announces, and which of it is printed."""

from __future__ import annotations

from functools import cache

from bmcalc.casebook.case_files import read_toml
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Entry, Name


class Announced(Entry):
    """One title of the table of contents; ``case`` is its number where it is printed."""

    title: Name
    printed: bool
    case: int


class Part(Entry):
    """One part of the table of contents."""

    title: Name
    announced: tuple[Announced, ...]


class Contents(Entry):
    """The table of contents: what is announced, and which of it is printed."""

    announced_cases: int
    parts: tuple[Part, ...]

    def titles(self) -> tuple[Announced, ...]:
        """Return every announced title, in order."""
        return tuple(title for part in self.parts for title in part.announced)


@cache
def contents() -> Contents:
    """Return the announced titles, with those that are printed."""
    return Contents.model_validate(read_toml(resource("casebook", "contents.toml")))
