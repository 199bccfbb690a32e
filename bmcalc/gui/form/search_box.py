"""A list that is searched: its box shows the whole name of what is chosen, never what is typed.

Typing opens the list with a line to search in; only an item that is taken changes the choice, so
that the box and what is calculated never differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import LANGUAGES, _, in_language
from bmcalc.gui.form.choice_edit import ChoiceList
from bmcalc.gui.form.field_frame import PADDING, FieldFrame, LineEdit, QuietBox
from bmcalc.gui.form.initials import initials
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say

MOST_SHOWN: Final = 14
INITIALS: Final = "\x1f"
"""Stands before initials in a searched text: they are found from their beginning alone."""

_INITIALS: Final = re.compile(INITIALS + r"(\w+)")
ITEM_PADDING: Final = 6
OPENING: Final = frozenset({
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
})
EMPTYING: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
WALKING: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_SHOWN,
                  Qt.Key.Key_PageUp: -MOST_SHOWN}


def searched(text: object) -> str:
    """Return a text as it is searched: in every language, without case, width and hyphens.

    Chinese is also found by the first letters of its syllables, as hospitals type it.
    """
    said = []
    for language in LANGUAGES:
        with in_language(language):
            said.append(str(text))
    letters = re.findall(r"\w+", _plain(" ".join(filter(None, map(initials, said)))))
    return " ".join([_plain(" ".join(said)), *(INITIALS + one for one in letters)])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("-", "")


def matches(query: str, within: str) -> bool:
    """Say whether every word of a query stands in a searched text, or begins its initials."""
    letters = _INITIALS.findall(within)
    names = _INITIALS.sub("", within) if letters else within
    return all(word in names or any(one.startswith(word) for one in letters)
               for word in _plain(query).split())


def code_of(name: str) -> str:
    """Return the code with which a name begins, the name itself where it has none.

    What stands in brackets behind the code is part of it: it tells two regimens of one code apart.
    """
    return re.split(r"[:：]", name)[0].strip()


def nearness(query: str, name: str) -> int:
    """Return how near a name is to a query, 0 the nearest.

    0 where its code is that, 1 where it is but for what stands in brackets, 2 where the name begins
    so. A code typed whole must lead to the plain regimen, never to a variant of it.
    """
    sought, said = _plain(query).strip(), _plain(name)
    if not sought:
        return 3
    code = _plain(code_of(name))
    if code == sought:
        return 0
    return 1 if code.partition("(")[0].strip() == sought else 2 if said.startswith(sought) else 3


def has_more(name: str) -> bool:
    """Say whether brackets behind the code set a name apart from the plain one of that code."""
    return "(" in code_of(_plain(name))


class SearchPopup(QFrame):
    """The line to search in and the items that match."""

    picked = Signal(int)

    def __init__(self, box: QWidget) -> None:
        super().__init__(box, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._items: list[tuple[str, str]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8))
        layout.setSpacing(scaled(6))
        frame = FieldFrame(self)
        self.line = LineEdit(frame)
        self.line.setFont(font())
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(scaled(PADDING), 0, scaled(PADDING), 0)
        inside.addWidget(self.line)
        say(self.line, QLineEdit.setPlaceholderText, _("Search"))
        say(self.line, QWidget.setAccessibleName, _("Search"))
        self.list = QListWidget(self)
        self.list.setObjectName("pages")
        self.list.setFont(font())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Label(self)
        self._none.setObjectName("muted")
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        say(self._none, QLabel.setText, _("Nothing matches."))
        for part in (frame, self.list, self._none):
            layout.addWidget(part)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open(self, items: list[tuple[str, str]], current: int, query: str, below: QWidget) -> None:
        """Show the items, each with the text in which it is searched, under a widget."""
        self._items = items
        self.line.setText(query)
        self._search(query)
        for row in range(self.list.count()):
            if not query and self.list.item(row).data(Qt.ItemDataRole.UserRole) == current:
                self.list.setCurrentRow(row)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name, _words in items),
                     default=0)
        self.setFixedWidth(max(below.width(), widest + scaled(60)))
        self.adjustSize()
        self.move(self._place_below(below))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.line.end(False)

    def _place_below(self, below: QWidget) -> QPoint:
        """Return where the list begins: under the box, and never beyond the window's right edge."""
        place, window = below.mapToGlobal(QPoint(0, below.height() + 2)), below.window()
        left = window.mapToGlobal(QPoint()).x()
        return QPoint(max(left, min(place.x(), left + window.width() - self.width())), place.y())

    def _search(self, query: str) -> None:
        self.list.clear()
        high = self.list.fontMetrics().height() + 2 * scaled(ITEM_PADDING)
        found = [(nearness(query, name), has_more(name), index, name)
                 for index, (name, words) in enumerate(self._items)
                 if name and matches(query, words)]
        for _near, _more, index, name in sorted(found):
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, index)
            item.setSizeHint(QSize(0, high))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(self.list.count(), MOST_SHOWN) * high)
        self.list.setVisible(bool(self.list.count()))
        self._none.setVisible(not self.list.count())
        self.adjustSize()

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.picked.emit(int(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list and take an item while the keyboard stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = WALKING.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


class SearchBox(QuietBox):
    """The box of such a list. Delete takes the choice back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, framed=True)
        self._options: Sequence[object] = ()
        self.popup: SearchPopup | None = None
        self.by_code = False

    def shown_text(self) -> str:
        """Return the name of what is chosen, or its code alone where the box is ``by_code``."""
        return code_of(self.currentText()) if self.by_code else self.currentText()

    def set_options(self, options: Sequence[object]) -> None:
        """Say what the items are; each is found by its name in any language."""
        self._options = options

    def showPopup(self) -> None:
        """Open the list with an empty line to search in."""
        self._open("")

    def _open(self, query: str) -> None:
        if self.popup is None:
            self.popup = SearchPopup(self._around)
            self.popup.picked.connect(self._pick)
        items = [(str(option), searched(option)) for option in self._options]
        self.popup.open(items, self.currentIndex(), query, self)

    def hidePopup(self) -> None:
        """Close the list."""
        if self.popup is not None:
            self.popup.hide()

    def _pick(self, index: int) -> None:
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.activated.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list, search for what is typed, or take the choice back."""
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in OPENING:
            self.showPopup()
        elif event.key() in EMPTYING:
            if self.count() and not self.itemText(0):
                self._pick(0)
        elif plain and event.text().isprintable() and event.text():
            self._open(event.text())
        else:
            event.ignore()


class SearchList(ChoiceList):
    """A choice among many: a list that is searched."""

    def _made_box(self) -> QuietBox:
        box = SearchBox(self)
        box.set_options(list(self._options.values()))
        return box
