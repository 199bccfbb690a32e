"""The order in which Tab goes through the window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly


def put_last(window: QWidget, control: QWidget) -> None:
    """Let Tab reach ``control`` after everything else, however late the rest was built."""
    last = window.previousInFocusChain()
    while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
        last = last.previousInFocusChain()
    if last is not None and last is not control:
        QWidget.setTabOrder(last, control)


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
