"""A layout that lays widgets out like words: what does not fit goes on to the next line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


def lines_of(widths: Sequence[int], gap: int, room: int) -> int:
    """Return in how many lines widgets of these widths stand."""
    lines = left = 0
    for width in widths:
        if not lines or left + width > room:
            lines, left = lines + 1, 0
        left += width + gap
    return lines


class Wrapping(QLayout):
    """Lines of widgets, each as wide as it likes; nothing ever asks to be scrolled sideways.

    ``gap`` lies between widgets and ``down`` between lines, in pixels. The widgets of one line
    stand on its bottom. Those at the end stand at the right edge of the last line.
    """

    def __init__(self, gap: int, down: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap, self._down = gap, down
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []
        self._ending: list[QWidget] = []
        self._heights: dict[int, int] = {}
        self._seen: list[tuple[QLayoutItem, QSize, QSize]] | None = None

    def put(self, parts: Sequence[QWidget], at_end: Sequence[QWidget] = ()) -> None:
        """Lay out these widgets from now on; those that stood here before keep their parent."""
        while self._items:
            self.takeAt(0)
        self._ending = list(at_end)
        for part in (*parts, *at_end):
            self.addWidget(part)
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end of what there is."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the number of lines follows from the width."""
        return True

    def invalidate(self) -> None:
        """Forget what was measured: something changed its size, or is seen now, or no more."""
        self._heights = {}
        self._seen = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in a width."""
        if width not in self._heights:
            self._heights[width] = self._laid_out(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place every widget."""
        super().setGeometry(rect)
        self._laid_out(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the room of everything in one line."""
        liked = [hint for _item, hint, _least in self._measured()]
        gaps = self._gap * max(0, len(liked) - 1)
        return self._with_margins(sum(one.width() for one in liked) + gaps,
                                  max((one.height() for one in liked), default=0))

    def minimumSize(self) -> QSize:
        """Return the room of the widest one."""
        least = [least for _item, _hint, least in self._measured()]
        return self._with_margins(max((one.width() for one in least), default=0),
                                  max((one.height() for one in least), default=0))

    def _measured(self) -> list[tuple[QLayoutItem, QSize, QSize]]:
        """Return what is seen, with the size that each likes and its least, measured once."""
        if self._seen is None:
            self._seen = [
                (item, item.sizeHint().expandedTo(item.minimumSize()), item.minimumSize())
                for item in self._items if not item.isEmpty()
            ]
        return self._seen

    def _with_margins(self, width: int, height: int) -> QSize:
        edges = self.contentsMargins()
        return QSize(width + edges.left() + edges.right(), height + edges.top() + edges.bottom())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item, hint, least in self._measured():
            size = QSize(min(hint.width(), max(room, least.width())), hint.height())
            if not lines or left + size.width() > room:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self._gap
        return lines

    def _laid_out(self, rect: QRect, place: bool) -> int:
        """Place the items inside ``rect``, or only count; return the height of it all."""
        edges = self.contentsMargins()
        room = rect.width() - edges.left() - edges.right()
        y = rect.y() + edges.top()
        for number, line in enumerate(self._lines(room)):
            y += self._down if number else 0
            tallest = max(size.height() for _item, size in line)
            if place:
                self._place(line, QRect(rect.x() + edges.left(), y, room, tallest))
            y += tallest
        return y + edges.bottom() - rect.y()

    def _place(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        spare = rect.width() - sum(size.width() for _item, size in line)
        spare -= self._gap * (len(line) - 1)
        x = rect.x()
        for item, size in line:
            if spare and item.widget() in self._ending:
                x, spare = x + spare, 0
            item.setGeometry(QRect(QPoint(x, rect.bottom() + 1 - size.height()), size))
            x += size.width() + self._gap
