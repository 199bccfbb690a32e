"""What the search finds and in which order, without any widget."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from bmcalc.core.texts import LANGUAGES, _, in_language
from bmcalc.gui.form.initials import initials

MOST_SHOWN: Final = 60


class Sphere(IntEnum):
    """What an entry is, in the order in which equal finds are listed."""

    PATIENT = 0
    PAGE = 1
    TOOL = 2
    REGIMEN = 3
    DRUG = 4
    COMMAND = 5

    @property
    def label(self) -> object:
        """What people read."""
        return _LABELS[self]


_LABELS: Final[dict[Sphere, object]] = {
    Sphere.PATIENT: _("Patient"), Sphere.PAGE: _("Page"), Sphere.TOOL: _("Calculator"),
    Sphere.REGIMEN: _("Regimen"), Sphere.DRUG: _("Drug"), Sphere.COMMAND: _("Command"),
}


class Entry(NamedTuple):
    """Something that can be found. ``names`` lead in the order, ``also`` only lets it be found.

    Both are plain: :func:`plain_words` of the texts in every language.
    """

    sphere: Sphere
    identifier: str
    title: object
    names: tuple[str, ...]
    also: str = ""
    beside: object = ""
    keys: str = ""
    act: Callable[[], object] | None = None


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, plain signs, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def plain_words(*texts: object) -> tuple[str, ...]:
    """Return texts as they are compared, in every language, each once."""
    found: dict[str, None] = {}
    for language in LANGUAGES:
        with in_language(language):
            for text in texts:
                found.setdefault(plain(str(text)))
    return tuple(one for one in found if one)


def matching(entries: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries that hold every word of the query, the best first.

    A whole name comes first, then names that begin so, then words that begin so, then the rest.
    The initials of a Chinese name count as a word of it.
    """
    whole = plain(query)
    words = whole.split()
    ranked = [
        (rank, entry.sphere, _spelled(entry) if words else 0, place, entry)
        for place, entry in enumerate(entries)
        if (rank := _rank(entry, whole, words)) is not None
    ]
    return [entry for *_order, entry in sorted(ranked, key=lambda one: one[:4])]


def _spelled(entry: Entry) -> int:
    """Return what orders equal finds: a regimen with the shorter key is the plainer one."""
    return len(entry.identifier) if entry.sphere in (Sphere.REGIMEN, Sphere.DRUG) else 0


def _rank(entry: Entry, whole: str, words: Sequence[str]) -> int | None:
    names = entry.names
    if not words:
        return 0
    if whole in names or whole == plain(entry.identifier):
        return 0
    if any(name.startswith(whole) for name in names):
        return 1
    together = " ".join(names)
    if all(_begins_a_word(word, together) for word in words):
        return 2
    letters = [initials(name) for name in names] if whole.isascii() else []
    if any(one.startswith(whole) for one in letters):
        return 2 if whole in letters else 3
    if all(word in together for word in words):
        return 3
    every = f"{together} {plain(entry.identifier)} {entry.also}"
    return 4 if all(word in every for word in words) else None


def _begins_a_word(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
