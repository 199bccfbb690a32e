"""The card of the result: the headline value, its status, what is still needed, other values."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from bmcalc.core.calculator import Calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Value, Work
from bmcalc.gui.look.card import Card, Rows, put, strike
from bmcalc.gui.look.named import dress_as
from bmcalc.gui.look.paint import SeverityMark, grounded, mark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled, severity_names
from bmcalc.gui.look.wording import say
from bmcalc.gui.pictures import value_of
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.result.score_bar import ScoreBar, span_words
from bmcalc.gui.result.shown_values import NONE, parts_of, shown_in

STATUS_WORDS: dict[str, tuple[Severity, object]] = {
    "ok": (Severity.INFO, _("no objection")),
    "caution": (Severity.CAUTION, _("to confirm")),
    "stop": (Severity.STOP, _("stop")),
    "not_applicable": (Severity.CAUTION, _("does not apply")),
    "refused": (Severity.STOP, _("refused")),
}


class StatusChip(QWidget):
    """The status as a small chip: mark, word and colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity, self._word = Severity.INFO, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: str) -> None:
        """Show this status; none where a field is still needed."""
        found = STATUS_WORDS.get(status)
        self.setVisible(found is not None)
        if found is not None and (found[0], str(found[1])) != (self._severity, self._word):
            self._severity, self._word = found[0], str(found[1])
            self.setAccessibleName(self._word)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for mark and word."""
        width = QFontMetrics(font("small", bold=True)).horizontalAdvance(self._word)
        return QSize(width + scaled(34), scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        ink, ground, _bar = severity_names(self._severity)
        painter = QPainter(self)
        box = QRectF(self.rect())
        grounded(painter, box, ground, ink, box.height() / 2)
        side = scaled(9)
        place = QRectF(scaled(10), (box.height() - side) / 2, side, side)
        mark(painter, place, self._severity, ink)
        painter.setFont(font("small", bold=True))
        painter.setPen(colour(ink))
        painter.drawText(
            box.adjusted(scaled(24), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word
        )


LONGEST_BESIDE = 30
"""Characters up to which a value stands beside its label."""


class ValueRow(QWidget):
    """One more value: its label left, the value right, or below where it is long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(0, scaled(3), 0, scaled(3))
        layout.setSpacing(scaled(2))
        self._layout = layout
        self._label = Label(self)
        self._label.setObjectName("muted")
        self._label.setWordWrap(True)
        self._value = Label(self)
        self._value.setObjectName("value")
        self._value.setWordWrap(True)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._value, 1)
        self._long: bool | None = None

    def show_value(self, label: str, value: str) -> None:
        """Show this value."""
        long = len(value) > LONGEST_BESIDE or "\n" in value
        if long != self._long:
            self._long = long
            direction = QBoxLayout.Direction
            self._layout.setDirection(direction.TopToBottom if long else direction.LeftToRight)
            side = Qt.AlignmentFlag.AlignLeft if long else Qt.AlignmentFlag.AlignRight
            self._value.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._layout.setContentsMargins(0, scaled(3), 0, scaled(8 if long else 3))
            dress_as(self._value, "value_long" if long else "value")
        put(self._label, label)
        put(self._value, value)


def span_of(work: Work, spec: Value) -> tuple[int, int] | None:
    """Return the lowest and the highest total of a score, None for what is not a score.

    Where the total itself is open, the values ``<name>_low`` and ``<name>_high`` tell it.
    """
    if spec.scale is None:
        return None
    total = work.values.get(spec.name)
    ends = (total, total)
    if total is None:
        ends = (work.values.get(f"{spec.name}_low"), work.values.get(f"{spec.name}_high"))
    low, high = ends
    return (low, high) if isinstance(low, int) and isinstance(high, int) else None


class HeadlineCard(Card):
    """What came out, or what is still needed. A struck number carries its reason."""

    def __init__(
        self, calculator: Calculator[Any], go_to: Callable[[str], None], parent: QWidget
    ) -> None:
        spec = calculator.value(calculator.headline)
        super().__init__(parent, spec.label)
        self._calculator = calculator
        self._spec = spec
        self._pictured = value_of(calculator.picture)
        self._chip = StatusChip(self)
        self.top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._number = Label(self)
        self._number.setObjectName("headline")
        self._number.setWordWrap(True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._number)
        self._reason = QWidget(self)
        line = QHBoxLayout(self._reason)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(6))
        self._reason_mark = SeverityMark(self._reason)
        self._reason_mark.show_severity(Severity.STOP)
        self._reason_text = Label(self._reason)
        self._reason_text.setObjectName("told_stop")
        self._reason_text.setWordWrap(True)
        line.addWidget(self._reason_mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._reason_text, 1)
        self.body.addWidget(self._reason)
        self._needed = Label(self)
        self._needed.setTextFormat(Qt.TextFormat.RichText)
        self._needed.setObjectName("needed")
        self._needed.setWordWrap(True)
        self._needed.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._needed.linkActivated.connect(go_to)
        self.body.addWidget(self._needed)
        self._bar = ScoreBar(self)
        self.body.addWidget(self._bar)
        self._rule = self.rule()
        self._values: Rows[ValueRow] = Rows(self, ValueRow)
        self.body.addWidget(self._values)

    def show_outcome(self, outcome: Evaluation) -> str:
        """Show an outcome and return its number as it reads, or nothing for words."""
        work = outcome.work
        say(self.title, QLabel.setText, self._spec.label)
        self._chip.show_status(outcome.status)
        text = NONE if work is None else shown_in(work, self._spec)
        given = None if work is None else work.values.get(self._spec.name)
        span = None if work is None else span_of(work, self._spec)
        put(self._number, text if span is None else span_words(*span))
        struck = outcome.status == "stop" and isinstance(given, (Term, int))
        strike(self._number, struck)
        reason = self._first_stop(work) if struck else ""
        put(self._reason_text, reason)
        self._reason.setVisible(bool(reason))
        self._show_needed(outcome)
        self._bar.show_score(self._spec.scale, span)
        self._show_values(work)
        return text if isinstance(given, (Term, int)) else ""

    @staticmethod
    def _first_stop(work: Work | None) -> str:
        for finding in work.findings if work is not None else ():
            if finding.severity is Severity.STOP:
                return str(finding.text)
        return ""

    def _show_needed(self, outcome: Evaluation) -> None:
        asks = self._calculator.inputs.asks()
        links: list[object] = [
            f'<a href="{name}" style="color:{colour("accent").name()};text-decoration:none">'
            f"{escape(str(asks[name].label))}</a>"
            for name in outcome.missing()
            if name in asks
        ]
        text = _("Still needed: {fields}", fields=Joined(links, _(", "))) if links else ""
        put(self._needed, str(text))
        self._needed.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if links else Qt.FocusPolicy.NoFocus
        )
        self._needed.setAccessibleName(str(_("Still needed")) if links else "")

    def _show_values(self, work: Work | None) -> None:
        others = [] if work is None else self._other_values(work)
        for row, (label, text) in zip(self._values.take(len(others)), others, strict=True):
            row.show_value(label, text)
        self._rule.setVisible(bool(others))

    def _other_values(self, work: Work) -> list[tuple[str, str]]:
        found = []
        for spec in self._calculator.values:
            given = work.values.get(spec.name)
            if given in (None, []) or spec is self._spec or spec.name == self._pictured:
                continue
            if isinstance(given, dict):
                found.append((str(spec.label), ""))
                found += parts_of(given, spec, self._calculator.inputs.asks())
            else:
                found.append((str(spec.label), shown_in(work, spec)))
        return found

