"""What stands around a page, and pages of the records, go with the patient and the records."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.pages.record.page import RecordPage
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.thread_reading import Reading
from bmcalc.records.checks.acts import act
from bmcalc.records.ledger.kinds import Kind
from tests.gui.conftest import settle
from tests.gui.pages.course.conftest import place, thp
from tests.records.given import moment

__all__ = ["place", "thp"]


@pytest.fixture
def recorded(window, thp):
    """Return the window with the thread filled from the records."""
    window._filling.read()
    settle(window)
    return window


def words(window):
    parts = [window.view(), *window.view().findChildren(QWidget)]
    return " ".join(one.text() for one in parts
                    if isinstance(one, QLabel) and one.isVisibleTo(window))


def test_a_check_that_was_looked_at_goes_with_its_patient(recorded, thp):
    recorded.visit("record", thp.second_cycle)
    settle(recorded)
    assert "THP C2" in words(recorded)
    recorded.session.put("", "record_id", Typed("BM-9"))
    recorded.visit("order-check")
    recorded.visit("record")
    settle(recorded)
    assert "THP C2" not in words(recorded)
    assert recorded.view().summary() is None


def test_a_check_that_is_looked_at_is_gone_once_the_patient_is_cleared(recorded, thp):
    recorded.session.put("", "record_id", Typed("BM-9"))
    recorded.visit("record", thp.second_cycle)
    recorded.clear_patient()
    settle(recorded)
    assert "THP C2" not in words(recorded)


@pytest.mark.parametrize("page", ["record", "course", "today", "second-check"])
def test_a_page_in_front_follows_what_another_computer_records(recorded, thp, page):
    recorded.visit(page, {"record": thp.second_cycle, "course": thp.course,
                          "today": "2026-03-16"}.get(page, ""))
    settle(recorded)
    before = recorded.view().summary()
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {}, thp.first.by(moment()))
    recorded._filling.look()
    settle(recorded)
    after = recorded.view().summary()
    if page == "course":  # its text on paper names no state
        assert recorded.view().can_print()
    else:
        assert after != before


def test_an_order_in_front_follows_who_signed_it_elsewhere(recorded, thp):
    recorded.open_check(f"check:{thp.second_cycle}")
    settle(recorded)
    signed = dict(recorded.view().standing())
    act(thp.desk, Kind.FIRST_CHECKED, thp.second_cycle, {}, thp.first.by(moment()))
    recorded._filling.look()
    settle(recorded)
    assert dict(recorded.view().standing()) != signed
    assert any("Zhang Min" in one.text() for one in recorded.bottom.findChildren(QLabel))


def test_a_fault_takes_the_thread_from_sight_until_it_is_read_again(recorded):
    assert isinstance(recorded._filling._reading, Reading)
    recorded.fault_happened("something")
    settle(recorded)
    assert recorded._filling._reading is None
    recorded._filling.look()
    assert isinstance(recorded._filling._reading, Reading)


def test_the_bar_says_nothing_of_a_page_that_failed(recorded, thp, monkeypatch):
    recorded.visit("record", thp.second_cycle)
    settle(recorded)

    def standing():
        return [one.text() for one in recorded.bottom.findChildren(QLabel)
                if "version" in one.text() and one.isVisible()]

    assert standing()
    with monkeypatch.context() as fault:
        fault.setattr(RecordPage, "_read", lambda *_given: 1 / 0)
        recorded.visit("record", thp.second_cycle)
        settle(recorded)
        assert not standing()
