"""The first run: shown once, blocking nothing, and never over what somebody opened or typed."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.gui.pages.first_run import first_run_is_due
from bmcalc.gui.window.app import _Opening
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.settings import Settings
from tests.gui.conftest import settle


def test_it_is_due_once(tmp_path):
    settings = Settings(tmp_path / "new.ini")
    assert first_run_is_due(settings) and settings.welcomes
    assert not first_run_is_due(settings)
    settings.sync()
    assert not first_run_is_due(Settings(tmp_path / "new.ini"))


def test_the_welcome_stands_above_the_settings_until_somebody_begins(window, qtbot, settings):
    settings.is_begun = False
    assert first_run_is_due(settings)
    window.visit("settings")
    settle(window)
    page = window.view()
    assert page.welcome.isVisible()
    page.welcome.begin.setFocus()
    qtbot.keyClick(page.welcome.begin, Qt.Key.Key_Space)
    settle(window)
    assert settings.page == "order-check"
    window.visit("settings")
    settle(window)
    assert not window.view().welcome.isVisible()


def test_it_offers_the_first_case(window, qtbot, settings):
    first_run_is_due(settings)
    window.visit("settings")
    settle(window)
    qtbot.mouseClick(window.view().welcome.case, Qt.MouseButton.LeftButton)
    settle(window)
    assert settings.page == "order-check"
    assert not window.session.is_empty()


def started(window, file=None):
    """Let the window do what it does once the calculators are loaded."""
    _Opening(window, file).use_calculators()
    settle(window)


def test_the_first_start_shows_it_and_the_second_does_not(window, settings):
    started(window)
    assert settings.page == "settings"
    window.visit("mirels")
    started(window)
    assert settings.page == "mirels"


@pytest.mark.parametrize("file", ["/order.bmcalc", None])
def test_what_was_opened_or_typed_stays_in_front(window, settings, file):
    if file is None:
        window.session.put("", "weight", Typed("57"))
    before = settings.page
    started(window, file)
    assert settings.page == before


def test_the_page_to_begin_with_is_shown_at_the_start(window, settings):
    settings.first_page = "mirels"
    window._show_first_page()
    assert settings.page == "mirels"


def test_a_page_to_begin_with_that_is_gone_leaves_one_that_is_there(window, settings):
    settings.first_page = "no-such-page"
    window._show_first_page()
    assert settings.page in ("body-size", "order-check")
    assert window.view() is not None
