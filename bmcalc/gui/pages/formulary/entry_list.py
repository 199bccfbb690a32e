"""The list of drugs or regimens: by state, each with its name, what it is, and who signed it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
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
from bmcalc.core.work import Severity
from bmcalc.formulary.hospital.listed import Listed, State
from bmcalc.gui.form.search_box import matches, searched
from bmcalc.gui.look.paint import grounded, rounded
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, font, scaled, severity_names
from bmcalc.gui.look.wording import say

ENTRY_ROLE = Qt.ItemDataRole.UserRole
ROW, HEADING = 54, 34
FIND = "/"

SEVERITIES = {
    State.REFUSED: Severity.STOP, State.CHANGED_SINCE: Severity.CAUTION,
    State.TO_SIGN: Severity.CAUTION, State.SIGNED: Severity.INFO, State.SHIPPED: None,
}
"""The colour of a state; a quiet one without."""

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight


def signed_words(entry: Listed) -> str:
    """Return who signed an entry and when; of a void signature too. Empty where nobody did."""
    if entry.review is None:
        return ""
    return f"{entry.review.name}, {entry.review.date.isoformat()}"


class _Delegate(QStyledItemDelegate):
    """Draws the heading of a state, or an entry on two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = index.data(ENTRY_ROLE) is None
        return QSize(scaled(200), scaled(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        entry = index.data(ENTRY_ROLE)
        painter.save()
        inside = box.adjusted(scaled(10), 0, -scaled(10), 0)
        if isinstance(entry, Listed):
            self._entry(painter, box, inside, entry, bool(state & QStyle.StateFlag.State_Selected))
        else:
            painter.setFont(font("small", bold=True))
            painter.setPen(colour("muted"))
            painter.drawText(inside.adjusted(0, 0, 0, -scaled(6)), Qt.AlignmentFlag.AlignBottom,
                             str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    def _entry(
        self, painter: QPainter, box: QRectF, inside: QRectF, entry: Listed, chosen: bool
    ) -> None:
        if chosen:
            rounded(painter, box, "accent_soft", "accent_soft")
        view = self.parent()
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            painter.setPen(QPen(colour("accent_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        ink, quiet = ("accent_text", "accent_text") if chosen else ("text", "muted")
        half = inside.height() / 2
        upper = QRectF(inside.left(), inside.top() + scaled(5), inside.width(), half - scaled(5))
        lower = QRectF(inside.left(), inside.top() + half, inside.width(), half - scaled(5))
        taken = self._state(painter, upper, entry.state)
        self._words(painter, upper, str(entry.name), ink, taken, bold=True)
        signed = signed_words(entry)
        painter.setFont(font("caption"))
        painter.setPen(colour(quiet))
        painter.drawText(lower, _MIDDLE | _RIGHT, signed)
        taken = painter.fontMetrics().horizontalAdvance(signed) + scaled(8) if signed else 0
        self._words(painter, lower, str(entry.about), quiet, taken)

    @staticmethod
    def _words(
        painter: QPainter, box: QRectF, words: str, ink: str, taken: float, bold: bool = False
    ) -> None:
        painter.setFont(font("body" if bold else "caption", bold=bold))
        painter.setPen(colour(ink))
        room = int(box.width() - taken)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _MIDDLE, shown)

    @staticmethod
    def _state(painter: QPainter, line: QRectF, state: State) -> float:
        """Draw the pill of a state at the right of a line; return the room it takes."""
        severity, words = SEVERITIES[state], str(state.label)
        ink, ground = ("muted", "quiet") if severity is None else severity_names(severity)[:2]
        painter.setFont(font("caption", bold=severity is not None))
        width = painter.fontMetrics().horizontalAdvance(words) + scaled(16)
        box = QRectF(line.right() - width, line.top(), width, scaled(20))
        grounded(painter, box, ground, ink, box.height() / 2)
        painter.setPen(colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return width + scaled(8)


class EntryList(QListWidget):
    """The entries of one kind that match a search and a filter; arrows walk, “/” searches."""

    chosen = Signal(str)
    search_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        say(self, QWidget.setAccessibleName, _("Drugs and regimens"))
        self.currentItemChanged.connect(self._changed)

    def show_entries(self, entries: Sequence[Listed], query: str, state: State | None) -> None:
        """List the entries that match, under the headings of their states; the choice stays."""
        before = self.current()
        fitting = [
            one for one in entries
            if (state is None or one.state is state) and matches(query, _searched(one))
        ]
        self.blockSignals(True)
        self.clear()
        above: State | None = None
        for entry in fitting:
            if entry.state is not above:
                above = entry.state
                count = sum(1 for one in fitting if one.state is above)
                heading = QListWidgetItem(f"{above.heading} {count}", self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._add(entry)
        self.blockSignals(False)
        if not self.choose("" if before is None else before.id):
            self.choose(fitting[0].id if fitting else "")
        if not fitting:
            self.chosen.emit("")

    def _add(self, entry: Listed) -> None:
        item = QListWidgetItem(str(entry.name), self)
        item.setData(ENTRY_ROLE, entry)
        told = ", ".join(filter(None, (
            str(entry.name), str(entry.about), str(entry.state.label), signed_words(entry))))
        item.setToolTip(plain_tip(told))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)

    def _changed(self, item: QListWidgetItem | None) -> None:
        entry = None if item is None else item.data(ENTRY_ROLE)
        if isinstance(entry, Listed):
            self.chosen.emit(entry.id)

    def current(self) -> Listed | None:
        """Return the chosen entry."""
        item = self.currentItem()
        entry = None if item is None else item.data(ENTRY_ROLE)
        return entry if isinstance(entry, Listed) else None

    def shown(self) -> list[Listed]:
        """Return the entries that are listed now, in order."""
        entries = (self.item(row).data(ENTRY_ROLE) for row in range(self.count()))
        return [one for one in entries if isinstance(one, Listed)]

    def choose(self, identifier: str) -> bool:
        """Choose an entry; say whether it is listed."""
        for row in range(self.count()):
            entry = self.item(row).data(ENTRY_ROLE)
            if isinstance(entry, Listed) and entry.id == identifier:
                self.setCurrentRow(row)
                if row == 1:
                    self.scrollToTop()  # with the heading above it
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the search key to the box; every other one walks in the list."""
        if event.text() == FIND:
            self.search_asked.emit()
        else:
            super().keyPressEvent(event)


def _searched(entry: Listed) -> str:
    """Return the text in which an entry is searched: its names in any language, what it is."""
    return " ".join((
        searched(entry.name), searched(entry.about), entry.id, *map(searched, entry.other_names),
    ))
