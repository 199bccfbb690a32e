"""The result is shown in the turn of the key; how it came about follows by one turn."""

from PySide6.QtWidgets import QApplication, QLabel

from bmcalc.gui.result.sort import sort_of_verdict
from bmcalc.gui.result.step_list import StepRow
from tests.gui.conftest import line, settle
from tests.gui.order_page import found, ordered, verdict


def working(view):
    """Return what the steps say, as one hears it."""
    return [row.accessibleName() for row in view.findChildren(StepRow) if row.isVisibleTo(view)]


def headline(view):
    return next(label.text() for label in view.result.findChildren(QLabel, "headline"))


def test_the_working_belongs_to_the_number_at_rest(window, qtbot):
    window.open_case(1)
    window.visit("carboplatin")
    settle(window)
    before = headline(window.view()), working(window.view())
    edit = line(window, "weight")
    edit.setText("78")
    edit.textEdited.emit("78")
    settle(window)
    after = headline(window.view()), working(window.view())
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[0].split()[0] in after[1][-1]


def test_nothing_of_the_working_stays_where_there_is_no_result(window):
    window.open_case(1)
    window.visit("carboplatin")
    settle(window)
    edit = line(window, "weight")
    edit.setText("x")
    edit.textEdited.emit("x")
    window._refresh_if_due()
    assert working(window.view()) == []
    QApplication.processEvents()
    assert working(window.view()) == []


def test_verdict_and_findings_of_an_order_do_not_wait(window, case_1):
    edit = ordered(case_1, "docetaxel")
    edit.setText("1200")
    edit.textEdited.emit("1200")
    window._refresh_if_due()
    assert case_1.side.band.verdict.accessibleName().endswith(
        str(sort_of_verdict(verdict(case_1)).word))
    told = found(case_1)
    settle(window)
    assert [one for one in told if one in found(case_1)]
    assert any("docetaxel" in one.lower() for one in told)


def test_a_newer_key_waits_for_no_older_working(window):
    window.open_case(1)
    window.visit("carboplatin")
    settle(window)
    edit = line(window, "weight")
    for text in ("60", "70"):
        edit.setText(text)
        edit.textEdited.emit(text)
        window._refresh_if_due()
    settle(window)
    assert headline(window.view()).split()[0] in working(window.view())[-1]
