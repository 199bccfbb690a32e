"""What the corrected calcium would be over every albumin, while the albumin is not known."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.formulas.calcium_correction import HIGHEST_ALBUMIN, LOWEST_ALBUMIN
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.pictures.chart import Chart
from bmcalc.gui.result.evaluation import Evaluation


def _size(term: Term) -> float:
    return float(term.magnitude)


class BoundsChart(Chart):
    """A line from the highest calcium at low albumin to the lowest at high albumin."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bounds: dict[str, Any] = {}

    def show_bounds(self, bounds: dict[str, Any]) -> None:
        """Draw these bounds."""
        self._bounds = bounds
        low, high = bounds["low"], bounds["high"]
        limits = [_size(bounds[name]) for name in ("lln", "uln") if _is_term(bounds.get(name))]
        sizes = [_size(low), _size(high), *limits]
        room = (max(sizes) - min(sizes)) * 0.2 or 0.1
        self.measure(
            (_size(self._albumin("albumin_low")), _size(self._albumin("albumin_high"))),
            (min(sizes) - room, max(sizes) + room),
        )
        self.update()

    def _albumin(self, name: str) -> Term:
        found = self._bounds.get(name)
        if isinstance(found, Term):
            return found
        return LOWEST_ALBUMIN if name == "albumin_low" else HIGHEST_ALBUMIN

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the limits, the normal range between them, and the line."""
        bounds = self._bounds
        if not bounds:
            return
        painter = self.begin()
        lower, upper = bounds.get("lln"), bounds.get("uln")
        if isinstance(lower, Term) and isinstance(upper, Term):
            area = self.area()
            top, bottom = self.at(0, _size(upper)).y(), self.at(0, _size(lower)).y()
            painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top),
                             colour("fine_soft"))
        if isinstance(upper, Term):
            self.level(painter, _size(upper), show(upper), "caution")
        if isinstance(lower, Term):
            self.level(painter, _size(lower), show(lower), "caution")
        thin, thick = self._albumin("albumin_low"), self._albumin("albumin_high")
        left = self.at(_size(thin), _size(bounds["high"]))
        right = self.at(_size(thick), _size(bounds["low"]))
        self.line(painter, [left, right])
        self.above(painter, left, show(bounds["high"], 2))
        self.above(painter, right, show(bounds["low"], 2))
        self.below(painter, _size(thin), str(_("albumin {albumin}", albumin=thin)))
        self.below(painter, _size(thick), str(_("albumin {albumin}", albumin=thick)))
        painter.end()


def _is_term(value: object) -> bool:
    return isinstance(value, Term)


class Drawing(PictureCard):
    """The chart, with a sentence that says what it shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Corrected calcium without an albumin"))
        self._words = Label(self)
        self._words.setObjectName("muted")
        self._words.setWordWrap(True)
        self.body.addWidget(self._words)
        self._chart = BoundsChart(self)
        self.body.addWidget(self._chart)
        self.hide()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Draw the bounds of this outcome, or hide where there are none."""
        bounds = None if outcome.work is None else outcome.work.values.get("calcium_bounds")
        if not isinstance(bounds, dict) or not (
            _is_term(bounds.get("low")) and _is_term(bounds.get("high"))
        ):
            self.hide()
            return
        words = str(_("Between {low} and {high}, whatever the albumin is; the dashed lines are "
                      "the laboratory's limits.", low=show(bounds["low"], 2),
                      high=show(bounds["high"], 2)))
        put(self._words, words)
        self._chart.setAccessibleName(words)
        self._chart.show_bounds(bounds)
        self.show()
