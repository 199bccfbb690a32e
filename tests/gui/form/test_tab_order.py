"""The order of Tab is set, and nothing ends or is held by its being set."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

import bmcalc.gui
from bmcalc.gui.form.tab_order import put_last
from tests.gui.conftest import settle


def ended(widget):
    """Delete a widget as the event loop does."""
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


def test_the_end_of_a_button_ends_nothing_that_stands_before_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    inside = QHBoxLayout(page)
    inside.addWidget(QLabel(page))
    item = inside.itemAt(0)
    buttons = [QPushButton(window) for _one in range(2)]
    window.show()
    put_last(window, *buttons)
    for button in buttons:
        ended(button)
    assert all(map(isValid, [window, page, inside, item]))


def test_the_controls_are_reached_last_and_in_their_order(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [QPushButton(window) for _one in range(2)]
    fields = [QLineEdit(window) for _one in range(2)]
    window.show()
    put_last(window, *buttons)
    fields.append(QLineEdit(window))  # built later
    fields[-1].show()
    put_last(window, *buttons)
    fields[0].setFocus()
    reached = []
    for _step in range(4):
        window.focusNextChild()
        reached.append(window.focusWidget())
    assert reached == [*fields[1:], *buttons]


def test_the_buttons_of_a_page_go_without_the_pages_that_were_shown(window, case_1):
    """Every page is left and shown again, while the buttons below it are made anew."""
    pages = [page.id for page in window.pages()]
    held = {}
    for identifier in [*pages, *pages]:
        window.visit(identifier)
        settle(window)
        view = window.view()
        held[identifier] = [item for layout in view.findChildren(QLayout)
                            for item in map(layout.itemAt, range(layout.count()))]
        for name, parts in held.items():
            assert all(map(isValid, parts)), (identifier, name)


def test_nothing_walks_along_what_tab_reaches():
    walks = re.compile(r"\.(?:next|previous)InFocusChain\(")
    files = Path(bmcalc.gui.__file__).parent.rglob("*.py")
    assert not [path.name for path in files if walks.search(path.read_text(encoding="utf-8"))]
