"""Sections of a report as rich text in the colours of the scheme in force."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bmcalc.core.work import Severity
from bmcalc.gui.look.theme import BODY, FAMILIES, SIZES, colour, scaled, severity_names
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Section, Table
from bmcalc.report.plain import short_lines


def ink(name: str) -> str:
    """Return a colour of the scheme in force as rich text names it."""
    return colour(name).name()


def document(body: str) -> str:
    """Return a whole document in the font and the ink of the window."""
    families = ", ".join(f"'{one}'" for one in FAMILIES)
    return (f"<body style='color:{ink('text')}; font-family:{families}; "
            f"font-size:{scaled(BODY)}px'>{body}</body>")


def title(words: str, below: str) -> str:
    """Return the title of a document and the line below it."""
    return (f"<p style='font-size:{scaled(SIZES['chip'])}px; font-weight:700; margin-bottom:2px'>"
            f"{escape(words)}</p><p style='margin-top:0'>{muted(below)}</p>")


def lines(text: str) -> str:
    """Return a text with its line ends kept and everything else as it is."""
    return escape(text).replace("\n", "<br>")


def heading(text: str) -> str:
    """Return the heading of a section."""
    return (f"<p style='color:{ink('heading')}; font-weight:700; margin-top:{scaled(16)}px; "
            f"margin-bottom:{scaled(4)}px'>{escape(text)}</p>")


def pill(severity: Severity | None, words: str) -> str:
    """Return a word on a ground of its colour; without a severity a quiet one."""
    text, ground = ("muted", "quiet") if severity is None else severity_names(severity)[:2]
    return (f"<span style='background-color:{ink(ground)}; color:{ink(text)}'>"
            f"&nbsp;{escape(words)}&nbsp;</span>")


def muted(words: str) -> str:
    """Return a text that stands back."""
    return f"<span style='color:{ink('muted')}'>{lines(words)}</span>"


def sections_html(sections: Iterable[Section]) -> str:
    """Return sections of a report one below the other."""
    return "".join(
        heading(one.heading) + "".join(map(block_html, one.blocks)) for one in sections
    )


def block_html(block: Block) -> str:
    """Return one part of a section."""
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Notice):
        return f"<p style='margin:2px 0'>{pill(block.severity, block.word)} {lines(block.text)}</p>"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    return "".join(_paragraph(Paragraph(line.strip())) for line in short_lines(block))


def _facts(facts: Facts) -> str:
    rows = "".join(
        f"<tr><td width='26%' style='color:{ink('muted')}; padding:2px 10px 2px 0'>{escape(name)}"
        f"</td><td style='padding:2px 0'>{lines(value)}</td></tr>"
        for name, value in facts.pairs
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{rows}</table>"


def _table(table: Table) -> str:
    widths = table.widths or tuple(100 // len(table.heads) for _head in table.heads)

    def cell(index: int, text: str, name: str) -> str:
        align = "right" if index in table.right else "left"
        return (f"<td width='{widths[index]}%' align='{align}' style='padding:3px 8px 3px 0; "
                f"color:{ink(name)}; border-bottom:1px solid {ink('line')}'>{lines(text)}</td>")

    head = "".join(cell(index, text, "muted") for index, text in enumerate(table.heads))
    rows = "".join(
        "<tr>" + "".join(cell(index, text, "text") for index, text in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'><tr>{head}</tr>{rows}</table>"


def _paragraph(paragraph: Paragraph) -> str:
    return f"<p style='margin:2px 0'>{lines(paragraph.text)}</p>"
