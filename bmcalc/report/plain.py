"""A report as plain text, for the clipboard and the terminal."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bmcalc.core.texts import _
from bmcalc.report.document import (
    Block,
    Facts,
    Headline,
    Measures,
    Notice,
    Paragraph,
    Remark,
    Report,
    Table,
    Week,
    Weeks,
)


def to_plain_text(report: Report) -> str:
    """Return the report as lines of text, in the order of the paper."""
    lines = [report.title, report.subtitle]
    for section in report.sections:
        lines += ["", section.heading]
        for block in section.blocks:
            lines += _lines(block)
    return "\n".join([*lines, "", report.footer]) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, Facts):
        return [f"  {name}: {value}" for name, value in block.pairs]
    if isinstance(block, Table):
        return [_row(row, {column for line, column in block.struck if line == number})
                for number, row in enumerate(block.rows)]
    if isinstance(block, Notice):
        sources = f" [{block.sources}]" if block.sources else ""
        return [f"  {block.word}: {block.text}{sources}"]
    return short_lines(block)


def short_lines(block: Block) -> list[str]:
    """Return the lines of a block of a slip."""
    match block:
        case Headline():
            return [f"  {block.sign} {block.words}", *([f"  {block.said}"] if block.said else [])]
        case Measures():
            return [f"  {name}: {value}" for name, value in block.pairs]
        case Remark():
            settled = f" {block.settled}" if block.settled else ""
            return [f"  {block.word}: {block.text}{settled}"]
        case Weeks():
            return [_week(cell) for cell in block.cells]
        case _:
            return [f"  {block.text}"] if isinstance(block, Paragraph) else []


def _week(cell: Week) -> str:
    now = _("this day")
    this = f" ({now})" if cell.now else ""
    return f"  {cell.days}: {cell.due.replace(chr(10), ', ') or '–'}{this}"


def _row(row: Sequence[str], struck: Set[int]) -> str:
    """Return a row on one line; words cannot be struck, so it is said."""
    gone = _("struck out")
    cells = [
        f"{cell} ({gone})" if index in struck else cell
        for index, cell in enumerate(row) if cell
    ]
    return "  " + " | ".join(cell.replace("\n", "; ") for cell in cells)
