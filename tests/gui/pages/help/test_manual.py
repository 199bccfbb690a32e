"""The manual: whole in both languages, and every key, command and page that it names exists."""

import re

import pytest
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton

from bmcalc.calculators import all_calculators
from bmcalc.core.texts import LANGUAGES, in_language
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.help.manual import MARK, chapters, report_on_chapter, whole_manual
from bmcalc.gui.pages.records.limits_dialog import LIMITS
from bmcalc.report.plain import to_plain_text
from tests.gui.conftest import settle
from tests.gui.window.test_language import has_chinese

NAMED = sorted({mark for chapter in chapters() for mark in chapter.marks()})


def keys_of_window(window):
    """Return every key that works somewhere: in menus, at buttons, and on the pages."""
    calculators = {found.id for found in all_calculators()}
    own = [key for page in all_pages() if page.id not in calculators
           for key, _does in keys_of_page(window, page.id)]
    works = {one.toString() for action in window.findChildren(QAction)
             for one in action.shortcuts()}
    works |= {one.key().toString() for one in window.findChildren(QShortcut)}
    works |= {one.shortcut().toString() for one in window.findChildren(QAbstractButton)}
    return works.union(*(key.split() for key in own))


def keys_of_page(window, page):
    window.visit(page)
    settle(window)
    return window.view().keys()


def test_every_key_in_the_manual_works_in_the_window(window):
    works = keys_of_window(window)
    named = {name for kind, name in NAMED if kind == "key"}
    assert {"F1", "Ctrl+Shift+N"} <= named
    assert named - works == set()


def test_every_command_and_page_in_the_manual_exists(window):
    texts = {action.text().replace("&", "") for action in window.findChildren(QAction)}
    pages = {page.id for page in all_pages()}
    for kind, name in NAMED:
        assert kind == "key" or name in (texts if kind == "menu" else pages), (kind, name)


def test_no_key_stands_in_the_manual_without_its_mark():
    bare = re.compile(r"\b(?:Ctrl|Shift|Alt)\+\w|\bF\d{1,2}\b")
    for chapter in chapters():
        for part in chapter.parts:
            for text in (part.text.english, part.text.chinese) if part.text else ():
                assert not bare.search(MARK.sub("", text)), text


def test_it_has_a_few_short_chapters():
    assert 6 <= len(chapters()) <= 8
    for chapter in chapters():
        assert len(to_plain_text(report_on_chapter(chapter)).split()) < 400


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.id)
def test_both_languages_say_it_with_the_same_marks(chapter):
    for part in chapter.parts:
        assert has_chinese(part.heading.chinese) and not has_chinese(part.heading.english)
        if part.text is not None:
            assert has_chinese(part.text.chinese) and not has_chinese(part.text.english)
            assert sorted(MARK.findall(part.text.english)) == sorted(
                MARK.findall(part.text.chinese))
            assert len(part.text.english.splitlines()) == len(part.text.chinese.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_printed_whole_without_a_mark(window, language):
    with in_language(language):
        text = to_plain_text(whole_manual())
        assert "[[" not in text
        assert all(str(chapter.title) in text for chapter in chapters())
        assert all(str(words) in text for _name, words in LIMITS)
        assert str(next(page for page in all_pages() if page.id == "settings").title) in text
