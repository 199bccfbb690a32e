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
