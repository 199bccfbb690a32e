"""What the order page knows once its order was recorded by the key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bmcalc.gui.pages.order_check.recording import recorded_check
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog
from tests.gui.conftest import settle
from tests.gui.pages.records.checking import WORDS, sign


def recorded_by_key(window, people):
    """Sign the first check of the order in front; the course is asked for once."""
    window.activateWindow()
    window.strip.go_to("weight")
    settle(window)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    dialog = next(one for one in window.findChildren(FirstCheckDialog) if one.isVisible())
    dialog.number.put("BM-0001")
    dialog.born.put("1969-04")
    dialog._look()
    if not dialog.course.isHidden():
        for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                             (dialog.course.anthracyclines, "none"),
                             (dialog.course.others, "none")):
            field.put(value)
    sign(dialog, people["first"], WORDS["first"])
    settle(window)


def test_the_order_is_the_recorded_check_and_the_bar_says_who_signed(ordered, people):
    recorded_by_key(ordered, people)
    kept = recorded_check(ordered.session)
    assert kept
    first, _second = ordered.view().standing()
    assert str(first[1]) == "Li Wei"


def test_recorded_once_more_it_is_a_version_of_that_check_and_no_second_one(ordered, people):
    recorded_by_key(ordered, people)
    kept = recorded_check(ordered.session)
    recorded_by_key(ordered, people)
    assert recorded_check(ordered.session) == kept
