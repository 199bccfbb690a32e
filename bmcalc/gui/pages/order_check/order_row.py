"""One row of the table: what is computed, what is made ready, what was ordered, the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, Mark
from bmcalc.gui.look.card import put, strike
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.dose_edit import DoseEdit
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.row_words import RowWords
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.window.session import Session, Typed

COLUMNS: Final = ("drug", "computed", "rounded", "ready", "ordered", "deviation", "verdict")
LEAST: Final = {"drug": 134, "computed": 66, "rounded": 66, "ready": 90, "ordered": 112,
                "deviation": 56, "verdict": 92}
"""The least width of each column; what is over goes to those that hold words."""

STRETCH: Final = {"drug": 2, "ready": 2, "ordered": 2, "verdict": 1}
NO_KEYS: Final = Qt.KeyboardModifier.NoModifier
GAP: Final = 8
EDGE: Final = 8


def arrange(layout: QGridLayout) -> None:
    """Give a row or the heading the columns that all of them share."""
    layout.setContentsMargins(scaled(EDGE), scaled(7), scaled(EDGE), scaled(7))
    layout.setHorizontalSpacing(scaled(GAP))
    layout.setVerticalSpacing(scaled(1))
    for index, name in enumerate(COLUMNS):
        layout.setColumnMinimumWidth(index, scaled(LEAST[name]))
        layout.setColumnStretch(index, STRETCH.get(name, 0))


def label(parent: QWidget, name: str, right: bool = False) -> QLabel:
    """Return a label of the table that takes no width of its own."""
    made = Label(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made


def _stacked(parts: Sequence[QWidget]) -> QVBoxLayout:
    """Return the parts of a cell one below the other, in the middle of its height."""
    cell = QVBoxLayout()
    cell.setContentsMargins(0, 0, 0, 0)
    cell.setSpacing(scaled(2))
    cell.addStretch(1)
    for part in parts:
        cell.addWidget(part)
    cell.addStretch(1)
    return cell


class OrderRow(Flowing):
    """A drug with its ordered dose. It is selected by a click, or when its dose has the focus."""

    selected = Signal(str)
    moved = Signal(str, int)

    def __init__(self, drug: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.drug = drug
        self._session = session
        self._chosen = self._wide = False
        self._grid = QGridLayout(self)
        arrange(self._grid)
        self._name, self._plan = label(self, "drug"), label(self, "small")
        self._computed = label(self, "dose", right=True)
        self._rounded = label(self, "dose_bold", right=True)
        self._ready = QWidget(self)
        self._mark = label(self._ready, "mark")
        self._vials = label(self._ready, "dose_small")
        self._below = label(self._ready, "small")
        self._deviation = label(self, "dose", right=True)
        self._pill = Pill(self)
        self._reason = label(self, "small")
        self._said = label(self, "small")
        self._fault = label(self, "fault")
        self.editor = DoseEdit(self)
        self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.editor.edited.connect(self._edited)
        self.editor.setEnabled(drug in drugs())
        self._place()
        for control in self.editor.controls():
            control.installEventFilter(self)
        self.load()

    def _place(self) -> None:
        columns: dict[str, tuple[QWidget, ...]] = {
            "drug": (self._name,), "computed": (self._computed,),
            "rounded": (self._rounded,), "deviation": (self._deviation,),
            "verdict": (self._pill, self._reason),
        }
        for name, parts in columns.items():
            self._grid.addLayout(_stacked(parts), 0, COLUMNS.index(name))
        self._ready.setLayout(_stacked((self._mark, self._vials, self._below)))
        kept = self._ready.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._ready.setSizePolicy(kept)
        self._grid.addWidget(self._ready, 0, COLUMNS.index("ready"))
        self._grid.addItem(QSpacerItem(1, scaled(FIELD_HEIGHT)), 0, COLUMNS.index("ordered"))
        self._give_room(False)
        for place, below in enumerate((self._plan, self._said, self._fault), 1):
            self._grid.addWidget(below, place, 0, 1, len(COLUMNS))

    def _give_room(self, wanted: bool) -> None:
        """Let a line that is being typed stand over the preparation as well; nothing moves."""
        self._wide = wanted
        self._ready.setVisible(not wanted)
        if wanted:
            self._grid.removeWidget(self.editor)
            self._lay_over()
        else:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self.editor, 0, COLUMNS.index("ordered"), middle)

    def _lay_over(self) -> None:
        """Put the field over its own cell and that of the preparation."""
        if not self._wide:
            return
        self._grid.activate()
        own = self._grid.cellRect(0, COLUMNS.index("ordered"))
        beside = self._grid.cellRect(0, COLUMNS.index("ready"))
        height = scaled(FIELD_HEIGHT)
        top = self._name.geometry().center().y() - height // 2
        self.editor.setGeometry(self._ready.x(), top, own.right() - beside.left() + 1, height)
        self.editor.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a line that is being typed in its place."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._lay_over)

    def _fit(self) -> None:
        wanted = self.has_focus() and self.editor.is_line()
        if wanted != self._wide:
            self._give_room(wanted)

    # What is typed

    def _edited(self) -> None:
        self._fit()
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
        self.editor.start()

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
        put(self._said, "" if fault else words.said)
        put(self._deviation, words.deviation)
        put(self._reason, words.reason)
        put(self._fault, fault)
        if self._wide:
            QTimer.singleShot(0, self, self._lay_over)
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
        if event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._fit)
        if event.type() is QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, self._fit)
            self.selected.emit(self.drug)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            plain = event.modifiers() in (NO_KEYS, Qt.KeyboardModifier.KeypadModifier)
            if step and plain and watched is self.editor.controls()[0]:
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
