"""A seal as a QR code: square, with its three finders, another for another seal."""

from __future__ import annotations

from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.store import Head
from bmcalc.records.seals.qr_code import qr_code

SEAL = seal_line(Head("1c9a3f0e-57a4-4f43-9d0e-2f9d4a1f6c57", 1234, "a5" * 32,
                      "2026-11-28T09:15:00.000Z"))
FINDER = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]


def corner(rows, top, left):
    return ["".join("#" if dark else "." for dark in row[left:left + 7])
            for row in rows[top:top + 7]]


def test_a_code_is_square_with_three_finders():
    rows = qr_code(SEAL)
    size = len(rows)
    assert {len(row) for row in rows} == {size}
    assert (size - 21) % 4 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert corner(rows, top, left) == FINDER
    assert corner(rows, size - 7, size - 7) != FINDER


def test_it_fits_a_corner_of_a_slip():
    """At half a millimetre a module, with its quiet zone, less than 35 mm."""
    assert (len(qr_code(SEAL)) + 8) * 0.5 < 35


def test_another_seal_is_another_code():
    assert qr_code(SEAL) == qr_code(SEAL)
    assert qr_code(SEAL) != qr_code(SEAL.replace("1234", "1235"))
