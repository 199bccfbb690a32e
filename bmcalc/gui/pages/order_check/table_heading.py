"""The names of the columns, and the labels of which heading and rows are made."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.row_measures import COLUMNS, ROOMY, Sizes, aligned, columns

RIGHT: Final = ("computed", "rounded", "deviation")


def label(parent: QWidget, name: str, right: bool = False) -> QLabel:
    """Return a label of the table that takes no width of its own."""
    made = Label(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(1)
    aligned(made, right)
    return made


class Heading(QWidget):
    """The names of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: dict[str, QLabel] = {}
        titles: dict[str, object] = {
            "drug": _("Drug"), "computed": _("Computed"), "rounded": _("Rounded"),
            "ready": _("Made from"), "ordered": _("Ordered"), "deviation": _("Deviation"),
            "verdict": _("Verdict"),
        }
        for name in COLUMNS:
            title = self._titles[name] = label(self, "caption", right=name in RIGHT)
            say(title, QLabel.setText, titles[name])
        self.use_sizes(ROOMY)

    def use_sizes(self, sizes: Sizes) -> None:
        """Be as high as these sizes say."""
        self.setFixedHeight(scaled(sizes.heading))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put each name over its column."""
        super().resizeEvent(event)
        for name, span in columns(self.width()).items():
            self._titles[name].setGeometry(span.left, 0, span.width, self.height() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below."""
        painter = QPainter(self)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
