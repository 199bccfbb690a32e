"""The order on the page knows its check: recorded again it is the next version of the same one."""

from PySide6.QtWidgets import QDialog

from bmcalc.gui.pages.course.names import CHECK, COURSE, of_records
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog, first_check_of
from bmcalc.gui.window.session import RECORD, Typed
from bmcalc.records.checks.states import State
from tests.gui.conftest import settle
from tests.gui.pages.records.checking import WORDS, sign, the_check

NEW = (("intent", "adjuvant"), ("cycles", "4"), ("anthracyclines", "none"), ("others", "none"))


def record(window, people, born="1969-04"):
    dialog = first_check_of(window.session, window)
    dialog.open()
    if born:
        dialog.born.put(born)
        dialog._look()
    if not dialog.course.isHidden():
        for name, value in NEW:
            getattr(dialog.course, name).put(value)
    sign(dialog, people["first"], WORDS["first"])
    return dialog


def recorded(window, people):
    window.session.put("", RECORD, Typed("BM-0001"))
    dialog = record(window, people)
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    settle(window)


def test_after_recording_the_order_knows_its_check_and_nothing_is_unsaved(ordered, people):
    recorded(ordered, people)
    check = the_check()
    assert of_records(ordered.session, CHECK) == check.id
    assert of_records(ordered.session, COURSE) == check.course
    assert not ordered.session.unsaved()


def test_a_correction_is_the_next_version_with_number_and_month_filled_in(ordered, people):
    recorded(ordered, people)
    ordered.session.put("order-check", "order:docetaxel", Typed("118 mg"))
    settle(ordered)
    dialog = first_check_of(ordered.session, ordered)
    assert (dialog.number.text(), dialog.born.text()) == ("BM-0001", "1969-04")
    assert dialog.course.isHidden()
    assert "next version" in dialog.course_words.text()
    dialog.open()
    sign(dialog, people["first"], WORDS["first"])
    check = the_check()
    assert [one.state for one in check.versions] == [State.SUPERSEDED, State.FIRST_CHECK]
    assert check.newest.shown.ordered["docetaxel"] == "118"


def test_another_patient_never_becomes_a_version_of_this_one(ordered, people):
    recorded(ordered, people)
    ordered.session.put("", RECORD, Typed("BM-0002"))
    dialog = record(ordered, people, "1969-05")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    with opened_desk() as desk:
        desk.projections.catch_up()
        found = desk.projections.connection.execute(
            "SELECT count(*), count(DISTINCT patient) FROM checked").fetchone()
    assert found == (2, 2)


def test_another_number_typed_in_the_dialog_is_another_patient(ordered, people):
    recorded(ordered, people)
    dialog = first_check_of(ordered.session, ordered)
    dialog.open()
    dialog.number.put("BM-0003")
    dialog._look()
    assert "new course" in dialog.course_words.text()
    assert not dialog.course.isHidden()
    dialog.reject()


def test_the_next_cycle_typed_over_a_recorded_one_is_a_check_of_its_own(ordered, people):
    recorded(ordered, people)
    for name, value in (("cycle", "2"), ("last_cycle:on", "2021-06-14")):
        ordered.session.put("order-check", name, Typed(value))
    settle(ordered)
    dialog = first_check_of(ordered.session, ordered)
    assert dialog.born.text() == "1969-04"
    assert "next version" not in dialog.course_words.text()
    dialog.open()
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    with opened_desk() as desk:
        desk.projections.catch_up()
        found = desk.projections.connection.execute(
            "SELECT cycle, count(DISTINCT course) FROM checked GROUP BY cycle").fetchall()
    assert [tuple(one) for one in found] == [(1, 1), (2, 1)]


def test_the_key_of_the_order_page_goes_on_with_the_recorded_check(ordered, people):
    recorded(ordered, people)
    ordered.session.put("order-check", "order:docetaxel", Typed("118 mg"))
    settle(ordered)
    ordered.view().page_actions()[-1].act()
    (dialog,) = [one for one in ordered.findChildren(FirstCheckDialog) if one.isVisible()]
    assert dialog.born.text() == "1969-04"
    assert "next version" in dialog.course_words.text()
    dialog.reject()


def test_nobody_signed_an_order_that_was_changed_since(ordered, people):
    recorded(ordered, people)
    page = ordered.view()
    page.enter()
    settle(ordered)
    assert str(page.standing()[0][1]) == "Li Wei"
    for name, value, before in (("order:docetaxel", "118 mg", "120 mg"), ("cycle", "2", "1"),
                                ("order:docetaxel", "120 mgg", "120 mg")):
        ordered.session.put("order-check", name, Typed(value))
        settle(ordered)
        assert str(page.standing()[0][1]) == "not signed", name
        ordered.session.put("order-check", name, Typed(before))
        settle(ordered)
        assert str(page.standing()[0][1]) == "Li Wei"
