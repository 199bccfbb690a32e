"""One field that an order still needs: its finding's number, the drugs that wait, its editor."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskChoice
from bmcalc.core.texts import Joined, _
from bmcalc.gui.form.ask_editors import is_wide
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.segments import SEGMENT_PADDING, TIGHT_PADDING, Segments
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.last_time import last_time
from bmcalc.gui.pages.order_check.needed_fields import Needed
from bmcalc.gui.pages.order_check.numbered_row import NumberedRow
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Session

MOST_SEGMENTS = 4
"""Options up to which a choice lies open."""

SEGMENTS_WIDTH = 228
"""Width in which the options must fit beside each other."""

DAY_WIDTH = 104
MOST_DRUGS = 2


def asked_openly(ask: Ask) -> Ask:
    """Return a question whose few short options lie side by side, many or long ones in a list."""
    if not isinstance(ask, AskChoice) or is_wide(ask):
        return ask
    fits = _width_of(ask, TIGHT_PADDING) <= scaled(SEGMENTS_WIDTH)
    if len(ask.options) <= MOST_SEGMENTS and fits:
        return ask.but(style="segments")
    return ask.but(style="list") if ask.style == "segments" else ask


def _width_of(ask: AskChoice, padding: int) -> int:
    metrics = QFontMetrics(font(bold=True))
    return sum(metrics.horizontalAdvance(str(option)) + scaled(2 * padding)
               for option in ask.options.values())


class NeededRow(NumberedRow):
    """The field of a finding, under its number and beside the drugs that wait for it."""

    def _heading(self) -> QHBoxLayout:
        line = super()._heading()
        line.setSpacing(scaled(6))
        self._label.setObjectName("asked")
        self._label.setWordWrap(True)
        for place in range(line.count()):
            if line.itemAt(place).spacerItem() is not None:
                line.setStretch(place, 0)
        line.setStretchFactor(self._label, 1)
        self._drugs = Label(self)
        self._drugs.setObjectName("small")
        self._drugs.setMinimumWidth(1)
        self._drugs.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._drugs, 0, Qt.AlignmentFlag.AlignTop)
        self._why, self._sort = "", Sort.ADD
        self._waiting: tuple[str, ...] = ()
        self._fitted: tuple[object, ...] = ()
        self._dated, self._is_asked = False, True
        return line

    def show_needed(self, needed: Needed) -> None:
        """Show which finding asks for it, and for which drugs."""
        self._is_asked = True
        self.show_number(needed.number, needed.sort)
        self._sort, self._why, self._waiting = needed.sort, needed.why, needed.drugs
        self._fit_drugs()

    def show_answered(self) -> None:
        """Show no finding any more: what it said was of another answer."""
        self._is_asked = False
        self.show_number(0, Sort.ADD)
        self._why, self._waiting = "", ()
        self._fit_drugs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the name: the drugs stand beside it as far as they fit."""
        super().resizeEvent(event)
        self._fit_drugs()

    def _fit_drugs(self) -> None:
        names = [str(one) for one in self._waiting]
        fitted = (*names, self._dated, self.badge.number, self.width(), self._label.text(),
                  self._label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished))
        if fitted == self._fitted:
            return
        self._fitted = fitted
        if len(names) == 1:
            names = [re.split(r"\s*[(（]", names[0])[0]]
        count = str(_("{count} drugs", count=len(names))) if len(names) > 1 else ""
        whole = str(Joined([*names]))
        taken = self.badge.sizeHint().width() + 4 * self.heading.spacing()
        room = self.width() - taken - self._label.fontMetrics().horizontalAdvance(
            self._label.text())
        offered = [whole] if len(names) <= MOST_DRUGS else []
        offered = [] if self._dated else [*offered, count]
        metrics = self._drugs.fontMetrics()
        put(self._drugs, next(
            (one for one in offered if metrics.horizontalAdvance(one) <= room), ""))
        set_tip(self._label, "" if self._drugs.text() == whole else whole)

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show what is wrong with it or what was found; the number says that it is needed."""
        super().show_outcome(outcome._replace(needs=frozenset()))

    def _remark(self, outcome: Evaluation) -> tuple[str, object]:
        kind, text = super()._remark(outcome)
        if kind == "hint" and self._why:
            return "doubt", self._why
        if kind == "hint" and self._session.entry(self._page, self.field).empty:
            said = (text, last_time(self._session, self.field))
            return kind, Joined([one for one in said if str(one)], " · ")
        return kind, text

    def _mark_of(self, kind: str) -> Mark:
        mark = super()._mark_of(kind)
        if mark is not Mark.NONE or not self._is_asked:
            return mark
        return Mark.MISSING if self._session.entry(self._page, self.field).empty else Mark.NONE

    def be_beside_day(self, dated: bool) -> None:
        """Leave the room of the drugs to the name beside a day; they stand in its tip."""
        self._dated = dated
        self._fit_drugs()

    def is_held(self) -> bool:
        """Say whether the keyboard is in this field."""
        return any(control.hasFocus() for control in self.editor.controls())

    def follow(self) -> None:
        """Show what the session holds, unless the keyboard is in the field."""
        if not self.is_held() and (
            self.editor.entry() != self._session.entry(self._page, self.field)
        ):
            self.load()


class NeededField(QWidget):
    """A field with the day of its result beside it, where a finding is about that day."""

    def __init__(self, needed: Needed, default: object, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = needed.name
        self._session = session
        ask = asked_openly(ask_of(needed.name))
        self.row = NeededRow(PAGE_ID, needed.name, ask, default, session, self)
        self.day: NeededRow | None = None
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(scaled(8))
        self._across.addWidget(self.row, 1)
        if isinstance(self.row.editor, Segments) and isinstance(ask, AskChoice) and (
            not self.row.wide and _width_of(ask, SEGMENT_PADDING) > scaled(SEGMENTS_WIDTH)
        ):
            self.row.editor.be_tight()
        self.show_needed(needed)

    def rows(self) -> list[NeededRow]:
        """Return the field and its day."""
        return [self.row] if self.day is None else [self.row, self.day]

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        return [one for row in self.rows() for one in row.editor.controls()]

    def reach(self, name: str) -> QWidget:
        """Put the keyboard into the field, or into its day where that is named."""
        to_day = self.day is not None and name == self.day.field
        row = self.day if to_day and self.day is not None else self.row
        row.focus()
        return row

    def show_needed(self, needed: Needed, held: bool = False) -> None:
        """Show which finding asks for it; while it is ``held`` a day that stands stays."""
        self.row.show_needed(needed)
        if needed.dated and self.day is None:
            self._add_day()
        elif self.day is not None and not (needed.dated or held):
            self._take_day(self.day)
        self._name()

    def _add_day(self) -> None:
        day = self.day = NeededRow(
            PAGE_ID, f"{self.name}:on", ask_of(f"{self.name}:on"), None, self._session, self
        )
        day.setFixedWidth(scaled(DAY_WIDTH))
        self.row.be_beside_day(True)
        self._across.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)

    def _take_day(self, day: NeededRow) -> None:
        self.day = None
        self._across.removeWidget(day)
        day.hide()
        day.deleteLater()
        self.row.be_beside_day(False)

    def show_answered(self) -> None:
        """Show that no finding asks for it any more; it keeps its place."""
        if self.row.badge.number:
            self.row.show_answered()
            self._name()

    def _name(self) -> None:
        label = str(self.row.ask.label)
        self.row.editor.name(self.row.numbered(label))
        if self.day is not None:
            self.day.editor.name(f"{label}: {self.day.ask.label}")

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show what was found about it."""
        for row in self.rows():
            row.follow()
            row.show_outcome(outcome.at_field(row.field))

    def forget(self) -> None:
        """Take back what was found about it."""
        for row in self.rows():
            row.forget()

    def load(self) -> None:
        """Show what the session holds."""
        for row in self.rows():
            row.load()

    def translate(self) -> None:
        """Read every text again."""
        for row in self.rows():
            row.translate()
        self._name()
