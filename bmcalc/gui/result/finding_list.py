"""The findings, the worst first: mark, sentence, the word of its severity, and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.core.problems import Problem
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.named import dress_as
from bmcalc.gui.look.paint import RADIUS, SeverityMark, grounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled, severity_names
from bmcalc.gui.result.evaluation import not_applicable

WORDS = {
    Severity.INFO: _("Note"),
    Severity.CAUTION: _("Caution"),
    Severity.STOP: _("Stop"),
}
DOES_NOT_APPLY = _("Does not apply")
REFUSED = _("Refused")
TO_ITS_FIELD = _("Enter goes to the field")
FOCUS_LINE = 2


class Told(NamedTuple):
    """One thing to tell: how much it weighs, the sentence, and the small line below it.

    ``field`` is where a person answers it, empty for what leads nowhere.
    """

    severity: Severity
    text: str
    below: str
    field: str = ""


def told_of(finding: Finding) -> Told:
    """Return a finding with the word of its severity and its sources."""
    parts = [str(WORDS[finding.severity])]
    parts += [str(source(identifier).citation) for identifier in finding.sources]
    return Told(finding.severity, str(finding.text), " · ".join(parts))


def told_of_problem(problem: Problem) -> Told:
    """Return a reason for a refusal; what does not apply is not a fault of what was typed."""
    if not_applicable(problem):
        return Told(Severity.CAUTION, str(problem.text), str(DOES_NOT_APPLY))
    return Told(Severity.STOP, str(problem.text), str(REFUSED))


class FindingRow(Flowing):
    """One finding on a ground of its colour; a note stands on no ground.

    One that is about a field leads there by a click, or by Enter while it has the keyboard.
    """

    followed = Signal(str)
    moved = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._field = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(10), scaled(7), scaled(10), scaled(8))
        layout.setSpacing(scaled(8))
        self._mark = SeverityMark(self)
        marked = QVBoxLayout()
        marked.setContentsMargins(0, 1, 0, 0)
        marked.addWidget(self._mark)
        marked.addStretch(1)
        layout.addLayout(marked)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._text = Label(self)
        self._text.setWordWrap(True)
        self._below = Label(self)
        self._below.setWordWrap(True)
        self._below.setObjectName("small")
        words.addWidget(self._text)
        words.addWidget(self._below)
        layout.addLayout(words, 1)

    def show_told(self, told: Told) -> None:
        """Show this finding."""
        name = f"told_{severity_names(told.severity)[0]}"
        dress_as(self._text, name)
        if told.severity is not self._severity:
            self._severity = told.severity
            self.update()
        self._field = told.field
        self._mark.show_severity(told.severity)
        put(self._text, told.text)
        put(self._below, told.below)
        self.setAccessibleName(f"{told.below}: {told.text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        ink, ground, _bar = severity_names(self._severity)
        if self._severity is Severity.INFO:
            ink, ground = "line", "quiet"
        painter = QPainter(self)
        grounded(painter, QRectF(self.rect()), ground, ink)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, RADIUS, RADIUS)

    def lead(self, by_tab: bool) -> None:
        """Lead to the field, if there is one; ``by_tab`` lets Tab come in here either way."""
        leads = bool(self._field)
        policy = Qt.FocusPolicy.ClickFocus if leads else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_tab else policy)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleDescription(str(TO_ITS_FIELD) if leads else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the field."""
        if self._field and self.rect().contains(event.position().toPoint()):
            self.followed.emit(self._field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the field by Enter or the space bar; the arrows go to the next finding."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit(self._field)
        else:
            super().keyPressEvent(event)


class FindingCard(Card):
    """Findings of a result, or every reason why there is none.

    One that names a field leads there: ``followed`` carries its name. Tab comes in by ``entry``,
    where any of them leads.
    """

    followed = Signal(str)

    def __init__(self, title: object, parent: QWidget) -> None:
        super().__init__(parent, title)
        self._leading: list[FindingRow] = []
        self._rows: Rows[FindingRow] = Rows(self, self._row, spacing=8)
        self.body.addWidget(self._rows)
        self.entry = next(self._rows.take(1))

    def _row(self, parent: QWidget) -> FindingRow:
        row = FindingRow(parent)
        row.followed.connect(self.followed)
        row.moved.connect(self._move)
        return row

    def _move(self, row: FindingRow, step: int) -> None:
        place = self._leading.index(row) + step
        if 0 <= place < len(self._leading):
            self._leading[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_told(self, told: Sequence[Told]) -> None:
        """Show these, the worst first."""
        ordered = sorted(told, key=lambda one: -one.severity)
        leads = any(one.field for one in ordered)
        self._leading = []
        for row, one in zip(self._rows.take(len(ordered)), ordered, strict=True):
            row.show_told(one)
            by_tab = leads and row is self.entry
            row.lead(by_tab)
            if one.field or by_tab:
                self._leading.append(row)
        self.setVisible(bool(ordered))
