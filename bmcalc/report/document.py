"""The one report model: what a screen, a sheet of paper and a PDF show alike.

A report is made of plain strings in the language of the moment, so that what is printed is
what was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bmcalc.core.work import Severity


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what it is, such as the patient's data."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading row.

    ``right`` names the columns that hold numbers; ``widths`` are percents of the page's width;
    ``struck`` the cells, by row and column, whose number nobody may act on; ``strong`` the columns
    that are read first.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Notice:
    """One finding: its weight, its word, its sentence and what it rests on."""

    severity: Severity
    word: str
    text: str
    sources: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words, or the one number that the report is about."""

    text: str
    large: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Headline:
    """The one thing to see first: a sign, a few words, and what they rest on."""

    sign: str
    words: str
    said: str = ""


@dataclass(frozen=True)
class Measures:
    """A few values side by side, each below its name."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Remark:
    """A finding in short, with its number; ``settled`` is what came of it, empty while open."""

    severity: Severity
    word: str
    text: str
    settled: str = ""


@dataclass(frozen=True)
class Week:
    """A cell of a strip of weeks: its day or days, what is due, and whether it is this one."""

    days: str
    due: str
    now: bool = False


@dataclass(frozen=True)
class Weeks:
    """Weeks side by side."""

    cells: tuple[Week, ...]


Block: TypeAlias = Facts | Table | Notice | Paragraph | Headline | Measures | Remark | Weeks


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole report. ``footer`` stands at the foot of every page beside the page number."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    footer: str
    signatures: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class SealedReport(Report):
    """A report with a seal at the foot of its last page, as a line and as a code."""

    seal: str = ""
