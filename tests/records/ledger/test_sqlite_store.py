"""The ledger keeps what it answered for, once, in order, and changes nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import NOTHING_BEFORE, Event, event_hash
from bmcalc.records.ledger.installation import signed_by
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import open_records
from tests.records.ledger.given import at, note, records


@pytest.fixture
def store(tmp_path):
    opened = records(tmp_path)
    yield opened
    opened.close()


def test_each_event_holds_the_hash_of_the_one_before(store):
    for number in range(3):
        store.append(note(f"note {number}"))
    before = NOTHING_BEFORE
    for number, stored in enumerate(store.read_from(), start=1):
        event = stored.event()
        assert (event.seq, event.prev) == (number, before)
        assert event_hash(stored.content) == stored.hash
        assert signed_by(event.installation, stored.hash, stored.signature)
        before = stored.hash.hex()
    assert store.head().seq == 4
    assert store.head().hash == before


def test_the_bytes_are_the_canonical_form_of_what_they_hold(store):
    store.append(note("给药前核对 ≤ 5 %", b=1, a=[1, {"y": None, "x": True}]))
    for stored in store.read_from():
        assert Event.read(stored.content).canonical() == stored.content


def test_a_retry_stores_nothing_twice_and_gives_the_first_answer(store):
    draft = note("once")
    first = store.append(draft)
    store.append(note("another"))
    assert store.append(replace(draft, at=at(50))) == first
    assert store.head().seq == 3


def test_the_number_of_an_event_is_not_used_for_another(store):
    draft = note("once")
    store.append(draft)
    with pytest.raises(RecordsFault, match="Another event has this number"):
        store.append(replace(draft, body={"text": "twice"}))
    assert store.head().seq == 2


def test_what_was_judged_on_older_records_is_not_stored(store):
    judged = store.head().seq
    store.append(note("from another window"), after=judged)
    with pytest.raises(Moved):
        store.append(note("too late"), after=judged)
    assert store.head().seq == 2


def test_a_clock_that_went_back_is_written_down(store):
    store.append(note("at minute two", second=120))
    store.append(note("a minute earlier", second=60))
    assert [one.event().back_step for one in store.read_from()] == [0, 0, 60]


def test_nothing_is_kept_of_a_number_that_cannot_be_kept_exactly(store):
    for value in (float("inf"), float("nan"), 2**60, "\ud800"):
        with pytest.raises(RecordsFault):
            store.append(note("a number", value=value))
    assert store.head().seq == 1


@pytest.mark.parametrize("change", [
    "UPDATE event SET content = x'00' WHERE seq = 1",
    "DELETE FROM event WHERE seq = 1",
    "INSERT INTO event SELECT seq + 5, 'other', hash, signature, content FROM event",
])
def test_the_file_refuses_to_change_an_event(store, change):
    other = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(change)
    other.close()


def test_a_newest_record_that_was_changed_stops_everything(tmp_path):
    opened = records(tmp_path)
    opened.append(note("as written"))
    opened.close()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("DROP TRIGGER event_stays_as_written")
    other.execute("UPDATE event SET content = (SELECT content FROM event WHERE seq = 1)"
                  " WHERE seq = 2")
    other.close()
    with pytest.raises(UnsoundLedger):
        open_records(tmp_path)


def test_an_erased_key_is_in_no_file(tmp_path):
    opened = records(tmp_path)
    secret = b"a key of one patient, 32 bytes.."
    opened.put_secret("patient/1", secret)
    assert opened.secret("patient/1") == secret
    opened.erase_secret("patient/1")
    assert opened.secret("patient/1") is None
    assert not any(secret in file.read_bytes() for file in tmp_path.iterdir())
    opened.close()


def test_another_file_is_no_ledger(tmp_path):
    records(tmp_path).close()
    (tmp_path / FILE).unlink()
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("CREATE TABLE event (seq INTEGER)")
    other.close()
    with pytest.raises(UnsoundLedger):
        open_records(tmp_path)


def test_the_content_is_plain_json(store):
    store.append(note("plain"))
    held = json.loads(next(store.read_from(2)).content)
    assert held["body"] == {"text": "plain"}
    assert held["alg"] == "SHA-256+Ed25519"
    assert held["v"] == 1
