"""A whole window with its own settings file, and a catalogue that marks every text."""

import gettext

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from bmcalc.core import texts
from bmcalc.gui.look import theme
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import SIZE, Window

MARK = "中"

COMPLETE = {
    "pregnancy": "no", "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L",
    "bilirubin": "10 umol/L", "bilirubin_uln": "20 umol/L", "alt": "35 U/L", "alt_uln": "40 U/L",
    "ast": "32 U/L", "ast_uln": "40 U/L", "alp": "90 U/L", "alp_uln": "120 U/L",
    "lvef_baseline": "62 %", "lvef_now": "62 %",
}
"""What the printed cases leave out and a dose needs."""


class MarkingCatalogue(gettext.NullTranslations):
    """Translates every message into itself behind a mark, whatever is translated already."""

    def gettext(self, message):
        return f"{MARK}{message}"


@pytest.fixture(autouse=True)
def no_dialog_is_left():
    """Close what a test left open: a dialog in front takes the keys of the next test."""
    yield
    for left in QApplication.topLevelWidgets():
        if isinstance(left, QDialog) and left.isModal() and left.isVisible():
            left.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            left.hide()


@pytest.fixture(scope="session")
def qapp_cls():
    make_application()
    return type(make_application())


@pytest.fixture(autouse=True)
def no_records_of_this_computer(tmp_path, monkeypatch):
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "records"))


@pytest.fixture
def settings(tmp_path):
    made = Settings(tmp_path / "bmcalc.ini")
    made.page = "body-size"
    return made


@pytest.fixture
def window(qtbot, settings):
    use_language("en")
    theme.apply(make_application(), "light")
    made = Window(settings)
    made.complete()
    made.use_formulary()
    made.resize(*SIZE)
    made.show()
    qtbot.waitExposed(made)
    settle(made)
    yield made
    use_language("en")
    made.leave()
    shiboken6.delete(made)


@pytest.fixture
def marked(monkeypatch):
    marking = MarkingCatalogue()
    monkeypatch.setattr(texts, "_catalogue", lambda _language: marking)
    return MARK


@pytest.fixture
def page(window):
    """Return the page of the order check, empty."""
    window.visit("order-check")
    return window.view()


@pytest.fixture
def case_1(window, page):
    """Return the page of the order check with case 1 opened and every fact told."""
    window.open_case(1)
    for name, typed in COMPLETE.items():
        window.session.put("order-check", name, Typed(typed))
    window.view().enter()
    settle(window)
    return page


def settle(window):
    """Let every pending change be computed and painted."""
    app = make_application()
    for _turn in range(4):
        app.processEvents()
    assert window.isVisible()


def row(window, name):
    """Return the row of a field on the page that is shown."""
    return window.view().form.rows[name]


def line(window, name):
    """Return the line edit of a field, in the strip or on the page."""
    fields = window.strip.fields
    editor = fields[name].editor if name in fields else row(window, name).editor
    return editor.controls()[0]


def enter(window, qtbot, name, text):
    """Type ASCII text into an empty line edit."""
    edit = line(window, name)
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)
    settle(window)


def say_female(window):
    """Choose the sex in the strip as a person does, by the list."""
    box = line(window, "sex")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle(window)
