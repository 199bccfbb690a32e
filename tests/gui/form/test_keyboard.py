"""Everything is reached by Tab in reading order, and every control says what it is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QRadioButton, QScrollBar, QWidget

from bmcalc.gui.form.rows_edit import RowsEdit
from bmcalc.gui.pages import all_pages
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from tests.gui.conftest import line, settle

PAGES = ("body-size", "carboplatin", "denosumab", "mirels", "opioid-conversion")


def focusable(window):
    return [
        widget for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
    ]


def by_tab(window, start):
    """Return the controls that Tab goes through from ``start`` until it comes back."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    for _step in range(400):
        now = QApplication.focusWidget()
        if now in reached:
            break
        reached.append(now)
        now.focusNextPrevChild(True) if now is window else window.focusNextChild()
    return reached


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(window, page):
    window.open_case(1)
    window.visit(page)
    settle(window)
    unnamed = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(window)
        if not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert not unnamed


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control(window, page):
    window.visit(page)
    settle(window)
    start = window.strip.fields["record_id"].editor.controls()[0]
    reached = by_tab(window, start)
    missed = [
        widget for widget in focusable(window)
        if widget not in reached and not isinstance(widget, (QRadioButton, QAbstractScrollArea))
    ]
    assert not missed


@pytest.mark.parametrize("page", PAGES)
def test_tab_follows_the_reading_order(window, page):
    window.visit(page)
    settle(window)
    start = window.strip.fields["record_id"].editor.controls()[0]
    reached = by_tab(window, start)
    strip = [w for w in reached if window.strip.isAncestorOf(w)]
    lefts = [widget.mapTo(window, QPoint()).x() for widget in strip]
    assert lefts == sorted(lefts)
    form = [w for w in reached if window.view().form.isAncestorOf(w)]
    rows = [
        (top_row(window, widget), widget.mapTo(window, QPoint()).x()) for widget in form
    ]
    assert rows == sorted(rows)
    places = [reached.index(strip[-1]), reached.index(form[0]), reached.index(form[-1]),
              reached.index(window.bottom.more)]
    assert places == sorted(places)


def top_row(window, widget):
    """Return the height at which the field of a control begins."""
    rows = window.view().form.rows.values()
    row = next(row for row in rows if row.isAncestorOf(widget))
    if isinstance(row.editor, RowsEdit):
        return widget.mapTo(window, widget.rect().center()).y()
    return row.mapTo(window, QPoint()).y()


def test_no_two_pages_have_the_same_key(window):
    shortcuts = window.navigation.shortcuts()
    assert shortcuts["order-check"] == "Ctrl+0"
    keys = [key for key in shortcuts.values() if key]
    assert len(keys) == len(set(keys))
    assert "F1" not in keys
    assert {shortcuts[one]: one for one in shortcuts}["Ctrl+1"] == "carboplatin"


def test_a_key_leads_to_its_page(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert window.navigation.current() == "corrected-calcium"


def test_arrows_walk_through_the_list_and_enter_goes_there(window, qtbot):
    listed = window.navigation.list
    window.visit("order-check")
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert window.navigation.current() == "order-check"
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.navigation.current() == listed.current_row().page
    assert window.navigation.current() != "order-check"


def test_pages_of_the_window_are_those_that_are_found(window):
    shown = {page.id for page in window.pages()}
    assert {page.id for page in all_pages() if page.shown_by_default} == shown


def test_tab_follows_the_reading_order_when_the_formulary_comes_after_the_paint(qtbot, tmp_path):
    made = Window(Settings(tmp_path / "first.ini"))
    qtbot.addWidget(made)
    made.show()
    settle(made)
    made.complete()
    made.use_formulary()
    for name, typed in {"regimen": "tcbhp", "cycle": "1", "day": "1"}.items():
        made.session.put("order-check", name, Typed(typed))
    settle(made)
    reached = by_tab(made, line(made, "record_id"))

    def places(part):
        return [n for n, one in enumerate(reached) if part is one or part.isAncestorOf(one)]

    strip, order = places(made.strip), places(made.view().side)
    result = [n for n, one in enumerate(reached) if one.isAncestorOf(made.view().details)]
    assert max(strip) < min(order)
    assert max(order) < min(result)
    assert max(result) < min(places(made.bottom))
    made.leave()
