"""What is wrong with an input: a stable code, the fields it concerns, one clear sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bmcalc.core.texts import _

NOT_APPLICABLE = "E_NA"
LONGEST_SHOWN = 60
"""So much of a name that nobody knows is repeated in a sentence."""


class Problem(NamedTuple):
    """One reason for a refusal. ``about`` names the fields; with several, ``field`` is None."""

    code: str
    text: object
    about: tuple[str, ...] = ()

    @property
    def field(self) -> str | None:
        """The one field that the problem concerns, or None."""
        return self.about[0] if len(self.about) == 1 else None


def root_of(problem: Problem) -> str | None:
    """Return the top field that a problem inside it concerns, or None."""
    return None if problem.field is None else problem.field.partition(".")[0]


class Rejected(ValueError):
    """What was typed into one field cannot be taken."""

    def __init__(self, code: str, text: object) -> None:
        super().__init__(code)
        self.code = code
        self.text = text

    def under(self, name: str, label: object) -> list[Problem]:
        """Return what is wrong as problems of the field ``name``, called ``label``."""
        text = _("{label}: {fault}", label=label, fault=self.text)
        return [Problem(self.code, text, (name,))]


class RejectedParts(Rejected):
    """Several parts of one field cannot be taken; each problem names its path inside it."""

    def __init__(self, parts: Sequence[Problem]) -> None:
        super().__init__(parts[0].code, parts[0].text)
        self.parts = tuple(parts)

    def under(self, name: str, label: object) -> list[Problem]:
        """Return the problems with their paths below the field ``name``; each names its own."""
        return [
            Problem(part.code, part.text, tuple(f"{name}.{path}" for path in part.about) or (name,))
            for part in self.parts
        ]


class Refused(Exception):
    """A calculation was refused; it carries every problem that is known."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def missing(label: object, name: str) -> Problem:
    """Return the problem of a required field that was left out."""
    return Problem(
        "E_MISSING", _("Missing: {label}. It is never assumed.", label=label), (name,)
    )


def unknown_field(name: str) -> Problem:
    """Return the problem of a field that does not exist."""
    shown = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
    return Problem("E_UNKNOWN", _("There is no field “{name}”.", name=shown), (name,))


def in_order(problems: Iterable[Problem], fields: Sequence[str]) -> list[Problem]:
    """Return the problems with «does not apply» first, then in the order of the fields."""
    place = {name: index for index, name in enumerate(fields)}

    def rank(problem: Problem) -> tuple[bool, int]:
        roots = (name.partition(".")[0] for name in problem.about)
        first = min((place.get(root, len(place)) for root in roots), default=len(place))
        return not problem.code.startswith(NOT_APPLICABLE), first

    unique = dict.fromkeys(problems)
    return sorted(unique, key=rank)
