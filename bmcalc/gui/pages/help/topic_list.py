"""The list of what the help can open: headings and topics, each on as many lines as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.help.topics import Topic

TOPIC_ROLE = Qt.ItemDataRole.UserRole
EDGE, PADDING = 10, 6

_Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class _Delegate(QStyledItemDelegate):
    """Draws a heading or a topic; a long one takes another line and is never cut off."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = index.data(TOPIC_ROLE) is None
        width = self._view.viewport().width()
        metrics = QFontMetrics(font("caption" if heading else "body", bold=True))
        room = QRect(0, 0, width - 2 * scaled(EDGE), 10000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        height = metrics.boundingRect(room, int(_WRAPPED), words).height()
        above = scaled(PADDING) * (3 if heading else 2)
        return QSize(min(width, scaled(160)), height + above)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        heading = index.data(TOPIC_ROLE) is None
        chosen = bool(state & QStyle.StateFlag.State_Selected) and not heading
        painter.save()
        if chosen:
            rounded(painter, box, "accent_soft", "accent_soft")
            if self._view.hasFocus():
                painter.setPen(QPen(colour("accent_text"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(font("caption" if heading else "body", bold=heading or chosen))
        painter.setPen(colour("muted" if heading else "accent_text" if chosen else "text"))
        inside = box.adjusted(scaled(EDGE), scaled(PADDING) if heading else 0, -scaled(EDGE), 0)
        painter.drawText(inside, int(_WRAPPED), str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()


class TopicList(QListWidget):
    """The topics under their headings; arrows go from topic to topic."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(self))
        say(self, QWidget.setAccessibleName, _("What the help tells about"))
        self.currentItemChanged.connect(self._tell)

    def show_topics(self, topics: Sequence[Topic], chosen: str) -> None:
        """List the topics, each group under its heading, and choose one without telling it."""
        self.blockSignals(True)
        self.clear()
        group: object = None
        for topic in topics:
            if topic.group != group:
                group = topic.group
                self._add(str(group), None)
            self._add(str(topic.title), topic.id)
        self.blockSignals(False)
        self.choose(chosen)

    def _add(self, words: str, identifier: str | None) -> None:
        item = QListWidgetItem(words, self)
        item.setData(TOPIC_ROLE, identifier)
        if identifier is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def choose(self, identifier: str) -> None:
        """Mark a topic as the chosen one; none where it is not listed."""
        self.blockSignals(True)
        rows = [row for row in range(self.count())
                if self.item(row).data(TOPIC_ROLE) == identifier]
        self.setCurrentRow(rows[0] if rows else -1)
        self.blockSignals(False)
        if rows and rows[0] <= 1:
            self.scrollToTop()
        self.viewport().update()

    def first(self) -> str:
        """Return the id of the first topic; empty where none is listed."""
        listed = (self.item(row).data(TOPIC_ROLE) for row in range(self.count()))
        return next((str(one) for one in listed if one is not None), "")

    def _tell(self, now: QListWidgetItem | None) -> None:
        if now is not None and now.data(TOPIC_ROLE) is not None:
            self.chosen.emit(now.data(TOPIC_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
