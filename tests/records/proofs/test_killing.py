"""kill -9 at random moments: nothing answered is lost, nothing is stored twice."""

from __future__ import annotations

import random
import sys

import pytest

from tests.records.proofs.killing import COMMAND, THROUGH_STORE, Killed, kill

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")


@pytest.mark.parametrize(("writer", "kills"), [(THROUGH_STORE, 7), (COMMAND, 4)])
def test_what_was_answered_outlives_a_kill_and_a_retry_stores_nothing_twice(writer, kills):
    events = 40 * kills
    outcome = kill(events, kills, random.Random(kills), writer)
    assert outcome == Killed(kills, events, answered=events, lost=0, twice=0)


def test_a_writer_that_answers_too_early_would_be_noticed():
    outcome = kill(60, 6, random.Random(6), [*THROUGH_STORE, "--hasty"])
    assert outcome.lost > 0
