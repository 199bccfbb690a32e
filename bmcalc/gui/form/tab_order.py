"""The order in which Tab goes through the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_last(window: QWidget, control: QWidget) -> None:
    """Let Tab reach ``control`` after everything else, however late the rest was built."""
    last = window.previousInFocusChain()
    while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
        last = last.previousInFocusChain()
    if last is not None and last is not control:
        QWidget.setTabOrder(last, control)


def tab_stops(part: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a part of the window, in the order in which it was made."""
    return [
        one for one in (part, *part.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    ]
