"""The bar of the anthracyclines: each drug's share of its lifetime limit, end to end up to 100 %.

What was given is solid, the next dose hatched; what lies above the limit stands out in red.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.calculators.chemotherapy.cumulative_anthracycline import HISTORY
from bmcalc.core.numbers import half_up, plain
from bmcalc.core.texts import _
from bmcalc.gui.look.card import Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.result.evaluation import Evaluation

WHOLE, ASKED = 100, 80
"""The limit, and from where on somebody is asked, in percent."""


INKS = ("accent", "heading")
"""The colours of drugs beside each other, in turn."""


@dataclass(frozen=True)
class Part:
    """One drug: its name, its share before and with the next dose in percent, its words."""

    name: str
    before: float
    after: float
    words: str


def part_of(row: dict[str, Any]) -> Part:
    """Return how one row of the value is drawn; a drug without a limit has no length."""
    name = str(HISTORY.drugs.options[row["drug"]])
    if row["limit"] is None:
        return Part(name, 0, 0, str(_("{dose}, no limit is known", dose=_told(row["after"]))))
    after = half_up(Decimal(row["share_after"]), 1)
    words = str(_("{dose} of {limit}: {share} %", dose=_told(row["after"]),
                  limit=_told(row["limit"]), share=plain(after)))
    return Part(name, float(row["share_before"]), float(row["share_after"]), words)


def _told(written: str) -> str:
    return written.replace("mg/m^2", "mg/m²")


def _split(left: float, right: float, ink: str) -> list[tuple[float, float, str]]:
    """Return a stretch, cut at the limit: what lies above it is red."""
    pieces = [(left, min(right, WHOLE), ink), (max(left, WHOLE), right, "stop")]
    return [(low, high, name) for low, high, name in pieces if high > low]


class ShareBar(QWidget):
    """Draws the parts end to end on a track that ends at the limit, or at what was given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Draw these parts."""
        if parts != self._parts:
            self._parts = parts
            self.update()
        self.setAccessibleName(str(_("Share of the lifetime limits")))
        self.setAccessibleDescription("; ".join(f"{one.name} {one.words}" for one in parts))

    def sizeHint(self) -> QSize:
        """Return the height of the bar with its marks."""
        return QSize(200, scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the parts, and the marks at 80 and 100 percent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = scaled(6), scaled(14)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("quiet"))
        painter.drawRoundedRect(QRectF(0, top, self._x(WHOLE), height), 3, 3)
        start = 0.0
        for place, part in enumerate(self._parts):
            start = self._part(painter, start, part, place, QRectF(0, top, 0, height))
        for percent, ink in ((ASKED, "caution"), (WHOLE, "stop")):
            self._mark(painter, percent, ink, top, height)

    def _x(self, percent: float) -> float:
        """Return where a percentage lies; the widget is as wide as the larger of limit and sum."""
        longest = max(WHOLE, sum(part.after for part in self._parts))
        return (self.width() - scaled(2)) * percent / longest

    def _part(
        self, painter: QPainter, start: float, part: Part, place: int, box: QRectF
    ) -> float:
        """Draw one drug from where the last one ended; return where it ends, in percent."""
        middle, end = start + part.before, start + part.after
        ink = INKS[place % len(INKS)]
        for left, right, style in ((start, middle, Qt.BrushStyle.SolidPattern),
                                   (middle, end, Qt.BrushStyle.BDiagPattern)):
            for low, high, name in _split(left, right, ink):
                painter.setPen(QPen(colour(name), 1))
                painter.setBrush(QBrush(colour(name), style))
                painter.drawRect(QRectF(self._x(low), box.top(), self._x(high) - self._x(low),
                                        box.height()))
        return end

    def _mark(self, painter: QPainter, percent: int, ink: str, top: int, height: int) -> None:
        x = self._x(percent)
        painter.setPen(QPen(colour(ink), 2))
        painter.drawLine(QPointF(x, top - scaled(4)), QPointF(x, top + height + scaled(4)))
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        box = QRectF(x - scaled(60), top + height + scaled(4), scaled(60), scaled(18))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{percent} %")


class Drawing(PictureCard):
    """The bar, and below it each drug in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Share of the lifetime limits"))
        self._bar = ShareBar(self)
        self._rows: Rows[Label] = Rows(self, Label)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        self.hide()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show the bar of this outcome, or hide where there is none."""
        work = outcome.work
        rows = None if work is None else work.values.get("anthracycline_shares")
        if not isinstance(rows, list) or not rows:
            self.hide()
            return
        parts = tuple(part_of(row) for row in rows)
        self._bar.show_parts(parts)
        for label, part in zip(self._rows.take(len(parts)), parts, strict=True):
            put(label, f"{part.name}  {part.words}")
        self.show()
