"""A program that records what it is told, line by line, and answers after it is on the disk.

Run: python -m tests.records.proofs.writer FOLDER [--normal] [--hasty] [--checkpoint PAGES]
A line {"event_id", "kind": "note", "about", "body"} is answered with {"event_id", "seq", "hash"},
{"keep": name, "value": hexadecimal} and {"erase": name} with themselves. {"reopen"} closes the
ledger and opens it again. ``--normal`` and ``--hasty`` give up what the ledger promises: they are
the controls that the proofs must see fail.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.sqlite_store import SqliteStore
from tests.records.ledger.given import ORIGIN, at, records


def answer(**said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def refused(fault: RecordsFault) -> None:
    answer(fault=str(fault), kind=type(fault).__name__)


def opened(arguments: argparse.Namespace) -> SqliteStore:
    store = records(arguments.folder)
    if arguments.normal:
        store._connection.execute("PRAGMA synchronous = NORMAL")
    store._connection.execute(f"PRAGMA wal_autocheckpoint = {arguments.checkpoint}").fetchall()
    return store


def append_hastily(store: SqliteStore, draft: Draft) -> None:
    """Answer a moment before the event is on the disk."""
    store._connection.execute("BEGIN IMMEDIATE")
    answer(**vars(store._seen(draft) or store._add(draft, None)))
    time.sleep(0.02)
    store._connection.execute("COMMIT")


def do(store: SqliteStore, told: dict[str, str], is_hasty: bool) -> None:
    if is_hasty:
        append_hastily(store, draft_of(told))
    elif "keep" in told:
        store.put_secret(told["keep"], bytes.fromhex(told["value"]))
        answer(keep=told["keep"], value=told["value"])
    elif "erase" in told:
        store.erase_secret(told["erase"])
        answer(erase=told["erase"])
    else:
        answer(**vars(store.append(draft_of(told))))


def draft_of(told: dict[str, str]) -> Draft:
    return Draft(Kind(told["kind"]), at(1), told["body"], told["about"], origin=ORIGIN,
                 event_id=told["event_id"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--normal", action="store_true")
    parser.add_argument("--hasty", action="store_true")
    parser.add_argument("--checkpoint", type=int, default=1000)
    arguments = parser.parse_args()
    try:
        store = opened(arguments)
    except RecordsFault as fault:
        refused(fault)
        return
    head = store.head()
    answer(chain=head.chain, seq=head.seq)
    for line in sys.stdin:
        told = json.loads(line)
        if "reopen" in told:
            store.close()
            store = opened(arguments)
            continue
        try:
            do(store, told, arguments.hasty)
        except RecordsFault as fault:
            refused(fault)
    store.close()


if __name__ == "__main__":
    main()
