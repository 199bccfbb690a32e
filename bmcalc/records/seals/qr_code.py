"""A QR code as rows of modules, for whatever draws it."""

from __future__ import annotations

from typing import Final

from qrcodegen import QrCode

QUIET: Final = 4
"""Light modules that whoever draws a code leaves around it (ISO/IEC 18004)."""

Rows = tuple[tuple[bool, ...], ...]


def qr_code(text: str) -> Rows:
    """Return the rows of a code from top to bottom, True for a dark module; it is square.

    A quarter of it may be unreadable on crumpled paper (error correction Q). ValueError for more
    than a code holds, some 1,600 bytes.
    """
    code = QrCode.encode_text(text, QrCode.Ecc.QUARTILE)
    sides = range(code.get_size())
    return tuple(tuple(code.get_module(column, row) for column in sides) for row in sides)
