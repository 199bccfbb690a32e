"""What ``bmcalc records`` takes; nothing of the records is loaded for it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_actions(records: argparse.ArgumentParser, language: argparse.ArgumentParser) -> None:
    """Give the command its actions, each with its arguments."""
    actions = records.add_subparsers(title="actions", metavar="ACTION", dest="action",
                                     required=True)

    def add(name: str, about: str, as_json: bool = False) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=about, description=about, parents=[language])
        if as_json:
            added.add_argument("--json", action="store_true", help="answer as one JSON object")
        return added

    add("where", "folder, store, chain, number of events, head", as_json=True)
    append = add("append", "record notes, one JSON object a line; answer each once it is on disk")
    append.add_argument("file", nargs="?", default="-")
    verify = add("verify", "walk all records; exit 1 and the first bad one", as_json=True)
    _against(verify)
    add("seal", "the seal of the newest record: chain, number, head, time")
    export = add("export", "write every event in canonical form, and F.signatures beside it")
    export.add_argument("file", type=Path, metavar="F")
    add("rebuild", "drop what is read off the events for looking up, and fill it again")
    backup = add("backup", "copy the records into a folder on another device and verify the copy",
                 as_json=True)
    backup.add_argument("folder", type=Path)
    restore = add("restore", "put a backup in the place of the records, which are set aside",
                  as_json=True)
    restore.add_argument("file", type=Path)
    _against(restore)
    join = add("join", "share the records of a department through its PostgreSQL server")
    join.add_argument("address", help="such as postgresql://server/bmcalc, without a password")
    add("people", "everybody with a key, and what waits for a confirmation, as JSON")
    courses = add("courses", "the courses of a patient with their checks, as JSON")
    courses.add_argument("patient", help="the record number")


def _against(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--against", metavar="SEALS",
                        help="a file of seals, one a line, or one seal in quotes")
