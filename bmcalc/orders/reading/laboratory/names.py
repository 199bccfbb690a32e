"""The names, words and remarks of print-outs, as ``resources/tables/laboratory_names.toml`` lists.

A name is compared whole: where it goes on with a letter, it is another name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Bilingual
from bmcalc.core.units import fold_powers
from bmcalc.rules.data_files import read_file, sources_of, text_of

NAMING: Final = frozenset({"name", "code"})
"""The roles of the columns that name what was measured; a heading has one of them."""

FILE: Final = "laboratory_names.toml"
_FULL_WIDTH: Final = {ord("０") + one: str(one) for one in range(10)}
_CJK: Final = r"㐀-鿿"
_BETWEEN: Final = r"[\s‐-―-]*"
_LATIN_GOES_ON: Final = re.compile(r"[-/.]?[A-Za-z0-9]|[#%+^]", re.IGNORECASE)
_CHINESE_GOES_ON: Final = re.compile(rf"[{_CJK}]")
_CIRCLED_FIRST: Final = re.compile(r"^\s*[①-⑳]")
_RARE: Final = re.compile(rf"[^\x00-\x7f{_CJK}]")
"""Signs among which are digits that are none; a Chinese character never is."""
_HYPHENS: Final = re.compile("[−‐-―]")
_LEFT_OUT: Final = re.compile(r"[\s\-‐-―_.·'’\"“”]")


class Sort(Enum):
    """What becomes of a result of this name."""

    TAKEN = auto()
    ONE_OF_TWO = auto()
    PAIR = auto()
    OFFERED = auto()
    AMBIGUOUS = auto()
    NOT_USED = auto()
    OTHER = auto()


class Word(Enum):
    """What a listed word of a print-out is."""

    NAME = auto()
    SAMPLING = auto()
    REPORT = auto()
    UNSAID = auto()
    HIGH = auto()
    LOW = auto()
    NEUTRAL = auto()
    BESIDE = auto()
    TITLE = auto()
    PREVIOUS = auto()
    PENDING = auto()
    MALE = auto()
    FEMALE = auto()


@dataclass(frozen=True)
class Meaning:
    """What one name means; ``facts`` are those it may be the value of, ``reason`` why it is none.

    ``unit_decides`` says that the unit of the only fact settles what an ambiguous name is.
    """

    sort: Sort
    facts: tuple[str, ...] = ()
    reason: object = ""
    unit_decides: bool = False


@dataclass(frozen=True)
class Remark:
    """What a laboratory says of a sample: its words, and the facts that are useless then."""

    words: tuple[str, ...]
    facts: frozenset[str]
    reason: object
    of_section: bool

    def spoils(self, fact: str | None) -> bool:
        """Say whether a result of this fact is not used beside the remark."""
        return "*" in self.facts or fact in self.facts


class Found(NamedTuple):
    """A listed word at a place: where it ends, and everything it may be."""

    end: int
    words: frozenset[Word]
    meaning: Meaning | None


def readable(line: str) -> str:
    """Return a line with full-width signs folded, and with a mark for each digit that is none."""
    if line.isascii():
        return line
    text = fold_powers(_CIRCLED_FIRST.sub("", line.translate(_FULL_WIDTH)))
    marked = _RARE.sub(_mark, text)
    folded = unicodedata.normalize("NFKC", marked).replace("μ", "µ")
    return _HYPHENS.sub("-", folded)


def _mark(rare: re.Match[str]) -> str:
    return "�" if unicodedata.category(rare[0]) in ("No", "Nl") else rare[0]


def word_of(written: str) -> str:
    """Return a word as it is looked up: without spaces, hyphens and dots; long ones without case.

    One or two Latin letters keep their case: Mg is magnesium, mg is not.
    """
    text = _LEFT_OUT.sub("", readable(written))
    letters = [one for one in text if one.isascii() and one.isalpha()]
    is_short = len(letters) <= 2 and all(one.isascii() for one in text)
    return text if is_short else text.lower()


class Names:
    """The table, made ready to look words up in; raises ValueError for an unusable table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        sources_of(FILE, table["sources"])
        self._meanings: dict[str, Meaning] = {}
        self._words: dict[str, set[Word]] = {}
        written: list[str] = []
        for name, meaning in _meanings(table):
            key = word_of(name)
            before = self._meanings.setdefault(key, meaning)
            if before is not meaning and before.sort is not meaning.sort:
                raise ValueError(f"{FILE}: {name} stands twice")
            self._words.setdefault(key, set()).add(Word.NAME)
            written.append(name)
        for word, kind in _words(table):
            self._words.setdefault(word_of(word), set()).add(kind)
            written.append(word)
        self._alike = _by_first_character(written)
        self.remarks = tuple(
            Remark(tuple(entry["words"]), frozenset(entry["facts"]),
                   text_of(f"{FILE}: remarks", entry["reason"]), entry.get("scope") == "section")
            for entry in table["remarks"]
        )
        self.any_remark = re.compile(
            "|".join(re.escape(word.lower()) for one in self.remarks for word in one.words))
        self.columns: dict[str, str] = {
            word_of(word): role for role, words in table["columns"].items() for word in words
        }
        self._heads = re.compile("|".join(
            re.escape(word.lower()) for word, role in self.columns.items() if role in NAMING))
        self.negations: tuple[str, ...] = tuple(table["words"]["negation"])
        self.units_foot: tuple[str, ...] = tuple(table["words"]["units_foot"])
        self.other_units: tuple[str, ...] = tuple(table["other_units"]["written"])
        offered = table["offered_reason"]
        self.baseline_reason = text_of(f"{FILE}: lvef_baseline", offered["lvef_baseline"])
        self.lowest_total: tuple[Term, ...] = tuple(
            _quantity(one) for one in table["one_of_two"]["lowest"])

    def at(self, text: str, place: int) -> Found | None:
        """Return the longest listed word that begins at a place of a readable line, or None."""
        alike = self._alike.get(text[place].lower())
        for found in () if alike is None else alike.matches(text, place):
            key = word_of(found[0])
            kinds = self._words.get(key)
            if kinds is not None:
                return Found(found.end(), frozenset(kinds), self._meanings.get(key))
        return None

    def may_head(self, text: str) -> bool:
        """Say whether the word for a column of names stands anywhere in a readable line."""
        return self._heads.search(_LEFT_OUT.sub("", text).lower()) is not None

    def meaning(self, written: str) -> Meaning | None:
        """Return what a text means that is one name from its first to its last character."""
        return self._meanings.get(word_of(written))


@cache
def names() -> Names:
    """Return the shipped names."""
    return Names(read_file("tables", FILE))


def _quantity(written: str) -> Term:
    try:
        return Term(*read_quantity(written))
    except Rejected as rejected:
        raise ValueError(f"{FILE}: {written}: {rejected.text}") from rejected


def _meanings(table: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for fact, listed in table["taken"].items():
        yield from _each(listed, Meaning(Sort.TAKEN, (fact,)))
    two = table["one_of_two"]
    yield from _each(two["names"], Meaning(
        Sort.ONE_OF_TWO, (two["fact"],), text_of(f"{FILE}: one_of_two", two["reason"])))
    reasons: dict[str, Bilingual] = {}
    for entry in table["not_used"]:
        reason = text_of(f"{FILE}: not_used", entry["reason"])
        facts = tuple(entry.get("ambiguous", ()))
        sort = Sort.AMBIGUOUS if facts else Sort.NOT_USED
        yield from _each(entry["names"], Meaning(
            sort, facts, reason, entry.get("unit_decides", False)))
        reasons[entry.get("key", "")] = reason
    for entry in table["pairs"].values():
        yield from _each(entry["names"], Meaning(
            Sort.PAIR, tuple(entry["parts"]), reasons.get(entry.get("reason", ""), "")))
    for fact, listed in table["offered"].items():
        reason = text_of(f"{FILE}: offered", table["offered_reason"][fact])
        yield from _each(listed, Meaning(Sort.OFFERED, (fact,), reason))
    for entry in table["other"]:
        yield from _each(entry["names"], Meaning(
            Sort.OTHER, (), text_of(f"{FILE}: other", entry["reason"])))


def _each(listed: list[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((name, meaning) for name in listed)


def _words(table: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    dates, flags, words = table["dates"], table["flags"], table["words"]
    for listed, kind in (
        (dates["sampling"], Word.SAMPLING), (dates["report"], Word.REPORT),
        (dates["unsaid"], Word.UNSAID), (flags["high"], Word.HIGH), (flags["low"], Word.LOW),
        (flags["neutral"], Word.NEUTRAL), (words["beside"], Word.BESIDE),
        (words["titles"], Word.TITLE), (words["previous"], Word.PREVIOUS),
        (words["pending"], Word.PENDING), (words["sexes"]["male"], Word.MALE),
        (words["sexes"]["female"], Word.FEMALE),
    ):
        for word in listed:
            yield word, kind


class _Alike:
    """The listed words of one first character, the longest first; ready once one may be met.

    A text has few of the first characters, and making all words ready takes seconds.
    """

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Add a word, as it stands on a readable line."""
        self._texts.setdefault(_pattern(text), text)

    def matches(self, text: str, place: int) -> Iterator[re.Match[str]]:
        """Yield each word that stands whole at a place; at most places that is none."""
        if self._any.match(text, place) is None:
            return
        for pattern, goes_on in self._each:
            found = pattern.match(text, place)
            if found is not None and (goes_on is None or goes_on.match(text, found.end()) is None):
                yield found

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(self._texts), re.IGNORECASE)

    @cached_property
    def _each(self) -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
        return tuple((re.compile(pattern, re.IGNORECASE), _goes_on(text))
                     for pattern, text in self._texts.items())


def _by_first_character(written: Iterable[str]) -> dict[str, _Alike]:
    found: dict[str, _Alike] = {}
    for word in sorted(written, key=len, reverse=True):
        text = readable(word)
        found.setdefault(text[0].lower(), _Alike()).add(text)
    return found


def _pattern(text: str) -> str:
    return "".join(
        _BETWEEN if one in " -" else re.escape(one) for one in re.sub(r"[\s-]+", " ", text)
    )


def _goes_on(text: str) -> re.Pattern[str] | None:
    """Return what follows a word where it is another one; None where nothing does."""
    if _CHINESE_GOES_ON.match(text[-1]):
        return _CHINESE_GOES_ON
    return _LATIN_GOES_ON if text[-1].isalnum() else None
