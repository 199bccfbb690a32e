"""What the help can open: the page in front, the keys, the chapters, and every other page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from bmcalc.calculators import calculator
from bmcalc.core.texts import Joined, _
from bmcalc.gui.form.search_box import searched
from bmcalc.gui.pages.help.manual import chapters, report_on_chapter
from bmcalc.gui.pages.help.of_page import Keys, key_sections, pages_told, report_on_page
from bmcalc.gui.pages.page import Page
from bmcalc.report.calculation import footer
from bmcalc.report.document import Report

IN_FRONT, KEYS = _("In front"), _("Keys")
MANUAL, PAGES = _("Manual"), _("The pages")


class Topic(NamedTuple):
    """One entry of the list: its heading, its title, what it shows, and in what it is found."""

    id: str
    group: object
    title: object
    report: Callable[[], Report]
    words: object = ""

    def found_in(self) -> str:
        """Return all that a search looks at, in both languages."""
        return searched(Joined([self.title, self.words], " "))


def front_topics(
    page: Page, keys: Keys, groups: Iterable[tuple[object, Keys]]
) -> Iterator[Topic]:
    """Give the page in front with its keys, and every key by where it works."""
    yield Topic("here", IN_FRONT, page.title, partial(report_on_page, page, keys), page.summary)
    listed = tuple(groups)
    words = Joined([one for _heading, group in listed for _key, one in group], " ")
    yield Topic("keys", IN_FRONT, KEYS, partial(_report_on_keys, listed), words)


def _report_on_keys(groups: Iterable[tuple[object, Keys]]) -> Report:
    return Report(str(KEYS), str(_("Every key, by where it works")),
                  tuple(key_sections(groups)), footer())


def chapter_topics() -> Iterator[Topic]:
    """Give every chapter of the manual."""
    for chapter in chapters():
        words = Joined([one for part in chapter.parts for one in (part.heading, part.text) if one],
                       " ")
        yield Topic(f"manual:{chapter.id}", MANUAL, chapter.title,
                    partial(report_on_chapter, chapter), words)


def page_topics(pages: Iterable[Page]) -> Iterator[Topic]:
    """Give the help on every page, without computing an example."""
    for page in pages:
        yield Topic(f"page:{page.id}", PAGES, page.title, partial(report_on_page, page, ()),
                    Joined([page.summary, _limits(page.id)], " "))


def _limits(identifier: str) -> object:
    try:
        return calculator(identifier).not_for.words
    except KeyError:
        told = pages_told().get(identifier, {}).get("not_for", {})
        return Joined(list(told.values()), " ")


