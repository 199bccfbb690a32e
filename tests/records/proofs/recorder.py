"""A folder of records whose every change is recorded, by whatever program."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.records.proofs.programs import ROOT, Told, lines, preloaded
from tests.records.proofs.recording import Step, read


class Recorder:
    """Makes a folder of records, runs programs on it, and has the steps of all of them."""

    def __init__(self, made: Path) -> None:
        self.folder, self.recording = (made / "records").resolve(), made / "recording"
        self.folder.mkdir()

    def run(self, *command: object, told: list[Told] | None = None, dies_at: int = 0) -> str:
        """Run a program, killed in place of its n-th flush for ``dies_at``; return its answers."""
        environment = preloaded("recorder", self.folder, RECORDING=self.recording,
                                BMCALC_RECORDS=self.folder, DIE_AT_FLUSH=dies_at)
        run = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment,
                             input=lines(told or []), capture_output=True, check=False,
                             encoding="utf-8")
        assert run.returncode in ({0, -9} if dies_at else {0}), run.stderr
        return run.stdout

    def steps(self) -> list[Step]:
        """Return what was recorded up to now."""
        return read(self.recording)
