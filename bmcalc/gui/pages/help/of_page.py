"""The help on any page: a calculator tells itself, any other page stands in ``help/pages.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from bmcalc.calculators import calculator as calculator_of_page
from bmcalc.catalogue import calculator
from bmcalc.core.texts import Bilingual, _
from bmcalc.core.work import Severity
from bmcalc.gui.pages.help.example import example_of
from bmcalc.gui.pages.help.of_calculator import (
    EXAMPLE,
    METHOD,
    NOT_FOR,
    SOURCES,
    help_on_calculator,
)
from bmcalc.gui.pages.help.of_order import order_example
from bmcalc.gui.pages.page import Page
from bmcalc.parsed_files import read_toml_file
from bmcalc.report.calculation import (
    SEVERITY_WORDS,
    footer,
    marks,
    sources_table,
)
from bmcalc.report.document import Facts, Notice, Paragraph, Report, Section
from bmcalc.resource_files import resource

Keys = Sequence[tuple[str, object]]


@cache
def pages_told() -> Mapping[str, Mapping[str, Any]]:
    """Return what is said of each page that is no calculator, by its id."""
    return read_toml_file(resource("help", "pages.toml"))


def said(text: Mapping[str, str]) -> str:
    """Return a text of a data file in the language of the moment."""
    return str(Bilingual(text["en"], text["zh"])).strip()


def help_on_page(page: Page) -> tuple[Section, ...]:
    """Return the sections of the help on a page in the language of the moment."""
    try:
        return help_on_calculator(calculator_of_page(page.id))
    except KeyError:
        return tuple(one for one in _told(page) if one.blocks)


def report_on_page(page: Page, keys: Keys) -> Report:
    """Return the help on a page as it is printed, with the keys that work there."""
    return Report(
        str(page.title), str(page.summary), (*help_on_page(page), *key_sections(
            [(_("Keys on this page"), keys)])), footer(),
    )


def key_sections(groups: Iterable[tuple[object, Keys]]) -> Iterator[Section]:
    """Give a section for each group of keys that has any."""
    for heading, keys in groups:
        if keys:
            yield Section(str(heading), (Facts(tuple((key, str(does)) for key, does in keys)),))


def _told(page: Page) -> Iterator[Section]:
    entry = pages_told().get(page.id, {})
    found = calculator(entry["calculator"]) if "calculator" in entry else None
    example = None if found is None else example_of(found)
    cited = list(dict.fromkeys([
        *entry.get("sources", ()),
        *(() if found is None else found.not_for.sources),
        *(() if example is None else example.work.sources()),
    ]))
    yield Section(str(_("What it is for")), (Paragraph(str(page.summary)),))
    if found is not None:
        yield _limits(str(found.not_for.words), marks(cited, found.not_for.sources))
    elif "not_for" in entry:
        yield _limits(said(entry["not_for"]), marks(cited, entry["sources"]))
    if "method" in entry:
        yield Section(str(METHOD), (Paragraph(said(entry["method"])),))
    if found is not None:
        yield Section(str(EXAMPLE), tuple(order_example(found, example)))
    yield Section(str(SOURCES), (sources_table(cited),) if cited else ())


def _limits(words: str, cited: str) -> Section:
    notice = Notice(Severity.CAUTION, str(SEVERITY_WORDS[Severity.CAUTION]), words, cited)
    return Section(str(NOT_FOR), (notice,))
