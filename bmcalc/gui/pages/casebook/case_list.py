"""The list of cases: what the casebook announces, and which of it is printed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bmcalc.casebook.contents import Announced, contents
from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say

NUMBER_ROLE = Qt.ItemDataRole.UserRole
PRINTED_ROLE = Qt.ItemDataRole.UserRole + 1
NOT_PRINTED = _("not printed")
NUMBER_WIDTH = 26

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Delegate(QStyledItemDelegate):
    """Draws a part's heading, or a case with its number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = index.data(NUMBER_ROLE) is None
        return QSize(scaled(160), scaled(30 if heading else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        inside = box.adjusted(scaled(8), 0, -scaled(8), 0)
        painter.save()
        if index.data(NUMBER_ROLE) is None:
            painter.setFont(font("caption", bold=True))
            painter.setPen(colour("muted"))
            painter.drawText(
                inside.adjusted(0, 0, 0, -scaled(6)), Qt.AlignmentFlag.AlignBottom, text
            )
        else:
            self._case(painter, box, inside, index, text, state)
        painter.restore()

    def _case(
        self, painter: QPainter, box: QRectF, inside: QRectF, index: _Index, text: str,
        state: QStyle.StateFlag,
    ) -> None:
        printed = bool(index.data(PRINTED_ROLE))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            rounded(painter, box, "accent_soft", "accent_soft")
        view = self.parent()
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            painter.setPen(QPen(colour("accent_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        ink = "accent_text" if chosen else "text" if printed else "muted"
        taken = 0
        if not printed:
            painter.setFont(font("caption"))
            words = str(NOT_PRINTED)
            taken = painter.fontMetrics().horizontalAdvance(words) + scaled(8)
            painter.setPen(colour("accent_text" if chosen else "muted"))
            painter.drawText(inside, _MIDDLE | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(font("body" if printed else "small", bold=chosen))
        painter.setPen(colour(ink))
        number = QRectF(inside.left(), inside.top(), scaled(NUMBER_WIDTH - 8), inside.height())
        painter.drawText(
            number, _MIDDLE | Qt.AlignmentFlag.AlignRight, str(index.data(NUMBER_ROLE))
        )
        room = inside.adjusted(scaled(NUMBER_WIDTH), 0, -taken, 0)
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _MIDDLE, shown)


class CaseList(QListWidget):
    """All announced titles; only a printed case can be chosen."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        say(self, QWidget.setAccessibleName, _("Cases"))
        self._fill()
        self.currentItemChanged.connect(self._changed)

    def _fill(self) -> None:
        for part in contents().parts:
            heading = QListWidgetItem(str(part.title), self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for one in part.announced:
                self._add(one)

    def _add(self, one: Announced) -> None:
        item = QListWidgetItem(str(one.title), self)
        item.setData(NUMBER_ROLE, one.case)
        item.setData(PRINTED_ROLE, one.printed)
        words = _("Case {number}: {title}", number=one.case, title=one.title)
        told = str(words if one.printed else _("{case} ({state})", case=words, state=NOT_PRINTED))
        item.setToolTip(plain_tip(told))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        if not one.printed:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(NUMBER_ROLE))

    def current(self) -> int | None:
        """Return the number of the chosen case."""
        item = self.currentItem()
        return None if item is None else int(item.data(NUMBER_ROLE))

    def choose(self, number: int) -> None:
        """Choose a printed case."""
        for row in range(self.count()):
            if self.item(row).data(NUMBER_ROLE) == number:
                self.setCurrentRow(row)

    def translate(self) -> None:
        """Read the titles again; the choice stays."""
        number = self.current()
        self.blockSignals(True)
        self.clear()
        self._fill()
        if number is not None:
            self.choose(number)
        self.blockSignals(False)
