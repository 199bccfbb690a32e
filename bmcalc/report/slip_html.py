"""A slip as HTML for paper: black on white, so that nothing rests on colour."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from bmcalc.core.work import Severity
from bmcalc.report.document import (
    Block,
    Headline,
    Measures,
    Notice,
    Paragraph,
    Remark,
    Section,
    Table,
    Weeks,
)
from bmcalc.report.slip import Slip
from bmcalc.report.slip_doses import TICK

BLACK = "#000000"
WHITE = "#ffffff"
HAIR = "#999999"
SMALLEST_CAPTION = 8.0
_UNIT: Final = re.compile(r"(?<=[0-9]) (?=[a-zA-Zµ%])")


def slip_html(slip: Slip, points: float) -> str:
    """Return the body of a slip at a size of type; its foot and its signatures are painted."""
    body = "".join(_section(section, points) for section in slip.sections)
    return (
        f"<html><head><meta charset='utf-8'><title>{escape(slip.title)}</title></head>"
        f"<body style='color:{BLACK}; font-size:{points}pt'>{_head(slip, points)}{body}"
        "</body></html>"
    )


def _head(slip: Slip, points: float) -> str:
    return (
        "<table width='100%' cellspacing='0' cellpadding='0'><tr>"
        f"<td width='66%'><span style='font-size:{points + 6}pt; font-weight:700'>"
        f"{escape(slip.title)}</span><br>{escape(slip.subtitle)}</td>"
        f"<td width='34%' align='right'><span style='font-size:{points + 6}pt; font-weight:700'>"
        f"{escape(slip.number)}</span><br>{escape(slip.who)}</td></tr></table>"
    )


def _section(section: Section, points: float) -> str:
    heading = (
        f"<p style='font-weight:700; font-size:{points + 0.5}pt; margin-top:9px; "
        f"margin-bottom:2px'>{escape(section.heading)}</p>" if section.heading else ""
    )
    remarks = [one for one in section.blocks if isinstance(one, Remark)]
    rest = [one for one in section.blocks if not isinstance(one, Remark)]
    listed = _remarks(remarks, points) if remarks else ""
    return heading + listed + "".join(_block(one, points) for one in rest)


def _block(block: Block, points: float) -> str:
    match block:
        case Headline():
            return _headline(block, points)
        case Measures():
            return _measures(block, points)
        case Table():
            return _table(block, points)
        case Weeks():
            return _weeks(block, points)
        case Notice():
            return _box(f"<b>{escape(block.word)}:</b> {escape(block.text)}", 1)
        case Paragraph():
            return f"<p style='margin:0'>{_lines(block.text)}</p>"
        case _:
            return ""


def _lines(text: str) -> str:
    return escape(_together(text)).replace("\n", "<br>")


def _together(text: str) -> str:
    """Return a text whose dots never begin a line and whose units never leave their number."""
    return _UNIT.sub("\u00a0", text).replace(" × ", "\u00a0×\u00a0").replace(" · ", "\u00a0· ")


def _caption(points: float) -> float:
    return max(points - 1, SMALLEST_CAPTION)


def _box(inside: str, width: int) -> str:
    return (
        "<table width='100%' cellspacing='0' cellpadding='6' style='margin-top:8px; "
        f"border-collapse:collapse'><tr><td style='border:{width}px solid {BLACK}'>{inside}</td>"
        "</tr></table>"
    )


def _even(count: int) -> list[int]:
    """Return percents that make the whole width, the last column taking what is left over."""
    each = 100 // count
    return [each] * (count - 1) + [100 - each * (count - 1)]


def _headline(block: Headline, points: float) -> str:
    large = f"font-size:{points + 6}pt; font-weight:700"
    return _box(
        f"<span style='{large}'>{escape(block.sign)} {escape(block.words)}</span>"
        f"<br>{escape(block.said)}", 2,
    )


def _measures(block: Measures, points: float) -> str:
    widths = _even(len(block.pairs))
    edge = f"1px solid {BLACK}"

    def cells(index: int, style: str) -> str:
        return "".join(
            f"<td width='{width}%' style='padding:2px 6px 2px 0; {style}'>{_lines(pair[index])}"
            "</td>" for width, pair in zip(widths, block.pairs, strict=True)
        )

    return (
        "<table width='100%' cellspacing='0' cellpadding='0' style='margin-top:8px; "
        f"border-collapse:collapse'>"
        f"<tr>{cells(0, f'border-top:{edge}; font-size:{_caption(points)}pt')}</tr>"
        f"<tr>{cells(1, f'border-bottom:{edge}; font-weight:700')}</tr></table>"
    )


def _table(table: Table, points: float) -> str:
    def cell(index: int, inside: str, edge: str, style: str = "") -> str:
        align = "right" if index in table.right else "left"
        if index in table.right or index == len(table.heads) - 1:
            style += "; white-space:nowrap"
        right = 0 if index == len(table.heads) - 1 else 5
        return (
            f"<td width='{table.widths[index]}%' align='{align}' "
            f"style='padding:3px {right}px 3px 0; "
            f"border-bottom:{edge}; vertical-align:middle; {style}'>{inside}</td>"
        )

    small = f"font-size:{_caption(points)}pt"
    head = "".join(cell(i, escape(text), f"1px solid {BLACK}", small)
                   for i, text in enumerate(table.heads))

    def inside(row: int, index: int, text: str) -> str:
        shown = _lines(text)
        if index == 0:
            first, _line, rest = text.partition("\n")
            shown = f"<b>{escape(first)}</b>"
            if rest:
                shown += f"<br><span style='{small}'>{_lines(rest)}</span>"
        if text == TICK:
            shown = f"<span style='font-size:{points + 6}pt'>{shown}</span>"
        if index in table.strong:
            shown = f"<span style='font-size:{points + 2}pt; font-weight:700'>{shown}</span>"
        return f"<s>{shown}</s>" if (row, index) in table.struck and text else shown

    rows = "".join(
        "<tr>" + "".join(
            cell(i, inside(number, i, text), f"1px solid {HAIR}") for i, text in enumerate(row)
        ) + "</tr>"
        for number, row in enumerate(table.rows)
    )
    return (
        "<table width='100%' cellspacing='0' cellpadding='0' style='border-collapse:collapse'>"
        f"<tr>{head}</tr>{rows}</table>"
    )


def _remarks(remarks: list[Remark], points: float) -> str:
    """Return the findings as a list: a stop behind a thick line, anything else behind a thin."""
    rows = "".join(
        f"<tr><td width='13%' style='padding:1px 6px; border-left:"
        f"{4 if one.severity is Severity.STOP else 1}px solid {BLACK}'><b>{escape(one.word)}</b>"
        f"</td><td width='87%' style='padding:1px 0'>{_lines(one.text)}"
        f"{f' <b>{_lines(one.settled)}</b>' if one.settled else ''}</td></tr>"
        for one in remarks
    )
    return (
        "<table width='100%' cellspacing='0' cellpadding='0' style='border-collapse:collapse; "
        f"font-size:{points}pt'>{rows}</table>"
    )


def _weeks(weeks: Weeks, points: float) -> str:
    widths = _even(len(weeks.cells))
    cells = "".join(
        f"<td width='{width}%' align='center' style='padding:3px 1px; border:1px solid {BLACK}; "
        + (f"background-color:{BLACK}; color:{WHITE}" if cell.now else f"color:{BLACK}")
        + f"; font-size:{_caption(points)}pt'>{escape(cell.days)}<br>"
        f"<b>{_lines(cell.due) or '·'}</b></td>"
        for width, cell in zip(widths, weeks.cells, strict=True)
    )
    return (
        "<table width='100%' cellspacing='0' cellpadding='0' style='border-collapse:collapse'>"
        f"<tr>{cells}</tr></table>"
    )
