"""A pasted laboratory print-out, line by line: tables, free lines and messages.

Nothing is guessed and nothing is dropped: what is not a fact with its unit is shown with the
reason. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bmcalc.orders.reading.laboratory.columns import (
    OTHER_COLUMNS,
    Heading,
    heading_of,
    is_rule,
    row_of,
)
from bmcalc.orders.reading.laboratory.dates import Dated, Days, dated, days_of
from bmcalc.orders.reading.laboratory.items import Item, items_of
from bmcalc.orders.reading.laboratory.judging import Outcome, judged, meaning_of
from bmcalc.orders.reading.laboratory.messages import Message, is_segment
from bmcalc.orders.reading.laboratory.names import Remark, Sort, Word, names, readable, word_of
from bmcalc.orders.reading.laboratory.newest import newest
from bmcalc.orders.reading.laboratory.results import (
    LaboratoryResult,
    LaboratoryText,
    LineShown,
    NotUsed,
    Offered,
)
from bmcalc.orders.reading.laboratory.tokens import Kind, Part, parts_of
from bmcalc.orders.reading.plain_text import MOST_IN_A_LINE, refuse_too_long


@dataclass
class Line:
    """One line as it was read: its results, its days, the remarks on its sample.

    ``is_drawn`` says that it is the heading of a table or a rule, which begins no other sample.
    """

    number: int
    text: str
    items: list[Item] = field(default_factory=list)
    days: Days = field(default_factory=Days)
    is_title: bool = False
    is_drawn: bool = False
    is_message: bool = False
    after_blank: bool = False
    remarks: list[Remark] = field(default_factory=list)

    @property
    def has_results(self) -> bool:
        """Whether a value, or the word that there is none, stands beside a name."""
        return any(one.has_value for one in self.items)


def read_laboratory(text: str, sex: str | None = None) -> LaboratoryText:
    """Return what a laboratory print-out holds; ``E_RANGE`` for one that is too long.

    ``sex`` chooses between limits that are printed for each; without it none is read.
    """
    refuse_too_long(text)
    lines = lines_of(text)
    _date(lines)
    of_sample = [one for line in lines for one in line.remarks if not one.of_section]
    outcomes: list[Outcome] = []
    section: list[Remark] = []
    is_under_way = False
    for line in lines:
        if is_under_way and (line.after_blank or (line.is_title and not line.is_drawn)):
            section = []
        here = [one for one in line.remarks if one.of_section]
        if line.has_results:
            is_under_way = True
        elif here:
            section, is_under_way = [*section, *here], False
        for item in line.items:
            if item.has_value or _is_ours(item):
                outcomes += judged(item, [*of_sample, *section, *here], sex)
    return _gathered(lines, newest(outcomes))


def _gathered(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> LaboratoryText:
    spoken = {one.number for one in outcomes}
    silent = [line for line in lines if line.number not in spoken]
    return LaboratoryText(
        tuple(one for one in outcomes if isinstance(one, LaboratoryResult)),
        tuple(one for one in outcomes if isinstance(one, NotUsed)),
        tuple(one for one in outcomes if isinstance(one, Offered)),
        tuple(LineShown(one.number, one.text) for one in silent if is_told(one)),
        tuple(LineShown(one.number, one.text) for one in silent if not is_told(one)),
    )


def is_told(line: Line) -> bool:
    """Say whether a line without a result is a title, a day, a heading or a remark."""
    return bool(line.is_title or line.days or line.is_message or line.remarks or line.items)


def _is_ours(item: Item) -> bool:
    """Say whether a value is missed: a unit or part of a number stands there, or a message."""
    begun = bool(item.unit) or any(one.isdigit() for word in item.unread for one in word)
    return (item.is_dated or begun) and meaning_of(item.meanings).sort is Sort.TAKEN


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank, each with its results."""
    found: list[Line] = []
    heading: Heading | None = None
    message = Message()
    after_blank = False
    for number, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            after_blank, heading = True, None
            continue
        line = Line(number, written.strip(), after_blank=after_blank)
        after_blank = False
        found.append(line)
        if len(written) > MOST_IN_A_LINE:
            continue
        if is_segment(written.strip()):
            line.is_message = True
            item = message.read(number, written.strip())
            line.items = [] if item is None else [item]
            continue
        if is_rule(written):
            line.is_title = line.is_drawn = True
            continue
        new = heading_of(written)
        if new is not None:
            heading, line.is_title, line.is_drawn = new, True, True
            continue
        _read(line, written, heading)
    _put_units(found)
    return found


def _read(line: Line, written: str, heading: Heading | None) -> None:
    parts = parts_of(readable(written.strip("\r\n ")))
    rows = None if heading is None else row_of(heading, line.number, written)
    line.items = rows or items_of(line.number, line.text, parts)
    if heading is not None and not rows and not heading.is_plain:
        for item in line.items:
            item.fault = item.fault or OTHER_COLUMNS
    line.days = days_of(parts, apart=not line.has_results)
    line.remarks = _remarks(parts)
    line.is_title = not any(
        one.kind in (Kind.NUMBER, Kind.BAD, Kind.WORD, Kind.PAIR) for one in parts
    ) and any(one.is_(Word.TITLE) for one in parts)


def _remarks(parts: Sequence[Part]) -> list[Remark]:
    """Return what a line says of the sample; a word that is denied says nothing."""
    words = [one.text.lower() for one in parts if one.kind is Kind.WORD]
    spaced = " ".join(
        one.text.lower() for one in parts if one.kind not in (Kind.LISTED, Kind.UNIT))
    found: list[Remark] = []
    if names().any_remark.search(spaced) is None:
        return found
    for remark in names().remarks:
        for word in remark.words:
            place = spaced.find(word.lower())
            latin = word.isascii()
            if place < 0 or (latin and not any(word.lower() in one for one in words)
                             and " " not in word):
                continue
            if not _denied(spaced, place, place + len(word)):
                found.append(remark)
                break
    return found


def _denied(text: str, start: int, end: int) -> bool:
    """Say whether a remark is denied: «no haemolysis», «溶血(-)», «溶血指数 0»."""
    before = text[max(0, start - 8):start].rstrip()
    after = re.sub(r"^(?:指数|程度|情况|index)?[\s:(]*", "", text[end:])
    return any(
        before.endswith(word) for word in names().negations
    ) or re.match(r"无|否|阴性|-|0(?![.0-9])|none|no\b|negative", after) is not None


# Days and units that stand apart

def _date(lines: Sequence[Line]) -> None:
    days = dated([
        Dated(line.days, line.has_results, line.is_title and line.after_blank)
        for line in lines
    ])
    for line, day in zip(lines, days, strict=True):
        for item in line.items:
            if not item.is_dated:
                item.on = day


def _put_units(lines: Sequence[Line]) -> None:
    """Give the units of a line such as «单位：NEUT#、PLT ×10^9/L» to the results of its names."""
    for line in lines:
        units = _units_in(line.text)
        if not units:
            continue
        line.items, line.is_title = [], True
        for other in lines:
            for item in other.items:
                fact = meaning_of(item.meanings).facts[:1]
                if fact and fact[0] in units and not item.unit and not item.other_unit:
                    item.unit = units[fact[0]]


def _units_in(text: str) -> dict[str, str]:
    """Return the units that a line states for the facts that it names; empty for other lines."""
    line = readable(text)
    head, colon, rest = line.partition(":")
    if not colon or word_of(head) not in {word_of(one) for one in names().units_foot}:
        return {}
    found: dict[str, str] = {}
    for part in re.split(r"[;。]", rest):
        parts = [one for one in parts_of(part) if one.kind is not Kind.APART]
        if not parts:
            continue
        *named, unit = parts
        if unit.kind is not Kind.UNIT or any(one.meaning is None for one in named):
            return {}
        for one in named:
            assert one.meaning is not None
            found |= dict.fromkeys(one.meaning.facts[:1], unit.value)
    return found
