"""The order page of every regimen, at several of its stages, with all open that can be opened."""

import pytest

from bmcalc.formulary.regimens import regimens
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle

STAGES = (("1", "1"), ("5", "1"))
"""A cycle and a day; the fifth cycle lies in a later phase of most sequences."""


@pytest.mark.parametrize("part", ["schedule", "history", "supportive"])
def test_what_can_be_opened_shows_every_regimen(window, page, part):
    window.open_case(1)
    failed = []
    for regimen in regimens():
        for cycle, day in STAGES:
            window.session.clear()
            for name, typed in {"regimen": regimen, "cycle": cycle, "day": day,
                                "today": "2026-03-02"}.items():
                window.session.put("order-check", name, Typed(typed))
            window.reload()
            page.side.buttons[part].setChecked(True)
            settle(window)
            if window.view() is not page or page._outcome is None:
                failed.append((regimen, cycle))
    assert not failed
