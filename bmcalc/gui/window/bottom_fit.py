"""How the bottom of the window keeps to one line: what gives way first, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.window.action_button import ActionButton, Beside


class Fit(NamedTuple):
    """What stands on the line: how much behind the words, whether the states, which acts not."""

    beside: Beside
    states: bool
    moved: list[ActionButton]
    width: int
    """Of the buttons that stay, in pixels."""


def fitted(
    buttons: Sequence[ActionButton], movable: Sequence[ActionButton], states: int, room: int,
    gap: int,
) -> Fit:
    """Return what fits on one line of ``room`` pixels; ``states`` is the width of the states.

    First the keys give way, then the states, then the reasons, then the ``movable`` buttons.
    """
    def wide(beside: Beside, moved: Sequence[ActionButton]) -> int:
        stay = [one.width_with(beside) for one in buttons if one not in moved]
        return sum(stay) + gap * (len(stay) - 1)

    for beside, shown in (
        (Beside.KEYS, True), (Beside.REASON, True), (Beside.REASON, False), (Beside.NOTHING, False),
    ):
        width = wide(beside, ())
        if width + (states if shown else 0) <= room:
            return Fit(beside, shown, [], width)
    for count in range(1, len(movable) + 1):
        moved = list(movable[:count])
        width = wide(Beside.NOTHING, moved)
        if width <= room:
            break
    else:
        moved, width = list(movable), wide(Beside.NOTHING, movable)
    return Fit(Beside.NOTHING, False, moved, width)


class MovedActs:
    """What has no room on the line, at the head of the menu: how far it came, and acts."""

    def __init__(self, menu: QMenu, more: ActionButton) -> None:
        self._menu, self._more = menu, more
        self._actions: list[QAction] = []
        self._shown: object = None

    def show(self, moved: Sequence[ActionButton], standing: Sequence[str]) -> None:
        """Offer these buttons in the menu, and say how far it came."""
        wanted = [(one, one.told(), one.isEnabled()) for one in moved], list(standing)
        if wanted == self._shown:
            return
        self._shown = wanted
        for action in self._actions:
            self._menu.removeAction(action)
            action.deleteLater()
        self._actions = [self._said(words) for words in standing]
        self._actions += [self._offered(one) for one in reversed(moved)]
        first = self._menu.actions()[0]
        for action in self._actions:
            self._menu.insertAction(first, action)
        if self._actions:
            self._actions.append(self._menu.insertSeparator(first))
        set_tip(self._more, "\n".join(standing))
        self._more.setAccessibleDescription("; ".join(standing))

    def _said(self, words: str) -> QAction:
        action = QAction(words, self._menu)
        action.setEnabled(False)
        return action

    def _offered(self, button: ActionButton) -> QAction:
        words, beside = button.told()
        action = QAction(f"{words}\t{beside}" if beside else words, self._menu)
        action.setEnabled(button.isEnabled())
        action.triggered.connect(lambda _on=False: button.click())
        return action
