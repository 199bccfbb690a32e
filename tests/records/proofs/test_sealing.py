"""A seal names no record that a power cut may still take back."""

from __future__ import annotations

import random
import sys

import pytest

from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import read_seal
from bmcalc.records.ledger.sqlite_store import FILE
from tests.records.proofs.power_cut import lay
from tests.records.proofs.programs import WRITER, needs_compiler, note_line
from tests.records.proofs.recorder import Recorder
from tests.records.proofs.recording import images

pytestmark = needs_compiler
SEAL = [sys.executable, "-m", "bmcalc", "records", "seal"]


@pytest.mark.parametrize("dies_at", [13, 16, 18, 19, 21])
def test_what_was_sealed_after_a_kill_outlives_a_power_cut(tmp_path, dies_at):
    recorder = Recorder(tmp_path)
    rng = random.Random(1)
    recorder.run(*WRITER, recorder.folder, told=[note_line(rng) for _ in range(9)],
                 dies_at=dies_at)
    seal = read_seal(recorder.run(*SEAL))
    cuts = [(len(recorder.steps()), "gone")]
    folder = tmp_path / "after"
    folder.mkdir()
    lay(folder, next(images(recorder.steps(), cuts, rng))[1])
    with ledger_file(folder / FILE) as file:
        assert file.head() == seal
