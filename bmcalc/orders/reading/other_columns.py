"""Columns beside dose and times that say something of the order: numbers, regimen, maker, kind.

What such a cell says is marked for its comparison; what is not understood in it stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from bmcalc.formulary.regimens import regimens
from bmcalc.orders.reading.name_index import NameIndex
from bmcalc.orders.reading.plain_text import folded
from bmcalc.orders.reading.tokens import Kind, Role, Token

BLANK_CELLS: Final = frozenset({"", "-", "--", "/", "无", "none"})
_NUMBERS: Final = frozenset({
    Role.FIRST_DAY, Role.LAST_DAY, Role.IN_ALL, Role.DOSES, Role.REFILLS,
})
_UNITS: Final = {
    "盒": "packs", "板": "packs", "box": "packs", "boxes": "packs", "pack": "packs",
    "packs": "packs", "袋": "doses", "bag": "doses", "bags": "doses", "份": "doses",
    "剂": "doses", "次": "doses", "dose": "doses", "doses": "doses", "times": "doses",
    "time": "doses", "组": "doses",
}
_COUNTED: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(\S+)")
_ONE_FORM: Final = (
    "白蛋白", "脂质体", "胶束", "微球", "缓释", "控释", "聚乙二醇", "albumin", "liposom", "micell",
    "pegylat",
)
"""Words of which each makes another drug of a name, wherever they stand in a maker's cell."""


def tell_columns(tokens: list[Token], index: NameIndex) -> list[Token]:
    """Return the parts of a line with what these columns say marked, and blank cells left out."""
    told: list[Token] = []
    for (_cell, role), found in groupby(tokens, key=lambda one: (one.cell, one.role)):
        cell = list(found)
        if role in _NUMBERS:
            told.extend(_numbers(cell))
        elif role is Role.REGIMEN:
            told.extend(_regimen(cell, index))
        elif role is Role.MAKER:
            _maker(cell)
            told.extend(cell)
        elif role is Role.ORDER_TYPE:
            if folded(_text(cell)) not in BLANK_CELLS:
                for one in cell:
                    one.role = None
                told.extend(cell)
        else:
            told.extend(cell)
    return told


def _text(cell: Sequence[Token]) -> str:
    return " ".join(one.text for one in cell if one.kind is not Kind.LABEL)


# Numbers

def _numbers(cell: list[Token]) -> Iterator[Token]:
    """Give the numbers of a cell; what follows them, or is no number, belongs to the line."""
    if folded(_text(cell)) in BLANK_CELLS:
        return
    place = 0
    while place < len(cell):
        token, following = cell[place], cell[place + 1] if place + 1 < len(cell) else None
        if token.kind is Kind.LABEL or (token.kind is Kind.SIGN and token.text == "="):
            place += 1
            continue
        taken = _take(token, following)
        if not taken:
            break
        yield token
        place += taken
    for token in cell[place:]:
        token.role = None
        yield token


def _take(token: Token, following: Token | None) -> int:
    """Mark a number with its unit; return of how many parts it is made, 0 for none."""
    if token.role in (Role.FIRST_DAY, Role.LAST_DAY):
        if token.kind is not Kind.NUMBER or not token.text.isdigit():
            return 0
        token.kind, token.value = Kind.DAY_TIMES, int(token.text)
        return 1 + (following is not None and following.text in ("次", "times", "time"))
    if token.kind is Kind.MASS:
        token.kind, token.value = Kind.IN_ALL, ("mass", token.value)
        return 1
    if token.kind is Kind.COUNT:
        unit = _UNITS.get(token.text.lstrip("0123456789. ").lower(), "pieces")
        token.kind, token.value = Kind.IN_ALL, (unit, token.value)
        return 1
    written = _COUNTED.fullmatch(token.text.lower())
    if token.kind is Kind.REMARK and written is not None and written[2] in _UNITS:
        token.kind, token.value = Kind.IN_ALL, (_UNITS[written[2]], Decimal(written[1]))
        return 1
    if token.kind is not Kind.NUMBER or not token.text.replace(".", "", 1).isdigit():
        return 0
    number, own = Decimal(token.text), {Role.DOSES: "doses", Role.REFILLS: "refills"}
    counted = None if following is None else _UNITS.get(following.text.lower())
    unit = own.get(token.role, counted or "number") if token.role else "number"
    token.kind, token.value = Kind.IN_ALL, (unit, number)
    if counted is not None and following is not None:
        token.text = f"{token.text} {following.text}"
    return 1 + (counted is not None)


# Regimen

_OF_A_REGIMEN: Final = frozenset({
    Kind.CYCLE_NUMBER, Kind.DAYS, Kind.LABEL, Kind.DATE, Kind.STOP,
})
_SAYS_NOTHING: Final = frozenset({Kind.REMARK, Kind.MARK, Kind.LIVE, Kind.TITLE})
_ORDERS: Final = frozenset({Kind.MASS, Kind.PER_DAY, Kind.PRODUCT, Kind.BASIS, Kind.COUNT})
_JOINS: Final = frozenset({Kind.SIGN, Kind.ALSO, Kind.JOIN})


def _regimen(cell: list[Token], index: NameIndex) -> list[Token]:
    """Keep the regimen that a cell names; one that is not known becomes a name of its own.

    A drug with a dose is an order, wherever it stands.
    """
    if folded(_text(cell)) in BLANK_CELLS:
        return []
    if any(one.kind in _ORDERS for one in cell):
        for one in cell:
            one.role = Role.IGNORED
        return cell
    kept = [one for one in cell if one.kind in _OF_A_REGIMEN]
    for one in kept:
        one.role = Role.IGNORED if one.kind is Kind.STOP else one.role
    naming = [one for one in cell if one.kind not in _OF_A_REGIMEN]
    title = index.words.get(folded("".join(one.text for one in naming)), (None, None))
    known = [one for one in naming if one.kind is Kind.TITLE and one.value in regimens()]
    if title[0] is Kind.TITLE and title[1] in regimens():
        naming[0].kind, naming[0].value = title
        known = naming[:1]
    strange = [one for one in naming if one not in known and one.kind not in _SAYS_NOTHING]
    if not known and strange:
        first = strange[0]
        drugs = tuple(_drug_of(one) for one in strange if one.kind not in _JOINS)
        first.value = tuple(one for one in drugs if one) if all(drugs) else ()
        first.kind, first.text = Kind.OTHER_REGIMEN, _as_written(naming)
        known = [first]
    return [*kept, *known]


def _drug_of(token: Token) -> str:
    """Return the one drug of the formulary that a part names, empty for anything else."""
    if token.kind is not Kind.NAME:
        return ""
    return next((one.drug for one in token.value if one.in_formulary), "")


def _as_written(cell: Sequence[Token]) -> str:
    text = ""
    for before, one in zip([None, *cell], cell, strict=False):
        text += one.text if before is None or before.touches(one) else f" {one.text}"
    return text


# Maker

def _maker(cell: list[Token]) -> None:
    """Mark a word of a maker's cell that makes another drug of the one that the line names."""
    for token in cell:
        token.role = Role.IGNORED
        form = next((one for one in _ONE_FORM if one in token.text.lower()), None)
        if form is None and token.kind is Kind.DECIDES:
            form = folded(token.text)
        if form is not None and token.kind in (Kind.UNKNOWN, Kind.DECIDES, Kind.NAME):
            token.kind, token.value = Kind.DECIDES, form


def without_own_form(tokens: Sequence[Token], index: NameIndex) -> list[Token]:
    """Leave out a maker's word for the form that the drug of the line has anyway."""
    said = [one for one in tokens if one.kind is Kind.DECIDES and one.role is Role.IGNORED]
    if not said:
        return list(tokens)
    drugs = {
        meaning.drug for one in tokens if one.kind is Kind.NAME for meaning in one.value
        if meaning.drug
    }
    return [one for one in tokens if one not in said or not drugs & index.of_form(one.value)]
