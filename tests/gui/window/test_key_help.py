"""F1 tells what is in front and every key, whole in both languages, beside the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from bmcalc.gui.pages.help.panel import HelpPanel
from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.window.key_help import KeyCaps
from bmcalc.report.document import Facts
from tests.gui.conftest import line, settle
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
    assert len(dialogs) == 1 and isinstance(dialogs[0], HelpPanel)
    return dialogs[0]


def told_keys(panel):
    """Return every key and what it does, as the topic of the keys tells them."""
    panel.view.open("keys")
    pairs = [pair for section in panel.view.report.sections for block in section.blocks
             if isinstance(block, Facts) for pair in block.pairs]
    text = panel.view.reading.toPlainText()
    assert all(key in text and does in text for key, does in pairs)
    return pairs


@pytest.mark.parametrize("page", ["order-check", "carboplatin"])
def test_it_names_the_page_in_front_and_what_it_is_for(window, qtbot, language, page):
    window.visit(page)
    panel = ask_for_help(window, qtbot)
    shown = next(one for one in window.pages() if one.id == page)
    said = panel.view.reading.toPlainText().splitlines()
    assert said[:2] == [str(shown.title), str(shown.summary)]
    own = window.view().keys()
    for key, does in own:
        assert key in said and str(does) in said
    panel.close()


def test_no_key_of_the_window_is_left_out(window, qtbot, language):
    window.visit("order-check")
    panel = ask_for_help(window, qtbot)
    told = {one for key, _does in told_keys(panel) for one in key.split()}
    works = {
        sequence.toString() for action in window.findChildren(QAction)
        for sequence in action.shortcuts()
    }
    works |= {one.key().toString() for one in window.findChildren(QShortcut)}
    works |= {one.shortcut().toString() for one in window.findChildren(QAbstractButton)}
    works -= {""}
    assert {"F1", "F6", "Ctrl+0", "Ctrl+1", "Ctrl+K", "Ctrl+P", "Ctrl+Q"} <= works
    assert {"Ctrl+Shift+C", "Ctrl+Shift+P"} <= works
    assert works <= told
    panel.close()


def test_every_key_says_what_it_does_in_the_language_of_the_window(window, qtbot, language):
    panel = ask_for_help(window, qtbot)
    titles = {str(page.title) for page in window.pages()}
    for key, does in told_keys(panel):
        assert does.strip(), key
        if language == "zh_CN":
            assert has_chinese(does) or does in titles, does
    panel.close()


def test_the_window_stays_usable_and_escape_gives_the_focus_back(window, qtbot):
    window.visit("carboplatin")
    edit = line(window, "target_auc")
    edit.setFocus()
    panel = ask_for_help(window, qtbot)
    assert not panel.isModal() and QApplication.activeModalWidget() is None
    assert panel.view.reading.hasFocus()
    qtbot.keyClicks(edit, "5")
    settle(window)
    assert edit.text() == "5"
    qtbot.keyClick(panel.view.reading, Qt.Key.Key_Escape)
    settle(window)
    assert not panel.isVisible()
    assert edit.hasFocus()


def test_the_help_of_another_page_takes_the_place_of_the_first(window, qtbot):
    window.visit("carboplatin")
    panel = ask_for_help(window, qtbot)
    window.visit("mirels")
    window.show_help()
    settle(window)
    assert opened(window) == [panel]
    assert panel.view.reading.toPlainText().startswith("Mirels score")
    panel.close()


def test_every_key_is_drawn_in_the_help_of_a_dialog(window, qtbot, language):
    paste = IntakeDialog(window.session, 1, window)
    paste.show()
    paste.activateWindow()
    settle(window)
    qtbot.keyClick(paste.text, Qt.Key.Key_F1)
    settle(window)
    dialog = opened(paste)[0]
    written = [label for label in dialog.findChildren(QLabel) if label.text()]
    for label in written:
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        if language == "zh_CN" and label.objectName() not in ("question", "muted"):
            assert has_chinese(label.text())
    assert dialog.findChildren(KeyCaps)
    for caps in dialog.findChildren(KeyCaps):
        assert caps.width() >= caps.sizeHint().width()
        pixels = caps.grab().toImage()
        seen = {pixels.pixel(x, pixels.height() // 2) for x in range(pixels.width())}
        assert len(seen) > 2, caps.accessibleName()
    dialog.close()
    paste.close()


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


@pytest.mark.parametrize("percent", [100, 200])
def test_it_opens_on_every_page_without_scrolling_sideways(window, language, percent):
    window.use_text_size(percent)
    window.resize(1366, 768)
    seen = []
    try:
        for page in window.pages():
            window.visit(page.id)
            settle(window)
            window.show_help()
            settle(window)
            panel = opened(window)[0]
            text = panel.view.reading.toPlainText()
            assert text.startswith(str(page.title)) and str(page.summary) in text
            assert panel.view.reading.horizontalScrollBar().maximum() == 0, page.id
            assert panel.width() <= window.screen().availableGeometry().width()
            seen.append(page.id)
            panel.reject()
            settle(window)
    finally:
        window.use_text_size(100)
    assert len(seen) > 25
