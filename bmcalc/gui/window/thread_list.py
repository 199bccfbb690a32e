"""The list of the thread: one Tab stop, arrows move in it, Enter goes where a row leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.state_marks import PLANNED, sort_mark, state_mark
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.thread_rows import TOOLS, Kind, ThreadRow

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    _Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 29
HEADING_GAP = 7
SPARED = 3
"""What every row gives up where all of them then fit."""
MARK = 17
CENTRE = Qt.AlignmentFlag.AlignVCenter
RIGHT = CENTRE | Qt.AlignmentFlag.AlignRight


class _Delegate(QStyledItemDelegate):
    """Draws a row: its sign, its words, and at the right what belongs to it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        view = self.parent()
        assert isinstance(view, ThreadList)
        if row.kind is Kind.WORDS:
            room = QRectF(0, 0, view.viewport().width() - scaled(20), 1000)
            words = view.fontMetrics().boundingRect(
                room.toRect(), int(Qt.TextFlag.TextWordWrap), row.text)
            return QSize(scaled(100), words.height() + scaled(10))
        heading = row.kind is Kind.HEADING and index.row() > 0
        gap = HEADING_GAP if heading else 0
        return QSize(scaled(100), scaled(ROW_HEIGHT + gap - view.spared))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # The option's state would load a thousand names of QStyle before the first paint.
        view = self.parent()
        assert isinstance(view, ThreadList)
        row: ThreadRow = index.data(ROW_ROLE)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        if row.kind is Kind.HEADING and index.row() > 0:
            box.setTop(box.top() + scaled(HEADING_GAP))
        painter.save()
        self._ground(painter, view, row, box, index.row())
        inside = box.adjusted(scaled(10), 0, -scaled(8), 0)
        if row.kind is Kind.WORDS:
            painter.setFont(font("small"))
            painter.setPen(colour("muted"))
            painter.drawText(inside, int(Qt.TextFlag.TextWordWrap | CENTRE), row.text)
        else:
            chosen = view.is_chosen(row)
            self._words(painter, row, self._sign(painter, row, inside, chosen), chosen)
        painter.restore()

    @staticmethod
    def _ground(
        painter: QPainter, view: ThreadList, row: ThreadRow, box: QRectF, place: int
    ) -> None:
        if view.is_chosen(row):
            rounded(painter, box, "accent_soft", "accent_soft")
            painter.setPen(Qt.PenStyle.NoPen)  # fillRect() would load the names of all gradients
            painter.setBrush(colour("accent_text"))
            painter.drawRect(QRectF(box.left(), box.top() + 3, scaled(3), box.height() - 6))
        elif place == view.hovered and row.is_lead:
            rounded(painter, box, "hover", "hover")
        if place == view.currentRow() and view.hasFocus():
            ink = "accent_text" if view.is_chosen(row) else "text"
            painter.setPen(QPen(colour(ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    @staticmethod
    def _sign(painter: QPainter, row: ThreadRow, inside: QRectF, chosen: bool) -> QRectF:
        """Draw the sign; return the room that is left for the words."""
        if not (row.sort or row.state):
            return inside
        on = "accent_text" if chosen else ""
        side = scaled(MARK)
        top = inside.center().y() - side / 2
        if row.kind is Kind.CYCLE:
            disc = scaled(13)
            state_mark(painter, QRectF(inside.left(), inside.center().y() - disc / 2, disc, disc),
                       row.state, on)
            return inside.adjusted(disc + scaled(7), 0, 0, 0)
        box = QRectF(inside.right() - side, top, side, side)
        if row.sort:
            sort_mark(painter, box, row.sort)
        else:
            inset = scaled(2)
            state_mark(painter, box.adjusted(inset, inset, -inset, -inset), row.state, on)
        return inside.adjusted(0, 0, -side - scaled(6), 0)

    @staticmethod
    def _words(painter: QPainter, row: ThreadRow, inside: QRectF, chosen: bool) -> None:
        heading = row.kind is Kind.HEADING
        ink = colour("accent_text" if chosen else "text")
        title = font("small" if heading else "body", bold=heading or chosen)
        beside = font("small")
        beside.setUnderline(heading and row.page == TOOLS)
        painter.setFont(beside)
        wanted = painter.fontMetrics().horizontalAdvance(row.right) if row.right else 0
        painter.setFont(title)
        whole = painter.fontMetrics().horizontalAdvance(row.text)
        room = inside.width() - (wanted + scaled(8) if wanted else 0)
        if whole > room and row.kind not in (Kind.WORK, Kind.CYCLE):
            # The words lead; a key that does not fit stands in the search, too.
            room = inside.width() if row.kind is not Kind.HEADING else room
            wanted = wanted if room < inside.width() else 0
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(inside, CENTRE, text)
        if wanted:
            painter.setFont(beside)
            quiet = "accent" if heading and row.page == TOOLS else "muted"
            painter.setPen(ink if chosen else colour(quiet))
            painter.drawText(inside, RIGHT, row.right)


class ThreadList(QListWidget):
    """All rows below each other.

    ``led`` tells of a row that was chosen, ``dropped`` of a favourite to take off, ``menu_asked``
    of a menu about a row at a place.
    """

    led = Signal(object)
    dropped = Signal(str)
    menu_asked = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFont(font("small"))
        self.setTabKeyNavigation(False)
        self.hovered = -1
        self.spared = 0
        self._page, self._subjects = "", frozenset[str]()
        self._rows: list[ThreadRow] = []
        say(self, QWidget.setAccessibleName, _("Work and calculators"))

    def show_rows(self, rows: Sequence[ThreadRow]) -> None:
        """Show these rows; the keyboard stays on the row that it was on."""
        if list(rows) == self._rows:
            return
        was = self.current_row()
        self._rows = list(rows)
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(ROW_ROLE, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or row.text)
            if not row.is_lead and row.kind is not Kind.WORDS:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.blockSignals(False)
        self._fit()
        place = next((n for n, row in enumerate(rows) if was is not None
                      and (row.kind, row.page, row.subject) == (was.kind, was.page, was.subject)),
                     None)
        self.setCurrentRow(self._place_chosen() if place is None else place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows stand closer where there is little height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        headings = sum(row.kind is Kind.HEADING for row in self._rows)
        wanted = scaled(ROW_HEIGHT) * len(self._rows) + scaled(HEADING_GAP) * headings
        spared = SPARED if 0 < self.height() < wanted else 0
        if spared != self.spared:
            self.spared = spared
            self.scheduleDelayedItemsLayout()

    def rows(self) -> list[ThreadRow]:
        """Return the rows that are shown."""
        return self._rows

    def current_row(self) -> ThreadRow | None:
        """Return the row on which the keyboard stands."""
        place = self.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def choose(self, page: str, subjects: frozenset[str]) -> None:
        """Mark what is in front: a page, and the patient or check that it shows."""
        if (page, subjects) == (self._page, self._subjects):
            return
        self._page, self._subjects = page, subjects
        if not self.hasFocus():
            self.setCurrentRow(self._place_chosen())
        if self.isVisible():  # naming the viewport would load every kind of widget at the start
            self.viewport().update()

    def is_chosen(self, row: ThreadRow) -> bool:
        """Say whether a row leads to what is in front."""
        if row.kind in (Kind.WORK, Kind.CYCLE):
            # What is only planned or expected leads to the patient, and is no order in front.
            return row.state != PLANNED and row.subject in self._subjects
        if row.subject:
            return row.page == self._page and row.subject in self._subjects
        return row.page == self._page

    def _place_chosen(self) -> int:
        leading = [n for n, row in enumerate(self._rows) if row.is_lead]
        return next((n for n in leading if self.is_chosen(self._rows[n])),
                    leading[0] if leading else -1)

    def lead_on(self) -> None:
        """Go where the row leads on which the keyboard stands."""
        row = self.current_row()
        if row is not None and row.is_lead:
            self.led.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter and Space choose; Delete takes a favourite off the list."""
        row = self.current_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.lead_on()
        elif event.key() == Qt.Key.Key_Menu and row is not None:
            self._ask_menu(row, self.visualItemRect(self.item(self.currentRow())).center())
        elif event.key() == Qt.Key.Key_Delete and row is not None and row.kind is Kind.TOOL:
            self.dropped.emit(row.page)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where a row leads that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            item = self.itemAt(event.position().toPoint())
            if item is not None and item.data(ROW_ROLE).is_lead:
                self.led.emit(item.data(ROW_ROLE))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a row."""
        item = self.itemAt(event.pos())
        if item is not None:
            self._ask_menu(item.data(ROW_ROLE), event.pos())

    def _ask_menu(self, row: ThreadRow, place: QPoint) -> None:
        self.menu_asked.emit(row, self.viewport().mapToGlobal(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click would lead."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Show that a click would lead nowhere."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
