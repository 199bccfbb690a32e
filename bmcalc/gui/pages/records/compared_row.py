"""One row of the comparison: what either entered, and in sign and word whether it is the same."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from bmcalc.core.severity import Severity
from bmcalc.core.texts import _
from bmcalc.gui.look.entered_button import EnteredButton
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.paint import mark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.records.second_check.rows import Row

WIDE: Final = 760
"""Width from which the columns stand beside each other."""

FIRST: Final = _("First check")
SECOND: Final = _("Your entry")
_STATE: Final = 76


def label(parent: QWidget, name: str, words: object = "") -> QLabel:
    """Return a label that wraps and takes no more room than it is given."""
    made = Label(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(1)
    say(made, QLabel.setText, words)
    return made


def set_columns(grid: QGridLayout, for_buttons: int) -> None:
    """Give a row or the heading the columns that all of them share."""
    for column, stretch in enumerate((5, 4, 4, 0, 4, 0)):
        grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(column, 1)
    grid.setColumnMinimumWidth(3, scaled(_STATE))
    grid.setColumnMinimumWidth(5, for_buttons)


class StateMark(QWidget):
    """A tick and "same", or a cross and "differs"."""

    def __init__(self, is_same: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_same = is_same
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        say(self, StateMark.show_word, _("same") if is_same else _("differs"))

    def show_word(self, word: str) -> None:
        """Show this word beside the sign."""
        self._word = word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for sign and word."""
        words = QFontMetrics(font("small", bold=True)).horizontalAdvance(self._word)
        return QSize(words + scaled(18) + 2, scaled(20))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and the word; what differs is the stronger of the two."""
        painter = QPainter(self)
        ink = "fine" if self._is_same else "stop"
        side = scaled(10)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        mark(painter, box, Severity.INFO if self._is_same else Severity.STOP, ink)
        painter.setFont(font("small", bold=not self._is_same))
        painter.setPen(colour("muted" if self._is_same else "stop"))
        painter.drawText(QRectF(self.rect()).adjusted(scaled(17), 0, 0, 0),
                         Qt.AlignmentFlag.AlignVCenter, self._word)


class ComparedRow(Flowing):
    """One row. What differs has a ground and a bar, and buttons to settle it."""

    correct = Signal(object)
    give_back = Signal()

    def __init__(self, row: Row, apart: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._is_wide: bool | None = None
        self._for_buttons = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(scaled(13), scaled(4), scaled(10), scaled(4))
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(3))
        self._name = label(self, "", row.label)
        values = "" if row.is_same else "value"
        self._first_title = label(self, "caption", FIRST)
        self._second_title = label(self, "caption", SECOND)
        self.first = label(self, values, row.first.shown)
        self.second = label(self, values, row.second.shown)
        self.pill = StateMark(row.is_same, self)
        self.apart = label(self, "fault", apart)
        self.button: QPushButton | None = None
        self._buttons = QWidget(self)
        if not row.is_same and row.field:
            self._add_buttons(row)
        self.setAccessibleName(str(_(
            "{label}: {state}. First check {first}, your entry {second}. {apart}",
            label=row.label, state=_("same") if row.is_same else _("differs"),
            first=row.first.shown, second=row.second.shown, apart=apart,
        )).strip())
        self._place(True)

    def _add_buttons(self, row: Row) -> None:
        across = QHBoxLayout(self._buttons)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(scaled(6))
        self.button = EnteredButton(self._buttons)
        self.give_back_button = EnteredButton(self._buttons)
        for button, words, told, act in (
            (self.button, _("Correct mine"), _("Correct my entry: {label}", label=row.label),
             lambda: self.correct.emit(row)),
            (self.give_back_button, _("Return"), _("Return the check to the first checker"),
             self.give_back.emit),
        ):
            button.setObjectName("light")
            say(button, QPushButton.setText, words)
            say(button, QWidget.setAccessibleName, told)
            button.clicked.connect(lambda _on=False, act=act: act())
            across.addWidget(button)

    def buttons_width(self) -> int:
        """Return the width of the buttons; none where nothing differs."""
        return 0 if self.button is None else self._buttons.sizeHint().width()

    def keep_for_buttons(self, width: int) -> None:
        """Keep the width of the buttons free at the right, so that the columns stand in line."""
        self._for_buttons = width
        if self._is_wide:
            self._grid.setColumnMinimumWidth(5, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where they do not fit."""
        super().resizeEvent(event)
        self._place(event.size().width() >= scaled(WIDE))

    def _place(self, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        parts = [self._name, self._first_title, self.first, self._second_title, self.second,
                 self.pill, self.apart, self._buttons]
        for part in parts:
            self._grid.removeWidget(part)
        for title in (self._first_title, self._second_title):
            title.setVisible(not is_wide)
        self.apart.setVisible(is_wide or bool(self.apart.text()))
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        if is_wide:
            set_columns(self._grid, self._for_buttons)
            for column, part in enumerate((self._name, self.first, self.second)):
                self._grid.addWidget(part, 0, column, middle)
            self._grid.addWidget(self.pill, 0, 3, middle | left)
            self._grid.addWidget(self.apart, 0, 4, middle)
            self._grid.addWidget(self._buttons, 0, 5, middle)
            return
        for column, stretch in enumerate((1, 1, 0, 0, 0, 0)):
            self._grid.setColumnStretch(column, stretch)
            self._grid.setColumnMinimumWidth(column, 0)
        self._grid.addWidget(self._name, 0, 0, middle)
        self._grid.addWidget(self.pill, 0, 1, middle | left)
        for column, pair in enumerate(((self._first_title, self.first),
                                       (self._second_title, self.second))):
            for line, part in enumerate(pair, 1):
                self._grid.addWidget(part, line, column)
        self._grid.addWidget(self.apart, 3, 0)
        self._grid.addWidget(self._buttons, 3, 1, left)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of a difference with its bar, and the line below."""
        painter = QPainter(self)
        if not self.row.is_same:
            painter.fillRect(self.rect(), colour("stop_soft"))
            painter.fillRect(QRectF(0, 0, scaled(4), self.height()), colour("stop"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Heading(Flowing):
    """The names of the columns, where they stand beside each other."""

    def __init__(self, checked_by: str, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(scaled(13), scaled(2), scaled(10), scaled(4))
        grid.setHorizontalSpacing(scaled(12))
        self._grid = grid
        set_columns(grid, 0)
        name = checked_by.split(" (", maxsplit=1)[0]
        first = _("First check · {name}", name=name) if name else FIRST
        for column, words in enumerate((_("Entry"), first, SECOND, _("Difference"))):
            grid.addWidget(label(self, "caption", words), 0, column)
        for column in (4, 5):
            grid.addWidget(QWidget(self), 0, column)

    def keep_for_buttons(self, width: int) -> None:
        """Keep the width of the buttons free at the right."""
        self._grid.setColumnMinimumWidth(5, width)
