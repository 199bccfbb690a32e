"""A list of lines out of the records, under headings: how it is walked, chosen from and heard."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.wording import say

LINE_ROLE: Final = Qt.ItemDataRole.UserRole
_HEARD: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

_Index = QModelIndex | QPersistentModelIndex


class Heading(NamedTuple):
    """The title of some lines, how many it holds, and in a few words what they are."""

    title: object
    held: int
    about: object = ""

    def words(self) -> str:
        """Return the heading for those who hear the window."""
        return f"{self.title} {self.held}"


class _Lines(QAbstractListModel):
    def __init__(self, view: LineList) -> None:
        super().__init__(view)
        self._view = view
        self.all: list[Any] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.all)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.all[index.row()]
        if role == LINE_ROLE:
            return line
        if isinstance(line, Heading):
            return line.words() if role in _HEARD else None
        if role in _HEARD:
            return self._view.spoken(line)
        tip = role == Qt.ItemDataRole.ToolTipRole
        return plain_tip(self._view.spoken(line)) if tip else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.all[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def put(self, lines: list[Any]) -> None:
        self.beginResetModel()
        self.all = lines
        self.endResetModel()


class LineList(QListView):
    """Lines under headings; the arrows go from line to line.

    ``chosen`` tells of another line, ``opened`` that it is to be opened, ``pressed_key`` of a
    letter or a digit, ``measured`` of another width.
    """

    chosen = Signal()
    opened = Signal()
    pressed_key = Signal(str)
    measured = Signal()

    def __init__(self, name: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(0)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        say(self, QWidget.setAccessibleName, name)
        self.selectionModel().currentChanged.connect(lambda *_where: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    # What a line is

    def spoken(self, line: Any) -> str:
        """Return a line in one sentence, for those who hear the window."""
        raise NotImplementedError

    def key_of(self, line: Any) -> Hashable:
        """Return what a line is known by when the list is read again."""
        raise NotImplementedError

    # What is shown

    def put_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines; the chosen one stays chosen.

        Where it is gone the one that took its place is chosen.
        """
        before, place = self.chosen_line(), self.currentIndex().row()
        self._lines.put(list(lines))
        rows = [row for row, line in enumerate(lines) if not isinstance(line, Heading)]
        if not rows:
            self.chosen.emit()
            return
        key = None if before is None else self.key_of(before)
        wanted = next((row for row in rows if before is not None
                       and self.key_of(lines[row]) == key), None)
        if wanted is None:
            wanted = max((row for row in rows if row <= place), default=rows[0])
        self.setCurrentIndex(self._lines.index(wanted, 0))

    def say_again(self) -> None:
        """Read the words of every line again: the language or the time is another one."""
        count = len(self._lines.all)
        if count:
            self._lines.dataChanged.emit(
                self._lines.index(0, 0), self._lines.index(count - 1, 0))

    def lines(self) -> list[Any]:
        """Return the lines that are shown, without the headings."""
        return [line for line in self._lines.all if not isinstance(line, Heading)]

    def chosen_line(self) -> Any:
        """Return the chosen line, None where there is none."""
        return self.currentIndex().data(LINE_ROLE)

    def choose_key(self, key: Hashable) -> None:
        """Choose the line that is known by a key, where it is shown."""
        for row, line in enumerate(self._lines.all):
            if not isinstance(line, Heading) and self.key_of(line) == key:
                self.setCurrentIndex(self._lines.index(row, 0))

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand letters on as acts; Enter opens the chosen line."""
        plain = event.modifiers() in _PLAIN
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen line with the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen line without the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the lines in the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.measured.emit()
