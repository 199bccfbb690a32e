"""The style sheet stands on the parts of the window, on none twice and on nothing hidden."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLabel, QMessageBox

from bmcalc.gui.look import theme
from bmcalc.gui.window.about import show_about
from tests.gui.conftest import settle


def bare(window):
    """Return what is named for the style sheet and stands in no part that wears it."""
    wanted = theme.stylesheet()
    found = []
    for widget in window.findChildren(QFrame):
        above = widget
        while above is not None and above.styleSheet() != wanted:
            above = above.parentWidget()
        if above is None and widget.objectName() and not widget.objectName().startswith("qt_"):
            found.append(widget)
    return found


def test_the_application_wears_no_sheet_that_would_redo_every_widget(window):
    assert QApplication.instance().styleSheet() == ""


@pytest.mark.parametrize("scheme", ["dark", "contrast", "light"])
def test_every_part_in_sight_wears_the_scheme_in_force(window, scheme):
    window.visit("carboplatin")
    window.use_theme(scheme)
    settle(window)
    assert not [widget for widget in bare(window) if widget.isVisible()]
    assert window.navigation.styleSheet() != ""


def test_a_hidden_page_puts_the_scheme_on_when_it_is_shown(window):
    window.visit("carboplatin")
    hidden = window.view()
    window.visit("body-size")
    before = hidden.styleSheet()
    window.use_theme("dark")
    assert hidden.styleSheet() == before
    window.visit("carboplatin")
    assert hidden.styleSheet() == theme.stylesheet() != before
    window.use_theme("light")


def test_larger_writing_is_worn_by_every_part(window):
    window.visit("carboplatin")
    window.use_text_size(130)
    settle(window)
    assert not [widget for widget in bare(window) if widget.isVisible()]
    window.use_text_size(100)


def test_a_dialog_wears_the_sheet_and_follows_the_scheme(window, qtbot):
    for dialog in (show_about(window), QMessageBox(window)):
        dialog.setModal(False)
        dialog.show()
        settle(window)
        assert isinstance(dialog, QDialog)
        assert dialog.styleSheet() == theme.stylesheet()
        window.use_theme("dark")
        assert dialog.styleSheet() == theme.stylesheet()
        window.use_theme("light")
        dialog.close()


def colours_in_words(window):
    return set(re.findall(r"color:(#\w+)", window.view().findChild(QLabel, "needed").text()))


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
def test_words_with_a_colour_of_their_own_follow_the_scheme(window, scheme):
    window.visit("carboplatin")
    other = window.view()
    window.visit("body-size")
    window.use_theme(scheme)
    settle(window)
    assert colours_in_words(window) == {theme.colour("accent").name()}
    window.visit("carboplatin")
    assert colours_in_words(window) == {theme.colour("accent").name()}
    assert window.view() is other
    window.use_theme("light")
