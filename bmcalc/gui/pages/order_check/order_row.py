"""One row of the table: what is computed, what is made ready, what was ordered, the verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.look.card import strike
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, scaled, scheme
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.deviation_bar import DeviationBar, Zone
from bmcalc.gui.pages.order_check.dose_edit import DoseEdit
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.row_measures import (
    LEAST_WIDTH,
    ROOMY,
    Mode,
    Sizes,
    aligned,
    mode_of,
)
from bmcalc.gui.pages.order_check.row_places import Parts, Placer
from bmcalc.gui.pages.order_check.row_words import RowWords
from bmcalc.gui.pages.order_check.table_heading import label
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Session, Typed

NO_KEYS: Final = Qt.KeyboardModifier.NoModifier
TINT: Final = 150
"""How much of its ground a stopped row shows, of 255, so that muted words stay readable on it."""

VEIL: Final = 165
"""How much of the card lies over a row that a filter leaves out, of 255."""

CORNER: Final = 9


class Veil(QWidget):
    """Lies over a row that a filter leaves out: it stays in sight, and can be used."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a thin ground over all that lies below."""
        ground = QColor(colour("card"))
        ground.setAlpha(VEIL)
        QPainter(self).fillRect(self.rect().adjusted(0, 0, 0, -1), ground)


class OrderRow(QWidget):
    """A drug with its ordered dose. It is selected by a click, or when its dose has the focus."""

    selected = Signal(str)
    moved = Signal(str, int)

    def __init__(self, drug: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.drug = drug
        self._session = session
        self._chosen = self._wide = self._dimmed = self._last = False
        self._sizes = ROOMY
        self._shown: tuple[RowWords, str, bool] | None = None
        self._sort: Sort | None = None
        self.editor = DoseEdit(self)
        self.editor.edited.connect(self._edited)
        self.editor.setEnabled(drug in drugs())
        self._parts = self._made_parts()
        self._placer = Placer(self._parts)
        self._veil = Veil(self)
        for control in self.editor.controls():
            control.installEventFilter(self)
        self.use_sizes(ROOMY)
        self.load()

    def _made_parts(self) -> Parts:
        captions = label(self, "small"), label(self, "small")
        say(captions[0], QLabel.setText, _("computed"))
        say(captions[1], QLabel.setText, _("rounded"))
        return Parts(
            name=label(self, "drug"), other=label(self, "other_name"), plan=label(self, "small"),
            computed_caption=captions[0], computed=label(self, "dose", right=True),
            rounded_caption=captions[1], rounded=label(self, "dose_bold", right=True),
            mark=label(self, "mark"), vials=label(self, "dose_small"), below=label(self, "small"),
            deviation=label(self, "deviation", right=True),
            beyond=label(self, "deviation_beyond", right=True), reason=label(self, "small"),
            said=label(self, "said"), fault=label(self, "fault"),
            bar=DeviationBar(self), pill=Pill(self), editor=self.editor,
        )

    # Where its parts stand

    def use_sizes(self, sizes: Sizes) -> None:
        """Be as high as these sizes say."""
        self._sizes = sizes
        self.editor.use_height(scaled(sizes.field))
        self._place()

    def sizeHint(self) -> QSize:
        """Return the height that is in force; the width is whatever the table has."""
        return QSize(scaled(LEAST_WIDTH), max(self.minimumHeight(), scaled(self._sizes.row)))

    def minimumSizeHint(self) -> QSize:
        """Return the least width of a card."""
        return self.sizeHint()

    def _place(self) -> None:
        """Put every part into its place, and take the height that they need."""
        if self.width() < scaled(LEAST_WIDTH) // 2:
            return
        mode = mode_of(self.width())
        aligned(self._parts.computed, mode is Mode.TABLE)
        aligned(self._parts.rounded, mode is Mode.TABLE)
        aligned(self._parts.reason, mode is not Mode.TABLE)
        height = self._placer.place(self.width(), self._sizes, self._wide)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self._cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._place()

    def _fit(self) -> None:
        """Let a line that is being typed stand over its neighbours as well; nothing moves."""
        wanted = self.has_focus() and self.editor.is_line()
        if wanted != self._wide:
            self._wide = wanted
            self._place()
        self._cover()

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

    def show_words(
        self, words: RowWords, fault: str, invented: bool, whole: Callable[[], str]
    ) -> None:
        """Show what the check says of this drug, and what is wrong with the dose as typed.

        ``whole`` gives plan and order in whole words, asked for where something has changed.
        """
        if (words, fault, invented) == self._shown:
            return
        self._shown = None
        before = self._placer.room()
        self._write(words, fault)
        for dose in (self._parts.computed, self._parts.rounded):
            strike(dose, words.struck)
        self._parts.bar.show_deviation(words.bar)
        self._parts.pill.show_sort(words.sort, words.verdict)
        stopped = bool(fault) or words.sort is Sort.STOP
        self.editor.show_mark(Mark.INVALID if stopped else Mark.NONE, invented)
        self.editor.name(str(_("Ordered dose of {drug}", drug=words.name)))
        aloud = words.aloud(whole())
        self.setAccessibleName(aloud)
        self.editor.describe(f"{fault} {aloud}".strip())
        if words.sort is not self._sort:
            self._sort = words.sort
            self.update()
        if self._placer.room() != before:
            self._place()
        self._shown = words, fault, invented

    def _write(self, words: RowWords, fault: str) -> None:
        parts = self._parts
        beyond = words.bar is not None and words.bar.zone is Zone.BEYOND
        for part, text in (
            (parts.name, words.name), (parts.other, words.other_name), (parts.plan, words.plan),
            (parts.computed, words.computed), (parts.rounded, words.rounded),
            (parts.mark, words.mark), (parts.vials, words.vials),
            (parts.below, words.below_vials),
            (parts.deviation, "" if beyond else words.deviation),
            (parts.beyond, words.deviation if beyond else ""), (parts.reason, words.reason),
            (parts.said, "" if fault else words.said), (parts.fault, fault),
        ):
            if part.text() != text:
                part.setText(text)
        if parts.name.toolTip() != words.both_names:
            set_tip(parts.name, words.both_names)

    def dim(self, dimmed: bool) -> None:
        """Show whether a filter leaves this row out; with the keyboard in it, it is plain."""
        self._dimmed = dimmed
        self._cover()

    @property
    def is_dimmed(self) -> bool:
        """Whether a filter leaves this row out."""
        return self._dimmed

    def _cover(self) -> None:
        covered = self._dimmed and not self.has_focus()
        if covered:
            self._veil.setGeometry(self.rect())
            self._veil.raise_()
        if self._veil.isHidden() == covered:
            self._veil.setVisible(covered)

    def choose(self, chosen: bool) -> None:
        """Show whether this is the row whose steps stand at the right."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def end_the_table(self, last: bool) -> None:
        """Say whether no row follows, so that its ground has the corners of the card."""
        if last != self._last:
            self._last = last
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
        """Draw the ground of a stopped or selected row, and the line below each but the last."""
        painter = QPainter(self)
        stopped = self._sort is Sort.STOP
        if stopped or self._chosen:
            ground = QColor(colour("stop_soft" if stopped else "hover"))
            if stopped and not scheme().lined:
                ground.setAlpha(TINT)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(self._outline())
            painter.fillRect(self.rect(), ground)
            if stopped:
                painter.fillRect(QRectF(0, 0, scaled(3), self.height()), colour("stop"))
            painter.setClipping(False)
        if not self._last:
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _outline(self) -> QPainterPath:
        path = QPainterPath()
        box = QRectF(self.rect())
        if self._last:
            corner = float(CORNER)
            path.addRoundedRect(box, corner, corner)
            box.setBottom(box.bottom() - corner)
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRect(box)
        return path
