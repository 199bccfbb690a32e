"""Every page can be read, reached and heard: in both languages, at every size.

Each page is visited once for a size and a language, and every look is taken on that visit.
"""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from bmcalc.gui.pages import all_pages
from tests.gui.conftest import settle
from tests.gui.everyone import walk

ROOMIEST, SMALLEST, LARGEST = ((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200)
PLACES = [ROOMIEST, SMALLEST, LARGEST, ((1920, 1080), 150)]
OTHERS = [page.id for page in all_pages() if not page.is_calculator]
OF_EACH_KIND = ("carboplatin", "mirels", "sins", "denosumab")
"""Calculators with a form, with a drawing, with a score, and with findings."""

LANGUAGES = ["en", "zh_CN"]
LOOKS = (
    walk.without_name, walk.unit_boxes_on_the_way, walk.scrolling_sideways, walk.outside,
    walk.cut_off, walk.buttons_cut_off, walk.too_small,
)
WITH_RECORDS = ("today", "course", "record", "second-check", "queries", "day-end", "people")
"""Pages that show something else once there are records."""


def lay_out(window, size, percent, language):
    """Show the window at a size, and let nothing stay of what stood there before."""
    window.use_language(language)
    window.use_text_size(percent)
    window.resize(*size)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def faults_of(window, pages):
    """Return what is wrong on each of the pages, and at the foot of the window below it."""
    found = {}
    for page in pages:
        window.visit(page)
        settle(window)
        faults = [f"{look.__name__}: {fault}" for look in LOOKS for fault in look(window)]
        faults += walk.lines_of_the_bar(window)
        if faults:
            found[page] = faults
    return found


@pytest.mark.parametrize(("size", "percent", "language"), [
    (*ROOMIEST, "en"), (*SMALLEST, "en"), (*LARGEST, "en"), (*LARGEST, "zh_CN"),
])
def test_every_calculator_can_be_read_and_reached(window, size, percent, language):
    lay_out(window, size, percent, language)
    window.open_case(1)
    assert not faults_of(window, [page.id for page in all_pages() if page.is_calculator])


@pytest.mark.parametrize(("size", "percent"), PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_page_can_be_read_and_reached(window, size, percent, language):
    lay_out(window, size, percent, language)
    window.open_case(1)
    assert not faults_of(window, [*OTHERS, *OF_EACH_KIND])


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_on_which_nothing_was_typed(window, language):
    lay_out(window, *LARGEST, language)
    assert not faults_of(window, [*OTHERS, *OF_EACH_KIND])


@pytest.mark.parametrize(("size", "percent"), [SMALLEST, LARGEST])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_records(window, thp, size, percent, language):
    lay_out(window, size, percent, language)
    window.visit("course", thp.course)
    settle(window)
    assert not faults_of(window, WITH_RECORDS)
