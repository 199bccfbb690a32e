"""The ordinary tests of the project: which functions each enters, and asking some of them.

Only tests that pass on the unchanged tree are asked. Left out are those of the window, of paper and
of the benchmarks, the shipped cases, which are asked by themselves, and the tests that go over
every calculator or rule, as each of them enters everything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests.benchmarks.changed.touched import Place, Watch

LEFT_OUT: Final = ("gui", "benchmarks", "verification", "casebook", "report")
OVER_EVERYTHING: Final = "test_every_*.py"
OPTIONS: Final = (
    "-p", "no:cacheprovider", "-p", "no:terminal", "-c", "alone.ini",
    f"--ignore-glob=*/{OVER_EVERYTHING}",
)

Entered = dict[str, frozenset[Place]]


def stand_in(tree: Path) -> None:
    """Have this process import program and tests from a tree, and no window."""
    os.chdir(tree)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    (tree / "alone.ini").write_text("[pytest]\n")
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(tree))
    for name in [one for one in sys.modules if one == "tests" or one.startswith("tests.")]:
        del sys.modules[name]


class Recorder:
    """A plugin of pytest that notes what each passed test enters, its module's loading included."""

    def __init__(self, tree: Path) -> None:
        self.watch = Watch(tree)
        self.entered: dict[str, set[Place]] = {}
        self._of_module: dict[str, set[Place]] = {}
        self._failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, Any]:
        """Note what runs while a module of tests is loaded."""
        if not isinstance(collector, pytest.Module):
            return (yield)
        with self.watch.watching() as places:
            report = yield
        self._of_module[collector.nodeid] = set(places)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        """Note what runs for one test."""
        with self.watch.watching() as places:
            result = yield
        module = item.nodeid.partition("::")[0]
        self.entered[item.nodeid] = set(places) | self._of_module.get(module, set())
        return result

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remember what failed, or was skipped."""
        if not report.passed:
            self._failed.add(report.nodeid)

    def passed(self) -> Entered:
        """Return the places that each passed test enters."""
        return {
            name: frozenset(places) for name, places in self.entered.items()
            if name not in self._failed
        }


def record_tests(tree: Path, folders: Sequence[str]) -> tuple[Entered, frozenset[Place]]:
    """Run the ordinary tests of some folders once; return what each enters, and what all do."""
    stand_in(tree)
    recorder = Recorder(tree)
    pytest.main([*OPTIONS, *folders], plugins=[recorder])
    return recorder.passed(), frozenset(recorder.watch.by_all)


def test_folders(tree: Path) -> list[str]:
    """Return the folders of ordinary tests, below the tree."""
    return [
        path.relative_to(tree).as_posix() for path in sorted((tree / "tests").iterdir())
        if path.name not in LEFT_OUT and (path / "__init__.py").is_file()
    ]


class _First:
    """A plugin of pytest that keeps the name of the first test that failed."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def first_failing(tree: Path, tests: Sequence[str]) -> str:
    """Return the first of some tests that fails in a tree; nothing where all pass."""
    stand_in(tree)
    first = _First()
    pytest.main([*OPTIONS, "-x", *tests], plugins=[first])
    return first.failed
