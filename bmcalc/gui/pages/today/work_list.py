"""One side of the day's work: its title, the headings of its columns, its lines by group."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.records.line_list import Heading, LineList
from bmcalc.gui.pages.today.columns import COLUMNS, Side, are_columns, places
from bmcalc.gui.pages.today.row_delegate import RowDelegate, heading_words
from bmcalc.gui.pages.today.row_words import spoken, words_of
from bmcalc.gui.pages.today.work_rows import TO_CHECK, TO_PREPARE, WorkRow
from bmcalc.records.ledger.moment import Moment

GROUPS: Final = {Side.CHECK: TO_CHECK, Side.PREPARE: TO_PREPARE}
COLUMN_HEIGHT: Final = 26


class WorkList(LineList):
    """The lines of one side."""

    def __init__(self, side: Side, parent: QWidget) -> None:
        super().__init__(side.heading, parent)
        self.side = side
        self._now: Moment | None = None
        self._delegate = RowDelegate(side, self, lambda row: words_of(row, self.now()))
        self.setItemDelegate(self._delegate)
        self.setAccessibleDescription(heading_words(side))

    def spoken(self, line: WorkRow) -> str:
        """Return the line in one sentence."""
        return spoken(line, self.now())

    def key_of(self, line: WorkRow) -> Hashable:
        """Return the check, or what is planned where there is none yet."""
        return line.item.check, line.item.course, line.item.cycle, line.item.day

    def show_rows(self, rows: Sequence[WorkRow], now: Moment) -> None:
        """Show these lines under the titles of their groups; the chosen one stays chosen."""
        self._now = now
        lines: list[Heading | WorkRow] = []
        for group in GROUPS[self.side]:
            inside = [one for one in rows if one.group is group]
            if inside:
                lines += [Heading(group.heading, len(inside), group.about), *inside]
        self.put_lines(lines)

    def be_active(self, is_active: bool) -> None:
        """Say whether the chosen line of this side is the one that acts are about."""
        if self._delegate.is_active != is_active:
            self._delegate.is_active = is_active
            self.viewport().update()

    def pass_time(self, now: Moment) -> None:
        """Say anew for how long each line has waited."""
        self._now = now
        self.say_again()

    def now(self) -> Moment:
        """Return the time as of which the lines are told."""
        assert self._now is not None
        return self._now

    def rows(self) -> list[WorkRow]:
        """Return the lines that are shown."""
        return self.lines()

    def current(self) -> WorkRow | None:
        """Return the chosen line."""
        found: WorkRow | None = self.chosen_line()
        return found

    def choose(self, check: str) -> None:
        """Choose the line of a check, where it is shown."""
        row = next((one for one in self.rows() if one.item.check == check), None)
        if row is not None:
            self.choose_key(self.key_of(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the line of this side is the chosen one now."""
        super().focusInEvent(event)
        self.chosen.emit()

    def translate(self) -> None:
        """Read the words again."""
        self.setAccessibleDescription(heading_words(self.side))


class ColumnHeads(QWidget):
    """The headings of the columns, drawn where the columns stand."""

    def __init__(self, below: WorkList, parent: QWidget) -> None:
        super().__init__(parent)
        self._below, self._side = below, below.side
        self.setFixedHeight(scaled(COLUMN_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        """Return the height of a line of captions."""
        return QSize(1, scaled(COLUMN_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings, none where a line is a card."""
        room = self._below.viewport().width()
        if not are_columns(self._side, room):
            return
        painter = QPainter(self)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for name, (left, width) in places(self._side, room).items():
            column = COLUMNS[self._side][name]
            box = QRectF(left, 0, width, self.height())
            right = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | right,
                             painter.fontMetrics().elidedText(
                                 str(column.title), Qt.TextElideMode.ElideRight, width))
