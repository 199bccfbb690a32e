"""Registering, finding and erasing a patient."""

import json

import pytest

from bmcalc.records.checks.acts import act
from bmcalc.records.checks.drafting import draft_check
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.courses.as_json import course_json, courses_json
from bmcalc.records.courses.next_cycle import next_cycle
from bmcalc.records.desk import Desk, Objected
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import event_hash
from bmcalc.records.ledger.installation import signed_by
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.acts import erase, register
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import found, identity
from bmcalc.records.patients.sealing import SITE, search_key
from bmcalc.records.projections.projections import FILE
from tests.records.given import BORN, ORIGIN, moment, order, ward

NUMBER = "ZY00123456"


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def test_a_patient_is_found_by_any_spelling_and_registered_once(here):
    desk = here.desk
    assert found(desk.store, desk.projections, " zy００123456") == (here.patient,)
    again = register(desk, Identity.of("zy00123456", BORN), here.first.id, moment())
    assert (again.patient, again.is_new) == (here.patient, False)


def test_the_same_number_with_another_birth_month_is_told_and_never_merged(here):
    other = Identity.of(NUMBER, "1971-02")
    with pytest.raises(Objected, match="Another patient with this number"):
        register(here.desk, other, here.first.id, moment())
    made = register(here.desk, other, here.first.id, moment(), another=True)
    assert made.is_new
    desk = here.desk
    assert found(desk.store, desk.projections, NUMBER) == (here.patient, made.patient)
    assert identity(desk.store, desk.projections, here.patient).born == BORN
    assert identity(desk.store, desk.projections, made.patient).born == "1971-02"


def test_who_may_not_keep_courses_registers_nobody(here):
    with pytest.raises(Objected, match="may not register"):
        register(here.desk, Identity.of("999123", BORN), here.technician.id, moment())


def test_neither_identifier_nor_search_key_stands_in_the_ledger(here, tmp_path):
    here.draft(order(order=f"docetaxel 120 mg\n{NUMBER} {BORN}"))
    search, _key = search_key(here.desk.store, NUMBER)
    for stored in here.desk.store.read_from(1):
        text = stored.content.decode()
        assert "00123456" not in text
        assert BORN not in text
        assert search not in text
    raw = (tmp_path / FILE).read_bytes() + (tmp_path / f"{FILE}-wal").read_bytes()
    assert b"00123456" not in raw
    assert here.desk.store.secret(SITE) is not None


def sound(store):
    before = "0" * 64
    for number, stored in enumerate(store.read_from(1), start=1):
        event = stored.event()
        assert (event.seq, event.prev) == (number, before)
        assert event_hash(stored.content) == stored.hash
        assert signed_by(event.installation, stored.hash, stored.signature)
        before = stored.hash.hex()
    return True


def test_an_erased_person_is_gone_and_the_chain_stays_whole(here, tmp_path):
    desk = here.desk
    check = here.draft()
    assert courses_json(desk, NUMBER)[0]["erased"] is False
    search, _key = search_key(desk.store, NUMBER)
    erase(desk, here.patient, "asked for by the patient", here.first.id, moment())
    assert sound(desk.store)
    assert identity(desk.store, desk.projections, here.patient) is None
    assert found(desk.store, desk.projections, NUMBER) == ()
    assert courses_json(desk, NUMBER) == []
    assert course_json(desk, here.course) == {
        "course": here.course, "patient": here.patient, "erased": True}
    kept = desk.check(check)
    assert input_of(desk, kept, kept.newest) is None
    assert not any(search.encode() in file.read_bytes() for file in tmp_path.iterdir())
    with pytest.raises(RecordsFault, match="erased"):
        next_cycle(desk, here.course)
    with pytest.raises(RecordsFault, match="erased"):
        draft_check(desk, here.course, order(cycle=3), here.first.by())
    with pytest.raises(Objected, match="erased"):
        act(desk, Kind.FIRST_CHECKED, check, {}, here.first.by())


def test_an_erasure_needs_a_reason_and_happens_once(here):
    with pytest.raises(Objected, match="reason"):
        erase(here.desk, here.patient, " ", here.first.id, moment())
    erase(here.desk, here.patient, "asked for", here.first.id, moment())
    with pytest.raises(Objected, match="erased before"):
        erase(here.desk, here.patient, "asked for", here.first.id, moment())


def test_a_key_that_came_back_with_an_old_file_is_erased_again(here, tmp_path):
    desk = here.desk
    key = desk.store.secret(f"patient/{here.patient}")
    erase(desk, here.patient, "asked for", here.first.id, moment())
    desk.store.put_secret(f"patient/{here.patient}", key)
    desk.projections.rebuild()
    assert desk.store.secret(f"patient/{here.patient}") is None
    assert identity(desk.store, desk.projections, here.patient) is None


def test_the_courses_of_a_patient_as_json(here):
    check = here.draft()
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by())
    (told,) = json.loads(json.dumps(courses_json(here.desk, NUMBER)))
    assert (told["regimen"], told["starts"], told["cycles"]) == ("thp", "2026-02-23", 6)
    (one,) = told["checks"]
    assert one["state"] == "first_check"
    assert one["versions"][0]["first_check"]["who"] == here.first.id
    assert {line["drug"] for line in one["versions"][0]["lines"]} == set(order()["order"])


def test_two_windows_on_one_folder_see_each_other(here, tmp_path):
    other = Desk.open(tmp_path, here.desk.store, ORIGIN, "en")
    check = here.draft()
    act(other, Kind.FIRST_CHECKED, check, {}, here.first.by())
    assert str(here.desk.check(check).state) in {"draft", "first_check"}
    here.desk.projections.catch_up()
    assert here.desk.check(check).state == "first_check"
    other.projections.close()
