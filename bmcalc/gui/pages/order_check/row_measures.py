"""How wide the columns of the table are, how high its rows, and how much room words take."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel

from bmcalc.gui.look.theme import scaled

COLUMNS: Final = ("drug", "computed", "rounded", "ready", "ordered", "deviation", "verdict")
LEAST: Final = {"drug": 170, "computed": 62, "rounded": 64, "ready": 116, "ordered": 104,
                "deviation": 80, "verdict": 100}
"""The least width of each column."""

SHARES: Final = {"drug": 46, "ready": 30, "ordered": 12, "verdict": 12}
"""How the columns that hold words share what is over, in percent."""

GAP: Final = 10
EDGE: Final = 12
NARROW_BELOW: Final = 640
LEAST_WIDTH: Final = 500
TABLE_FROM: Final = sum(LEAST.values()) + (len(COLUMNS) - 1) * GAP + 2 * EDGE


class Mode(Enum):
    """How a row stands: in columns, on a card, or on a card whose order has a line of its own."""

    TABLE = 0
    CARD = 1
    NARROW = 2


class Sizes(NamedTuple):
    """Heights before they are scaled: of a row in each mode, the field of a dose, the heading."""

    row: int
    card: int
    narrow: int
    field: int
    heading: int

    def least(self, mode: Mode) -> int:
        """Return the least height of a row."""
        return (self.row, self.card, self.narrow)[mode.value]


ROOMY: Final = Sizes(60, 78, 88, 32, 29)
COMPACT: Final = Sizes(51, 72, 82, 27, 28)


def mode_of(width: int) -> Mode:
    """Return how rows of this width stand."""
    if width >= scaled(TABLE_FROM):
        return Mode.TABLE
    return Mode.CARD if width >= scaled(NARROW_BELOW) else Mode.NARROW


class Span(NamedTuple):
    """A part of the width."""

    left: int
    width: int

    @property
    def right(self) -> int:
        """The first pixel behind it."""
        return self.left + self.width


def columns(width: int) -> dict[str, Span]:
    """Return where each column of the table stands in a width."""
    over = max(0, width - scaled(TABLE_FROM))
    spans: dict[str, Span] = {}
    left = scaled(EDGE)
    for name in COLUMNS:
        own = scaled(LEAST[name]) + over * SHARES.get(name, 0) // 100
        spans[name] = Span(left, own)
        left += own + scaled(GAP)
    return spans


_sizes: dict[tuple[str, str, int], QSize] = {}
MOST: Final = 4096
"""Texts that are remembered; then all are forgotten, as what stands on screen comes again."""

WHOLE: Final = QRect(0, 0, 100_000, 2000)
BOTH: Final = "Ag\u9759"
"""Letters of both scripts: a line is as high as the higher one."""


def _on_one_line(label: QLabel, text: str) -> QSize:
    """Return the room of words on one line; a label's font follows from its name."""
    key = text, label.objectName(), scaled(1000)
    found = _sizes.get(key)
    if found is None:
        if len(_sizes) >= MOST:
            _sizes.clear()
        label.ensurePolished()
        metrics = label.fontMetrics()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        height = metrics.boundingRect(WHOLE, flags, text).height()
        found = _sizes[key] = QSize(metrics.horizontalAdvance(text) + 1, height)
    return found


def natural(label: QLabel) -> int:
    """Return the width of a label's words on one line."""
    return _on_one_line(label, label.text()).width()


def line_height(label: QLabel) -> int:
    """Return the height of one line of a label, whatever its words."""
    return _on_one_line(label, BOTH).height()


def height_in(label: QLabel, width: int) -> int:
    """Return the height of a label's words in a width."""
    own = _on_one_line(label, label.text())
    return own.height() if own.width() <= width else label.heightForWidth(width)


def aligned(label: QLabel, right: bool) -> None:
    """Let a label's words stand at the right or the left of its place."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if not label.alignment() & side:
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
