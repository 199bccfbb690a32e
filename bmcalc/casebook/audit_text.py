"""The audit as plain text, for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import TextWrapper
from unicodedata import east_asian_width

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Computation, Gravity, summary_of
from bmcalc.casebook.loading import case
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source

WIDTH = 100


def audit_text(entries: Iterable[AuditEntry]) -> str:
    """Return entries as plain text in the current language: cases, then sources and counts."""
    listed = list(entries)
    lines: list[str] = []
    for number, of_case in groupby(listed, key=lambda entry: entry.case):
        lines += [*_heading(number), *(line for one in of_case for line in _entry_lines(one))]
    return "\n".join([*lines, *_source_lines(listed), *_summary_lines(listed)]) + "\n"


def _heading(number: int | None) -> list[str]:
    title = (
        str(_("Guideline summary and dose appendix")) if number is None
        else str(_("Case {number}: {title}", number=number, title=case(number).title))
    )
    return [title, "=" * _columns(title), ""]


def _entry_lines(entry: AuditEntry) -> Iterator[str]:
    yield str(_("{id}  page {pages}  {verdict}, {severity}", id=entry.id,
                pages=Joined([str(page) for page in entry.pages]),
                verdict=entry.verdict.label, severity=entry.severity.label))
    yield from _folded(str(_("The casebook: {statement}", statement=entry.statement)))
    yield from _folded(str(_("Checked: {proof}", proof=entry.proof)))
    for computation in entry.computations:
        yield from _folded(_computation_text(computation))
    if entry.sources[1:]:
        yield from _folded(f"[{', '.join(entry.sources[1:])}]")
    yield ""


def _computation_text(computation: Computation) -> str:
    asked = json.dumps(dict(computation.inputs), ensure_ascii=False)
    outcome = ", ".join([computation.status, *computation.codes])
    value = computation.value(computation.headline)
    answered = "" if value is None else f" {computation.headline} = {json.dumps(value)};"
    return f"{computation.calculator} {asked}:{answered} {outcome}"


def _source_lines(entries: Iterable[AuditEntry]) -> list[str]:
    cited = dict.fromkeys(name for entry in entries for name in entry.sources)
    lines = [str(_("Sources")), ""]
    for identifier in cited:
        found = source(identifier)
        lines += _folded(f"[{identifier}] {found.citation} ({found.mark.label})")
    return [*lines, ""]


def _columns(text: str) -> int:
    """Return how wide a text is on a terminal: Chinese characters take two columns."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _folded(text: str) -> list[str]:
    """Return a paragraph in lines; one without spaces, as Chinese has none, stays one line."""
    return TextWrapper(
        WIDTH, initial_indent="    ", subsequent_indent="      ", break_long_words=False,
        break_on_hyphens=False,
    ).wrap(text)


def _summary_lines(entries: list[AuditEntry]) -> list[str]:
    summary = summary_of(entries)
    counts = [
        _("{verdict}: {count}", verdict=verdict.label, count=summary.by_verdict[verdict])
        for verdict in AuditVerdict
    ]
    severities = [
        _("{severity}: {count}", severity=gravity.label,
          count=summary.contradicted_by_severity[gravity])
        for gravity in reversed(Gravity) if gravity is not Gravity.NONE
    ]
    return [
        str(_("{count} statements checked. {counts}.", count=summary.statements,
              counts=Joined(list(counts)))),
        str(_("Of those contradicted: {severities}.", severities=Joined(list(severities)))),
    ]
