"""The band above the order: the verdict, how many drugs have which, the worst finding, the tools.

It does not scroll, so the verdict is in sight whatever is read or typed below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled, severity_names
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.result.finding_list import Told
from bmcalc.gui.result.pill import Pill
from bmcalc.orders.verdicts import Verdict

TWO_LINES: Final = 900
"""Below this width the tools stand under the verdict."""


class Sentence(QLabel):
    """One sentence on one line; what does not fit ends with dots and stands in the findings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line; the width is whatever is left."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the beginning of the sentence."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class VerdictBand(QWidget):
    """Takes the tools of the page, so that they are in reach as well."""

    findings_asked = Signal()

    def __init__(self, tools: Sequence[QAbstractButton], parent: QWidget) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None
        self._outcome = OrderOutcome()
        self._told: Sequence[Told] = ()
        self.verdict = Pill(self, strong=True)
        self._counts = Label(self)
        self._counts.setObjectName("small")
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self.worst = Sentence(self)
        self.findings = QToolButton(self)
        self.findings.setFixedHeight(scaled(30))
        self.findings.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.findings.clicked.connect(self.findings_asked)
        above = QHBoxLayout()
        above.setSpacing(scaled(10))
        above.addWidget(self.verdict)
        above.addWidget(self._counts)
        above.addWidget(self.worst, 1)
        self._tools = QWidget(self)
        beside = QHBoxLayout(self._tools)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(scaled(8))
        beside.addStretch(1)
        for tool in (self.findings, *tools):
            beside.addWidget(tool)
        self._above = above
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(scaled(20), scaled(6), scaled(20), scaled(6))
        self._lines.setSpacing(scaled(6))
        self._lines.addLayout(above)
        above.addWidget(self._tools)

    def buttons(self) -> list[QAbstractButton]:
        """Return the buttons in reading order."""
        return self._tools.findChildren(QAbstractButton)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: the tools beside the verdict, or under it."""
        super().resizeEvent(event)
        under = event.size().width() < scaled(TWO_LINES)
        line = self._lines if under else self._above
        if line.indexOf(self._tools) < 0:
            (self._above if under else self._lines).removeWidget(self._tools)
            line.addWidget(self._tools)

    def show_outcome(self, outcome: OrderOutcome, told: Sequence[Told]) -> None:
        """Show the verdict on the order; ``told`` are its findings, the worst first."""
        self._outcome, self._told = outcome, told
        shown = outcome.check is not None
        severity = outcome.verdict.severity if shown else None
        if self.verdict.isHidden() == shown:
            self.verdict.setVisible(shown)
        if shown:
            word = _("Order: {verdict}", verdict=outcome.verdict.label)
            self.verdict.show_word(outcome.verdict.severity, str(word))
        put(self._counts, str(Joined(_counted(outcome), " · ")))
        put(self.worst, str(_first_words(outcome, told)))
        text = str(_("Findings: {count}", count=len(told)))
        if self.findings.text() != text:
            self.findings.setText(text)
        if severity is not self._severity:
            self._severity = severity
            self.update()

    def translate(self) -> None:
        """Read every text again."""
        self.show_outcome(self._outcome, self._told)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the verdict and the line below."""
        painter = QPainter(self)
        ink, ground = ("line", "card") if self._severity is None else (
            severity_names(self._severity)[:2]
        )
        painter.fillRect(self.rect(), colour(ground))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour(ink))


def _counted(outcome: OrderOutcome) -> list[object]:
    """Return how many drugs have which verdict, the worst first."""
    if outcome.check is None:
        return []
    found = Counter(outcome.verdict_of(line) for line in outcome.check.lines)
    return [
        _("{verdict}: {count}", verdict=verdict.label, count=found[verdict])
        for verdict in sorted(Verdict, key=lambda one: -one.rank) if found[verdict]
    ]


def _first_words(outcome: OrderOutcome, told: Sequence[Told]) -> object:
    """Return the worst of what is to be asked about, or why there is no verdict."""
    if outcome.missing:
        return _("Still needed: {fields}", fields=Joined(needed(outcome.missing), _(", ")))
    grave = [one for one in told if one.severity is not Severity.INFO]
    return grave[0].text if grave else ""
