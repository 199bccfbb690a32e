"""From the course to the order page and back, with the keys that it takes."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from bmcalc.gui.pages.course.names import CHECK, COURSE, of_records
from bmcalc.gui.window.session import RECORD, Typed
from tests.gui.conftest import settle


def typed(window, name):
    return window.session.entry("order-check", name).typed


def test_ctrl_n_on_the_course_brings_the_next_cycle_to_the_order_page(window, thp):
    window.visit("course", thp.course)
    settle(window)
    view = window.view()
    view.doses.picture.setFocus()
    QTest.keyClick(view.doses.picture, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert window.view() is not view
    assert (typed(window, "regimen"), typed(window, "cycle")) == ("thp", "3")
    assert "C2 D1 is not released yet" in str(window.session.note)
    assert window.session.entry("", RECORD).typed == "ZY00123456"
    assert of_records(window.session, COURSE) == thp.course
    assert window.patient.is_settled() and window.patient.settle()
    window.visit("course")
    settle(window)
    assert window.view().doses.picture.chosen_cycle() == 2


def test_a_number_and_enter_find_the_patient_at_once_and_the_cycle_begins_where_it_is_empty(
    window, thp
):
    window.visit("order-check")
    settle(window)
    window.open_search()
    line = window._finder.palette.line
    QTest.keyClicks(line, "ZY00123456")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(window)
    assert window.settings.page == "course"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert (typed(window, "regimen"), typed(window, "cycle")) == ("thp", "3")
    QTest.keyClicks(QApplication.focusWidget(), "58")
    assert typed(window, "weight") == "58"


def test_a_draft_is_opened_with_everything_that_stood_in_it(window, thp):
    window.visit("order-check", f"check:{thp.second_cycle}")
    settle(window)
    assert of_records(window.session, CHECK) == thp.second_cycle
    assert typed(window, "order:docetaxel") == "120 mg"


def test_what_was_typed_of_another_patient_is_not_lost_without_a_question(window, thp):
    window.session.put("", RECORD, Typed("ZY777"))
    window.visit("order-check")
    window.session.put("order-check", "regimen", Typed("tc"))
    settle(window)
    window.visit("order-check", f"check:{thp.second_cycle}")
    settle(window)
    assert typed(window, "regimen") == "tc"
    (box,) = [one for one in QApplication.topLevelWidgets()
              if isinstance(one, QMessageBox) and one.isVisible()]
    box.reject()
    assert window.session.entry("", RECORD).typed == "ZY777"


def test_a_check_that_is_none_says_so_and_leaves_the_page(window, thp):
    window.visit("order-check", "check:nobody")
    settle(window)
    assert typed(window, "regimen") is None
