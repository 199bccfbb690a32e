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
    ``struck`` the cells, by row and column, whose number nobody may act on.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()


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


Block: TypeAlias = Facts | Table | Notice | Paragraph


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
