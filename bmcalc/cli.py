"""The command line: one JSON object in, one out; never a traceback."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from bmcalc.answer import compute
from bmcalc.calculators import all_calculators, calculator
from bmcalc.core.texts import LANGUAGES, speaking
from bmcalc.describe import describe
from bmcalc.version import __version__

REFUSED = 2


class UsageError(Exception):
    """Something about the call itself is wrong; its text is the one line shown."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code: 0, or 2 for a refusal or an unusable call."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not hasattr(given, "command"):
        parser.print_help()
        return 0
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        with speaking(given.lang):
            return command(given)
    except UsageError as error:
        print(f"bmcalc: {error}", file=sys.stderr)  # noqa: T201
        return REFUSED
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="bmcalc", parents=[language],
        description="Dosing and scoring for breast cancer with bone metastasis. "
        "Without arguments the window opens.",
    )
    parser.set_defaults(lang="en")
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
    return parser


def _list(given: argparse.Namespace) -> int:
    for one in all_calculators():
        _print(f"{one.id:<22}{one.title}")
    return 0


def _describe(given: argparse.Namespace) -> int:
    _known(given.id)
    _print_json(describe(calculator(given.id)))
    return 0


def _compute(given: argparse.Namespace) -> int:
    _known(given.id)
    result = compute(given.id, read_json(given.file), given.lang)
    _print_json(result)
    return REFUSED if result["status"] == "refused" else 0


def _known(identifier: str) -> None:
    try:
        calculator(identifier)
    except KeyError:
        raise UsageError(f"there is no calculator {identifier!r}; see: bmcalc list") from None


def read_json(file: str) -> Any:
    """Return the JSON value in a file or on standard input, its numbers as decimals.

    Raises :class:`UsageError` for an unreadable file, broken JSON, a key that stands twice,
    or NaN and Infinity.
    """
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"cannot read {file}: {reason}") from None
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"this is no JSON: {error.msg} at {where}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"this is no JSON that can be used: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the field {name!r} stands twice")
        made[name] = value
    return made


def _print_json(value: Any) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2))


def _print(text: str) -> None:
    stream = sys.stdout
    if stream.encoding.lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    print(text)  # noqa: T201
