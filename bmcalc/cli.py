"""The command line: one JSON object in, one out; never a traceback."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bmcalc.answer import compute
from bmcalc.catalogue import all_calculators, calculator
from bmcalc.console import NotWritten, complain, fault, flush, give_up, write
from bmcalc.core.texts import LANGUAGES, SOURCE_LANGUAGE, _, in_language
from bmcalc.describe import describe
from bmcalc.json_input import UsageError, read_json
from bmcalc.records.command.arguments import add_actions
from bmcalc.saved_file import save_text, why_not_saved
from bmcalc.site_folder import put_site_in_force
from bmcalc.version import __version__

FAILED = 1
REFUSED = 2


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code.

    0, or 1 for a self-test that failed or whose report was not saved, and for an installer not
    signed by a release, or 2 for a refusal or an unusable call.
    """
    try:
        code = _said(arguments)
        flush()
    except NotWritten as error:
        give_up()
        complain(str(error))
        return REFUSED
    return code


def _said(arguments: Sequence[str]) -> int:
    """Run one command; say in one line why there is no answer where there is none."""
    try:
        return _answered(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else REFUSED
    except NotWritten:
        raise
    except UsageError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("interrupted; there is no answer")
    except Exception as error:
        complain(fault(error))
    return REFUSED


def _answered(arguments: Sequence[str]) -> int:
    parser = _parser()
    given = parser.parse_args(arguments)
    if not hasattr(given, "command"):
        parser.print_help()
        return 0
    command: Callable[[argparse.Namespace], int] = given.command
    given.lang = getattr(given, "lang", SOURCE_LANGUAGE)
    with in_language(given.lang):
        return command(given)


class _Parser(argparse.ArgumentParser):
    """A parser whose help, version and complaints take the same way as every other word."""

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            write(message.rstrip("\n"))
        elif sys.stderr is not None:
            with suppress(OSError, ValueError):
                sys.stderr.write(message)


def _parser() -> argparse.ArgumentParser:
    language = _Parser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    parser = _Parser(
        prog="bmcalc", parents=[language],
        description="Dosing and scoring for breast cancer with bone metastasis. "
        "Without arguments the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"bmcalc {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, about: str, command: Callable[[argparse.Namespace], int]) -> Any:
        added = commands.add_parser(name, help=about, description=about, parents=[language])
        added.set_defaults(command=command)
        return added

    add("list", "list the calculators, one id a line with its title", _list)
    described = add("describe", "print the JSON Schema of a calculator", _describe)
    described.add_argument("id")
    computed = add("compute", "compute one JSON object, from a file or standard input", _compute)
    computed.add_argument("id")
    computed.add_argument("file", nargs="?", default="-")
    computed.add_argument("--site", type=Path, help="a hospital's formulary and policy folder")
    formulary = add(
        "formulary",
        "check a hospital's formulary, print a review sheet, write schemas or templates",
        _formulary,
    )
    formulary.add_argument("action", choices=("check", "sheet", "schemas", "templates"))
    formulary.add_argument("what", metavar="FOLDER|ID", help="the folder; of a sheet the id")
    formulary.add_argument("--pdf", type=Path, metavar="F", help="write the sheet as F.pdf")
    formulary.add_argument("--site", type=Path, help="the hospital whose sheet is printed")
    casebook = add("casebook", "what the casebook's statements come to when checked", _casebook)
    casebook.add_argument("action", choices=("audit",))
    casebook.add_argument("--case", type=int, help="one printed case, for example 1")
    tested = add("selftest", "check this installation against the shipped cases", _selftest)
    tested.add_argument(
        "--report", type=Path, metavar="F", help="write a report: F.html, F.pdf or F.json"
    )
    installer = add(
        "installer", "check an installer that was carried in: whole, signed, and what it changes",
        _installer,
    )
    installer.add_argument("file", type=Path)
    add_actions(add("records", "the records of this computer: append, verify, seal, backup …",
                    _records), language)
    return parser


def _list(given: argparse.Namespace) -> int:
    for one in all_calculators():
        write(f"{one.id:<22}{one.title}")
    return 0


def _describe(given: argparse.Namespace) -> int:
    _known(given.id)
    _print_json(describe(calculator(given.id)))
    return 0


def _compute(given: argparse.Namespace) -> int:
    for line in put_site_in_force(given.site):
        complain(line)
    _known(given.id)
    result = compute(given.id, read_json(given.file), given.lang)
    _print_json(result)
    return REFUSED if result["status"] == "refused" else 0


def _formulary(given: argparse.Namespace) -> int:
    if given.action == "sheet":
        return _sheet(given)
    folder = Path(given.what)
    if given.action == "schemas":
        return _write_schemas(folder)
    if given.action == "templates":
        return _write_templates(folder)
    from bmcalc.formulary_command import checked_folder, lines_of

    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    problems, warnings = checked_folder(folder)
    for line in lines_of(problems, warnings):
        write(line)
    if problems:
        return REFUSED
    if not warnings:
        write(str(_("{folder}: nothing to object to.", folder=folder)))
    return 0


def _sheet(given: argparse.Namespace) -> int:
    from bmcalc.formulary_command import sheet_report, write_sheet
    from bmcalc.report.plain import to_plain_text

    for line in put_site_in_force(given.site):
        complain(line)
    report = sheet_report(given.what)
    if given.pdf is None:
        write(to_plain_text(report).rstrip())
    else:
        write_sheet(report, given.pdf)
        write(str(given.pdf))
    return 0


def _casebook(given: argparse.Namespace) -> int:
    from bmcalc.casebook.audit import audit
    from bmcalc.casebook.audit_text import audit_text
    from bmcalc.casebook.case_files import case_numbers

    if given.case is not None and given.case not in case_numbers():
        printed = ", ".join(map(str, case_numbers()))
        raise UsageError(f"case {given.case} is not printed; printed are {printed}")
    write(audit_text(audit(given.case)))
    return 0


def _write_templates(folder: Path) -> int:
    from bmcalc.formulary_command import write_templates

    for name in write_templates(folder):
        write(str(folder / name))
    return 0


def _write_schemas(folder: Path) -> int:
    from bmcalc.formulary.schemas import formulary_schemas

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, schema in formulary_schemas().items():
            path = folder / f"{kind}.schema.json"
            save_text(path, json.dumps(schema, ensure_ascii=False, indent=2))
            write(str(path))
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {why_not_saved(error)}") from None
    return 0


def _selftest(given: argparse.Namespace) -> int:
    from bmcalc.selftest_command import selftest
    from bmcalc.verification.selftest_report import verdict_line

    test, unsaved = selftest(given.report)
    write(verdict_line(test))
    for outcome in test.failed_cases:
        complain(f"{outcome.case.id}: {outcome.fault}")
    for check in test.failed_files:
        complain(f"{check.path}: {check.fault.label if check.fault else ''}")
    for identifier in test.untested:
        complain(str(_("{calculator} has no verification case.", calculator=identifier)))
    if unsaved:
        complain(str(unsaved))
    elif given.report is not None:
        write(str(_("Saved: {file}", file=given.report)))
    return 0 if test.passed and not unsaved else FAILED


def _installer(given: argparse.Namespace) -> int:
    from bmcalc.verification.installer_check import Trust, check_installer

    try:
        check = check_installer(given.file)
    except OSError as error:
        raise UsageError(str(_("{file} cannot be read: {reason}", file=given.file.name,
                               reason=error.strerror or error))) from None
    for line in (check.sha256, check.trust.label, check.change(), *check.changes):
        write(str(line))
    return 0 if check.trust is Trust.SIGNED else FAILED


def _records(given: argparse.Namespace) -> int:
    from bmcalc.records.command.actions import act
    from bmcalc.records.origin import origin
    from bmcalc.verification.manifest import manifest_hash

    def in_force() -> Any:
        for line in put_site_in_force():
            complain(line)
        return origin(manifest_hash())

    return act(given, in_force)


def _known(identifier: str) -> None:
    try:
        calculator(identifier)
    except KeyError:
        raise UsageError(f"there is no calculator {identifier!r}; see: bmcalc list") from None


def _print_json(value: Any) -> None:
    write(json.dumps(value, ensure_ascii=False, indent=2))
