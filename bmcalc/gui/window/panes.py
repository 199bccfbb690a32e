"""F6: from one part of the window to the next, the keyboard landing in what can be used there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bmcalc.gui.form.tab_order import tab_stops


def go_to_pane(panes: Sequence[QWidget], step: int, focused: QWidget | None) -> None:
    """Put the keyboard into the pane ``step`` places from the one that has it."""
    usable = [pane for pane in panes if pane.isVisible() and _first(pane) is not None]
    if not usable:
        return
    holding = [n for n, pane in enumerate(usable)
               if focused is not None and (pane is focused or pane.isAncestorOf(focused))]
    # A pane may lie inside another one: the innermost holds the keyboard.
    at = holding[-1] if holding else (-1 if step > 0 else 0)
    stop = _first(usable[(at + step) % len(usable)])
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _first(pane: QWidget) -> QWidget | None:
    proxy = pane.focusProxy()
    if proxy is not None and proxy.isVisible():
        return proxy
    return next((one for one in tab_stops(pane) if one.isVisible() and one.isEnabled()), None)
