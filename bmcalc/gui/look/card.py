"""A white card with rounded corners, its title, and rows that are used again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.flowing import Flowing, FlowingFrame
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say

LEVELS = 12
"""Widgets that can stand around the innermost one, from a label up to the window."""

RowT = TypeVar("RowT", bound=QWidget)


class Card(FlowingFrame):
    """A card. ``body`` takes its contents; ``top`` is the line of its title."""

    def __init__(self, parent: QWidget, title: object = "") -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(16))
        self.body.setSpacing(scaled(8))
        self.top = QHBoxLayout()
        self.top.setSpacing(scaled(8))
        self.title = Label(self)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        say(self.title, QLabel.setText, title)
        self.top.addWidget(self.title, 1)
        self.body.addLayout(self.top)

    def rule(self) -> QFrame:
        """Add a fine line below what the card holds so far and return it."""
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        self.body.addWidget(line)
        return line


class Rows(Flowing, Generic[RowT]):
    """Rows of one kind below each other. They are made once and filled again after that."""

    def __init__(
        self, parent: QWidget, make: Callable[[QWidget], RowT], spacing: int = 0
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: list[RowT] = []
        self._keys: Sequence[Hashable] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(spacing))

    def take(self, count: int) -> Iterator[RowT]:
        """Return ``count`` rows to fill; the others are hidden."""
        self._have(count)
        for index, row in enumerate(self._rows):
            if row.isHidden() == (index < count):
                row.setVisible(index < count)
        if self.isHidden() == bool(count):
            self.setVisible(bool(count))
        return iter(self._rows[:count])

    def take_for(self, keys: Sequence[Hashable]) -> Iterator[RowT]:
        """Return a row for each key: the one that had it before, so that little is filled anew.

        The first row stays the first whatever its key is, as Tab comes in by it.
        """
        self._have(len(keys))
        had = dict(zip(self._keys[1:], self._rows[1:len(self._keys)], strict=True))
        kept = [had.pop(key, None) for key in keys[1:]]
        spare = [row for row in self._rows[1:] if row not in kept]
        self._rows[1:] = [*(spare.pop(0) if row is None else row for row in kept), *spare]
        for place, row in enumerate(self._rows):
            if self._layout.indexOf(row) != place:
                self._layout.insertWidget(place, row)
        self._keys = tuple(keys)
        return self.take(len(keys))

    def _have(self, count: int) -> None:
        while len(self._rows) < count:
            row = self._make(self)
            self._layout.addWidget(row)
            self._rows.append(row)


def strike(label: QLabel, struck: bool) -> None:
    """Show a label's number struck out or not, for the eye and for those who hear it."""
    shown = label.font()
    if shown.strikeOut() != struck:
        shown.setStrikeOut(struck)
        label.setFont(shown)
    label.setAccessibleDescription(str(_("struck out")) if struck else "")


def settle() -> None:
    """Lay out whatever waits for it, the innermost first.

    Left to itself Qt needs a turn of the event loop for each level, and paints in between.
    """
    for _level in range(LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def put(label: QLabel, text: str) -> None:
    """Set a label's text where it differs, and hide the label where there is none."""
    if label.text() != text:
        label.setText(text)
    hidden = not text
    if label.isHidden() != hidden:
        label.setHidden(hidden)
