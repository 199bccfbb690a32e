"""The bottom of the window: how far the page has come, what just happened, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.window.action_button import ActionButton
from bmcalc.gui.window.bottom_fit import MovedActs, fitted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from bmcalc.gui.pages.page import PageAction

QUIET_WORDS = _("The result follows every change; nothing to press")
EDGE, GAP = 16, 10
ROOM_FOR_WORDS = 240
"""Width that the words need to stand between the states and the buttons."""


class MenuAct(QAction):
    """Something in the menu of the bottom bar, that can be pressed like a button."""

    def click(self) -> None:
        """Do it, where it can be done."""
        self.trigger()


class _Standing(QWidget):
    """How far something has come, under its caption."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, scaled(16), 0)
        layout.setSpacing(0)
        self.caption, self.state = Label(self), Label(self)
        self.caption.setObjectName("caption")
        layout.addWidget(self.caption)
        layout.addWidget(self.state)


class BottomBar(QFrame):
    """States at the left, a line of words, the page's actions at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        dress(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(scaled(EDGE), scaled(7), scaled(EDGE), scaled(7))
        self._grid.setHorizontalSpacing(scaled(GAP))
        self._grid.setVerticalSpacing(scaled(4))
        self._grid.setColumnStretch(1, 1)
        self._states = QWidget(self)
        across = QHBoxLayout(self._states)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._standing: list[_Standing] = []
        self._standing_told: list[tuple[str, str]] = []
        self._words = Label(self)
        self._words.setWordWrap(True)
        self._words.setObjectName("muted")
        self._buttons = QWidget(self)
        self._row = Wrapping(scaled(GAP), scaled(6), self._buttons)
        self._acts: list[ActionButton] = []
        self._kinds: list[bool] = []
        self.print = ActionButton(self._buttons)
        self.more = ActionButton(self._buttons)
        self.more.setProperty("keyed", False)  # no key stands behind its word
        say(self.more, QPushButton.setText, _("More"))
        say(self.more, QWidget.setAccessibleName, _("More that can be done with the page"))
        self.menu = QMenu(self.more)
        self.copy, self.save_pdf = MenuAct(self.menu), MenuAct(self.menu)
        self.menu.addActions([self.copy, self.save_pdf])
        self.menu.addSeparator()
        self.more.setMenu(self.menu)
        self._row.put([], [self.print, self.more])
        self._states.hide()
        self._is_above: bool | None = None
        self._told, self._stray = True, ""
        self._quiet: object = QUIET_WORDS
        self._fitted: list[tuple[str, str]] = []
        self._is_sized = False
        self._moved = MovedActs(self.menu, self.more)
        self._arrange(above=False)
        self.hush()

    def _arrange(self, above: bool) -> None:
        """Put the words between states and buttons, or over them where there is no room."""
        if above == self._is_above:
            return
        self._is_above = above
        for part in (self._states, self._words, self._buttons):
            self._grid.removeWidget(part)
        line = 1 if above else 0
        self._grid.addWidget(self._states, line, 0)
        self._grid.addWidget(self._words, 0, 0 if above else 1, 1, 3 if above else 1)
        self._grid.addWidget(self._buttons, line, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything stand on one line, whatever the width."""
        super().resizeEvent(event)
        self._is_sized = True
        self._fit()

    def _fit(self) -> None:
        """Let the buttons have one line: first the keys give way, then the states, then acts."""
        if not self._is_sized:  # the width that Qt begins with says nothing
            return
        self._fitted = [one.told() for one in self.buttons()]
        room = self.width() - 2 * scaled(EDGE)
        states = self._states.sizeHint().width() + scaled(GAP) if self._has_standing() else 0
        plain = [one for one in self._acts if one.objectName() != "primary"]
        fit = fitted(self.buttons(), [*reversed(plain), self.print], states, room, scaled(GAP))
        for button in (*self._acts, self.print):
            if button.isHidden() == (button not in fit.moved):
                button.setHidden(button in fit.moved)
        for button in self.buttons():
            button.show_beside(fit.beside)
        self._moved.show(fit.moved, () if fit.states else self._said_standing())
        self._place_words(room - fit.width, states if fit.states else 0)

    def _place_words(self, left: int, states: int) -> None:
        """Put the words where there is room: beside the states, in their place, or above."""
        beside = left - states >= scaled(ROOM_FOR_WORDS)
        shown = self._told or (beside and not self._has_standing())
        lines = 2 * self._words.fontMetrics().lineSpacing() + 2
        instead = left >= scaled(ROOM_FOR_WORDS) and (
            self._words.heightForWidth(left - scaled(GAP)) <= lines)
        self._arrange(above=shown and not beside and not instead)
        self._words.setVisible(shown)
        self._states.setVisible(states > 0 and (beside or not shown or not instead))

    def _has_standing(self) -> bool:
        return bool(self._standing_told)

    def _said_standing(self) -> list[str]:
        return [": ".join(one) for one in self._standing_told]

    def buttons(self) -> list[ActionButton]:
        """Return the buttons in reading order."""
        return [*self._acts, self.print, self.more]

    def show_actions(self, actions: Sequence[PageAction], act: Callable[[int], object]) -> bool:
        """Show what can be done with the page; say whether other buttons stand here now.

        ``act`` is called with the place of the button that was pressed.
        """
        kinds = [action.primary for action in actions]
        others = kinds != self._kinds
        if others:
            for button in self._acts:
                button.hide()
                button.deleteLater()
            self._acts = [ActionButton(self._buttons, primary) for primary in kinds]
            for place, button in enumerate(self._acts):
                button.clicked.connect(lambda _on=False, place=place: act(place))
                button.show()
            plain = [one for one, primary in zip(self._acts, kinds, strict=True) if not primary]
            leading = [one for one in self._acts if one not in plain]
            self._row.put([], [*plain, self.print, self.more, *leading])
        self._kinds = kinds
        changed = [button.show_action(action.text, action.keys, action.why_not)
                   for button, action in zip(self._acts, actions, strict=True)]
        if others or any(changed) or self._fitted != [one.told() for one in self.buttons()]:
            self._fit()
        return others

    def show_standing(self, standing: Sequence[tuple[object, object]]) -> None:
        """Show how far the page has come."""
        told = [(str(caption), str(state)) for caption, state in standing]
        if told == self._standing_told:
            return
        self._standing_told = told
        while len(self._standing) < len(standing):
            made = _Standing(self._states)
            layout = self._states.layout()
            assert layout is not None
            layout.addWidget(made)
            self._standing.append(made)
        for place, block in enumerate(self._standing):
            block.setVisible(place < len(told))
            if place < len(told):
                block.caption.setText(told[place][0])
                block.state.setText(told[place][1])
        self._fit()

    def offer(self, paper: bool) -> None:
        """Offer to print and to save, or not where there is nothing to put on paper."""
        self.print.setEnabled(paper)
        self.save_pdf.setEnabled(paper)

    def hush(self) -> None:
        """Take back what was said, as the next thing is done."""
        if self._told:
            self._say_nothing()

    def show_quiet(self, computes: bool) -> None:
        """Say while nothing else is told that a result follows by itself, where there is one."""
        quiet = QUIET_WORDS if computes else ""
        if str(quiet) != str(self._quiet):
            self._quiet = quiet
            if not self._told:
                self._say_nothing()

    def _say_nothing(self) -> None:
        self.tell(self._quiet)
        self._told = False
        self._fit()

    def tell_stray(self, digit: str) -> None:
        """Say of digits that nothing took where they were typed: they do not vanish unseen."""
        stray = self._stray + digit
        self.tell(_("“{typed}” was typed where no number is taken; it was entered nowhere.",
                    typed=stray), alarming=True)
        self._stray = stray

    def tell(self, words: object, alarming: bool = False) -> None:
        """Say something until the next thing is done."""
        self._told, self._stray = True, ""
        name = "fault" if alarming else "muted"
        if self._words.objectName() != name:
            self._words.setObjectName(name)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        say(self._words, QLabel.setText, words)
        self._fit()
