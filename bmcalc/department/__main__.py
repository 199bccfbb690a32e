"""``bmcalc-department``: the program between the window and a department's server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from bmcalc.core.texts import LANGUAGES, SOURCE_LANGUAGE, _, in_language
from bmcalc.department.address import connection_text
from bmcalc.department.founding import admit, found, lay
from bmcalc.department.postgres_store import PostgresStore, why_away
from bmcalc.department.serving import refuse_all, serve
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.installation import Installation

REFUSED = 2


def main() -> None:
    """Run one command and end the process with its exit code."""
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command: 0, or 2 with one sentence where it could not be done."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = given.command
    with in_language(given.lang):
        try:
            command(given)
        except RecordsFault as error:
            return _complain(str(error))
        except psycopg.OperationalError as error:
            return _complain(str(why_away(error)))
        except psycopg.Error:
            return _complain(str(_("The department's server refused the record.")))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bmcalc-department", description="Records that several workstations share.")
    parser.add_argument("--lang", choices=LANGUAGES, default=SOURCE_LANGUAGE)
    commands = parser.add_subparsers(required=True)
    for name, command, told in (
        ("serve", _serve, "answer the window through a pipe"),
        ("lay", _lay, "make the tables; for the owner of the database, once"),
        ("found", _found, "write the first event; on the first workstation, once"),
        ("admit", _admit, "admit another workstation by its key"),
        ("key", _key, "print the key of this workstation"),
    ):
        added = commands.add_parser(name, help=told, description=told)
        added.set_defaults(command=command)
        if name != "key":
            added.add_argument("address", help="such as postgresql://server/bmcalc")
        if name == "admit":
            added.add_argument("key", help="what `bmcalc-department key` prints there")
        if name != "lay":
            added.add_argument("--records", type=Path, required=True,
                               help="the records folder of this workstation")
    return parser


def _serve(given: argparse.Namespace) -> None:
    """Answer the window; where the server cannot even be asked, say so to whatever it asks."""
    try:
        store = _store(given)
    except RecordsFault as fault:
        refuse_all(fault, sys.stdin.buffer, sys.stdout.buffer)
        return
    serve(store, sys.stdin.buffer, sys.stdout.buffer)


def _lay(given: argparse.Namespace) -> None:
    lay(connection_text(given.address))


def _found(given: argparse.Namespace) -> None:
    found(connection_text(given.address), given.records)


def _admit(given: argparse.Namespace) -> None:
    admit(_store(given), given.key)


def _key(given: argparse.Namespace) -> None:
    print(_installation(given.records).public)  # noqa: T201


def _store(given: argparse.Namespace) -> PostgresStore:
    return PostgresStore(connection_text(given.address), _installation(given.records))


def _installation(folder: Path) -> Installation:
    from bmcalc.records.opening import installation_of

    return installation_of(folder)


def _complain(text: str) -> int:
    print(f"bmcalc-department: {text}", file=sys.stderr)  # noqa: T201
    return REFUSED


if __name__ == "__main__":
    main()
