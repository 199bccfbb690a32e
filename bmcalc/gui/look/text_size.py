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


def shape(label: QLabel) -> Hashable:
    """Return what the size of a label follows from beside its words, asked of Qt."""
    # The style sheet gives room around the words by the name of the label.
    around = label.contentsMargins()
    return (label.objectName(), label.font(), label.wordWrap(), label.margin(), label.indent(),
            label.alignment(), around.left(), around.right(), around.top(), around.bottom())


def hinted(label: QLabel, which: str, shaped: Hashable, measure: Callable[[], QSize]) -> QSize:
    """Return a size hint of a label of this shape; ``measure`` asks Qt for it."""
    return QSize(_remembered(_sizes, (which, label.text(), shaped), measure))


def height_at(label: QLabel, width: int, shaped: Hashable, measure: Callable[[], int]) -> int:
    """Return the height of a label of this shape at a width; ``measure`` asks Qt for it."""
    return _remembered(_heights, (width, label.text(), shaped), measure)


def forget() -> None:
    """Forget every text."""
    _sizes.clear()
    _heights.clear()


def _remembered(known: dict[_Key, RoomT], key: _Key, measure: Callable[[], RoomT]) -> RoomT:
    found = known.get(key)
    if found is None:
        if len(known) >= MOST:
            known.clear()
        found = known[key] = measure()
    return found
