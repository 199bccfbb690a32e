"""One calculation as a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bmcalc.core.ask import UNSET
from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import DecidingRule, Finding, Severity, Step, Value, Work
from bmcalc.formulary.in_force import formulary_identity, source
from bmcalc.formulary.reviewed import memory_line
from bmcalc.report.document import (
    Block,
    Facts,
    Notice,
    Paragraph,
    Report,
    Section,
    Table,
)
from bmcalc.version import __version__

SEVERITY_WORDS: dict[Severity, object] = {
    Severity.INFO: _("Note"),
    Severity.CAUTION: _("Caution"),
    Severity.STOP: _("Stop"),
}


def calculation_report(
    found: Calculator[Any], read: Inputs, work: Work, record: str = ""
) -> Report:
    """Return the report of one calculation in the language of the moment.

    ``record`` is the case or record number that the user typed, never a name.
    """
    headline = work.values.get(found.headline)
    cited = work.sources()
    sections = [
        Section(str(_("Inputs")), (Facts(_inputs(found, read, record)),)),
        Section(str(_("Result")), tuple(_results(found, work, headline))),
        Section(str(_("Working")), (steps_table(work.steps, cited),)),
        Section(str(_("Findings")), tuple(notices(work.findings, cited))),
        Section(str(_("Sources")), tuple(sources_and_memory(cited, work.rules))),
    ]
    return Report(
        title=str(found.title),
        subtitle=str(found.summary),
        sections=tuple(section for section in sections if section.blocks),
        footer=footer(),
        signatures=(str(_("Checked by")), str(_("Second check by"))),
    )


def footer() -> str:
    """Return the line at the foot of every page: program, formulary and its hash."""
    identity = formulary_identity()
    return str(
        _("bmcalc {version} · formulary {formulary} · SHA-256 {hash}",
          version=__version__, formulary=identity.version, hash=identity.sha256)
    )


def _inputs(found: Calculator[Any], read: Inputs, record: str) -> tuple[tuple[str, str], ...]:
    pairs = ((str(_("Record")), record),) if record else ()
    return pairs + inputs_in_words(found, read)


def inputs_in_words(found: Calculator[Any], read: Inputs) -> tuple[tuple[str, str], ...]:
    """Return each input that was given, its label and how people read it."""
    pairs = []
    for name, ask in found.inputs.asks().items():
        value = getattr(read, name)
        if value is UNSET or (value is None and not ask.null_means_off):
            continue
        pairs.append((str(ask.label), shown_input(ask, value)))
    return tuple(pairs)


def shown_value(spec: Value, value: Any, decimals: int | None = None) -> str:
    """Return a value as people read it; an absent one as a dash."""
    if value is None or value == []:
        return "–"
    if isinstance(value, Term):
        return spec.display(value, decimals)
    if isinstance(value, (list, tuple)):
        return str(Joined([shown_value(spec, item) for item in value], "; "))
    if isinstance(value, dict):
        return "\n".join(
            f"{(spec.options or {}).get(key, key)} {_plain_value(item)}"
            for key, item in value.items()
        )
    if spec.options is not None and value in spec.options:
        return str(spec.options[value])
    return str(value)


def _plain_value(value: Any) -> str:
    return show(value, 3) if isinstance(value, Term) else str(value)


def _results(found: Calculator[Any], work: Work, headline: Any) -> Iterable[Block]:
    spec = found.value(found.headline)
    stopped = work.severity is Severity.STOP
    shown = shown_value(spec, headline, work.displayed.get(found.headline))
    yield Paragraph(f"{spec.label}: {shown}", large=True, struck=stopped)
    if stopped:
        yield Paragraph(str(_("Stopped: see the findings.")))
    pairs = [
        (str(found.value(name).label),
         shown_value(found.value(name), value, work.displayed.get(name)))
        for name, value in work.values.items()
        if name != found.headline
    ]
    if pairs:
        yield Facts(tuple(pairs))


def marks(cited: Sequence[str], identifiers: Iterable[str]) -> str:
    """Return where sources stand in the list below, for example ``[2] [5]``."""
    return " ".join(f"[{cited.index(identifier) + 1}]" for identifier in identifiers)


def steps_table(steps: Sequence[Step], cited: Sequence[str]) -> Table:
    """Return the working as a table: what, how, with which numbers, from where."""
    rows = tuple(
        (str(number), f"{step.label}\n{step.formula()}\n{step.substituted()}", step.shown(),
         marks(cited, () if step.source is None else (step.source,)))
        for number, step in enumerate(steps, 1)
    )
    heads = ("", str(_("Step, formula, numbers")), str(_("Result")), str(_("Source")))
    return Table(heads, rows, right=frozenset({2}), widths=(4, 66, 20, 10))


def notices(findings: Iterable[Finding], cited: Sequence[str]) -> Iterable[Notice]:
    """Yield the findings, the worst first."""
    for finding in sorted(findings, key=lambda finding: -finding.severity):
        yield Notice(
            finding.severity,
            str(SEVERITY_WORDS[finding.severity]),
            str(finding.text),
            marks(cited, finding.sources),
        )


def sources_and_memory(cited: Sequence[str], rules: Iterable[DecidingRule]) -> Iterable[Block]:
    """Yield the numbered sources, and a line that names the rules that rest on memory."""
    yield sources_table(cited)
    if line := str(memory_line(rules)):
        yield Paragraph(line)


def sources_table(cited: Sequence[str]) -> Table:
    """Return the numbered sources with how sure each is."""
    found = (source(identifier) for identifier in cited)
    rows = tuple(
        (f"[{number}]", str(entry.citation), str(entry.mark.label))
        for number, entry in enumerate(found, 1)
    )
    heads = ("", str(_("Source")), str(_("How sure")))
    return Table(heads, rows, widths=(6, 68, 26))
