"""Take the glyph names out of the font that ships: a fifth of the file, read by nobody."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTCollection

WITHOUT_NAMES = 3.0


def slim(font: Path) -> None:
    """Write a font collection back without glyph names; outlines and metrics stay as they are."""
    with TTCollection(str(font), recalcTimestamp=False, recalcBBoxes=False) as collection:
        for face in collection.fonts:
            face["post"].formatType = WITHOUT_NAMES
        slimmed = font.with_suffix(".slim")
        collection.save(str(slimmed), shareTables=True)
    slimmed.replace(font)
