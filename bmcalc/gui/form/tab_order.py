"""The order in which Tab goes through the window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from shiboken6 import delete

DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly


def put_last(window: QWidget, *controls: QWidget) -> None:
    """Let Tab reach these controls after everything else that is built by now.

    A new widget joins the ring that Tab goes round at its end, so one made for the moment marks it.
    Walking along the ring to find it would not do: PySide takes a neighbour that it is told of for
    a child of the widget that was asked, and for deleted with it.
    """
    end = QWidget(window)
    end.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # only what takes the focus can be followed
    before = end
    for control in controls:
        QWidget.setTabOrder(before, control)
        before = control
    delete(end)


def tab_stops(part: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a part of the window, in the order in which it was made."""
    return [one for one in _widgets(part)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def _widgets(part: QWidget) -> Iterator[QWidget]:
    """Give a part and every widget in it; the list that a box opens is a window of its own."""
    yield part
    if not isinstance(part, QComboBox):
        for one in part.findChildren(QWidget, options=DIRECTLY):
            if not one.isWindow():
                yield from _widgets(one)
