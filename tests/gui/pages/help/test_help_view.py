"""The help is read, searched and walked by the keyboard, at every size and in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.help.manual import chapters
from tests.gui.conftest import settle


@pytest.fixture
def view(window):
    window.visit("help")
    settle(window)
    return window.view().view


def listed(view):
    items = [view.list.item(row) for row in range(view.list.count())]
    return [item.text() for item in items if item.data(Qt.ItemDataRole.UserRole) is not None]


def test_it_lists_every_chapter_and_every_page(view):
    assert listed(view) == [
        *(str(one.title) for one in chapters()), *(str(one.title) for one in all_pages())]


def test_a_search_finds_the_words_of_either_language(view, qtbot):
    view.line.setFocus()
    qtbot.keyClicks(view.line, "named override")
    assert listed(view) == ["Records and the second check"]
    view.line.setText("盲法")
    assert listed(view) == ["Records and the second check"]
    view.line.setText("hypercalcaemia malignancy")
    assert set(listed(view)) == {"Denosumab 120 mg", "Zoledronic acid"}
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    assert view.list.hasFocus()
    assert view.reading.toPlainText().startswith(listed(view)[0])
    view.line.setFocus()
    qtbot.keyClick(view.line, Qt.Key.Key_Escape)
    assert view.line.text() == "" and len(listed(view)) > 30


def test_what_is_not_there_leaves_the_open_text_alone(view, qtbot):
    before = view.reading.toPlainText()
    qtbot.keyClicks(view.line, "xyzzy")
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    assert listed(view) == [] and view.reading.toPlainText() == before


def test_the_arrows_walk_from_topic_to_topic_over_the_headings(view, qtbot):
    view.list.setFocus()
    seen = [view.topic()]
    for _key in range(len(listed(view)) - 1):
        qtbot.keyClick(view.list, Qt.Key.Key_Down)
        seen.append(view.topic())
    assert len(set(seen)) == len(listed(view))
    assert view.list.currentItem().isSelected()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("percent", "size"), [
    (100, (1024, 700)), (150, (1366, 768)), (200, (1366, 768)),
])
def test_nothing_is_cut_off_or_scrolls_sideways(window, language, percent, size):
    window.use_language(language)
    window.use_text_size(percent)
    window.resize(*size)
    window.visit("help")
    settle(window)
    view = window.view().view
    try:
        for topic in ("manual:1_start", "manual:8_limits", "page:carboplatin", "page:order-check",
                      "page:opioid-conversion"):
            view.open(topic)
            settle(window)
            assert view.reading.horizontalScrollBar().maximum() == 0, topic
        metrics = QFontMetrics(font("body", bold=True))
        room = view.list.viewport().width() - 2 * scaled(10)
        for row in range(view.list.count()):
            item = view.list.item(row)
            words = metrics.boundingRect(0, 0, room, 9999, Qt.TextFlag.TextWordWrap, item.text())
            if item.data(Qt.ItemDataRole.UserRole) is not None:
                assert view.list.visualItemRect(item).height() >= words.height(), item.text()
                assert words.width() <= room, item.text()
    finally:
        window.use_text_size(100)


def test_another_language_and_scheme_are_read_at_once(window, view):
    view.open("page:mirels")
    english, html = view.reading.toPlainText(), view.reading.toHtml()
    window.use_theme("dark")
    settle(window)
    assert view.reading.toPlainText() == english and view.reading.toHtml() != html
    window.use_language("zh_CN")
    settle(window)
    assert view.reading.toPlainText().startswith("Mirels 评分")
    window.use_theme("light")


def test_the_open_text_and_the_whole_manual_can_be_printed(window, view):
    page = window.view()
    view.open("page:carboplatin")
    titles = [paper.report().title for paper in page.papers()]
    assert titles == ["Carboplatin", "Manual"]


