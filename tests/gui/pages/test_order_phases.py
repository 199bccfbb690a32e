"""The window on a sequence: which phase a cycle is, what it asks for, and the dates ahead."""

import pytest

from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.gui.order_page import enter, field, put
from tests.orders.sequences.invented import written

PAIR = ("paclitaxel", "trastuzumab_iv")


@pytest.fixture
def sequence(tmp_path, window, page):
    """Return the page with the fifth cycle of the invented sequence."""
    put_in_force(load_formulary(written(tmp_path)))
    put(window, regimen="invented-sequence", cycle="5", day="1", today="2026-03-16")
    yield page
    put_in_force(None)


def where(page):
    return page.side._foot.text()


def test_the_card_says_the_phase_and_the_cycle_within_it(window, sequence):
    assert where(sequence).startswith(
        "cycle 5 = invented weekly pair, 1 of 12, every 7 d ·")
    put(window, cycle="4")
    assert where(sequence).startswith("cycle 4 = invented docetaxel, 4 of 4, every 21 d ·")
    assert list(sequence.side.table.drugs()) == ["docetaxel"]


def test_the_rows_are_those_of_the_phase(sequence):
    assert tuple(sequence.side.table.drugs()) == PAIR


def test_the_last_doses_of_the_phase_before_are_asked_for_and_filled_in(window, qtbot, sequence):
    enter(window, qtbot, sequence, "history", "last_cycle:on", "2026-02-23")
    assert field(sequence, "history", "last:docetaxel:on").isVisibleTo(sequence)
    last = sequence._outcome.check.situation.last
    assert {name: one.on.isoformat() for name, one in last.items()} == {"docetaxel": "2026-02-23"}


def test_within_a_phase_only_its_own_last_doses_are_filled_in(window, qtbot, sequence):
    put(window, cycle="6")
    enter(window, qtbot, sequence, "history", "last_cycle:on", "2026-03-09")
    assert set(sequence._outcome.check.situation.last) == set(PAIR)


def test_the_drawer_of_the_schedule_names_the_later_phases(window, sequence):
    sequence.side.buttons["schedule"].setChecked(True)
    put(window, cycle="5")
    note = sequence.side.drawers["schedule"]._note.text()
    assert "invented antibody alone from 2026-06-08" in note
