"""A department's chain in a real server: one order, nothing twice, nothing changed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import psycopg
import pytest

from bmcalc.department.address import connection_text
from bmcalc.department.founding import admit
from bmcalc.department.postgres_store import PostgresStore
from bmcalc.records.faults import Moved, RecordsFault
from bmcalc.records.ledger.event import NOTHING_BEFORE, event_hash
from bmcalc.records.ledger.installation import Installation, signed_by
from tests.records.ledger.given import at, note


@pytest.fixture
def store(address, folder):
    opened = PostgresStore(connection_text(address), Installation.read(folder))
    yield opened
    opened.close()


def chain_is_whole(store):
    before = NOTHING_BEFORE
    for number, stored in enumerate(store.read_from(), start=1):
        event = stored.event()
        assert (event.seq, event.prev) == (number, before)
        assert event_hash(stored.content) == stored.hash
        assert signed_by(event.installation, stored.hash, stored.signature)
        before = stored.hash.hex()
    return number


def test_events_of_a_department_form_one_chain(store):
    for number in range(3):
        store.append(note(f"核对 {number} \0"))
    assert chain_is_whole(store) == 4


def test_a_retry_stores_nothing_twice(store):
    draft = note("once")
    first = store.append(draft)
    store.append(note("another"))
    assert store.append(replace(draft, at=at(40))) == first
    with pytest.raises(RecordsFault, match="Another event"):
        store.append(replace(draft, body={"text": "twice"}))
    assert chain_is_whole(store) == 3


def test_what_was_judged_on_older_records_is_not_stored(store):
    judged = store.head().seq
    store.append(note("from another workstation"))
    with pytest.raises(Moved):
        store.append(note("too late"), after=judged)


def test_a_workstation_that_nobody_admitted_writes_nothing(store, address):
    stranger = Installation.new()
    other = PostgresStore(connection_text(address), stranger)
    with pytest.raises(RecordsFault, match=stranger.public):
        other.append(note("from nowhere"))
    admit(PostgresStore(connection_text(address), store._installation), stranger.public)
    other.append(note("admitted"))
    other.close()
    assert chain_is_whole(store) == 3


@pytest.mark.parametrize("change", [
    "UPDATE bmcalc.event SET content = content",
    "DELETE FROM bmcalc.event",
    "TRUNCATE bmcalc.event",
    "UPDATE bmcalc.head SET seq = 0",
    "INSERT INTO bmcalc.secret VALUES ('site', '\\x00')",
    "INSERT INTO bmcalc.event VALUES (9, 'x', '\\x00', '\\x00', '\\x00')",
])
def test_the_login_of_a_workstation_changes_no_table(store, address, change):
    with psycopg.connect(connection_text(address)) as connection, \
            pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(change)


@pytest.mark.parametrize("change", [
    "UPDATE bmcalc.event SET content = content", "DELETE FROM bmcalc.event",
    "TRUNCATE bmcalc.event",
])
def test_not_even_the_owner_changes_an_event_in_passing(store, database, change):
    with psycopg.connect(connection_text(database("owner"))) as connection, \
            pytest.raises(psycopg.errors.RaiseException, match="never changed"):
        connection.execute(change)


def test_the_server_refuses_an_event_out_of_its_place(store, address):
    content = next(store.read_from()).content
    with psycopg.connect(connection_text(address)) as connection, \
            pytest.raises(psycopg.errors.RaiseException, match="does not follow"):
        connection.execute("SELECT bmcalc.append(2, 'again', %s, %s, %s)",
                           (event_hash(content), b"\0" * 64, content))


def test_the_server_refuses_a_hash_that_is_not_of_the_content(store, address):
    content = b'{"seq":2,"event_id":"x","prev":"' + store.head().hash.encode() + b'"}'
    with psycopg.connect(connection_text(address)) as connection, \
            pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("SELECT bmcalc.append(2, 'x', %s, %s, %s)",
                           (b"\1" * 32, b"\0" * 64, content))


def test_an_erased_key_is_gone(store):
    store.put_secret("patient/1", b"first")
    store.put_secret("patient/1", b"second")
    assert store.secret("patient/1") == b"first"
    store.erase_secret("patient/1")
    assert store.secret("patient/1") is None


def test_a_server_with_another_certificate_is_refused(store, server, address):
    wrong = address.replace("@localhost", "@records.hospital")
    other = PostgresStore(connection_text(wrong), store._installation)
    with pytest.raises(RecordsFault, match="certificate"):
        other.head()


def test_a_login_that_the_server_does_not_know_is_told(store, address):
    other = PostgresStore(connection_text(address.replace("//station@", "//nobody@")),
                          store._installation)
    with pytest.raises(RecordsFault, match="login"):
        other.head()


WRITER = """
import sys
from pathlib import Path
from bmcalc.department.address import connection_text
from bmcalc.department.postgres_store import PostgresStore
from bmcalc.records.ledger.installation import Installation
from tests.records.ledger.given import note
store = PostgresStore(connection_text(sys.argv[1]), Installation.read(Path(sys.argv[2])))
for number in range(int(sys.argv[3])):
    store.append(note(f"{sys.argv[4]}/{number}"))
"""


@pytest.mark.parametrize("events", [100])
def test_four_programs_at_once_write_one_chain(store, address, folder, events):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, address, str(folder), str(events),
                                 str(number)]) for number in range(4)]
    assert [one.wait() for one in writers] == [0, 0, 0, 0]
    assert chain_is_whole(store) == 4 * events + 1
    told = [one.event().draft.body.get("text") for one in store.read_from(2)]
    assert sorted(told) == sorted(f"{writer}/{n}" for writer in range(4) for n in range(events))


@pytest.mark.parametrize("address", [
    "postgresql://user:secret@server/bmcalc", "host=server password=secret",
    "postgresql://server/bmcalc?sslmode=require", "postgresql://server/bmcalc?sslmode=disable",
    "bmcalc", "not an address", "",
])
def test_an_address_that_is_not_safe_is_refused(address):
    with pytest.raises(RecordsFault):
        connection_text(address)


def test_a_line_to_the_server_is_always_checked():
    assert "sslmode=verify-full" in connection_text("postgresql://records.hospital/bmcalc")
