"""The bar at the bottom: how far the page has come, its actions with their keys, its papers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from bmcalc.gui.pages.page import PageAction, PageView, Paper
from tests.gui.conftest import settle


@pytest.fixture
def done():
    return []


@pytest.fixture
def acting(window, done, monkeypatch):
    """Let the page in front offer two actions and two kinds of paper."""
    window.open_case(1)
    window.visit("carboplatin")
    view = window.view()
    reasons = {"query": "", "save": "2 fields left"}

    def actions():
        return (
            PageAction("Save check", "Ctrl+S", lambda: done.append("save"), True, reasons["save"]),
            PageAction("Query", "Ctrl+E", lambda: done.append("query"), False, reasons["query"]),
        )

    monkeypatch.setattr(view, "page_actions", actions)
    monkeypatch.setattr(view, "standing", lambda: (("First check", "Li Wei · 09:14"),))
    monkeypatch.setattr(view, "papers", lambda: (
        Paper("Slip", lambda: done.append("slip")), Paper("Worksheet", lambda: done.append("sheet"))
    ))
    window._refresh()
    settle(window)
    window.reasons = reasons
    return window


def button(window, words):
    return next(one for one in window.bottom.buttons() if one.text() == words)


def press(window, qtbot, key):
    window.activateWindow()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle(window)


def test_an_action_is_done_by_button_and_by_key(acting, qtbot, done):
    button(acting, "Query").click()
    press(acting, qtbot, Qt.Key.Key_E)
    assert done == ["query", "query"]


def test_what_cannot_be_done_says_why(acting, qtbot, done):
    save = button(acting, "Save check")
    assert not save.isEnabled()
    assert "2 fields left" in save.toolTip()
    assert "2 fields left" in save.accessibleDescription()
    press(acting, qtbot, Qt.Key.Key_S)
    assert not done
    told = acting.bottom.findChild(QLabel, "fault")
    assert told.isVisible() and "2 fields left" in told.text()


def test_it_can_be_done_once_nothing_is_missing(acting, qtbot, done):
    acting.reasons["save"] = ""
    acting._refresh()
    save = button(acting, "Save check")
    assert save.isEnabled() and save.accessibleDescription() == ""
    press(acting, qtbot, Qt.Key.Key_S)
    assert done == ["save"]


def test_the_leading_action_stands_last(acting):
    lefts = {one.text(): one.x() for one in acting.bottom.buttons()}
    assert max(lefts, key=lefts.get) == "Save check"


def test_how_far_it_came_stands_at_the_left(acting):
    said = [label.text() for label in acting.bottom.findChildren(QLabel) if label.isVisible()]
    assert "First check" in said and "Li Wei · 09:14" in said
    acting.visit("mirels")
    settle(acting)
    said = [label.text() for label in acting.bottom.findChildren(QLabel) if label.isVisible()]
    assert "First check" not in said
    assert [one.text() for one in acting.bottom.buttons()] == ["Print", "More"]


def test_the_other_papers_stand_in_the_menu(acting, done):
    words = [one.text() for one in acting.bottom.menu.actions() if one.text()]
    assert words == ["Copy the page as text", "Save as PDF", "Print: Worksheet",
                     "Save as PDF: Worksheet"]
    acting.bottom.menu.actions()[-2].trigger()
    acting.bottom.print.click()
    assert done == ["sheet", "slip"]


@pytest.mark.parametrize("width", [1366, 1024, 700])
def test_no_word_of_the_bar_is_cut(acting, width):
    acting.resize(width, 700)
    acting.bottom.tell("Something long that has to be said about what was just done " * 3)
    settle(acting)
    for one in acting.bottom.buttons():
        assert one.width() >= one.sizeHint().width()
        assert one.geometry().right() <= acting.bottom.width()
    words = acting.bottom._words
    assert words.height() >= words.heightForWidth(words.width())


def test_every_page_offers_no_more_than_it_can_do():
    view = PageView()
    assert (view.page_actions(), view.standing(), view.papers()) == ((), (), ())


def test_a_page_that_computes_nothing_speaks_of_no_result(window):
    window.visit("carboplatin")
    settle(window)
    assert window.bottom._words.text()
    window.visit("settings")
    settle(window)
    assert not window.bottom._words.text()
