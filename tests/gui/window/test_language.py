"""The language changes everywhere at once."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QWidget

from bmcalc.core.texts import Bilingual
from bmcalc.core.unit_labels import SPELLINGS
from bmcalc.formulary.sources import sources
from bmcalc.gui.window.thread_rows import Kind, ThreadRow
from bmcalc.rules.entered import all_entered
from tests.gui.conftest import enter, settle

PAGES = ("body-size", "carboplatin", "bsa-dose", "denosumab", "mirels", "pain-ladder")
NAMES = {"bmcalc", "English", "中文", "English ▾", "中文 ▾", "*", "×", "—"}
LABELS = {spelling.label for spelling in SPELLINGS.values()}
ALIKE = {
    text.english
    for entered in all_entered().values()
    for text in (
        entered.ask.label, entered.ask.hint, *getattr(entered.ask, "options", {}).values(),
    )
    if isinstance(text, Bilingual) and text.english == text.chinese
}
"""What measures and their choices are called in both languages alike, such as a class."""
NUMBERS = re.compile(r"[\d\s.,×·÷/()\[\]%−+–√^:<>≤≥=-]*")


def is_word(text):
    """Say whether a text holds words, not only numbers, units, names and citations."""
    text = re.sub(r"&(?=\w)", "", text)
    if not text or text in NAMES or text in LABELS or text in ALIKE:
        return False
    if NUMBERS.fullmatch(text):
        return False
    number, _space, unit = text.partition(" ")
    if unit in LABELS and NUMBERS.fullmatch(number):
        return False
    return text not in {source.citation for source in sources().values()}


def texts(window):
    for label in window.findChildren(QLabel):
        if label.isVisibleTo(window):
            yield label, label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisibleTo(window):
            yield button, button.text()
    for box in window.findChildren(QComboBox):
        for index in range(box.count()):
            yield box, box.itemText(index)
    for pages in window.findChildren(QListWidget):
        for index in range(pages.count()):
            yield pages, pages.item(index).text()
    for edit in window.findChildren(QLineEdit):
        yield edit, edit.placeholderText()
    for action in window.findChildren(QAction):
        yield action, action.text()
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):
            yield widget, widget.accessibleName()


def from_the_formula(widget):
    """Formulas are written by the core, from names that it translates itself."""
    return widget.objectName() in ("formula", "fixed", "value", "value_long")


def left_in_english(window, marked, but=()):
    """Return the words that are neither marked as translated nor Chinese, with where they stand."""
    return {
        f"{widget.objectName() or type(widget).__name__}: {text}"
        for widget, text in texts(window)
        if is_word(text) and marked not in text and not from_the_formula(widget)
        and not has_chinese(text) and widget.objectName() not in but
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_text_changes(window, marked, page):
    window.open_case(1)
    window.visit(page)
    settle(window)
    window.use_language("zh_CN")
    settle(window)
    assert not left_in_english(window, marked)


def has_chinese(text):
    return any("一" <= character <= "鿿" for character in text)


def test_english_returns(window, marked):
    window.open_case(1)
    window.visit("carboplatin")
    window.use_language("zh_CN")
    settle(window)
    window.use_language("en")
    settle(window)
    marks = {text for widget, text in texts(window) if marked in text and text not in NAMES
             and not has_chinese(text.replace(marked, ""))}
    assert not marks


def test_a_fault_speaks_the_new_language(window, marked, qtbot):
    window.visit("carboplatin")
    enter(window, qtbot, "target_auc", "50")
    window.use_language("zh_CN")
    settle(window)
    fault = window.view().form.rows["target_auc"].findChild(QLabel, "fault")
    assert fault.text().startswith(marked)


def test_what_was_typed_survives(window, marked, qtbot):
    enter(window, qtbot, "weight", "58")
    window.use_language("zh_CN")
    assert window.strip.fields["weight"].editor.entry().typed == "58"


def test_the_language_is_remembered(window, marked, settings):
    window.use_language("zh_CN")
    assert settings.language == "zh_CN"
    window.use_language("en")
    assert settings.language == "en"


def test_the_language_menu_follows(window, marked):
    window.navigation.language_chosen.emit("zh_CN")
    checked = [action.text() for action in window.findChildren(QAction)
               if action.isChecked() and action.text() in ("中文", "English")]
    assert checked == ["中文"]


def test_pages_that_are_not_shown_change_too(window, marked):
    window.visit("mirels")
    window.visit("body-size")
    window.use_language("zh_CN")
    window.visit("mirels")
    settle(window)
    questions = window.view().findChildren(QLabel, "question")
    assert questions
    assert all(label.text().startswith(marked) for label in questions)


def test_headings_that_lead_nowhere_cannot_be_chosen(window):
    listed = window.navigation.list
    listed.show_rows([ThreadRow(Kind.HEADING, "Recent"), *listed.rows()])
    flags = [listed.item(place).flags() & Qt.ItemFlag.ItemIsSelectable
             for place in range(listed.count())]
    assert not flags[0] and all(flags[1:])


def test_another_text_size_stays_on_the_page_in_front(window):
    window._settings.begins_with_today = True
    window.visit("carboplatin")
    settle(window)
    window.use_text_size(115)
    settle(window)
    assert window._settings.page == "carboplatin"
    window.use_text_size(100)
