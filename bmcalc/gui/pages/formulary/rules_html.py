"""The rules of a drug or regimen as sentences, each with its source, its mark and its edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.in_force import source
from bmcalc.formulary.review_sheet import Sheet, SheetRow, SheetRule
from bmcalc.formulary.sources import Mark
from bmcalc.gui.pages.formulary.themed_html import heading, ink, lines, muted, pill
from bmcalc.rules.engine import Judgement
from bmcalc.rules.in_words import (
    conditions_of,
    labels_of,
    outcome_of,
    scope_of,
    sentence_of,
    value_of,
)
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.sentence import shown
from bmcalc.rules.worked_cases import WorkedCase

MARKS = {Mark.VERIFIED: Severity.INFO, Mark.MEMORY: Severity.CAUTION, Mark.CONVENTION: None}


def rules_html(sheet: Sheet, cited: Sequence[str]) -> str:
    """Return every rule of a sheet, those of labels first; ``cited`` numbers the sources."""
    parts = []
    for is_ours, title in ((False, _("Rules of labels and publications")),
                           (True, _("Conventions of ours"))):
        rules = [rule for rule in sheet.rules if rule.is_ours is is_ours]
        if rules:
            parts.append(heading(f"{title} · {len(rules)}"))
            parts += [_rule(rule, cited) for rule in rules]
    if not sheet.rules:
        parts.append(heading(str(_("Rules"))))
        none = muted(str(_("none")))
        parts.append(f"<p style='margin:2px 0'>{none}</p>")
    return "".join(parts)


def _rule(rule: SheetRule, cited: Sequence[str]) -> str:
    signed = "" if rule.review is None else " " + pill(Severity.INFO, str(_(
        "signed: {name}, {date}", name=rule.review.name, date=rule.review.date.isoformat())))
    rows = "".join(_row(row, cited) for row in rule.rows)
    marks = pill(MARKS[rule.mark], str(_short(rule.mark))) + signed
    return (f"<table width='100%' cellspacing='0' cellpadding='0'><tr>"
            f"<td style='padding:6px 10px 6px 0; border-bottom:1px solid {ink('hairline')}'>{rows}"
            f"</td><td width='22%' align='right' style='padding:6px 0; "
            f"border-bottom:1px solid {ink('hairline')}'>{marks}<br>{muted(rule.key)}</td>"
            f"</tr></table>")


def _short(mark: Mark) -> object:
    return _("convention") if mark is Mark.CONVENTION else mark.label


def _row(row: SheetRow, cited: Sequence[str]) -> str:
    rule = row.rule
    numbers = " ".join(f"[{cited.index(one) + 1}]" for one in rule.sources)
    severity = max((one.severity for one in rule.outcomes), default=Severity.INFO)
    name = "text" if severity is Severity.INFO else severity.name.lower()
    about = Joined([scope_of(rule), labels_of(rule)], " · ")
    return (
        f"<p style='margin:0'>{escape(str(conditions_of(rule)))} → "
        f"<b style='color:{ink(name)}'>{escape(str(outcome_of(rule)))}</b></p>"
        f"<p style='margin:0'>{lines(str(sentence_of(rule)))} {muted(numbers)}</p>"
        f"<p style='margin:0'>{muted(str(about))}</p>{_edges(row.cases)}"
    )


def _edges(cases: Iterable[WorkedCase]) -> str:
    """Return the worked cases at both sides of each edge, those in one situation on a line."""
    together: dict[tuple[str, str], list[WorkedCase]] = {}
    for case in cases:
        together.setdefault((case.measure, _beside(case)), []).append(case)
    return "".join(
        f"<p style='margin:3px 0'>{muted(str(MEASURES[measure].label))}: "
        + " ".join(dict.fromkeys(_chip(case) for case in found))
        + (f" {muted(beside)}" if beside else "") + "</p>"
        for (measure, beside), found in together.items()
    )


def _beside(case: WorkedCase) -> str:
    """Return what else is known in a case; empty where nothing is."""
    known: list[object] = [value_of(name, value) for name, value in case.beside.items()]
    return str(_("with {known}", known=Joined(known))) if known else ""


def _chip(case: WorkedCase) -> str:
    judgement = case.judgement
    words = f"{shown(case.measure, case.value)} → {said(judgement)}"
    if judgement.strictest is None:
        return pill(None, words)
    reduced = judgement.outcome.reduces
    return pill(Severity.CAUTION if reduced else judgement.outcome.severity, words)


def said(judgement: Judgement) -> object:
    """Return what the rules say of a case, in a few words."""
    if judgement.strictest is None:
        return _("no rule")
    limit = judgement.limit()
    if limit is None or judgement.forbids:
        return judgement.outcome.label
    return f"{judgement.outcome.label} {show(limit[0], 4, trim=True)}"


def source_lines(cited: Sequence[str]) -> str:
    """Return the sources with their numbers and how sure each is."""
    rows = "".join(
        f"<p style='margin:2px 0'>{muted(f'[{number}]')} {escape(str(source(one).citation))} "
        f"{pill(MARKS[source(one).mark], str(_short(source(one).mark)))}</p>"
        for number, one in enumerate(cited, start=1)
    )
    return heading(str(_("Sources"))) + rows
