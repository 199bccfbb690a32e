"""The ledger of every release stays verifiable and readable for ever."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bmcalc.records.desk import Desk
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import read_seal
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.ledger.verify import verify
from bmcalc.records.verifying import witnesses
from tests.records.ledger.given import ORIGIN, note
from tests.records.old.make import TOLD, checks_of

RELEASES = sorted(Path(__file__).parent.glob("release_*"))


@pytest.fixture(params=RELEASES, ids=lambda folder: folder.name)
def release(request, tmp_path):
    shutil.copytree(request.param, tmp_path, dirs_exist_ok=True)
    return tmp_path, json.loads((tmp_path / TOLD).read_text(encoding="utf-8"))


def test_there_is_one():
    assert RELEASES


def test_it_is_sound_to_its_seal_with_every_signature(release):
    folder, told = release
    seal = read_seal(told["seal"])
    with ledger_file(folder / FILE) as file:
        found = verify(file.stored(), told["installation"], [seal], witnesses())
    assert found.sound, found.flaw
    assert found.head == seal
    assert len(found.restored) == told["kinds"].count("restored") == 1


def test_every_kind_of_event_that_it_holds_is_read(release):
    folder, told = release
    with ledger_file(folder / FILE) as file:
        events = [one.event() for one in file.stored()]
    assert [str(event.draft.kind) for event in events] == told["kinds"]
    assert all(event.canonical() for event in events)
    assert {Kind.ADMITTED, Kind.RELEASED, Kind.GIVEN, Kind.PATIENT_ERASED, Kind.DAY_ENDED,
            Kind.BACKED_UP, Kind.RESTORED} <= set(told["kinds"])


def test_what_follows_from_it_is_what_followed_then(release):
    folder, told = release
    store = SqliteStore.open(folder, Installation.new())
    desk = Desk.open(folder, store, ORIGIN, "en")
    assert sorted(person.printed_name for person in desk.roster().people()) == told["people"]
    assert checks_of(desk, told["course"]) == told["checks"]
    desk.projections.close()
    store.close()


def test_work_goes_on_in_it(release):
    folder, told = release
    store = SqliteStore.open(folder, Installation.new())
    assert store.append(note("later")).seq == len(told["kinds"]) + 1
    store.close()
