"""How long an event takes in a department: four programs at once on a real PostgreSQL server.

Run: ``python -m tests.benchmarks.department [EVENTS]`` (500 events each unless told otherwise).
Prints the milliseconds of an event, whether the chain is whole, and the time of one program alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bmcalc.department.address import connection_text
from bmcalc.department.founding import found, lay
from bmcalc.department.postgres_store import PostgresStore
from bmcalc.records.ledger.event import NOTHING_BEFORE
from bmcalc.records.ledger.installation import Installation
from tests.department.server import new_server, programs
from tests.department.test_postgres import WRITER
from tests.records.ledger.given import note, records

PROGRAMS = 4


def main() -> int:
    """Run and print; 1 where the chain is not whole."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    if programs() is None:
        print("PostgreSQL's server is not installed (Debian: postgresql)")
        return 1
    server = new_server()
    folder = Path(tempfile.mkdtemp())
    try:
        return measured(server, folder, events)
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def measured(server, folder, events) -> int:
    """Print the figures of one run."""
    with psycopg.connect(connection_text(server.address("owner"))) as connection:
        connection.execute("CREATE ROLE station LOGIN PASSWORD 'station-of-the-tests'")
    lay(connection_text(server.address("owner")))
    with psycopg.connect(connection_text(server.address("owner"))) as connection:
        connection.execute("GRANT bmcalc_workstation TO station")
    records(folder).close()
    address = server.address("station")
    found(connection_text(address), folder)
    store = PostgresStore(connection_text(address), Installation.read(folder))
    store.append(note("warm"))
    began = time.perf_counter()
    for number in range(events):
        store.append(note(f"alone {number}"))
    alone = (time.perf_counter() - began) / events
    began = time.perf_counter()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, address, str(folder), str(events),
                                 str(number)]) for number in range(PROGRAMS)]
    ended = [one.wait() for one in writers]
    together = (time.perf_counter() - began) / (events * PROGRAMS)
    before, number = NOTHING_BEFORE, 0
    whole = ended == [0] * PROGRAMS
    for number, stored in enumerate(store.read_from(), start=1):
        whole = whole and (stored.seq, stored.event().prev) == (number, before)
        before = stored.hash.hex()
    whole = whole and number == events * (PROGRAMS + 1) + 2
    print(f"one program: {alone * 1000:.2f} ms an event; {PROGRAMS} programs x {events}: "
          f"{together * 1000:.2f} ms an event, start of the programs in it; "
          f"chain of {number} events whole: {whole}")
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
