"""The help on one calculator, all from its declaration: purpose, limits, method, example, sources.

Nothing here says a number of its own: the example is a shipped case that is computed now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bmcalc.core.calculator import Calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Work
from bmcalc.formulary.objections import objections_to
from bmcalc.gui.pages.help.example import Example, example_of
from bmcalc.report.calculation import (
    SEVERITY_WORDS,
    inputs_in_words,
    marks,
    notices,
    shown_value,
    sources_table,
)
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Section, Table

NOT_FOR = _("When not to use it")
METHOD = _("Method")
EXAMPLE = _("Worked example, of no patient, computed now")
SOURCES = _("Sources")


def help_on_calculator(found: Calculator[Any]) -> tuple[Section, ...]:
    """Return the sections of the help on a calculator in the language of the moment."""
    example = example_of(found)
    cited = _cited(found, None if example is None else example.work)
    return (
        Section(str(_("What it is for")), tuple(_purpose(found))),
        Section(str(NOT_FOR), (_limits(found, cited),)),
        Section(str(METHOD), tuple(_method(example, cited))),
        Section(str(EXAMPLE), tuple(_example(found, example, cited))),
        Section(str(SOURCES), (sources_table(cited),)),
    )


def _cited(found: Calculator[Any], work: Work | None) -> list[str]:
    used = () if work is None else work.sources()
    return list(dict.fromkeys([*found.not_for.sources, *used]))


def _purpose(found: Calculator[Any]) -> Iterator[Block]:
    yield Paragraph(str(found.summary))
    given = Joined([value.label for value in found.values])
    yield Paragraph(str(_("It gives: {values}.", values=given)))


def _limits(found: Calculator[Any], cited: Sequence[str]) -> Notice:
    return Notice(Severity.CAUTION, str(SEVERITY_WORDS[Severity.CAUTION]),
                  str(found.not_for.words), marks(cited, found.not_for.sources))


def _method(example: Example | None, cited: Sequence[str]) -> Iterator[Block]:
    if example is None:
        return
    rows = tuple(
        (str(step.label), step.formula(), marks(cited, filter(None, [step.source])))
        for step in example.work.steps
    )
    heads = (str(_("Step")), str(_("Formula or rule")), str(_("Source")))
    yield Table(heads, rows, widths=(30, 58, 12))


def _example(
    found: Calculator[Any], example: Example | None, cited: Sequence[str]
) -> Iterator[Block]:
    if example is None:
        for problem in objections_to(found):
            yield Paragraph(str(problem.text))
        return
    yield Facts(inputs_in_words(found, example.read))
    yield Paragraph(str(headline_of(found, example.work)), large=True)
    yield _numbers(example.work)
    others = tuple(other_values(found, example.work))
    if others:
        yield Facts(others)
    yield from notices(_told(example.work), cited)


def headline_of(found: Calculator[Any], work: Work) -> object:
    """Return the value that the calculator is about, in words."""
    name = found.headline
    spec = found.value(name)
    shown = shown_value(spec, work.values[name], work.displayed.get(name))
    return _("Example: {label} {shown}", label=spec.label, shown=shown)


def _numbers(work: Work) -> Table:
    rows = tuple(
        (str(step.label), step.substituted(), step.shown()) for step in work.steps
    )
    heads = (str(_("Step")), str(_("With the numbers")), str(_("Result")))
    return Table(heads, rows, right=frozenset({2}), widths=(30, 46, 24))


def other_values(found: Calculator[Any], work: Work) -> Iterator[tuple[str, str]]:
    """Give every quantity beside the headline, its label and how people read it."""
    for name, value in work.values.items():
        if name != found.headline and isinstance(value, Term):
            spec = found.value(name)
            yield str(spec.label), shown_value(spec, value, work.displayed.get(name))


def _told(work: Work) -> Iterable[Any]:
    return [one for one in work.findings if one.severity is not Severity.INFO]
