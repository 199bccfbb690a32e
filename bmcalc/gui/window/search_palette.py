"""The search over everything: a line to type in, and below it what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, dress, font, scaled
from bmcalc.gui.window.search_entries import MOST_SHOWN, Entry, Sphere, matching

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    _Index = QModelIndex | QPersistentModelIndex

WIDTH = 640
ROWS = 11
ROW_HEIGHT = 32
SPHERE_WIDTH = 92
ENTRY_ROLE = Qt.ItemDataRole.UserRole
STAR_ROLE = Qt.ItemDataRole.UserRole + 1
CENTRE = Qt.AlignmentFlag.AlignVCenter
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS,
          Qt.Key.Key_PageUp: -ROWS}


class _Delegate(QStyledItemDelegate):
    """Draws what an entry is, its title, and at the right what belongs to it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(scaled(200), scaled(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, QListWidget)
        entry: Entry = index.data(ENTRY_ROLE)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        marked = index.row() == view.currentRow()
        painter.save()
        if marked:
            rounded(painter, box, "accent_soft", "accent_soft")
            painter.setPen(QPen(colour("accent_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inside = box.adjusted(scaled(12), 0, -scaled(12), 0)
        ink = colour("accent_text" if marked else "text")
        quiet = ink if marked else colour("muted")
        painter.setFont(font("small"))
        painter.setPen(quiet)
        painter.drawText(inside, CENTRE, str(entry.sphere.label))
        beside = "   ".join(
            one for one in (str(entry.beside), entry.keys.replace("+", " "),
                            index.data(STAR_ROLE)) if one)
        painter.drawText(inside, CENTRE | Qt.AlignmentFlag.AlignRight, beside)
        taken = painter.fontMetrics().horizontalAdvance(beside)
        title = inside.adjusted(scaled(SPHERE_WIDTH), 0, -taken - scaled(12), 0)
        painter.setFont(font("body", bold=marked))
        painter.setPen(ink)
        words = painter.fontMetrics().elidedText(
            str(entry.title), Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, CENTRE, words)
        painter.restore()


class SearchPalette(QFrame):
    """Stands over the window while something is searched.

    ``chosen`` tells of the entry that was taken, ``starred`` of a calculator whose star was asked
    on or off, ``typed`` of the words, ``entered`` of Enter before anything is taken.
    """

    chosen = Signal(object)
    entered = Signal()
    starred = Signal(object)
    typed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        dress(self)
        self._entries: Sequence[Entry] = ()
        self._favourites: frozenset[str] = frozenset()
        self._instead: object = ""
        self._before: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(10), scaled(10), scaled(10), scaled(10))
        layout.setSpacing(scaled(6))
        self.line = QLineEdit(self)
        self.line.setObjectName("search")
        self.line.setFont(font("title"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        layout.addWidget(self.line)
        self.list = QListWidget(self)
        self.list.setObjectName("pages")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self._take(item.data(ENTRY_ROLE)))
        layout.addWidget(self.list, 1)
        self.told = Label(self)
        self.told.setObjectName("small")
        self.told.setWordWrap(True)
        layout.addWidget(self.told)
        self.hide()

    def open(self, entries: Sequence[Entry], favourites: Sequence[str], title: object) -> None:
        """Search these entries; the keyboard comes back when it is closed."""
        dress(self)
        if self.isHidden():
            self._before = self.window().focusWidget()
        self._entries, self._favourites = entries, frozenset(favourites)
        self._instead = ""
        self.line.setAccessibleName(str(title))
        self.line.setPlaceholderText(str(title))
        self.list.setAccessibleName(str(title))
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self.place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._fill()

    def place(self) -> None:
        """Stand in the middle of the window's upper part."""
        window = self.window()
        width = min(scaled(WIDTH), window.width() - 24)
        height = min(scaled(ROWS * ROW_HEIGHT + 110), window.height() - 32)
        top = min(scaled(64), (window.height() - height) // 2)
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def use_entries(self, entries: Sequence[Entry], favourites: Sequence[str]) -> None:
        """Search among these from now on, with the same words."""
        self._entries, self._favourites = entries, frozenset(favourites)
        self._fill(keep=True)

    def say_instead(self, words: object) -> None:
        """Say this where nothing is found, such as that it is still looked up; "" for no more."""
        self._instead = words
        self._tell(len(matching(self._entries, self.query())))

    def query(self) -> str:
        """Return what is searched."""
        return self.line.text()

    def marked(self) -> Entry | None:
        """Return the entry that Enter takes."""
        item = self.list.currentItem()
        found = None if item is None else item.data(ENTRY_ROLE)
        return found if isinstance(found, Entry) else None

    def shown(self) -> list[Entry]:
        """Return the entries that are listed, in order."""
        return [self.list.item(row).data(ENTRY_ROLE) for row in range(self.list.count())]

    def _typed(self) -> None:
        self._fill()
        self.typed.emit(self.query())

    def _fill(self, keep: bool = False) -> None:
        found = matching(self._entries, self.query())
        was = self.list.currentRow() if keep else 0
        self.list.clear()
        for entry in found[:MOST_SHOWN]:
            item = QListWidgetItem(str(entry.title))
            item.setData(ENTRY_ROLE, entry)
            star = entry.sphere is Sphere.TOOL and entry.identifier in self._favourites
            item.setData(STAR_ROLE, "★" if star else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole,
                         f"{entry.title}, {entry.sphere.label} {entry.beside}".strip())
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(was, 0), self.list.count() - 1))
        self._tell(len(found))

    def _tell(self, count: int) -> None:
        words: object = ""
        if not count:
            words = self._instead if str(self._instead) else _(
                "Nothing found. Fewer letters, or a part of the name, find more.")
        elif count == 1:
            words = _("One found · Enter opens it · Esc closes")
        else:
            words = _("{count} found · ↑ ↓ mark · Enter opens · Esc closes", count=count)
        marked = self.marked()
        if marked is not None and marked.sphere is Sphere.TOOL:
            words = Joined([words, _("Ctrl+D favourite on or off")], " · ")
        if self.told.text() != str(words):
            self.told.setText(str(words))
        name = "" if marked is None else f"{marked.title}, {marked.sphere.label}. "
        self.line.setAccessibleDescription(f"{name}{words}")

    # The keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types, and close when one goes elsewhere."""
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and not self.isHidden():
            inside = self.window().focusWidget()
            if self.window().isActiveWindow() and inside is not None and (
                    inside is not self.line and not self.isAncestorOf(inside)):
                self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            marked = self.marked()
            if marked is not None:
                self._take(marked)
        elif key in _MOVES:
            row = self.list.currentRow() + _MOVES[Qt.Key(key)]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            self._tell(len(matching(self._entries, self.query())))
        elif key == Qt.Key.Key_D and control:
            marked = self.marked()
            if marked is not None and marked.sphere is Sphere.TOOL:
                self.starred.emit(marked)
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def close_up(self) -> None:
        """Close, and give the keyboard back."""
        from shiboken6 import isValid

        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, entry: Entry) -> None:
        self.close_up()
        self.chosen.emit(entry)
