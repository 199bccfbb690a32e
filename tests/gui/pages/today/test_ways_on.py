"""From the day's work to the pages that go on with it, in the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from bmcalc.gui.pages.record.version_table import BLIND
from bmcalc.gui.pages.records.second_check_dialog import SecondCheckDialog
from bmcalc.gui.pages.today.columns import Side
from tests.gui.conftest import settle
from tests.gui.pages.today.conftest import DAY, STOP


@pytest.fixture
def shown(hospital, window):
    """Return a way to the page on the day of the ward, with the keyboard in its first list."""
    def show():
        window.visit("today", DAY.isoformat())
        window.view().lists.focus()
        window.activateWindow()
        settle(window)
        return window.view()

    return show


def press(window, page, key):
    QTest.keyClick(page.lists.lists[Side.CHECK], key)
    settle(window)


def test_enter_opens_the_record_of_the_chosen_check(hospital, shown, window):
    hospital.draft()
    press(window, shown(), Qt.Key.Key_Return)
    assert window._settings.page == "record"
    assert "BM-0201" in window.view().head.title.text() or "BM-0201" in str(window.view().summary())


def test_the_record_of_a_check_that_waits_for_the_second_person_tells_no_verdict(
        hospital, shown, window):
    hospital.first_checked(**STOP)
    press(window, shown(), Qt.Key.Key_Return)
    assert window._settings.page == "record"
    words = [one.text() for one in window.view().findChildren(QLabel) if one.isVisible()]
    assert str(BLIND) in words
    assert not [one for one in words if "stop" in one]


def test_n_on_what_is_expected_puts_the_day_of_its_course_on_the_order_page(
        hospital, shown, window):
    hospital.patient(starts=DAY.isoformat())
    press(window, shown(), Qt.Key.Key_N)
    assert window._settings.page == "order-check"
    entry = window.session.entry
    assert entry("order-check", "regimen").typed == "thp"
    assert str(entry("order-check", "cycle").typed) == "1"
    assert entry("", "record_id").typed == "BM-0201"


def test_the_second_check_page_opens_what_the_record_asks_for(hospital, window):
    check = hospital.first_checked()
    window.visit("second-check", check)
    settle(window)
    (blind,) = [one for one in window.findChildren(SecondCheckDialog) if one.isVisible()]
    assert not window.centralWidget().isVisible()
    blind.reject()
    settle(window)
    assert window._settings.page == "second-check" and window.view().isVisible()


def test_the_bar_offers_what_can_be_done_with_the_chosen_line(hospital, shown, window):
    hospital.draft()
    hospital.released()
    page = shown()
    enabled = {one.text(): one.isEnabled() for one in window.bottom._acts}
    assert not enabled["Second check"] and enabled["Hold"]
    page.lists.show_side(Side.PREPARE)
    settle(window)
    assert window.bottom.print.isEnabled()
    assert dict(window.view().standing()) == {"BM-0202": "THP C2 D1"}
