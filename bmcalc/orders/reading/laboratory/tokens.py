"""One line of a print-out as parts: dates, names, numbers, units, ranges, flags, other words."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Any, Final

from bmcalc.core.ask import AskQuantity
from bmcalc.core.unit_labels import spellings_of
from bmcalc.core.units import read_unit
from bmcalc.orders.reading.laboratory.names import Meaning, Word, names, readable
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.orders.reading.written_dates import days_meant


class Kind(Enum):
    """What a part of a line is."""

    DATE = auto()
    CLOCK = auto()
    LISTED = auto()
    UNIT = auto()
    OTHER_UNIT = auto()
    RANGE = auto()
    BOUND = auto()
    PAIR = auto()
    NUMBER = auto()
    PLUS = auto()
    BAD = auto()
    APART = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    SIGN = auto()
    WORD = auto()


@dataclass(frozen=True)
class Part:
    """One part: ``value`` is the date, the unit's key, the number or the limits."""

    kind: Kind
    text: str
    value: Any = None
    words: frozenset[Word] = frozenset()
    meaning: Meaning | None = None

    def is_(self, word: Word) -> bool:
        """Say whether the part is a listed word of this sort."""
        return bool(self.words) and word in self.words


_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_TIME: Final = r"(?:[\sT]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_DATES: Final = tuple(re.compile(one) for one in (
    rf"[0-9]{{4}}\s*[-/.年]\s*[0-9]{{1,2}}\s*[-/.月]\s*[0-9]{{1,2}}(?![0-9])\s*日?{_TIME}",
    r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?:[0-9]{4}|[0-9]{6})?(?![0-9.])",
    rf"[0-9]{{1,2}}([-/.])[0-9]{{1,2}}\1(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9.]){_TIME}",
    rf"[0-9]{{1,2}}月[0-9]{{1,2}}日?{_TIME}",
    r"[0-9]{1,2}[-/][0-9]{1,2}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
))
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})")
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])")
_COMMA_RANGE: Final = re.compile(r"[0-9]+,[0-9]+\s*[-~]+\s*[0-9]+,[0-9]+(?![0-9.,])")
_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:--|-|~|至|到)\s*({_NUMBER})(?![0-9]|[.,-][0-9])")
_BOUND: Final = re.compile(rf"(<=|>=|[<>≤≥])\s*({_NUMBER})(?![0-9]|[.,][0-9])")
_PAIR: Final = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})(?![0-9/]|[.,][0-9])")
_PLUS: Final = re.compile(r"[0-9]?\++|\([+-]\)|\+[0-9]")
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_RUN: Final = re.compile(r"[0-9][0-9A-Za-z.,]*")
_LATIN: Final = re.compile(r"[^\W\d_㐀-鿿][\w'.%#-]*", re.ASCII)
_CJK_RUN: Final = re.compile(r"[㐀-鿿]+")
_APART: Final = ",;、|。"


class _Written:
    """The patterns of spellings by their first character, each ready once it is met."""

    def __init__(self, written: set[str]) -> None:
        self._written: dict[str, list[str]] = {}
        for one in sorted(written, key=len, reverse=True):
            self._written.setdefault(one[0], []).append(one)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def match(self, line: str, place: int) -> re.Match[str] | None:
        """Return the longest spelling that stands at a place, which is no space; None for none."""
        first = line[place]
        if first not in self._written:
            return None
        pattern = self._patterns.get(first)
        if pattern is None:
            pattern = self._patterns[first] = self._ready(first)
        return pattern.match(line, place)

    def _ready(self, first: str) -> re.Pattern[str]:
        inside = "|".join(
            re.escape(one).replace("/", r"\s?/\s?").replace("×10", r"×\s?10")
            for one in self._written[first]
        )
        return re.compile(rf"(?:{inside})(?![A-Za-z0-9^*/µ㐀-鿿])")


@cache
def _units() -> _Written:
    """Return the units in which facts of the order check are given."""
    keys = {
        span.key for ask in LABORATORY.values() if isinstance(ask, AskQuantity)
        for span in ask.spans if span.key != "xULN"
    }
    written = {readable(name) for key in keys for name in spellings_of(key)}
    return _Written(written)


@cache
def _other_units() -> _Written:
    return _Written({readable(name) for name in names().other_units})


def parts_of(line: str) -> list[Part]:
    """Return the parts of a line, in their order; ``line`` is as :func:`readable` gives it."""
    found: list[Part] = []
    place = 0
    while place < len(line):
        if line[place].isspace() and line[place] != "\t":
            place += 1
            continue
        part, place = _part_at(line, place)
        found.append(part)
    return found


def _part_at(line: str, place: int) -> tuple[Part, int]:
    one = line[place]
    if one in _APART or one == "\t" or (one == "." and line[place + 1:place + 2].strip() == ""):
        return Part(Kind.APART, one), place + 1
    if one in "([{【":
        plus = _PLUS.match(line, place)
        if plus is not None:
            return Part(Kind.PLUS, plus[0]), plus.end()
    for signs, kind in ((":=", Kind.COLON), ("([{【", Kind.OPEN), (")]}】", Kind.CLOSE)):
        if one in signs:
            return Part(kind, one), place + 1
    if one.isdigit() or one in "<>≤≥":
        return _number_at(line, place)
    for written, kind in ((_units(), Kind.UNIT), (_other_units(), Kind.OTHER_UNIT)):
        unit = written.match(line, place)
        listed = names().at(line, place) if unit is not None else None
        if unit is not None and (listed is None or listed.end <= unit.end()):
            return _unit(unit[0], kind), unit.end()
    listed = names().at(line, place)
    if listed is not None:
        return Part(Kind.LISTED, line[place:listed.end], None, listed.words,
                    listed.meaning), listed.end
    if one == "+":
        plus = _PLUS.match(line, place)
        assert plus is not None
        return Part(Kind.PLUS, plus[0]), plus.end()
    for pattern in (_CJK_RUN, _LATIN):
        run = pattern.match(line, place)
        if run is not None:
            return Part(Kind.WORD, run[0]), run.end()
    return Part(Kind.SIGN if one in "★☆*_#" else Kind.WORD, one), place + 1


def _unit(text: str, kind: Kind) -> Part:
    unit = read_unit(text) if kind is Kind.UNIT else None
    if kind is Kind.UNIT and unit is None:
        return Part(Kind.WORD, text)
    return Part(kind, text, None if unit is None else unit.key)


def _number_at(line: str, place: int) -> tuple[Part, int]:
    for pattern in _DATES:
        date = pattern.match(line, place)
        if date is not None:
            return Part(Kind.DATE, date[0], day_of(date[0])), date.end()
    clock = _CLOCK.match(line, place)
    if clock is not None:
        return Part(Kind.CLOCK, clock[0]), clock.end()
    listed = names().at(line, place)
    if listed is not None and listed.meaning is not None:
        return Part(Kind.LISTED, line[place:listed.end], None, listed.words,
                    listed.meaning), listed.end
    for written, kind in ((_units(), Kind.UNIT), (_other_units(), Kind.OTHER_UNIT)):
        unit = written.match(line, place)
        if unit is not None:
            return _unit(unit[0], kind), unit.end()
    commas = _COMMA_RANGE.match(line, place)
    if commas is not None:
        return Part(Kind.RANGE, commas[0], None), commas.end()
    span = _RANGE.match(line, place)
    if span is not None:
        return Part(Kind.RANGE, span[0], (Decimal(span[1]), Decimal(span[2]))), span.end()
    bound = _BOUND.match(line, place)
    if bound is not None:
        below = bound[1] in ("<", "<=", "≤")
        number = Decimal(bound[2])
        return Part(Kind.BOUND, bound[0], (None, number) if below else (number, None)), bound.end()
    pair = _PAIR.match(line, place)
    if pair is not None:
        return Part(Kind.PAIR, pair[0], (pair[1], pair[2])), pair.end()
    return _plain_at(line, place)


def _plain_at(line: str, place: int) -> tuple[Part, int]:
    """Return one plain number, or a part that only looks like one."""
    number = _PLAIN.match(line, place)
    if number is None:
        return Part(Kind.WORD, line[place]), place + 1
    end = number.end()
    follows = line[end:end + 2]
    if re.match(r"\+", follows):
        plus = _PLUS.match(line, place)
        if plus is not None:
            return Part(Kind.PLUS, plus[0]), plus.end()
    is_broken = re.match(r"[.,·][0-9.]|[.·](?![\s]|$)", follows) is not None
    letter = follows[:1]
    if letter.isascii() and letter.isalpha():
        is_broken = not any(one.match(line, end) for one in (_units(), _other_units()))
    if not is_broken and re.fullmatch(r"0[0-9].*", number[0]) is None:
        return Part(Kind.NUMBER, number[0], number[0]), end
    run = _RUN.match(line, place)
    assert run is not None
    return Part(Kind.BAD, run[0]), run.end()


def day_of(written: str) -> datetime.date | None:
    """Return the one day that a date means; None where it may be two, or has no year."""
    for pattern in (_YEAR_FIRST, _COMPACT, _YEAR_LAST):
        found = pattern.match(written)
        if found is None:
            continue
        head = "/".join(found.groups()) if pattern is _YEAR_LAST else "-".join(found.groups())
        days = set(days_meant(head, datetime.MINYEAR))
        return days.pop() if len(days) == 1 else None
    return None
