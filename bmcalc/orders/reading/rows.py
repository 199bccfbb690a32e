"""The lines of a pasted text as rows: cells of a table by its heading, fields by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.orders.reading.cells import by_role, without_ignored
from bmcalc.orders.reading.numbering import Numbering
from bmcalc.orders.reading.other_columns import tell_columns
from bmcalc.orders.reading.plain_text import MOST_IN_A_LINE, folded, lowered, plain
from bmcalc.orders.reading.tokenizer import Tokenizer
from bmcalc.orders.reading.tokens import Role, Token

_RULE: Final = re.compile(r"[\s\-‐–—―_=~*.·─━═┄┈┬┴┼├┤┌┐└┘│|+#]*")
_OPENS, _GOES_ON, _CLOSES = frozenset("┌┍┎┏╔╭┐┓╗"), frozenset("│┃║├┝╟┤┫╢"), frozenset("└┗╚╰┘┛╝")
_SIGNS: Final = _OPENS | _GOES_ON | _CLOSES
_GROUP: Final = re.compile(r"\s*(?:第)?组\s*([0-9]{1,2})\s*[:、.]?\s*(?=\S)")
_UNIT_IN_HEADING: Final = re.compile(
    r"(mg/m2|mg/kg|mg|毫克|g|克|μg|ug|mcg|ml|毫升|min|分钟|天|日|days?|h)\s*[)\]）]?$",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r'\s*(?:"([^"]*)"|([^,，"]*))\s*(?:[,，]|$)')
_GAP: Final = " " * 40
_LONG_GAP: Final = re.compile(f"{_GAP} +")
"""A gap says no more the longer it is; every form of a number would look for its unit behind it."""
_GAPS: Final = re.compile(r"\s{2,}|\t|\u3000")
_BRACKETED: Final = re.compile(r"\s*[(（\[【][^()（）\[\]【】\t|]{2,30}[)）\]】]\s*")
_BARE_NAME: Final = re.compile(r"[^\d\t|,，:：;；。()（）\[\]【】]{2,30}")


class RowKind(Enum):
    """What a line of the text is."""

    BLANK = auto()
    RULE = auto()
    HEADING = auto()
    LOST = auto()
    PART = auto()


@dataclass
class Row:
    """One line, or one part of a line that holds several orders."""

    number: int
    text: str
    kind: RowKind
    tokens: list[Token] = field(default_factory=list)
    indented: bool = False
    group: str | None = None
    in_table: bool = False
    reason: object = ""


@dataclass(frozen=True)
class _Heading:
    separator: str
    roles: tuple[Role | None, ...]
    units: tuple[str, ...]


class Rows:
    """Reads line after line; a heading gives the cells below it their roles and units."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.heading: _Heading | None = None
        self.numbering = Numbering()
        self.open_group = 0
        self.groups = 0

    def read(self, text: str) -> list[Row]:
        """Return the rows of a text, in order."""
        rows: list[Row] = []
        for number, written in _joined_names(text.splitlines()):
            rows.extend(self._line(number, written))
        return rows

    def _line(self, number: int, written: str) -> list[Row]:
        shown = written.strip()
        if not shown:
            return [Row(number, "", RowKind.BLANK)]
        if len(written) > MOST_IN_A_LINE:
            reason: object = _("A line holds at most {limit} characters.", limit=MOST_IN_A_LINE)
            return [Row(number, shown[:80], RowKind.LOST, reason=reason)]
        if _RULE.fullmatch(written):
            return [Row(number, shown, RowKind.RULE)]
        try:
            text = _LONG_GAP.sub(_GAP, plain(written))
        except Rejected as rejected:
            return [Row(number, shown, RowKind.LOST, reason=rejected.text)]
        if folded(text) in self.tokenizer.index.labels:
            return [Row(number, shown, RowKind.HEADING)]
        heading = self._as_heading(text)
        if heading is not None:
            self.heading = heading
            return [Row(number, shown, RowKind.HEADING)]
        text, group = self._group(text)
        cells = self._cells(text)
        if cells is not None:
            tokens, named_group = self._table(number, cells)
            return [Row(number, shown, RowKind.PART, tokens, False, named_group or group, True)]
        indented = text[:1] in (" ", "\t")
        return [
            Row(number, part.strip() if several else shown, RowKind.PART, tokens, indented, group)
            for several, part, tokens in self._parts(number, text)
        ]

    def _parts(self, number: int, text: str) -> list[tuple[bool, str, list[Token]]]:
        """Return the orders of a line that several share, parted by semicolons."""
        parts = [part for part in _split(text) if part.strip()]
        return [
            (len(parts) > 1, part, self._told(
                self._free(number, part[self.numbering.ends(part):], index)
            ))
            for index, part in enumerate(parts)
        ]

    def _told(self, tokens: list[Token]) -> list[Token]:
        return without_ignored(tell_columns(tokens, self.tokenizer.index))

    def _free(self, number: int, text: str, part: int) -> list[Token]:
        tokens: list[Token] = []
        role: Role | None = None
        for index, cell in enumerate(re.split(r"[\t|]", text)):
            found = self.tokenizer.parts(cell, number, part * 100 + index, role)
            role = found[-1].role if found else role
            tokens.extend(found)
        return tokens

    # Groups

    def _group(self, text: str) -> tuple[str, str | None]:
        """Take the signs of a group off a line; return the line and the name of its group."""
        numbered = _GROUP.match(text)
        if numbered is not None:
            return text[numbered.end():], f"number {numbered[1]}"
        bare = text.strip()
        inside = bool(self.open_group) and "│" in bare
        if not bare or bare.count("│") > 1 or not (
            bare[0] in _SIGNS or bare[-1] in _SIGNS or inside
        ):
            return text, None
        if not (bare[0] in _SIGNS or bare[-1] in _SIGNS):
            return text.replace("│", " "), f"sign {self.open_group}"
        sign = bare[0] if bare[0] in _SIGNS else bare[-1]
        if sign in _OPENS or not self.open_group:
            self.groups += 1
            self.open_group = self.groups
        name = f"sign {self.open_group}"
        if sign in _CLOSES:
            self.open_group = 0
        return text.strip().strip("".join(_SIGNS)), name

    # Tables

    def _as_heading(self, text: str) -> _Heading | None:
        for separator in ("\t", "|", "│", ",", "gaps", "spaces"):
            cells = _split_cells(text, separator)
            if len([cell for cell in cells if cell.strip()]) < 2:
                continue
            heading = self._roles(cells, separator)
            if heading is not None:
                return heading
        return None

    def _roles(self, cells: list[str], separator: str) -> _Heading | None:
        roles: list[Role | None] = []
        units: list[str] = []
        for cell in cells:
            name, unit = cell.strip(), ""
            role = self.tokenizer.index.labels.get(folded(name)) if name else None
            if name and role is None:
                found = _UNIT_IN_HEADING.search(name)
                if found is not None:
                    role = self.tokenizer.index.labels.get(_before_unit(name[: found.start()]))
                    unit = lowered(found[1])
            if name and role is None:
                return None
            roles.append(role)
            units.append(unit)
        if not {Role.NAME, Role.DOSE, Role.STRENGTH} & set(roles):
            return None
        return _Heading(separator, tuple(roles), tuple(units))

    def _cells(self, text: str) -> list[tuple[str, Role | None, str]] | None:
        """Return the cells of a row with their roles; None for a line that is no row."""
        heading = self.heading
        if heading is None:
            return None
        width = len(heading.roles)
        cells = _split_cells(text, heading.separator)
        if heading.separator == "gaps" and len(cells) != width:
            cells = text.split()
        gapped = heading.separator in ("gaps", "spaces")
        if len(cells) < 2 or len(cells) > width or (gapped and len(cells) != width):
            return None
        return list(zip(cells, heading.roles, heading.units, strict=False))

    def _table(
        self, number: int, cells: list[tuple[str, Role | None, str]]
    ) -> tuple[list[Token], str | None]:
        unit = _cell_of(cells, Role.UNIT)
        counted_in = _cell_of(cells, Role.IN_ALL_UNIT)
        group: str | None = None
        tokens: list[Token] = []
        for index, (cell, role, own) in enumerate(cells):
            if role is Role.GROUP:
                group = f"number {cell.strip()}" if cell.strip() else None
            elif role in (Role.UNIT, Role.IN_ALL_UNIT):
                continue
            else:
                content = cell[self.numbering.ends(cell):] if role is Role.NAME else cell
                if role is Role.IN_ALL:
                    content = _counted(cell, counted_in)
                unit_here = own if role is Role.IN_ALL else own or unit
                found = self.tokenizer.parts(content, number, index, role)
                tokens.extend(by_role(found, content, role, unit_here))
        return self._told(tokens), group


def _before_unit(name: str) -> str:
    """Return the name of a column as it is compared, without the sign that opens its unit."""
    bare = name.rstrip()
    return folded(bare[:-1].rstrip() if bare.endswith(("(", "/", "[", "（")) else bare)


def _cell_of(cells: Sequence[tuple[str, Role | None, str]], wanted: Role) -> str:
    return next((cell.strip() for cell, role, _unit in cells if role is wanted), "")


def _counted(cell: str, unit: str) -> str:
    """Return a number with the unit that has a column of its own."""
    return f"{cell.strip()}{unit}" if unit and cell.strip().isdigit() else cell


def _joined_names(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give each line with its number; a name that ends in brackets on the next line is one."""
    written: tuple[int, str] | None = None
    for number, line in enumerate(lines, start=1):
        if written is not None and _BRACKETED.fullmatch(line) and _BARE_NAME.fullmatch(written[1]):
            written = written[0], written[1] + line.strip()
            continue
        if written is not None:
            yield written
        written = number, line
    if written is not None:
        yield written


def _split(text: str) -> list[str]:
    """Return the parts of a line between semicolons that stand in no bracket."""
    if ";" not in text and "；" not in text:
        return [text]
    parts, depth, begin = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "([{【") - (sign in ")]}】")
        if sign in ";；" and depth <= 0:
            parts.append(text[begin:place])
            begin = place + 1
    return [*parts, text[begin:]]


def _split_cells(text: str, separator: str) -> list[str]:
    if separator == "gaps":
        return [cell for cell in _GAPS.split(text.strip()) if cell]
    if separator == "spaces":
        return text.split() if not text.isascii() else []
    if separator == ",":
        if "," not in text:
            return []
        if '"' not in text:
            return text.split(",")
        cells = [found for found in _QUOTED.finditer(text) if found[0]]
        return [(found[1] or found[2] or "") for found in cells]
    if separator not in text:
        return []
    return text.strip("|│").split(separator) if separator != "\t" else text.split("\t")
