"""The band above the order: its verdict, how much there is of each sort, the worst in short.

It does not scroll, so the verdict is in sight whatever is read or typed below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.pages.order_check.filter_chips import FilterChips
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.result.finding_list import Told
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.result.sort import Sort, sort_of_verdict

HEIGHT: Final = 46
COMPACT_HEIGHT: Final = 42
EDGE: Final = 16
GAP: Final = 8
LEAST_WORDS: Final = 60
NARROW_BELOW: Final = 640
WORDS_FROM: Final = 8
"""Room for the worst finding below which the chips of a narrow band give up their words."""

_WORDS: Final[dict[Sort, object]] = {
    Sort.STOP: _("Stop"), Sort.CONFIRM: _("To confirm"), Sort.ADD: _("To complete"),
    Sort.AGREES: _("Agrees"),
}


class Sentence(QLabel):
    """One sentence on one line at the right; what does not fit ends with dots, whole in its tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show these words from now on."""
        if words != self.text():
            self.setText(words)
            set_tip(self, words)

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line; the width is whatever is left."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the beginning of the sentence, where there is room for some of it."""
        if self.width() < scaled(LEAST_WORDS):
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect(), side, shown)


class VerdictBand(QWidget):
    """The worst verdict, a chip for each sort, and the worst finding in words.

    ``filtered`` carries the sort that a person wants to see alone, or None for all.
    """

    filtered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sort: Sort | None = None
        self._outcome = OrderOutcome()
        self._told: Sequence[Told] = ()
        self._counts: Mapping[Sort, int] = {}
        self.verdict = Pill(self, strong=True)
        self.verdict.hide()
        self.chips = FilterChips(self)
        self.chips.filtered.connect(self.filtered)
        self.worst = Sentence(self)
        self.worst.setObjectName("small")
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(EDGE), 0, scaled(EDGE), 0)
        line.setSpacing(scaled(GAP))
        line.addWidget(self.verdict)
        line.addWidget(self.chips)
        line.addWidget(self.worst, 1)
        self.setFixedHeight(scaled(HEIGHT))

    def use_compact(self, compact: bool) -> None:
        """Be lower, or as high as it likes to be."""
        self.setFixedHeight(scaled(COMPACT_HEIGHT if compact else HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the words of the chips where the worst finding would have no room."""
        before = 2 * scaled(EDGE) + self.verdict.sizeHint().width() + 2 * scaled(GAP)
        left = self.width() - before - self.chips.width_of(short=False)
        self.chips.use_short(left < scaled(WORDS_FROM) and self.width() < scaled(NARROW_BELOW))

    def show_outcome(
        self, outcome: OrderOutcome, told: Sequence[Told], counts: Mapping[Sort, int]
    ) -> None:
        """Show the verdict on the order; ``told`` are its findings, the worst first.

        ``counts`` say how much there is of each sort; the verdict is never milder than one of them.
        """
        self._outcome, self._told, self._counts = outcome, told, counts
        shown = outcome.check is not None
        sort = _worst(outcome, counts) if shown else None
        if sort is not None:
            self.verdict.show_sort(sort, str(_WORDS[sort]))
            self.verdict.setAccessibleName(str(_("Order: {verdict}", verdict=sort.word)))
        if self.verdict.isHidden() == shown:
            self.verdict.setVisible(shown)
        wider = self.chips.show_counts(counts)
        self.worst.show_words(str(_first_words(outcome, told)))
        if sort is not self._sort:
            self._sort = sort
            self.update()
            wider = True
        if wider:
            self._fit()

    def translate(self) -> None:
        """Read every text again."""
        self.show_outcome(self._outcome, self._told, self._counts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the worst sort and the line below."""
        painter = QPainter(self)
        ink, ground = ("line", "card") if self._sort is None else (
            self._sort.colours[2], self._sort.colours[1]
        )
        painter.fillRect(self.rect(), colour(ground))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour(ink))


def _worst(outcome: OrderOutcome, counts: Mapping[Sort, int]) -> Sort:
    """Return the sort of the verdict, or a worse one that was found: what could not be read."""
    found = {sort_of_verdict(outcome.verdict), *(sort for sort, count in counts.items() if count)}
    return next(sort for sort in Sort if sort in found)


def _first_words(outcome: OrderOutcome, told: Sequence[Told]) -> object:
    """Return the worst of what is to be asked about, or why there is no verdict."""
    if outcome.missing:
        return _("Still needed: {fields}", fields=Joined(needed(outcome.missing), _(", ")))
    grave = [one for one in told if one.severity is not Severity.INFO]
    return grave[0].text if grave else ""
