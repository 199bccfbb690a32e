"""The thread at the left with records: the day's work, this patient's cycles, recent patients."""

import datetime

import pytest

from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.window.search_entries import Sphere
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.thread_rows import Kind
from bmcalc.records.checks.acts import By
from bmcalc.records.checks.drafting import edit_check
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.clock import now
from bmcalc.records.projections.worklist import worklist
from tests.gui.conftest import settle


def rows(window, kind):
    return [row for row in window.navigation.list.rows() if row.kind is kind]


def headings(window):
    return [row.text for row in rows(window, Kind.HEADING)]


def test_without_records_there_is_no_day_and_nothing_of_them_is_read(window, place):
    window._filling.look()
    settle(window)
    assert headings(window) == ["Favourite calculators"]
    assert not place.exists()


@pytest.fixture
def course(first_checked):
    """Return the window with a check in its records, and the ids of what it is about."""
    with opened_desk() as desk:
        desk.projections.catch_up()
        row = desk.projections.connection.execute(
            "SELECT patient, course, id FROM checked").fetchone()
    first_checked.records_changed()
    settle(first_checked)
    return first_checked, *row


def test_a_check_that_a_second_person_makes_blind_shows_no_verdict_under_today(course):
    window, _patient, _course, check = course
    with opened_desk() as desk:
        due = worklist(desk, datetime.datetime.now().astimezone().date())
    work = rows(window, Kind.WORK)
    assert len(due) == len(work) == 1
    assert (work[0].text, work[0].subject) == ("BM-0001", check)
    assert (work[0].sort, work[0].state) == ("", "first_check")
    assert work[0].spoken == "BM-0001, TC C1: First check"
    assert "1 in all" in rows(window, Kind.HEADING)[0].spoken


def test_a_draft_stands_under_today_with_its_sign_and_a_word(course, people):
    window, _patient, _course, check = course
    with opened_desk() as desk:
        desk.projections.catch_up()
        inputs = input_of(desk, desk.check(check), desk.check(check).newest)
        edit_check(desk, check, inputs, By(people["first"], now()))
    window.records_changed()
    settle(window)
    (work,) = rows(window, Kind.WORK)
    assert work.sort in ("stop", "confirm", "add", "agrees")
    assert work.spoken.startswith("BM-0001, TC C1: ")


def test_the_cycles_of_the_patient_in_front_have_states_in_words(course):
    window, patient, course_id, check = course
    assert not rows(window, Kind.CYCLE)
    for name, value in (("patient", patient), ("course", course_id), ("check", check)):
        window.session.put("order-check", f"records:{name}", Typed(value))
    settle(window)
    cycles = rows(window, Kind.CYCLE)
    assert [row.right for row in cycles] == ["First check", "planned", "planned", "planned"]
    assert [row.state for row in cycles] == ["first_check", "planned", "planned", "planned"]
    assert cycles[0].subject == check
    assert window.navigation.list.is_chosen(cycles[0])
    assert not window.navigation.list.is_chosen(cycles[1])
    window.clear_patient()
    settle(window)
    assert not rows(window, Kind.CYCLE)


def test_the_records_are_read_again_only_when_they_changed(course, monkeypatch):
    window = course[0]
    read = []
    monkeypatch.setattr(window._filling, "read", lambda: read.append(1))
    window._filling.look()
    assert not read
    with opened_desk() as desk:
        desk.store.put_secret("tests", b"1")
    window._filling.look()
    assert read == [1]


def test_records_that_cannot_be_read_are_one_sentence(course, place):
    window = course[0]
    for path in place.glob("ledger.db*"):
        path.write_bytes(b"nothing of a ledger")
    window._filling.look()
    settle(window)
    words = rows(window, Kind.WORDS)
    assert len(words) == 1 and words[0].text and "Traceback" not in words[0].text
    assert not rows(window, Kind.WORK)
    assert window.view().isVisible()


def test_a_patient_is_found_by_the_exact_number(course, qtbot):
    window = course[0]
    window.open_search()
    palette = window._finder.palette
    palette.line.setText("bm-0001")
    qtbot.waitUntil(lambda: [one.sphere for one in palette.shown()][:1] == [Sphere.PATIENT])
    assert palette.marked().identifier == course[1]
    palette.line.setText("bm-000")
    qtbot.wait(400)
    assert Sphere.PATIENT not in [one.sphere for one in palette.shown()]


def test_the_next_start_shows_the_day_where_there_are_people(course, settings):
    assert settings.begins_with_today
