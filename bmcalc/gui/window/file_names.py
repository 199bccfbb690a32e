"""The name under which a page is offered to be saved: whose, what, which day, and when."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

LONGEST_PART: Final = 40
"""Characters of one part, such as a record number."""

RESERVED: Final = frozenset({
    "CON", "PRN", "AUX", "NUL", *(f"COM{digit}" for digit in range(10)),
    *(f"LPT{digit}" for digit in range(10)),
})
"""Names that Windows keeps for devices, with any ending."""


def file_name(parts: Iterable[object], ending: str) -> str:
    """Return ``RECORD_REGIMEN_C1D1_DATE.pdf`` of its parts; what is empty is left out.

    Only letters and digits of any script, ``-`` and ``+`` stand in a part, so that every system
    takes the name, and ``_`` stands between them.
    """
    stem = "_".join(filter(None, map(_safe, parts))) or "bmcalc"
    if stem.partition("_")[0].upper() in RESERVED:
        stem = f"bmcalc_{stem}"
    return f"{stem}.{ending}"


def offered_path(parts: Iterable[object], ending: str) -> str:
    """Return where a file is offered to be saved: in the user's documents, by its name."""
    documents = QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.DocumentsLocation
    )
    return str(Path(documents) / file_name(parts, ending))


def today() -> datetime.date:
    """Return the day on this computer, by which a file is named."""
    return datetime.datetime.now().astimezone().date()


def _safe(part: object) -> str:
    text = unicodedata.normalize("NFC", str(part))
    kept = "".join(one if one.isalnum() or one in "-+" else "-" for one in text)
    return "-".join(filter(None, kept.split("-")))[:LONGEST_PART].strip("-")
