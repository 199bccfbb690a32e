"""Run the self-test and state its verdict, for a hospital's installation file."""

from __future__ import annotations

import locale
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bmcalc.catalogue import all_calculators
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.formulary.loading import load_formulary
from bmcalc.verification.build import build_facts
from bmcalc.verification.cases import CaseResult, run_cases, shipped_cases
from bmcalc.verification.manifest import (
    FileCheck,
    check_installation,
    manifest_hash,
)
from bmcalc.version import __version__


@dataclass(frozen=True)
class Machine:
    """What this installation is and runs on."""

    build: dict[str, str]
    formulary: str
    formulary_sha256: str
    files_sha256: str
    platform: str
    python: str
    locale: str
    fonts: str


@dataclass(frozen=True)
class SelfTest:
    """The whole self-test: the cases, the files (None in a source checkout), the machine."""

    outcomes: Sequence[CaseResult]
    files: Sequence[FileCheck] | None
    machine: Machine
    refused: Sequence[str] = ()
    """What is wrong with the shipped files; a calculation reads those of its own drugs alone."""

    @property
    def failed_cases(self) -> list[CaseResult]:
        """The cases that did not come out as published."""
        return [outcome for outcome in self.outcomes if not outcome.passed]

    @property
    def failed_files(self) -> list[FileCheck]:
        """The files that are missing, changed or added."""
        return [check for check in self.files or () if check.fault]

    @property
    def untested(self) -> list[str]:
        """The calculators without any case."""
        tested = {outcome.case.calculator for outcome in self.outcomes}
        return [found.id for found in all_calculators() if found.id not in tested]

    @property
    def passed(self) -> bool:
        """Whether everything agreed; a calculator without any case has not passed."""
        return not (self.failed_cases or self.failed_files or self.untested or self.refused)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return for each calculator how many cases passed, of how many."""
        total = Counter(outcome.case.calculator for outcome in self.outcomes)
        passed = Counter(o.case.calculator for o in self.outcomes if o.passed)
        return {found.id: (passed[found.id], total[found.id]) for found in all_calculators()}

    def as_json(self) -> dict[str, Any]:
        """Return the self-test as plain data."""
        machine = self.machine
        return {
            "program": "bmcalc",
            "version": __version__,
            "verdict": "pass" if self.passed else "fail",
            "build": machine.build,
            "formulary": {"version": machine.formulary, "sha256": machine.formulary_sha256},
            "files_sha256": machine.files_sha256,
            "platform": machine.platform,
            "python": machine.python,
            "locale": machine.locale,
            "fonts": machine.fonts,
            "calculators": {
                name: {"passed": passed, "cases": cases}
                for name, (passed, cases) in self.counts().items()
            },
            "refused": list(self.refused),
            "failed_cases": [
                {"id": o.case.id, "calculator": o.case.calculator, "fault": o.fault}
                for o in self.failed_cases
            ],
            "files": None if self.files is None else [
                {"path": check.path, "sha256": check.sha256,
                 "fault": check.fault.value if check.fault else None}
                for check in self.files
            ],
        }


def run_selftest(fonts: str) -> SelfTest:
    """Run every shipped case and check every shipped file; ``fonts`` names those a window uses."""
    refused = [str(problem) for problem in load_formulary().problems]
    return SelfTest(run_cases(shipped_cases()), check_installation(), machine(fonts), refused)


def machine(fonts: str) -> Machine:
    """Return what this installation is and runs on."""
    identity = formulary_identity()
    return Machine(
        build=build_facts(),
        formulary=identity.version,
        formulary_sha256=identity.sha256,
        files_sha256=manifest_hash(),
        platform=platform.platform(),
        python=sys.version.split()[0],
        locale=".".join(part or "C" for part in locale.getlocale()),
        fonts=fonts,
    )
