"""Every page can be read, reached and heard: in both languages, at every size."""

import pytest

from bmcalc.gui.pages import all_pages
from tests.gui.conftest import settle
from tests.gui.everyone import walk

PLACES = [((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200), ((1920, 1080), 150)]
LANGUAGES = ["en", "zh_CN"]


def _visited(window, size, percent, language):
    """Show every page, with case 1 and without anything typed; yield its name."""
    window.resize(*size)
    window.use_language(language)
    window.use_text_size(percent)
    for with_case in (False, True):
        if with_case:
            window.open_case(1)
        for page in all_pages():
            window.visit(page.id)
            settle(window)
            yield f"{page.id}{' with case 1' if with_case else ''}"
    window.use_text_size(100)


def _found(window, size, percent, language, look):
    found = {}
    for page in _visited(window, size, percent, language):
        faults = look(window)
        if faults:
            found[page] = faults
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_takes_the_keyboard_says_what_it_is(window, language):
    assert not _found(window, *PLACES[0], language, walk.without_name)


def test_tab_passes_by_the_units(window):
    assert not _found(window, *PLACES[0], "en", walk.unit_boxes_on_the_way)


@pytest.mark.parametrize(("size", "percent"), PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_or_lies_outside(window, size, percent, language):
    def look(window):
        return [*walk.scrolling_sideways(window), *walk.outside(window)]

    assert not _found(window, size, percent, language, look)


@pytest.mark.parametrize(("size", "percent"), PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_cut_off(window, size, percent, language):
    def look(window):
        return [*walk.cut_off(window), *walk.buttons_cut_off(window)]

    assert not _found(window, size, percent, language, look)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_smaller_than_a_caption(window, language):
    assert not _found(window, *PLACES[0], language, walk.too_small)
