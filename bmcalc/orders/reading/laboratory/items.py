"""Results as they stand: a name, what follows it up to the next name, and what was not read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bmcalc.core.texts import _
from bmcalc.orders.reading.laboratory.names import Meaning, Word
from bmcalc.orders.reading.laboratory.tokens import Kind, Part

Limits = tuple[Decimal | None, Decimal | None]

NO_VALUE = _("no value stands there")
BOUND = _("a bound, not a value")
PENDING = _("not reported yet, or not done")
IS_RANGE = _("a range, not a value")
TWO_NUMBERS = _("two numbers stand there")
TWO_UNITS = _("two units stand there")
PREVIOUS = _("a previous result")
_VALUES = frozenset({
    Kind.NUMBER, Kind.BAD, Kind.BOUND, Kind.RANGE, Kind.PAIR, Kind.PLUS,
})
_FREE = frozenset({Kind.DATE, Kind.CLOCK, Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.SIGN})
_QUIET = frozenset({
    Word.SAMPLING, Word.REPORT, Word.UNSAID, Word.HIGH, Word.LOW, Word.NEUTRAL, Word.BESIDE,
    Word.TITLE,
})


@dataclass
class Item:
    """One result as it was written.

    ``fault`` says why the value is none; ``unread`` are the words of which nothing was made.
    ``limits`` are those printed for everybody; ``limits_of`` those for one sex.
    """

    number: int
    text: str
    meanings: list[Meaning] = field(default_factory=list)
    value: str = ""
    pair: tuple[str, str] | None = None
    word: str = ""
    fault: object = ""
    unit: str = ""
    other_unit: str = ""
    limits: Limits | None = None
    limits_of: dict[str, Limits] = field(default_factory=dict)
    limits_lost: bool = False
    high: bool = False
    low: bool = False
    unread: list[str] = field(default_factory=list)
    on: datetime.date | None = None
    is_dated: bool = False
    previous: bool = False

    @property
    def has_value(self) -> bool:
        """Whether anything stands in the place of the value."""
        return bool(self.value or self.pair or self.word or self.fault)

    def put(self, part: Part) -> None:
        """Put in a value; a second one is a fault."""
        if self.has_value:
            self.fault = self.fault or TWO_NUMBERS
        elif part.kind is Kind.NUMBER:
            self.value = part.value
        elif part.kind is Kind.PAIR:
            self.pair = part.value
        elif part.kind is Kind.PLUS:
            self.word = part.text
        elif part.kind is Kind.BOUND:
            self.fault = BOUND
        elif part.kind is Kind.RANGE:
            self.fault = IS_RANGE
        else:
            self.fault = _("“{written}” is not a plain number", written=part.text)

    def put_unit(self, part: Part) -> None:
        """Put in a unit; another one is a fault."""
        if part.kind is Kind.OTHER_UNIT:
            self.other_unit = part.text
        elif self.unit and self.unit != part.value:
            self.fault = self.fault or TWO_UNITS
        else:
            self.unit = part.value

    def put_limits(self, part: Part, sex: str | None) -> None:
        """Put in a printed range; a second one, or one that falls, leaves no limit."""
        limits = part.value
        if limits is not None and None not in limits and limits[0] > limits[1]:
            limits = None
        if limits is None:
            self.limits_lost = True
        elif sex is not None:
            self.limits_lost = self.limits_lost or sex in self.limits_of
            self.limits_of[sex] = limits
        elif self.limits is not None and self.limits != limits:
            self.limits_lost = True
        else:
            self.limits = limits

    def limits_for(self, sex: str | None) -> Limits | None:
        """Return the range that holds for a sex; None where none does for certain."""
        if self.limits_lost:
            return None
        return self.limits_of.get(sex or "") if self.limits_of else self.limits


def items_of(number: int, text: str, parts: Sequence[Part]) -> list[Item]:
    """Return the results of a line in free form; empty where no listed name stands in it."""
    found: list[Item] = []
    stained: list[str] = []
    all_previous = False
    for segment in _segments(parts):
        reader = _Reader(number, segment, list(stained), all_previous)
        found += reader.read()
        if any(one.kind is Kind.COLON for one in segment) and reader.before_name:
            stained += reader.before_name
        all_previous = all_previous or reader.began_with_previous
    for one in found:
        one.text = text if len(found) == 1 else one.text
    return found


def _segments(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Give the parts between two separators; inside brackets nothing separates."""
    open_now: list[Part] = []
    depth = 0
    for part in parts:
        depth += (part.kind is Kind.OPEN) - (part.kind is Kind.CLOSE)
        if part.kind is Kind.APART and (depth <= 0 and part.text != "\t"):
            yield open_now
            open_now, depth = [], 0
        elif part.kind is not Kind.APART or depth > 0:
            open_now.append(part)
    yield open_now


class _Reader:
    """Reads one segment from left to right."""

    def __init__(
        self, number: int, parts: list[Part], stained: list[str], previous: bool
    ) -> None:
        self._number = number
        self._parts = _without_row_number(parts)
        self._stained = stained
        self._previous = previous
        self.before_name: list[str] = []
        self.began_with_previous = False
        self._sex: str | None = None

    def read(self) -> list[Item]:
        """Return the results of the segment."""
        found: list[Item] = []
        item: Item | None = None
        loose: list[str] = []
        place = 0
        while place < len(self._parts):
            part = self._parts[place]
            place += 1
            if part.meaning is not None and not (
                item is not None and item.has_value and self._is_flag(part, item)
            ):
                if item is None or item.has_value:
                    item = self._begun(part, loose)
                    loose = []
                    found.append(item)
                else:
                    item.meanings.append(part.meaning)
                    item.text += f" {part.text}"
                continue
            if part.is_(Word.PREVIOUS):
                if item is None or not item.has_value:
                    self.began_with_previous = item is None
                    self._previous = True
                    if item is not None:
                        item.previous = True
                else:
                    place = _after_previous(self._parts, place)
                continue
            if item is None:
                loose += _unknown(part)
                continue
            item.text += f" {part.text}" if part.kind is not Kind.CLOSE else part.text
            self._take(item, part)
        if not found:
            self.before_name = loose
        return found

    def _begun(self, part: Part, loose: list[str]) -> Item:
        assert part.meaning is not None
        self._sex = None
        if not self.before_name:
            self.before_name = loose
        return Item(self._number, part.text, [part.meaning], unread=[*self._stained, *loose],
                    previous=self._previous)

    @staticmethod
    def _is_flag(part: Part, item: Item) -> bool:
        return bool({Word.HIGH, Word.LOW, Word.NEUTRAL} & part.words) and len(part.text) == 1

    def _take(self, item: Item, part: Part) -> None:
        if part.kind in (Kind.UNIT, Kind.OTHER_UNIT):
            item.put_unit(part)
        elif part.kind in (Kind.RANGE, Kind.BOUND) and item.has_value:
            item.put_limits(part, self._sex)
        elif part.kind in _VALUES:
            if part.kind is Kind.PLUS and item.has_value and part.text == "+":
                return
            item.put(part)
        elif part.kind is Kind.LISTED:
            self._listed(item, part)
        elif part.kind not in _FREE:
            item.unread.append(part.text)

    def _listed(self, item: Item, part: Part) -> None:
        sexes = {Word.MALE, Word.FEMALE} & part.words
        if sexes and item.has_value and not {Word.HIGH, Word.LOW} & part.words:
            self._sex = "male" if Word.MALE in sexes else "female"
        elif Word.PENDING in part.words:
            item.fault = item.fault or PENDING
        elif _QUIET & part.words:
            item.high = item.high or Word.HIGH in part.words
            item.low = item.low or Word.LOW in part.words
        else:
            item.unread.append(part.text)


def _without_row_number(parts: list[Part]) -> list[Part]:
    """Leave out a number that only counts the rows: it stands before the name."""
    head = [one for one in parts if one.kind is not Kind.SIGN]
    if len(head) < 2 or head[0].kind is not Kind.NUMBER or len(head[0].text) > 3:
        return parts
    after = head[1:]
    while after and (after[0].kind is Kind.CLOSE or after[0].text in ".、)"):
        after = after[1:]
    named = bool(after) and (after[0].meaning is not None)
    return after if named and "." not in head[0].text else parts


def _unknown(part: Part) -> Iterable[str]:
    quiet = part.kind in _FREE or (part.kind is Kind.LISTED and bool(_QUIET & part.words))
    return () if quiet else (part.text,)


def _after_previous(parts: Sequence[Part], place: int) -> int:
    """Return the place after a previous result that stands in brackets or behind a value."""
    while place < len(parts) and parts[place].kind in (
        Kind.NUMBER, Kind.UNIT, Kind.COLON, Kind.DATE, Kind.CLOCK, Kind.BOUND, Kind.BAD,
    ):
        place += 1
    return place
