"""The rows of the thread at the left: what they say and where they lead, without any widget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from bmcalc.core.texts import _

if TYPE_CHECKING:
    from bmcalc.gui.pages.page import Page
    from bmcalc.gui.window.thread_reading import CycleLine, DayLine, PatientLine, Reading

TOOLS: Final = "tools"
"""Where the row of all calculators leads: not to a page but to the search over them."""

TODAY: Final = "today"
COURSE: Final = "course"


class Kind(Enum):
    """What a row is."""

    HEADING = "heading"
    PAGE = "page"
    WORK = "work"
    CYCLE = "cycle"
    PATIENT = "patient"
    TOOL = "tool"
    WORDS = "words"


class ThreadRow(NamedTuple):
    """One row. ``page`` and ``subject`` say where it leads; without a page it leads nowhere.

    ``sort`` and ``state`` name a sign; ``spoken`` is what those hear who do not see it.
    """

    kind: Kind
    text: str
    page: str = ""
    subject: str = ""
    right: str = ""
    sort: str = ""
    state: str = ""
    spoken: str = ""

    @property
    def is_lead(self) -> bool:
        """Whether it can be chosen."""
        return bool(self.page)


class Known(NamedTuple):
    """What the thread is made of."""

    pages: Mapping[str, Page]
    keys: Mapping[str, str]
    favourites: Sequence[str] = ()
    reading: Reading | None = None
    fault: object = ""


def rows_of(known: Known) -> list[ThreadRow]:
    """Return the rows of all sections; a section without content is absent."""
    return [*_order(known), *_today(known), *_patient(known), *_recent(known), *_tools(known)]


def _order(known: Known) -> Iterator[ThreadRow]:
    for identifier, page in known.pages.items():
        if page.group == "order":
            yield _page_row(known, identifier, Kind.PAGE)


def _page_row(known: Known, identifier: str, kind: Kind) -> ThreadRow:
    title, key = str(known.pages[identifier].title), known.keys.get(identifier, "")
    return ThreadRow(kind, title, identifier, right=key.replace("+", " "),
                     spoken=f"{title} {key}".strip())


def _today(known: Known) -> Iterator[ThreadRow]:
    if str(known.fault):
        yield ThreadRow(Kind.HEADING, str(_("Today")), TODAY if TODAY in known.pages else "",
                        right=known.keys.get(TODAY, ""))
        yield ThreadRow(Kind.WORDS, str(known.fault), spoken=str(known.fault))
        return
    reading = known.reading
    if reading is None:
        if TODAY in known.pages:
            yield _page_row(known, TODAY, Kind.PAGE)
        return
    key = known.keys.get(TODAY, "")
    every = str(_("all {count}", count=reading.all_work)) if reading.all_work else ""
    yield ThreadRow(
        Kind.HEADING, str(_("Today · {date}", date=reading.day)),
        TODAY if TODAY in known.pages else "", right=f"{every} {key}".strip(),
        spoken=str(_("Today, {date}: {count} in all", date=reading.day, count=reading.all_work)))
    page = TODAY if TODAY in known.pages else ""
    yield from (_work_row(line, page) for line in reading.work)
    if not reading.work:
        words = str(_("Nothing is due today."))
        yield ThreadRow(Kind.WORDS, words, spoken=words)


def _work_row(line: DayLine, page: str) -> ThreadRow:
    what = f"{line.regimen} C{line.cycle}"
    word = str(line.word)
    return ThreadRow(Kind.WORK, line.number, page, line.check or line.patient, what, line.sort,
                     "" if line.sort else line.state, f"{line.number}, {what}: {word}")


def _patient(known: Known) -> Iterator[ThreadRow]:
    reading = known.reading
    if reading is None or not reading.cycles:
        return
    page = COURSE if COURSE in known.pages else ""
    heading = str(_("This patient {number} · {regimen}", number=reading.number,
                    regimen=reading.regimen))
    yield ThreadRow(Kind.HEADING, heading, page, reading.patient, known.keys.get(COURSE, ""),
                    spoken=heading)
    yield from (_cycle_row(line, page) for line in reading.cycles)


def _cycle_row(line: CycleLine, page: str) -> ThreadRow:
    word = str(line.word)
    return ThreadRow(Kind.CYCLE, f"C{line.cycle}  {line.on[5:]}", page, line.check or line.patient,
                     word, state=line.state, spoken=f"C{line.cycle} {line.on}: {word}")


def _recent(known: Known) -> Iterator[ThreadRow]:
    if known.reading is None or not known.reading.recent:
        return
    yield ThreadRow(Kind.HEADING, str(_("Recent patients")))
    page = COURSE if COURSE in known.pages else ""
    yield from (_recent_row(line, page) for line in known.reading.recent)


def _recent_row(line: PatientLine, page: str) -> ThreadRow:
    return ThreadRow(Kind.PATIENT, line.number, page, line.patient, line.words,
                     spoken=f"{line.number}, {line.words}")


def _tools(known: Known) -> Iterator[ThreadRow]:
    tools = [one for one in known.favourites if one in known.pages]
    count = sum(1 for _one in calculators_of(known.pages.values()))
    if not count:
        return
    heading = str(_("Favourite calculators"))
    yield ThreadRow(Kind.HEADING, heading, TOOLS, right=str(_("Edit")),
                    spoken=str(_("Favourite calculators: edit")))
    for identifier in tools:
        yield _page_row(known, identifier, Kind.TOOL)
    every = str(_("All {count} calculators", count=count))
    yield ThreadRow(Kind.PAGE, every, TOOLS, right="Ctrl K", spoken=every)


def calculators_of(pages: Iterable[Page]) -> Iterator[Page]:
    """Give the pages that are calculators."""
    return (page for page in pages if page.is_calculator)
