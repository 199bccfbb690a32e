"""Whatever cuts a restore off, the old records are there, or the restored with the old beside."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.reading import ledger_file
from tests.records.ledger.given import records
from tests.records.proofs.power_cut import lay, must_be_complete
from tests.records.proofs.programs import WRITER, needs_compiler, note_line, whole_lines
from tests.records.proofs.recorder import Recorder
from tests.records.proofs.recording import FATES, images
from tests.records.proofs.sound import sound, sound_records

pytestmark = needs_compiler
COMMAND = [sys.executable, "-m", "bmcalc", "records"]


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """Return the recording of a restore, where it begins, and the events before it."""
    made = tmp_path_factory.mktemp("restored")
    recorder, backups, rng = Recorder(made), made / "backups", random.Random(1)
    backups.mkdir()
    early = recorder.run(*WRITER, recorder.folder, told=[note_line(rng) for _ in range(12)])
    recorder.run(*COMMAND, "backup", backups)
    late = recorder.run(*WRITER, recorder.folder, told=[note_line(rng) for _ in range(5)])
    begin = len(recorder.steps())
    recorder.run(*COMMAND, "restore", next(backups.glob("*.db")))
    must_be_complete(recorder.steps(), recorder.folder)
    return recorder.steps(), begin, *(
        {str(one["event_id"]) for one in whole_lines(text) if "event_id" in one}
        for text in (early, late))


@pytest.mark.parametrize("fate", FATES)
def test_a_restore_that_is_cut_off_loses_nothing(tmp_path, restored, fate):
    steps, begin, early, late = restored
    cuts = [(place, fate) for place in range(begin, len(steps) + 1)]
    outcomes = set()
    for number, (_, files, answers) in enumerate(images(steps, cuts, random.Random(1))):
        folder = tmp_path / str(number)
        folder.mkdir()
        is_restored = state_of(lay(folder, files), early, late)
        assert is_restored or b"Restored" not in answers
        outcomes.add(is_restored)
    assert outcomes == {False, True}


def state_of(folder: Path, early: set[str], late: set[str]) -> bool:
    """Say whether the records are the restored ones; fail where either tell too little."""
    store = records(folder)
    found = set(sound(store))
    newest = next(store.read_from(store.head().seq)).event()
    store.close()
    assert early <= found
    if not is_restore(newest):
        assert late <= found
        return False
    assert any(early | late <= events_of(file) for file in folder.glob("ledger-set-aside-*.db"))
    return True


def events_of(path: Path) -> set[str]:
    with ledger_file(path) as file:
        return set(sound_records(file.stored()))


def is_restore(event: Event) -> bool:
    return event.draft.kind is Kind.RESTORED
