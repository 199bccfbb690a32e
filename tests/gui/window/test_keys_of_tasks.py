"""How many keys whole tasks take in the real window, before anything is signed."""

import pytest
import shiboken6

from tests.benchmarks.hand import settle
from tests.benchmarks.key_count import done, is_done


@pytest.fixture
def task(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "records"))
    windows = []

    def do(name):
        hand, lacking = done(name, tmp_path)
        windows.append(hand.window)
        assert not lacking
        assert hand.clicks == 0
        return hand

    yield do
    for window in windows:
        window.leave()
        settle()
        shiboken6.delete(window)


@pytest.mark.parametrize(("name", "most"), [
    ("cycle 1, typed", 109), ("cycle 2, typed", 89), ("cycle 2, pasted", 24),
])
def test_an_order_is_checked_with_few_keys(task, name, most):
    hand = task(name)
    assert is_done(hand.window)
    assert hand.presses <= most


@pytest.mark.parametrize("name", ["carboplatin alone", "Mirels alone", "denosumab alone"])
def test_one_number_takes_few_keys_beside_its_values(task, name):
    hand = task(name)
    assert hand.presses - hand.values < 15
