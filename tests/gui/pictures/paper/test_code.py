"""The code on paper: its areas are the modules of the code, with a quiet edge around them."""

from PySide6.QtCore import QPointF, QRectF

from bmcalc.gui.pictures.paper.code import code_path
from bmcalc.records.seals.qr_code import QUIET, qr_code
from tests.report.on_paper import SEAL


def test_every_module_is_painted_as_the_code_has_it(qapp):
    rows = qr_code(SEAL)
    side = len(rows) + 2 * QUIET
    path = code_path(SEAL, QRectF(10, 20, side, side))
    for number in range(side):
        for column in range(side):
            row, place = number - QUIET, column - QUIET
            inside = 0 <= row < len(rows) and 0 <= place < len(rows)
            dark = inside and rows[row][place]
            found = path.contains(QPointF(10 + column + 0.5, 20 + number + 0.5))
            assert found is dark, (number, column)
