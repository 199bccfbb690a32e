"""Tables with a heading: what each column holds is read from the heading, not from its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.laboratory.items import PENDING, Item
from bmcalc.orders.reading.laboratory.names import NAMING, Word, names, readable, word_of
from bmcalc.orders.reading.laboratory.tokens import Kind, Part, parts_of

OTHER_COLUMNS: Final = _("the row does not fit the heading of its table")
OTHER_COLUMN: Final = _("something stands in a column that is not known")
_SPLITTERS: Final = (r"\t", r"\s*\|\s*", r"\s{2,}", r"\s+")
OTHER: Final = "other"
"""The role of a column that nobody knows: a former result, a target, a remark."""

_SHOWN_RULE: Final = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True)
class Column:
    """One column: what it holds, or the day of the results in it."""

    role: str
    day: datetime.date | None = None
    is_day: bool = False


@dataclass(frozen=True)
class Heading:
    """The heading of a table: how its rows are parted, and its columns in groups side by side."""

    splitter: str
    groups: tuple[tuple[Column, ...], ...]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return sum(map(len, self.groups))

    @property
    def is_plain(self) -> bool:
        """Whether a row may be read from left to right without the heading as well."""
        roles = [one.role for group in self.groups for one in group]
        if len(self.groups) > 1 or OTHER in roles or any(one.is_day for one in self.groups[0]):
            return False
        return "range" not in roles or "result" not in roles or (
            roles.index("result") < roles.index("range"))


def is_rule(line: str) -> bool:
    """Say whether a line only draws a line between rows."""
    return _SHOWN_RULE.fullmatch(line) is not None


def heading_of(line: str) -> Heading | None:
    """Return the heading that a line is; None for any other line."""
    text = readable(line).strip("\r\n ")
    if not names().may_head(text):
        return None
    for splitter in _SPLITTERS:
        cells = _cells(text, splitter)
        if len(cells) < 2:
            continue
        known = [_column(cell) for cell in cells]
        roles = [one.role for one in known]
        is_former = _is_former(cells)
        if OTHER in roles and not (_is_drawn(splitter) or is_former):
            continue
        if NAMING.isdisjoint(roles):
            continue
        if is_former or "result" in roles or any(one.is_day for one in known):
            return Heading(splitter, _side_by_side(known))
    return None


def _cells(text: str, splitter: str) -> list[str]:
    whole = text.strip().strip("|") if splitter == _SPLITTERS[1] else text
    return [cell.strip() for cell in re.split(splitter, whole)]


def _is_drawn(splitter: str) -> bool:
    """Say whether the columns are parted by signs that are no part of a sentence."""
    return splitter in _SPLITTERS[:2]


def _is_former(cells: Sequence[str]) -> bool:
    """Say whether one of the columns holds the results of a former day."""
    return any(part.is_(Word.PREVIOUS) for cell in cells for part in parts_of(cell))


def _column(cell: str) -> Column:
    """Return what a column holds; of one with an unknown heading nothing is taken."""
    if not cell:
        return Column("beside")
    role = names().columns.get(word_of(cell))
    if role is not None:
        return Column(role)
    dates = [one for one in parts_of(cell) if one.kind is Kind.DATE]
    if len(dates) == 1 and len(parts_of(cell)) == 1:
        return Column("result", dates[0].value, True)
    return Column(OTHER)


def _side_by_side(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """Return the columns in groups: a group begins where the first role comes again."""
    first = columns[0].role
    groups: list[list[Column]] = []
    for one in columns:
        begins = one.role == first and not one.is_day and first in ("name", "code", "beside")
        if not groups or (begins and any(two.role in ("name", "code") for two in groups[-1])
                          and any(two.role == "result" for two in groups[-1])
                          and first == "name"):
            groups.append([])
        groups[-1].append(one)
    return tuple(tuple(group) for group in groups)


def row_of(heading: Heading, number: int, line: str) -> list[Item] | None:
    """Return the results of a row of a table; None where the line is no row of it."""
    cells = _cells(readable(line).strip("\r\n"), heading.splitter)
    if heading.splitter == "\t":
        while len(cells) > heading.width and not cells[-1]:
            cells.pop()
        if len(cells) > 1:
            cells += [""] * (heading.width - len(cells))
    if len(cells) != heading.width:
        return None
    found: list[Item] = []
    start = 0
    for group in heading.groups:
        found += _results(group, cells[start:start + len(group)], number)
        start += len(group)
    return found


def _results(group: Sequence[Column], cells: Sequence[str], number: int) -> list[Item]:
    base = Item(number, " ".join(cell for cell in cells if cell))
    for column, cell in zip(group, cells, strict=True):
        if column.role in ("name", "code"):
            _put_names(base, parts_of(cell))
    if not base.meanings:
        return []
    found: list[Item] = []
    for column, cell in zip(group, cells, strict=True):
        if column.role != "result" or (column.is_day and not cell):
            continue
        item = Item(number, base.text, list(base.meanings), unread=list(base.unread))
        if column.is_day:
            item.text = f"{cells[0]} {cell}"
            item.on, item.is_dated = column.day, True
        _put_result(item, parts_of(cell))
        for other, beside in zip(group, cells, strict=True):
            _put_beside(item, other.role, parts_of(beside))
        found.append(item)
    return found


def _put_names(item: Item, parts: Sequence[Part]) -> None:
    for part in parts:
        if part.meaning is not None:
            item.meanings.append(part.meaning)
        elif part.kind not in (Kind.OPEN, Kind.CLOSE, Kind.SIGN, Kind.COLON) and not (
            part.is_(Word.BESIDE) or part.is_(Word.NEUTRAL)
            or (part.kind is Kind.NUMBER and part is parts[0])
        ):
            item.unread.append(part.text)


def _put_result(item: Item, parts: Sequence[Part]) -> None:
    for part in parts:
        if part.kind in (Kind.UNIT, Kind.OTHER_UNIT):
            item.put_unit(part)
        elif part.kind in (Kind.NUMBER, Kind.BAD, Kind.BOUND, Kind.RANGE, Kind.PAIR, Kind.PLUS):
            item.put(part)
        elif part.is_(Word.PENDING):
            item.fault = item.fault or PENDING
        elif {Word.HIGH, Word.LOW, Word.NEUTRAL} & part.words:
            item.high = item.high or part.is_(Word.HIGH)
            item.low = item.low or part.is_(Word.LOW)
        elif part.kind not in (Kind.OPEN, Kind.CLOSE, Kind.SIGN):
            item.unread.append(part.text)


def _put_beside(item: Item, role: str, parts: Sequence[Part]) -> None:
    if role == "unit":
        for part in parts:
            if part.kind in (Kind.UNIT, Kind.OTHER_UNIT):
                item.put_unit(part)
            else:
                item.unread.append(part.text)
    elif role == OTHER and any(part.kind is not Kind.SIGN for part in parts):
        item.fault = item.fault or OTHER_COLUMN
    elif role == "flag":
        for part in parts:
            item.high = item.high or part.is_(Word.HIGH)
            item.low = item.low or part.is_(Word.LOW)
            if part.kind is Kind.WORD:
                item.unread.append(part.text)
    elif role == "range":
        _put_range(item, parts)


def _put_range(item: Item, parts: Sequence[Part]) -> None:
    """Put in the limits of a cell; what is not understood there leaves none."""
    sex: str | None = None
    for part in parts:
        if part.kind in (Kind.RANGE, Kind.BOUND):
            item.put_limits(part, sex)
        elif part.kind in (Kind.UNIT, Kind.OTHER_UNIT):
            item.put_unit(part)
        elif part.is_(Word.MALE) or part.is_(Word.FEMALE):
            sex = "male" if part.is_(Word.MALE) else "female"
        elif part.kind in (Kind.WORD, Kind.NUMBER, Kind.BAD, Kind.PAIR, Kind.DATE):
            item.limits_lost = True
