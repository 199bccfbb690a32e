"""How much room a label's words take, measured once for each text, font and width.

Qt lays a text out again for each hint, up to seven times when it changes; of all that a key leads
to this took longest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

MOST: Final = 4096
"""Texts that are remembered; then all are forgotten, as what stands on screen comes again."""

RoomT = TypeVar("RoomT", QSize, int)
_Key = tuple[Hashable, ...]

_sizes: dict[_Key, QSize] = {}
_heights: dict[_Key, int] = {}


def hinted(label: QLabel, which: str, measure: Callable[[], QSize]) -> QSize:
    """Return a size hint of a label; ``measure`` asks Qt for it."""
    label.ensurePolished()
    return QSize(_remembered(_sizes, label, which, 0, measure))


def height_at(label: QLabel, width: int, measure: Callable[[], int]) -> int:
    """Return the height of a label at a width; ``measure`` asks Qt for it."""
    return _remembered(_heights, label, "height", width, measure)


def forget() -> None:
    """Forget every text."""
    _sizes.clear()
    _heights.clear()


def _remembered(
    known: dict[_Key, RoomT], label: QLabel, which: str, width: int, measure: Callable[[], RoomT]
) -> RoomT:
    # The style sheet gives room around the words by the name of the label.
    around = label.contentsMargins()
    key = (which, width, label.text(), label.objectName(), label.font(), label.wordWrap(),
           label.margin(), label.indent(), label.alignment(), around.left(), around.right(),
           around.top(), around.bottom())
    found = known.get(key)
    if found is None:
        if len(known) >= MOST:
            known.clear()
        found = known[key] = measure()
    return found
