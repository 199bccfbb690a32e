"""Two thousand keys: no crash, no lost reference to None, no growing memory.

PySide6 6.12 on CPython 3.11 loses one reference to None with every key and dies after some
1,500 of them, while every short test stays green.
"""

import resource
import sys

import pytest

from bmcalc.gui.window import faults
from tests.benchmarks.soak import Soak
from tests.gui.conftest import line, settle

KEYS = 2000
GROWTH = 40_000
"""Kilobytes by which the highest memory may grow after the first keys."""


@pytest.mark.skipif(sys.platform == "win32", reason="the memory is read in the way of Unix")
def test_two_thousand_keys(window, qtbot):
    window.open_case(1)
    window.visit("body-size")
    edit = line(window, "weight")
    edit.setFocus()

    def type_keys(count):
        for number in range(count // 4):
            edit.clear()
            qtbot.keyClicks(edit, "58.2" if number % 2 else "6x.1")
            settle(window)

    type_keys(200)
    before = sys.getrefcount(None)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    type_keys(KEYS)
    assert abs(sys.getrefcount(None) - before) < KEYS // 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < GROWTH


OVER_THE_WINDOW = 300
"""Keys of the hand that works over the whole window; thousands of them are a benchmark."""


def test_keys_over_the_whole_window_leave_nothing_that_was_not_computed(
    tmp_path, monkeypatch, qapp
):
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "records"))
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "bmcalc.log")
    faults.logger.cache_clear()
    soak = Soak(3, tmp_path, look_every=5, draw_every=50)
    try:
        found = soak.run(lambda steps: steps < OVER_THE_WINDOW)
    finally:
        soak.end()
        faults.logger.cache_clear()
    assert found.faults == {}
    assert found.disagreements == {}
    assert found.warnings == {}
    assert found.results
