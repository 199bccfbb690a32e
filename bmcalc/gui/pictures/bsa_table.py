"""The twelve body surface areas side by side, with their distance from the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bmcalc.core.numbers import half_up, plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS
from bmcalc.gui.look.card import Rows, put
from bmcalc.gui.look.named import dress_as
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.result.evaluation import Evaluation

MOST_PERCENT = 10
"""Where the bars of the differences end."""


def difference(area: Term, chosen: Term) -> tuple[float, str]:
    """Return how far an area lies from the chosen one, for a bar and in words."""
    percent = half_up((100 * (area - chosen) / chosen).magnitude, 1)
    if not percent:
        return 0.0, "0 %"
    sign = "+" if percent > 0 else "−"
    return float(percent), f"{sign}{plain(abs(percent))} %"


class FormulaRow(QWidget):
    """One formula: its name, its area, and a bar to the left or right of the chosen one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen = False
        self._percent = 0.0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(8), scaled(5), scaled(8), scaled(5))
        layout.setSpacing(scaled(12))
        self._name = Label(self)
        self._name.setWordWrap(True)
        self._area = Label(self)
        self._away = Label(self)
        for label, width in ((self._area, 76), (self._away, 64)):
            label.setMinimumWidth(scaled(width))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._name, 3)
        layout.addWidget(self._area)
        layout.addStretch(2)
        layout.addWidget(self._away)

    def show_formula(self, name: str, area: Term, chosen: Term, is_chosen: bool) -> None:
        """Show this formula beside the chosen one."""
        self._chosen = is_chosen
        self._percent, words = difference(area, chosen)
        for label in (self._name, self._area, self._away):
            wanted = "chosen" if is_chosen else ""
            dress_as(label, wanted)
        put(self._name, name)
        put(self._area, show(area, 3))
        put(self._away, str(_("chosen")) if is_chosen else words)
        self.setAccessibleName(f"{name}: {show(area, 3)}, {self._away.text()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the chosen row, and the bar."""
        painter = QPainter(self)
        if self._chosen:
            rounded(painter, QRectF(self.rect()), "accent_soft", "accent_soft")
        left = self._area.geometry().right() + scaled(20)
        right = self._away.geometry().left() - scaled(8)
        middle, half = (left + right) / 2, (right - left) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("field_line"))
        painter.drawRect(QRectF(middle - 0.5, 0, 1, self.height()))
        length = half * max(-1.0, min(1.0, self._percent / MOST_PERCENT))
        if length:
            painter.setBrush(colour("accent" if abs(self._percent) < 5 else "caution"))
            bar = QRectF(min(middle, middle + length), self.height() / 2 - 3, abs(length), 6)
            painter.drawRoundedRect(bar, 2, 2)


class Drawing(PictureCard):
    """All formulas, the largest area first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("All formulas"))
        self._rows: Rows[FormulaRow] = Rows(self, FormulaRow)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        self.hide()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show the table of this outcome, or hide where there is none."""
        work = outcome.work
        table = None if work is None else work.values.get("bsa_table")
        chosen_key = getattr(outcome.read, "bsa_formula", None)
        if not isinstance(table, dict) or chosen_key not in table:
            self.hide()
            return
        areas = sorted(table.items(), key=lambda item: item[1].settled, reverse=True)
        chosen = table[chosen_key]
        for row, (key, area) in zip(self._rows.take(len(areas)), areas, strict=True):
            row.show_formula(str(BSA_FORMULAS[key].name), area, chosen, key == chosen_key)
        self.show()
