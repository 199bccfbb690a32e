"""Several processes on one ledger: one unbroken chain, nothing twice, one decision at a time."""

from __future__ import annotations

from tests.records.proofs.together import (
    found_together,
    judge_together,
    look_together,
    write_together,
)


def test_four_processes_write_one_unbroken_chain():
    written = write_together(processes=4, events=50)
    assert (written.found, written.twice) == (200, 0)


def test_of_eight_founders_at_once_one_chain_is_left_and_all_have_it():
    seen = found_together(processes=8, rounds=5)
    assert [len(one) for one in seen] == [1] * 5
    assert all(seq == 1 for one in seen for _, seq in one)


def test_of_two_windows_that_judged_the_same_records_one_wins():
    assert judge_together(processes=2, rounds=25) == [["moved", "won"]] * 25


def test_eight_programs_make_the_tables_of_a_fresh_place_at_once():
    look_together(processes=8, rounds=10)
