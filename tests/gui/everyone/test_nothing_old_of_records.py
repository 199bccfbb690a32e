"""A page of the records, or of the help, that fails shows, copies and prints nothing of before."""

import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.pages.help.view import HelpView
from bmcalc.gui.window import faults
from tests.gui.conftest import settle

PLACES = {
    "today": ("look", "show_read"), "second-check": ("look", "show_read"),
    "queries": ("look", "show_read"), "day-end": ("look", "show_read"), "people": ("show_read",),
    "course": ("_show_from", "_show"), "record": ("_read", "_offer"),
}


@pytest.fixture(autouse=True)
def own_log(monkeypatch, tmp_path):
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    yield
    faults.logger.cache_clear()


def broken(*_arguments, **_more):
    raise RuntimeError


def seen(window):
    """Return every text of the page with a digit in it that is in sight or heard."""
    found = set()
    for widget in [window.view(), *window.view().findChildren(QWidget)]:
        if widget.isVisibleTo(window):
            words = widget.text() if isinstance(widget, QLabel) else ""
            found |= {words, widget.accessibleName(), widget.accessibleDescription()}
    return {one for one in found if re.search("[0-9]", one)}


def assert_nothing_old(window, old):
    view = window.view()
    assert not seen(window) & old
    assert view.summary() is None
    assert view.report() is None
    assert not window.bottom.save_pdf.isEnabled()
    QGuiApplication.clipboard().setText("before")
    window.bottom.copy.click()
    assert QGuiApplication.clipboard().text() == "before"
    assert any("Something went wrong" in one.text() for one in view.findChildren(QLabel)
               if one.isVisibleTo(window))


@pytest.mark.parametrize(("page", "part"), [
    (page, part) for page, parts in PLACES.items() for part in parts
])
def test_a_page_of_the_records_that_fails_shows_nothing_old(
    window, thp, monkeypatch, page, part
):
    subject = {"course": thp.course, "record": thp.second_cycle, "today": "2026-03-16",
               "day-end": "2026-03-16"}.get(page, "")
    window.visit(page)
    empty = seen(window)
    window.visit(page, subject)
    settle(window)
    old = seen(window) - empty
    with monkeypatch.context() as fault:
        fault.setattr(type(window.view()), part, broken)
        window.records_changed()
        window.visit(page, subject)
        settle(window)
        assert_nothing_old(window, old)
    window.visit(page, subject)
    settle(window)
    assert seen(window) >= old


def test_a_help_that_fails_shows_no_example_of_before(window, monkeypatch):
    window.visit("help", "carboplatin")
    settle(window)
    assert window.view().can_print()
    with monkeypatch.context() as fault:
        fault.setattr(HelpView, "read_again", broken)
        window.use_formulary()
        settle(window)
        assert window.view().summary() is None
        assert window.view().report() is None
    window.use_language("en")
    settle(window)
    assert window.view().can_print()
