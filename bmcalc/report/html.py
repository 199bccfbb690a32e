"""A report as HTML, in the subset that Qt's rich text, a browser and a printer share."""

from __future__ import annotations

from html import escape

from bmcalc.core.work import Severity
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Report, Section, Table
from bmcalc.report.plain import short_lines

INK = "#17212b"
QUIET = "#5b6875"
RULE = "#c9d1d9"
SHADE = {Severity.INFO: "#eef2f6", Severity.CAUTION: "#fdf0dc", Severity.STOP: "#f9e2e2"}
EDGE = {Severity.INFO: "#5b6875", Severity.CAUTION: "#935000", Severity.STOP: "#a3161a"}
ICON = {Severity.INFO: "i", Severity.CAUTION: "!", Severity.STOP: "×"}


def to_html(report: Report) -> str:
    """Return a whole HTML document, ready for A4: sections, findings and signature lines."""
    body = "".join(_section(section) for section in report.sections)
    return (
        f"<html><head><meta charset='utf-8'><title>{escape(report.title)}</title></head>"
        f"<body style='color:{INK}; font-size:10pt'>"
        f"<p style='font-size:16pt; font-weight:600; margin-bottom:2px'>{escape(report.title)}</p>"
        f"<p style='color:{QUIET}; margin-top:0'>{escape(report.subtitle)}</p>"
        f"{body}{_signatures(report)}</body></html>"
    )


def _section(section: Section) -> str:
    blocks = "".join(_block(block) for block in section.blocks)
    return (
        f"<p style='font-size:11pt; font-weight:600; margin-top:16px; margin-bottom:4px'>"
        f"{escape(section.heading)}</p>{blocks}"
    )


def _block(block: Block) -> str:
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Notice):
        return _notice(block)
    if isinstance(block, Paragraph):
        return _paragraph(block)
    return "".join(_paragraph(Paragraph(line.strip())) for line in short_lines(block))


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _facts(facts: Facts) -> str:
    rows = "".join(
        f"<tr><td width='32%' style='color:{QUIET}; padding:2px 8px 2px 0'>{escape(name)}</td>"
        f"<td style='padding:2px 0'>{_lines(value)}</td></tr>"
        for name, value in facts.pairs
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{rows}</table>"


def _table(table: Table) -> str:
    widths = table.widths or tuple(100 // len(table.heads) for _head in table.heads)

    def cell(index: int, text: str, ink: str, struck: bool = False) -> str:
        shown = f"<s>{_lines(text)}</s>" if struck else _lines(text)
        align = "right" if index in table.right else "left"
        return (
            f"<td width='{widths[index]}%' align='{align}' style='padding:3px 6px; color:{ink}; "
            f"border-bottom:1px solid {RULE}'>{shown}</td>"
        )

    head = "".join(cell(i, text, QUIET) for i, text in enumerate(table.heads))
    rows = "".join(
        "<tr>" + "".join(
            cell(i, text, INK, (number, i) in table.struck) for i, text in enumerate(row)
        ) + "</tr>"
        for number, row in enumerate(table.rows)
    )
    return (
        f"<table width='100%' cellspacing='0' cellpadding='0'><tr>{head}</tr>{rows}</table>"
    )


def _notice(notice: Notice) -> str:
    ink = EDGE[notice.severity]
    sources = (
        f"<br><span style='color:{QUIET}; font-size:8pt'>{escape(notice.sources)}</span>"
        if notice.sources
        else ""
    )
    return (
        f"<table width='100%' cellspacing='0' cellpadding='5' style='margin-bottom:4px'><tr>"
        f"<td width='14%' style='background-color:{SHADE[notice.severity]}; color:{ink}; "
        f"font-weight:600'>{ICON[notice.severity]} {escape(notice.word)}</td>"
        f"<td style='background-color:{SHADE[notice.severity]}'>{escape(notice.text)}{sources}</td>"
        f"</tr></table>"
    )


def _paragraph(paragraph: Paragraph) -> str:
    size = "font-size:18pt; font-weight:600;" if paragraph.large else ""
    struck = "text-decoration:line-through;" if paragraph.struck else ""
    return f"<p style='margin:2px 0; {size} {struck}'>{escape(paragraph.text)}</p>"


def _signatures(report: Report) -> str:
    if not report.signatures:
        return ""
    cells = "".join(
        f"<td width='50%' style='padding-top:36px; padding-right:24px'>"
        f"{escape(line)}: ________________________________</td>"
        for line in report.signatures
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'><tr>{cells}</tr></table>"
