"""The self-test as a report that a hospital files as its installation qualification."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.catalogue import calculator
from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.report.calculation import footer
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Report, Section, Table
from bmcalc.verification.manifest import in_two_lines
from bmcalc.verification.selftest import Machine, SelfTest
from bmcalc.version import __version__


def selftest_report(test: SelfTest) -> Report:
    """Return the report of a self-test in the language of the moment."""
    sections = [
        Section(str(_("Verdict")), tuple(_verdict(test))),
        Section(str(_("What failed")), tuple(_failures(test))),
        Section(str(_("This installation")), (Facts(_facts(test.machine)),)),
        Section(str(_("Verification cases")), (_counts(test),)),
        Section(str(_("Shipped files")), (_files(test),)),
    ]
    return Report(
        title=str(_("Self-test of bmcalc {version}", version=__version__)),
        subtitle=str(_("The shipped verification cases and file hashes, checked on this "
                       "installation.")),
        sections=tuple(section for section in sections if section.blocks),
        footer=footer(),
        signatures=(str(_("Tested by")), str(_("Checked by"))),
    )


def verdict_line(test: SelfTest) -> str:
    """Return the verdict in one line."""
    cases, failed = len(test.outcomes), len(test.failed_cases)
    if test.passed and test.files is None:
        return str(_("Self-test passed: {cases} cases. This is a source checkout, so no files "
                     "were compared.", cases=cases))
    if test.passed:
        return str(_("Self-test passed: {cases} cases and {files} files.",
                     cases=cases, files=len(test.files or ())))
    return str(_("Self-test FAILED: {failed} of {cases} cases, {files} files, {untested} "
                 "calculators without a case. Do not use this installation.",
                 failed=failed, cases=cases, files=len(test.failed_files),
                 untested=len(test.untested)))


def _verdict(test: SelfTest) -> Iterable[Block]:
    yield Paragraph(str(_("PASS") if test.passed else _("FAIL")), large=True)
    yield Paragraph(verdict_line(test))


def _failures(test: SelfTest) -> Iterable[Block]:
    word = str(_("Failed"))
    for outcome in test.failed_cases:
        yield Notice(Severity.STOP, word, f"{outcome.case.id}: {outcome.fault}")
    for check in test.failed_files:
        assert check.fault is not None
        yield Notice(Severity.STOP, word, f"{check.path}: {check.fault.label}")
    for identifier in test.untested:
        untested = _("{calculator} has no verification case.",
                     calculator=calculator(identifier).title)
        yield Notice(Severity.STOP, word, str(untested))


def _facts(machine: Machine) -> tuple[tuple[str, str], ...]:
    build = machine.build
    return (
        (str(_("Program")), f"bmcalc {__version__}"),
        (str(_("Commit")), build.get("commit") or str(_("not known: source checkout"))),
        (str(_("Built on")), build.get("system", "–")),
        (str(_("Formulary")), machine.formulary),
        (str(_("SHA-256 of the formulary")), in_two_lines(machine.formulary_sha256)),
        (str(_("SHA-256 of the list of files")), in_two_lines(machine.files_sha256) or "–"),
        (str(_("Operating system")), machine.platform),
        ("Python", machine.python),
        (str(_("Locale")), machine.locale),
        (str(_("Fonts")), machine.fonts),
    )


def _counts(test: SelfTest) -> Table:
    rows = tuple(
        (str(calculator(name).title), str(cases), str(passed), str(cases - passed))
        for name, (passed, cases) in test.counts().items()
    )
    heads = (str(_("Calculator")), str(_("Test cases")), str(_("Passed")), str(_("Failed")))
    return Table(heads, rows, right=frozenset({1, 2, 3}), widths=(55, 15, 15, 15))


def _files(test: SelfTest) -> Block:
    if test.files is None:
        return Paragraph(str(_("A source checkout has no list of shipped files; none were "
                               "compared.")))
    rows = tuple(
        (check.path, in_two_lines(check.sha256),
         str(check.fault.label) if check.fault else str(_("as shipped")))
        for check in test.files
    )
    return Table((str(_("File")), "SHA-256", str(_("State"))), rows, widths=(46, 38, 16))
