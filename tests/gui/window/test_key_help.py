"""F1 tells what is in front and every key, drawn whole in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.window.key_help import KeyCaps
from tests.gui.conftest import settle
from tests.gui.window.test_language import has_chinese


@pytest.fixture(params=["en", "zh_CN"])
def language(request, window):
    window.use_language(request.param)
    return request.param


def opened(parent):
    return [one for one in parent.findChildren(QDialog) if one.isVisible()]


def ask_for_help(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    settle(window)
    dialogs = opened(window)
    assert len(dialogs) == 1
    return dialogs[0]


def told_keys(dialog):
    return {key for caps in dialog.findChildren(KeyCaps) for key in caps.accessibleName().split()}


@pytest.mark.parametrize("page", ["order-check", "carboplatin"])
def test_it_names_the_page_in_front_and_what_it_is_for(window, qtbot, language, page):
    window.visit(page)
    dialog = ask_for_help(window, qtbot)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    shown = next(one for one in window.pages() if one.id == page)
    assert said[:2] == [str(shown.title), str(shown.summary)]
    dialog.close()


def test_no_key_of_the_window_is_left_out(window, qtbot, language):
    window.visit("order-check")
    dialog = ask_for_help(window, qtbot)
    told = told_keys(dialog)
    works = {
        sequence.toString() for action in window.findChildren(QAction)
        for sequence in action.shortcuts()
    }
    works |= {one.key().toString() for one in window.findChildren(QShortcut)}
    works |= {one.shortcut().toString() for one in window.findChildren(QAbstractButton)}
    works -= {""}
    assert {"F1", "F2", "Ctrl+Shift+C", "Ctrl+P", "Ctrl+Shift+P", "Ctrl+Q"} <= works
    assert works <= told
    dialog.close()


def test_every_key_and_word_is_drawn(window, qtbot, language):
    dialog = ask_for_help(window, qtbot)
    written = [label for label in dialog.findChildren(QLabel) if label.text()]
    for label in written:
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        if language == "zh_CN" and label.objectName() not in ("question", "muted"):
            assert has_chinese(label.text()) or label.text() in names_of_pages(window)
    for caps in dialog.findChildren(KeyCaps):
        assert caps.width() >= caps.sizeHint().width()
        pixels = caps.grab().toImage()
        seen = {pixels.pixel(x, pixels.height() // 2) for x in range(pixels.width())}
        assert len(seen) > 2, caps.accessibleName()
    dialog.close()


def names_of_pages(window):
    return {str(page.title) for page in window.pages()}


def test_a_dialog_in_front_has_its_own_help(window, qtbot, page):
    paste = IntakeDialog(window.session, 1, window)
    paste.show()
    paste.activateWindow()
    settle(window)
    qtbot.keyClick(paste.text, Qt.Key.Key_F1)
    settle(window)
    helped = opened(paste)
    assert len(helped) == 1
    assert helped[0].findChild(QLabel, "question").text() == "Paste an order or results"
    helped[0].close()
    paste.close()
