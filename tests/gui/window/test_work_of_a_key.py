"""What a key costs is counted, not timed: one evaluation, and no text laid out twice."""

import json

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from bmcalc.core.calculator import Calculator
from bmcalc.gui.look import plain, text_size
from bmcalc.gui.look.theme import colour
from bmcalc.gui.pages.order_check import outcome
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import line, settle
from tests.gui.order_page import ordered
from tests.gui.window.test_opened_file import ORDER


def counted(monkeypatch, owner, name):
    """Count the calls of what is called as ever."""
    calls = []
    before = getattr(owner, name)

    def call(*given, **named):
        calls.append(given)
        return before(*given, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


def type_into(window, edit, text):
    edit.setText(text)
    edit.textEdited.emit(text)


def covered(view):
    """Return how the result came about, opened where it is closed."""
    if hasattr(view, "result"):
        return view.result._details.working
    view.details.why.header.setChecked(True)
    return view.details.working


@pytest.mark.parametrize("drug", ["docetaxel", "pertuzumab"])
def test_a_key_in_a_dose_checks_the_order_once(window, case_1, qtbot, monkeypatch, drug):
    ordered(case_1, drug).setFocus()
    settle(window)
    checks = counted(monkeypatch, outcome, "check_order")
    qtbot.keyClicks(ordered(case_1, drug), "1")
    settle(window)
    assert len(checks) == 1


def test_many_fields_that_change_in_one_event_are_one_check(window, case_1, monkeypatch):
    checks = counted(monkeypatch, outcome, "look")
    for drug in ("docetaxel", "carboplatin", "pertuzumab"):
        window.session.put("order-check", f"order:{drug}", Typed("100 mg"))
    settle(window)
    assert len(checks) == 1


def test_a_key_on_a_page_computes_once(window, qtbot, monkeypatch):
    window.open_case(1)
    window.visit("carboplatin")
    settle(window)
    works = counted(monkeypatch, Calculator, "work")
    type_into(window, line(window, "weight"), "61")
    settle(window)
    assert len(works) == 1


@pytest.mark.parametrize("page", ["order-check", "body-size"])
def test_an_order_file_is_checked_once(window, tmp_path, monkeypatch, page):
    path = tmp_path / "order.bmcalc"
    path.write_text(json.dumps(ORDER))
    window.visit(page)
    settle(window)
    looks = counted(monkeypatch, outcome, "look")
    window.open_file(path)
    settle(window)
    assert window.view().can_print()
    assert len([1 for raw, *_kept in looks if "order" in raw]) == 1


def test_a_text_that_was_shown_before_is_not_measured_again(window, case_1):
    for dose in ("105", "10", "105", "10"):
        type_into(window, ordered(case_1, "docetaxel"), dose)
        settle(window)
    known = dict(text_size._heights), dict(text_size._sizes)
    for dose in ("105", "10"):
        type_into(window, ordered(case_1, "docetaxel"), dose)
        settle(window)
    assert (text_size._heights, text_size._sizes) == known


def test_a_key_asks_less_of_the_layout_than_there_are_labels(window, case_1, monkeypatch):
    """Hints at widths that nothing has made of one changed label over a thousand questions."""
    for dose in ("105", "10"):
        type_into(window, ordered(case_1, "docetaxel"), dose)
        settle(window)
    asked = counted(monkeypatch, plain, "height_at")
    type_into(window, ordered(case_1, "docetaxel"), "105")
    settle(window)
    shown = [one for one in case_1.findChildren(QLabel) if one.isVisible()]
    assert 0 < len(asked) < 2 * len(shown)


@pytest.mark.parametrize("page", ["order-check", "carboplatin"])
def test_every_line_of_every_label_has_room(window, case_1, page):
    window.visit(page)
    settle(window)
    for label in window.view().findChildren(plain.Label):
        if label.isVisible() and label.wordWrap() and label.text():
            assert label.height() >= QLabel.heightForWidth(label, label.width()), label.text()


def grounds(widget):
    """Return the colours of what is seen of a widget."""
    seen = widget.grab().toImage()
    return {QColor(seen.pixel(x, y)).name()
            for x in range(0, seen.width(), 3) for y in range(0, seen.height(), 3)}


@pytest.mark.parametrize("page", ["order-check", "carboplatin"])
def test_the_working_of_the_former_number_is_out_of_sight_in_the_turn_of_the_key(
    window, case_1, page
):
    window.visit(page)
    settle(window)
    working = covered(window.view())
    settle(window)
    assert working.height() > 100
    assert len(grounds(working)) > 3
    type_into(window, line(window, "weight"), "61")
    window._refresh_if_due()
    assert working.is_covered()
    assert grounds(working) == {colour("window").name()}
    settle(window)
    assert not working.is_covered()
    assert len(grounds(working)) > 3


@pytest.mark.parametrize("page", ["order-check", "carboplatin"])
def test_the_working_stays_out_of_sight_while_keys_follow_each_other(window, case_1, page):
    window.visit(page)
    settle(window)
    working = covered(window.view())
    settle(window)
    for weight in ("61", "62", "63"):
        type_into(window, line(window, "weight"), weight)
        window._refresh_if_due()
        assert working.is_covered()
    settle(window)
    assert not working.is_covered()
