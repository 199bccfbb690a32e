"""Whatever a power cut leaves, the ledger opens sound and holds all it answered for."""

from __future__ import annotations

import random

import pytest

from tests.records.proofs.power_cut import cut, record, share, work
from tests.records.proofs.programs import needs_compiler
from tests.records.proofs.recording import cuts_at_answers, random_cuts

pytestmark = needs_compiler
IMAGES = 60


def test_every_disk_after_a_power_cut_is_sound_and_holds_what_was_answered():
    rng = random.Random(20261128)
    told = work(60, rng)
    steps = record(told, [31, 40])
    outcomes = cut(steps, told, random_cuts(steps, IMAGES, rng), rng)
    assert outcomes == {"sound": IMAGES}


def test_without_flushing_each_event_the_same_cuts_lose_what_was_answered():
    rng = random.Random(20261128)
    told = work(60, rng)
    steps = record(told, [], "--normal")
    outcomes = cut(steps, told, random_cuts(steps, IMAGES, rng), rng)
    assert share(outcomes, "lost") > 0
    assert share(outcomes, "unsound") == 0


@pytest.mark.parametrize("last", [2, 5, 8, 11, 12, 13, 14, 16, 17])
def test_what_a_killed_program_had_not_flushed_is_answered_for_once_it_is(last):
    rng = random.Random(last)
    told = work(5, rng)
    steps = record(told, [last])
    cuts = cuts_at_answers(steps)
    assert cut(steps, told, cuts, rng) == {"sound": len(cuts)}
