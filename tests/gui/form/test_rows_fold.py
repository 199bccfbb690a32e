"""Rows of several editors fold where there is little room, whatever the width was before."""

import pytest
from PySide6.QtCore import QPoint

from bmcalc.gui.form.rows_edit import RowsEdit
from tests.gui.conftest import settle


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_window_may_be_drawn_wider_and_narrower(window, language):
    window.use_language(language)
    window.visit("recist")
    settle(window)
    folds = set()
    for width in [*range(1400, 700, -35), *range(700, 1400, 35)]:
        window.resize(width, 700)
        settle(window)
        for rows in window.view().findChildren(RowsEdit):
            folds.add(rows._across)
            for row in rows._rows:
                for cell in row.cells.values():
                    left = cell.mapTo(rows, QPoint()).x()
                    assert left >= 0 and left + cell.width() <= rows.width()
    assert len(folds) > 1


def test_rows_are_laid_out_after_what_stands_around_them(window):
    window.visit("recist")
    window.resize(1400, 700)
    settle(window)
    rows = window.view().findChild(RowsEdit)
    whole = rows._across
    before = rows._grid.rowCount()
    rows.resize(rows._widest() + 60, rows.height())
    assert rows._across < whole
    assert rows._grid.rowCount() == before
    settle(window)
    assert rows._grid.rowCount() > before or rows._across == whole
