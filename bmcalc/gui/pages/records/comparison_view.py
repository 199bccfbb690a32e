"""The second screen: what the first person entered, what the second did, and whether it differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.term import show
from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.pill import Pill
from bmcalc.records.second_check.answers import Moved
from bmcalc.records.second_check.rows import Row
from bmcalc.records.second_check.second_check import Compared

WIDE = 760
"""Width from which the columns stand beside each other."""

FIRST = _("First check")
SECOND = _("Your entry")


def _label(parent: QWidget, name: str, words: object = "") -> QLabel:
    label = Label(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    say(label, QLabel.setText, words)
    return label


def _set_columns(grid: QGridLayout, for_buttons: int) -> None:
    """Give a row or the heading the columns that all of them share."""
    for column, stretch in enumerate((5, 4, 4, 0, 4, 0)):
        grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(column, 1)
    grid.setColumnMinimumWidth(3, scaled(78))
    grid.setColumnMinimumWidth(5, for_buttons)


class ComparedRow(Flowing):
    """One row. A difference has a colour, a sign and a word, and a button to correct one's own."""

    correct = Signal(object)

    def __init__(self, row: Row, apart: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._is_wide: bool | None = None
        self._for_buttons = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(scaled(14), scaled(5), scaled(12), scaled(5))
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(3))
        self._name = _label(self, "", row.label)
        values = "" if row.is_same else "value"
        self._first_title = _label(self, "caption", FIRST)
        self._second_title = _label(self, "caption", SECOND)
        self.first = _label(self, values, row.first.shown)
        self.second = _label(self, values, row.second.shown)
        self.pill = Pill(self)
        self.pill.show_word(Severity.INFO if row.is_same else Severity.STOP,
                            str(_("same") if row.is_same else _("differs")))
        self.apart = _label(self, "fault", apart)
        self.button: QPushButton | None = None
        self._no_button = QWidget(self)
        if not row.is_same and row.field:
            self.button = QPushButton(self)
            self.button.setObjectName("light")
            say(self.button, QPushButton.setText, _("Correct my entry"))
            say(self.button, QWidget.setAccessibleName,
                _("Correct my entry: {label}", label=row.label))
            self.button.clicked.connect(lambda: self.correct.emit(row))
        self.setAccessibleName(str(_(
            "{label}: {state}. First check {first}, your entry {second}. {apart}",
            label=row.label, state=_("same") if row.is_same else _("differs"),
            first=row.first.shown, second=row.second.shown, apart=apart,
        )).strip())
        self._place(True)

    def keep_for_buttons(self, width: int) -> None:
        """Keep the width of a button free at the right, so that the columns stand in line."""
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
                 self.pill, self.apart, self.button or self._no_button]
        for part in parts:
            self._grid.removeWidget(part)
        for title in (self._first_title, self._second_title):
            title.setVisible(not is_wide)
        self.apart.setVisible(is_wide or bool(self.apart.text()))
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        if is_wide:
            _set_columns(self._grid, self._for_buttons)
            for column, part in enumerate((self._name, self.first, self.second)):
                self._grid.addWidget(part, 0, column, middle)
            self._grid.addWidget(self.pill, 0, 3, middle | left)
            self._grid.addWidget(self.apart, 0, 4, middle)
            self._grid.addWidget(self.button or self._no_button, 0, 5, middle)
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
        self._grid.addWidget(self.button or self._no_button, 3, 1, left)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of a difference with its bar, and the line below."""
        painter = QPainter(self)
        if not self.row.is_same:
            painter.fillRect(self.rect(), colour("stop_soft"))
            painter.fillRect(QRectF(0, 0, scaled(4), self.height()), colour("stop"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class _Heading(Flowing):
    """The names of the columns, where they stand beside each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(scaled(14), scaled(2), scaled(12), scaled(2))
        grid.setHorizontalSpacing(scaled(12))
        self._grid = grid
        _set_columns(grid, 0)
        for column, words in enumerate((_("Entry"), FIRST, SECOND, _("Difference"))):
            grid.addWidget(_label(self, "section", words), 0, column)
        for column in (4, 5):
            grid.addWidget(QWidget(self), 0, column)


    def keep_for_buttons(self, width: int) -> None:
        """Keep the width of a button free at the right."""
        self._grid.setColumnMinimumWidth(5, width)


class ComparisonView(QWidget):
    """Every row, the differences first; ``correct`` tells which of one's own is to be changed."""

    correct = Signal(object)

    def __init__(self, compared: Compared, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ComparedRow] = []
        area = ScrollArea(self)
        area.let_keys_scroll(_("Comparison"))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)
        inside = QWidget(area)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        layout.setSpacing(scaled(10))
        same = [row for row in compared.rows if row.is_same]
        self._judged_anew = compared.judged_anew
        for title, rows in ((_("Differs"), list(compared.differences)), (_("Same"), same)):
            if rows:
                layout.addWidget(self._card(title, rows, inside))
        if compared.moved:
            layout.addWidget(_moved(compared.moved, inside))
        layout.addStretch(1)
        area.setWidget(inside)
        width = max((row.button.sizeHint().width() for row in self.rows
                     if row.button is not None), default=0)
        for row in self.rows:
            row.keep_for_buttons(width)
        for heading in self.findChildren(_Heading):
            heading.keep_for_buttons(width)

    def _why(self, row: Row) -> object:
        """Return how a row differs; of a verdict what it follows from."""
        if row.is_same or row.field or str(row.apart):
            return row.apart
        if row.what in self._judged_anew:
            return _("the rules in force are others than at the first check: return it")
        return _("follows from the entries")

    def _card(self, title: object, rows: list[Row], parent: QWidget) -> Card:
        card = Card(parent, _("{title}: {count}", title=title, count=len(rows)))
        card.body.setContentsMargins(0, scaled(9), 0, scaled(4))
        card.body.setSpacing(0)
        card.top.setContentsMargins(scaled(14), 0, scaled(14), scaled(4))
        heading = _Heading(card)
        card.body.addWidget(heading)
        for row in rows:
            made = ComparedRow(row, self._why(row), card)
            made.correct.connect(self.correct)
            card.body.addWidget(made)
            self.rows.append(made)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the names of the columns where there are columns."""
        super().resizeEvent(event)
        for heading in self.findChildren(_Heading):
            heading.setVisible(event.size().width() - scaled(32) >= scaled(WIDE))

    def focus(self) -> None:
        """Put the keyboard on the first difference."""
        button = next((row.button for row in self.rows if row.button is not None), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def _moved(moved: tuple[Moved, ...], parent: QWidget) -> Card:
    """Return what the differences do to the computed doses."""
    card = Card(parent, _("Computed doses with either entry"))
    for one in moved:
        card.body.addWidget(_label(card, "", _(
            "{drug}: {first} → {second}, {percent}", drug=one.name,
            first=show(one.first, 1, trim=True), second=show(one.second, 1, trim=True),
            percent=one.percent)))
    return card
