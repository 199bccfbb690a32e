"""A server that is away: work goes on, what is recorded waits, and is admitted as what it was."""

from __future__ import annotations

import json

import psycopg
import pytest

from bmcalc.department.address import connection_text
from bmcalc.records.department.away import ServerAway
from bmcalc.records.department.joining import join_department, open_department
from bmcalc.records.department.mirror import Mirror
from bmcalc.records.department.pipe import Pipe
from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.admitted import effective, is_sound_admission
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.opening import open_records
from tests.records.ledger.given import at, note, records


@pytest.fixture
def joined(address, folder):
    """Return the records of a workstation that joined the department."""
    join_department(folder, address)
    opened = open_department(folder, open_records(folder))
    yield opened
    opened.close()


@pytest.fixture
def cut(server, address):
    """Return a function that lets the server be away; it is back at the end of the test."""
    stopped = []

    def stop():
        server.stop()
        stopped.append(True)

    def start():
        server.start()
        stopped.clear()

    yield stop, start
    if stopped:
        server.start()


def texts(store):
    return [effective(one.event()).body.get("text") for one in store.read_from(2)]


def test_an_event_goes_through_the_pipe_into_the_shared_chain(joined):
    receipt = joined.append(note("用法 ≥ 1"))
    assert receipt.seq == 2
    assert joined.head().hash == receipt.hash
    assert texts(joined) == ["用法 ≥ 1"]
    assert joined.waiting() == 0
    assert not joined.is_away


def test_what_is_recorded_while_the_server_is_away_waits_and_is_admitted(joined, cut):
    stop, start = cut
    joined.append(note("before"))
    stop()
    first = joined.append(note("alone"))
    assert joined.is_away
    assert (first.seq, joined.waiting(), joined.head().seq) == (3, 1, 3)
    assert texts(joined) == ["before", "alone"]
    start()
    joined.append(note("after"))
    assert not joined.is_away
    assert joined.waiting() == 0
    assert texts(joined) == ["before", "alone", "after"]
    admitted = next(one.event().draft for one in joined.read_from(3))
    assert admitted.kind is Kind.ADMITTED
    assert admitted.body["hash"] == first.hash
    assert is_sound_admission(admitted)


def test_an_admission_is_never_doubled(joined, cut):
    stop, start = cut
    joined.append(note("before"))
    stop()
    kept = note("alone")
    joined.append(kept)
    assert joined.append(kept).event_id == kept.event_id
    start()
    assert joined.admit_waiting(at(50)) == 1
    assert joined.admit_waiting(at(55)) == 0
    assert texts(joined) == ["before", "alone"]


def test_what_was_judged_before_the_cut_is_judged_again(joined, cut):
    stop, _start = cut
    joined.append(note("before"))
    judged = joined.head().seq
    stop()
    joined.append(note("alone"), after=judged)
    with pytest.raises(Moved):
        joined.append(note("on older records"), after=judged)


def test_a_changed_admission_is_not_taken_for_what_was_written(joined, cut):
    stop, start = cut
    joined.append(note("before"))
    stop()
    joined.append(note("10 mg"))
    start()
    joined.admit_waiting(at(50))
    event = next(one.event() for one in joined.read_from(3))
    body = dict(event.draft.body)
    body["content"] = body["content"].replace("10 mg", "90 mg")
    forged = Draft(Kind.ADMITTED, event.draft.at, body, event.draft.about)
    assert not is_sound_admission(forged)
    with pytest.raises(ValueError, match="not what its workstation wrote"):
        effective(type(event)(forged, event.chain, event.seq, event.prev, event.installation))


def test_a_patient_registered_in_the_meantime_is_readable_for_the_department(joined, cut):
    stop, start = cut
    joined.append(note("before"))
    stop()
    joined.put_secret("patient/7", b"key of a patient")
    joined.append(Draft(Kind.PATIENT_REGISTERED, at(3), {}, {"patient": "7"}))
    assert joined.secret("patient/7") == b"key of a patient"
    start()
    joined.admit_waiting(at(50))
    assert joined._shared.secret("patient/7") == b"key of a patient"


def test_an_erased_patient_is_erased_on_every_workstation(joined, database, folder):
    joined.put_secret("patient/7", b"key of a patient")
    joined.append(note("before"))
    assert joined._own.secret("patient/7") == b"key of a patient"
    joined._shared.erase_secret("patient/7")
    joined._shared.append(Draft(Kind.PATIENT_ERASED, at(4), {}, {"patient": "7"}), None)
    list(joined.read_from())
    assert joined._own.secret("patient/7") is None


def test_a_patient_erased_while_the_server_was_away_is_erased_there_too(joined, cut):
    stop, start = cut
    joined.put_secret("patient/7", b"key of a patient")
    joined.append(note("before"))
    stop()
    joined.append(Draft(Kind.PATIENT_ERASED, at(3), {}, {"patient": "7"}))
    joined.erase_secret("patient/7")
    assert joined.secret("patient/7") is None
    start()
    joined.admit_waiting(at(50))
    assert joined._shared.secret("patient/7") is None
    assert joined.secret("patient/7") is None


@pytest.mark.parametrize("kind", [Kind.PERSON_ADDED, Kind.ROLES_CHANGED, Kind.KEY_REPLACED])
def test_people_are_changed_only_while_the_server_answers(joined, cut, kind):
    joined.append(note("before"))
    cut[0]()
    with pytest.raises(ServerAway, match="People"):
        joined.append(Draft(kind, at(3)))
    assert joined.waiting() == 0


def test_a_department_that_lost_its_newest_records_is_noticed(joined, database):
    joined.append(note("first"))
    joined.append(note("second"))
    with psycopg.connect(connection_text(database("owner"))) as owner:
        owner.execute("ALTER TABLE bmcalc.event DISABLE TRIGGER ALL")
        owner.execute("DELETE FROM bmcalc.event WHERE seq = 3")
        owner.execute("UPDATE bmcalc.head SET seq = 2")
        owner.execute("ALTER TABLE bmcalc.event ENABLE TRIGGER ALL")
    with pytest.raises(UnsoundLedger, match="record 3"):
        joined.append(note("third"))


@pytest.mark.parametrize(("wrong", "told"), [
    ("postgresql://station:word@localhost/bmcalc", "holds a password"),
    ("postgresql://localhost/bmcalc?sslmode=disable", "verify-full"),
    ("no address at all", "no address"),
])
def test_an_address_that_is_not_safe_is_not_joined(folder, wrong, told):
    with pytest.raises(RecordsFault, match=told):
        join_department(folder, wrong)
    assert not (folder / "department.json").exists()


def test_a_workstation_that_nobody_admitted_does_not_join(address, tmp_path):
    records(tmp_path / "stranger").close()
    with pytest.raises(RecordsFault, match="not admitted"):
        join_department(tmp_path / "stranger", address)


def test_a_server_that_is_away_is_not_joined(address, folder, cut):
    cut[0]()
    with pytest.raises(ServerAway):
        join_department(folder, address)


def test_nothing_of_before_the_department_is_handed_over(address, folder):
    own = open_records(folder)
    own.append(note("of this computer alone"))
    own.close()
    join_department(folder, address)
    opened = open_department(folder, open_records(folder))
    assert opened.admit_waiting(at(50)) == 0
    assert texts(opened) == []
    opened.close()


def test_a_program_that_is_not_there_is_a_server_that_is_away(folder, tmp_path):
    pipe = Pipe([str(tmp_path / "no such program")])
    with pytest.raises(ServerAway):
        pipe.append(note("nowhere"), None)


def test_a_program_that_says_nothing_sensible_is_a_server_that_is_away(folder):
    import sys

    for script in ("", "print('hello')", "import sys; sys.exit(3)"):
        pipe = Pipe([sys.executable, "-c", script])
        with pytest.raises(ServerAway):
            pipe.append(note("nowhere"), None)


def test_a_file_that_names_no_server_is_told(folder):
    (folder / "department.json").write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(RecordsFault, match=r"department\.json"):
        open_department(folder, open_records(folder))


def test_the_copy_can_be_deleted(joined, folder):
    joined.append(note("first"))
    joined._mirror.empty()
    assert texts(joined) == ["first"]
    assert Mirror.open(folder).holds("nothing") is False
