"""The audit of the casebook as a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bmcalc.casebook.audit_entry import CASEBOOK, AuditEntry, AuditVerdict, Gravity, summary_of
from bmcalc.casebook.loading import case
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source
from bmcalc.report.calculation import footer, sources_table
from bmcalc.report.document import Block, Facts, Report, Section, Table

SIGNS = {
    AuditVerdict.AGREES: "✓",
    AuditVerdict.CONTRADICTS: "×",
    AuditVerdict.DOUBTFUL: "!",
    AuditVerdict.NOT_DECIDABLE: "?",
}


def audit_report(entries: Iterable[AuditEntry], scope: object) -> Report:
    """Return statements and what they came to, case by case, in the language of the moment.

    ``scope`` names what was chosen: a case, or the whole casebook.
    """
    listed = list(entries)
    cited = list(dict.fromkeys(one for entry in listed for one in entry.sources[1:]))
    sections = [Section(str(_("Summary")), (_counts(listed),))]
    for number, of_case in groupby(listed, key=lambda entry: entry.case):
        sections.append(Section(_heading(number), (_statements(list(of_case), cited),)))
    blocks: tuple[Block, ...] = (sources_table(cited),) if cited else ()
    sections.append(Section(str(_("Sources")), blocks))
    return Report(
        title=str(_("Audit of the casebook")),
        subtitle=str(_("{scope} · {citation}", scope=scope, citation=source(CASEBOOK).citation)),
        sections=tuple(section for section in sections if section.blocks),
        footer=footer(),
    )


def _heading(number: int | None) -> str:
    if number is None:
        return str(_("Guideline summary and dose appendix"))
    return str(_("Case {number}: {title}", number=number, title=case(number).title))


def _counts(entries: Sequence[AuditEntry]) -> Facts:
    summary = summary_of(entries)
    between = _(", ")
    pairs = [(str(_("Statements")), str(summary.statements))]
    for verdict in AuditVerdict:
        words = str(summary.by_verdict[verdict])
        if verdict is AuditVerdict.CONTRADICTS and summary.by_verdict[verdict]:
            severities: list[object] = [
                _("{severity}: {count}", severity=gravity.label,
                  count=summary.contradicted_by_severity[gravity])
                for gravity in reversed(Gravity) if gravity is not Gravity.NONE
            ]
            words = f"{words} ({Joined(severities, between)})"
        pairs.append((_word(verdict), words))
    return Facts(tuple(pairs))


def _word(verdict: AuditVerdict) -> str:
    return f"{SIGNS[verdict]} {verdict.label}"


def _statements(entries: Sequence[AuditEntry], cited: Sequence[str]) -> Table:
    rows = []
    for entry in entries:
        word = _word(entry.verdict)
        if entry.severity is not Gravity.NONE:
            word += f"\n{entry.severity.label}"
        pages = str(Joined([str(page) for page in entry.pages], _(", ")))
        numbers = " ".join(f"[{cited.index(one) + 1}]" for one in entry.sources[1:])
        rows.append((word, f"{entry.statement}\n{entry.proof}", pages, numbers))
    heads = (str(_("Verdict")), str(_("Statement, and why")), str(_("Page")), str(_("Sources")))
    return Table(heads, tuple(rows), widths=(21, 56, 9, 14))
