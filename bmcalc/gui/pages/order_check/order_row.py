"""One row of the table: what is computed, what is made ready, what was ordered, the verdict."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.quantity_edit import QuantityEdit
from bmcalc.gui.look.card import put, strike
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.row_words import RowWords
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.window.session import Session, Typed
from bmcalc.orders.reading.order_entry import DOSE

COLUMNS: Final = ("drug", "computed", "rounded", "ready", "ordered", "deviation", "verdict")
LEAST: Final = {"drug": 104, "computed": 66, "rounded": 66, "ready": 98, "ordered": 96,
                "deviation": 56, "verdict": 100}
"""The least width of each column; what is over goes to the drug, the vials and the verdict."""

STRETCH: Final = {"drug": 3, "ready": 2, "verdict": 1}
GAP: Final = 8
EDGE: Final = 8


def arrange(layout: QGridLayout) -> None:
    """Give a row or the heading the columns that all of them share."""
    layout.setContentsMargins(scaled(EDGE), scaled(9), scaled(EDGE), scaled(9))
    layout.setHorizontalSpacing(scaled(GAP))
    layout.setVerticalSpacing(scaled(4))
    for index, name in enumerate(COLUMNS):
        layout.setColumnMinimumWidth(index, scaled(LEAST[name]))
        layout.setColumnStretch(index, STRETCH.get(name, 0))


def label(parent: QWidget, name: str, right: bool = False) -> QLabel:
    """Return a label of the table that takes no width of its own."""
    made = QLabel(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made


class OrderRow(QWidget):
    """A drug with its ordered dose. It is selected by a click, or when its dose has the focus."""

    selected = Signal(str)
    moved = Signal(str, int)

    def __init__(self, drug: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.drug = drug
        self._session = session
        self._chosen = False
        self._grid = QGridLayout(self)
        arrange(self._grid)
        self._name, self._plan = label(self, "drug"), label(self, "small")
        self._computed = label(self, "dose", right=True)
        self._rounded = label(self, "dose_bold", right=True)
        self._vials, self._below = label(self, "dose_small"), label(self, "small")
        self._mark = label(self, "mark")
        self._deviation = label(self, "dose", right=True)
        self._pill = Pill(self)
        self._reason = label(self, "small")
        self._pasted = label(self, "small", right=True)
        self._fault = label(self, "fault")
        self.editor = QuantityEdit(DOSE, None, self)
        self.editor.setMaximumWidth(scaled(LEAST["ordered"]))
        self.editor.edited.connect(self._edited)
        self.editor.setEnabled(drug in drugs())
        self._place()
        for control in self.editor.controls():
            control.installEventFilter(self)
        self.load()

    def _place(self) -> None:
        columns: dict[str, tuple[QWidget, ...]] = {
            "drug": (self._name, self._plan), "computed": (self._computed,),
            "rounded": (self._rounded,), "ready": (self._mark, self._vials, self._below),
            "ordered": (self.editor, self._pasted), "deviation": (self._deviation,),
            "verdict": (self._pill, self._reason),
        }
        for index, name in enumerate(COLUMNS):
            cell = QVBoxLayout()
            cell.setSpacing(scaled(2))
            cell.addStretch(1)
            for part in columns[name]:
                cell.addWidget(part)
            cell.addStretch(1)
            self._grid.addLayout(cell, 0, index)
        self._grid.addWidget(self._fault, 1, 0, 1, len(COLUMNS))

    # What is typed

    def _edited(self) -> None:
        entry = self.editor.entry()
        if entry.empty:
            self._session.put(PAGE_ID, f"order:{self.drug}:pasted", Typed())
        self._session.put(PAGE_ID, f"order:{self.drug}", entry)

    def load(self) -> None:
        """Show the dose that the session holds."""
        self.editor.show_entry(self._session.entry(PAGE_ID, f"order:{self.drug}"))

    def focus(self) -> None:
        """Put the keyboard into the ordered dose."""
        self.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Say whether the keyboard is in this row."""
        return any(control.hasFocus() for control in self.editor.controls())

    # What is shown

    def show_words(self, words: RowWords, fault: str, invented: bool) -> None:
        """Show what the check says of this drug, and what is wrong with the dose as typed."""
        put(self._name, words.name)
        put(self._plan, words.plan)
        put(self._computed, words.computed)
        put(self._rounded, words.rounded)
        put(self._vials, words.vials)
        put(self._below, words.below_vials)
        put(self._mark, words.mark)
        for dose in (self._computed, self._rounded):
            strike(dose, words.struck)
        put(self._pasted, words.pasted)
        put(self._deviation, words.deviation)
        put(self._reason, words.reason)
        put(self._fault, fault)
        self._pill.show_word(words.severity, words.verdict)
        self.editor.show_mark(Mark.INVALID if fault else Mark.NONE, invented)
        self.editor.name(str(_("Ordered dose of {drug}", drug=words.name)))
        aloud = words.aloud()
        self.setAccessibleName(aloud)
        self.editor.describe(f"{fault} {aloud}".strip())

    def choose(self, chosen: bool) -> None:
        """Show whether this is the row whose steps stand at the right."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select the row with the focus; the arrows up and down move to the next dose."""
        if event.type() is QEvent.Type.FocusIn:
            self.selected.emit(self.drug)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and watched is self.editor.controls()[0]:
                self.moved.emit(self.drug, step)
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the row and put the keyboard into its dose."""
        self.focus()
        self.selected.emit(self.drug)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the selected row and the line below each."""
        painter = QPainter(self)
        if self._chosen:
            painter.fillRect(self.rect(), colour("hover"))
            bar = QRectF(0, 0, scaled(3), self.height() - 1)
            painter.fillRect(bar, colour("accent"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Heading(QWidget):
    """The names of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        arrange(grid)
        titles: dict[str, object] = {
            "drug": _("Drug"), "computed": _("Computed"), "rounded": _("Rounded"),
            "ready": _("Preparation"), "ordered": _("Ordered"), "deviation": _("Deviation"),
            "verdict": _("Verdict"),
        }
        for index, name in enumerate(COLUMNS):
            title = label(self, "section", right=name in ("computed", "rounded", "ordered",
                                                          "deviation"))
            say(title, QLabel.setText, titles[name])
            grid.addWidget(title, 0, index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        painter = QPainter(self)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
