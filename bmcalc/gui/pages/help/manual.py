"""The manual: a few chapters in both languages, in ``resources/help/manual``.

A text may name a key, a command of the menus or a page: ``[[key:Ctrl+K]]``, ``[[menu:Quit]]``,
``[[page:settings]]``. A command and a page read as they do in the window, in each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from bmcalc.core.texts import Bilingual, Text, _
from bmcalc.gui.pages import page_of
from bmcalc.gui.pages.help.places import places
from bmcalc.gui.pages.records.limits_dialog import LIMITS
from bmcalc.parsed_files import read_toml_file
from bmcalc.report.calculation import footer
from bmcalc.report.document import Block, Facts, Paragraph, Report, Section
from bmcalc.resource_files import resource

MARK: Final = re.compile(r"\[\[(key|menu|page):([^\]]+)\]\]")

_SHOWN: Final[dict[str, Callable[[], list[tuple[object, object]]]]] = {
    "limits": lambda: list(LIMITS), "places": places,
}


@dataclass(frozen=True)
class Part:
    """A heading with its paragraphs, or what the program shows of itself under it."""

    heading: Bilingual
    text: Bilingual | None = None
    shows: str = ""


@dataclass(frozen=True)
class Chapter:
    """One chapter; ``id`` is the name of its file."""

    id: str
    title: Bilingual
    parts: tuple[Part, ...]

    def sections(self) -> tuple[Section, ...]:
        """Return the chapter in the language of the moment."""
        return tuple(Section(str(one.heading), tuple(_blocks(one))) for one in self.parts)

    def marks(self) -> Iterator[tuple[str, str]]:
        """Give every key, command and page that the chapter names, in either language."""
        for part in self.parts:
            for text in (part.text.english, part.text.chinese) if part.text else ():
                yield from MARK.findall(text)


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in their order."""
    files = sorted(resource("help", "manual").glob("*.toml"))
    return tuple(_chapter(path.stem, read_toml_file(path)) for path in files)


def whole_manual() -> Report:
    """Return every chapter, to be printed."""
    sections = tuple(
        Section(f"{chapter.title} · {section.heading}", section.blocks)
        for chapter in chapters() for section in chapter.sections()
    )
    return Report(str(_("Manual")), str(_("How the program is used")), sections, footer())


def report_on_chapter(chapter: Chapter) -> Report:
    """Return one chapter, to be read and printed."""
    return Report(str(chapter.title), str(_("Manual")), chapter.sections(), footer())


def plain(text: str) -> str:
    """Return a text with every mark as people read it."""
    return MARK.sub(lambda found: _named(found[1], found[2]), text)


def _named(kind: str, name: str) -> str:
    if kind == "menu":
        return str(Text(name)).replace("…", "").replace("&", "")
    return str(page_of(name).title) if kind == "page" else name


def _chapter(identifier: str, entry: Mapping[str, Any]) -> Chapter:
    parts = tuple(
        Part(_both(one["heading"]), _both(one["text"]) if "text" in one else None,
             one.get("shows", ""))
        for one in entry["parts"]
    )
    return Chapter(identifier, _both(entry["title"]), parts)


def _both(text: Mapping[str, str]) -> Bilingual:
    return Bilingual(text["en"].strip(), text["zh"].strip())


def _blocks(part: Part) -> Iterator[Block]:
    if part.shows:
        yield Facts(tuple((str(name), str(words)) for name, words in _SHOWN[part.shows]()))
    if part.text is not None:
        for paragraph in str(part.text).splitlines():
            yield Paragraph(plain(paragraph))
