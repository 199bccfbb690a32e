"""The words by which an order names a drug: its names in both languages and its id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bmcalc.formulary.drug_entry import Drug

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "trastuzumab_deruxtecan": ("T-DXd", "DS-8201"),
    "nab_paclitaxel": ("nab-paclitaxel", "白蛋白紫杉醇"),
    "ribociclib": ("瑞博西利",),
    "denosumab": ("狄诺塞麦",),
    "phesgo": ("Phesgo",),
}
"""Other names in common use, beside those of the formulary."""

_STRENGTH = re.compile(r"\s*[0-9.]+\s*mg\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（\[【].*?[)）\]】]\s*")
_SEPARATORS = re.compile(r"[\s_\-‐-―·•]+")


def folded(text: str) -> str:
    """Return text as names are compared: no case, no accents of width, no hyphens or spaces."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).casefold())


def with_positions(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in folded(character):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@dataclass(frozen=True)
class Named:
    """A drug found in a text, and the part of the text that names it."""

    drug: str
    start: int
    end: int


class DrugWords:
    """Finds drugs in a text. A name inside a longer name is not a second drug."""

    def __init__(self, drugs: Mapping[str, Drug]) -> None:
        self._words: dict[str, set[str]] = {}
        for identifier, drug in drugs.items():
            for word in _words_of(drug):
                self._words.setdefault(word, set()).add(identifier)
        self._longest_first = sorted(self._words, key=len, reverse=True)

    def find(self, text: str) -> list[Named]:
        """Return the drugs that the text names, in the order of the text.

        A word that means several drugs, such as a name without its route, gives each of them at
        the same place.
        """
        line, places = with_positions(text)
        taken = [False] * len(line)
        found: list[Named] = []
        for word in self._longest_first:
            start = line.find(word)
            while start >= 0:
                end = start + len(word)
                if not any(taken[start:end]):
                    taken[start:end] = [True] * len(word)
                    found.extend(
                        Named(drug, places[start], places[end - 1] + 1)
                        for drug in sorted(self._words[word])
                    )
                start = line.find(word, end)
        return sorted(found, key=lambda one: one.start)


def _words_of(drug: Drug) -> Iterator[str]:
    for name in (drug.id, drug.name.english, drug.name.chinese):
        if not _STRENGTH.search(name):
            yield folded(name)
        for pattern in (_BRACKETS, _STRENGTH):
            plain = pattern.sub("", name)
            if plain != name and plain:
                yield folded(plain)
    for name in ALIASES.get(drug.id, ()):
        yield folded(name)
