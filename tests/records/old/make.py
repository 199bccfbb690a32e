"""Writes the small ledger of a release that every later release must verify and read.

Run once for a release: python -m tests.records.old.make 1.2
It stays as it was written; only before the release that it is named for may it be made again.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from bmcalc.records.backup.backing_up import back_up
from bmcalc.records.backup.copying import whole_file
from bmcalc.records.backup.restoring import restore
from bmcalc.records.checks.acts import act
from bmcalc.records.courses.as_json import course_json
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.admitted import admission
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import open_records
from bmcalc.records.patients.acts import erase, register
from bmcalc.records.patients.identity import Identity
from bmcalc.records.people.attempts import signed_in
from bmcalc.records.people.keys import WrongPassphrase
from bmcalc.records.seals.day_end import end_day
from tests.records.given import ORIGIN, course, given, moment, ward
from tests.records.ledger.given import note, records

HERE = Path(__file__).parent
TOLD = "told.json"
DAY = moment().local().date()


def make(folder: Path, work: Path) -> None:
    """Write the ledger, and beside it what it must read as for ever."""
    here = ward(work / "records")
    _checks(here)
    erased = register(here.desk, Identity.of("ZY 00765432", "1958-02"), here.first.id,
                      moment()).patient
    course(here.desk, here.people, erased)
    erase(here.desk, erased, "asked for it", here.first.id, moment())
    _of_another_computer(here.desk, work / "other")
    here.desk.store.append(note("用法：静脉滴注 \U0001F489", share=0.25, many=[1, None, {}]))
    here.desk.store.append(note("the clock went back", second=0))
    end_day(here.desk, DAY, moment(hour=18), str(uuid.uuid4()))
    (work / "disk").mkdir()
    for hour in (18, 19):
        copy = back_up(here.desk.store, work / "disk", moment(hour=hour), ORIGIN)
    here.desk.store.append(note("lost by the restore", second=1))
    here.desk.projections.close()
    here.desk.store.close()
    restore(copy.file, work / "records", moment(hour=20), ORIGIN)
    _keep(folder, work / "records", here.course)


def _checks(here) -> None:
    """Take one check the whole way, and leave others on theirs."""
    def do(kind, check, who, at=None, **body):
        return act(here.desk, kind, check, body, here.people[who].by(at))

    whole = here.draft()
    do(Kind.FIRST_CHECKED, whole, "first")
    do(Kind.QUERY_OPENED, whole, "first", to="Wang Lei", text="Weight?")
    [query] = here.desk.check(whole).open_queries
    do(Kind.QUERY_CLOSED, whole, "first", query=query.id, answer="58 kg", outcome="kept",
       reason="weighed again", error="none")
    do(Kind.HELD, whole, "first", until="date", on="2026-03-16", reason="counts")
    do(Kind.RESUMED, whole, "first", reason="counts are here")
    do(Kind.SECOND_CHECKED, whole, "second", differences=[])
    do(Kind.RELEASED, whole, "second", reasons={})
    do(Kind.GIVEN, whole, "doctor", moment(hour=15), **given())
    attempt = Draft(Kind.SECOND_CHECKED, moment(hour=16), {}, who=here.second.id,
                    meaning=Meaning.SECOND_CHECK, origin=ORIGIN)
    with suppress(WrongPassphrase):
        signed_in(here.desk.store, attempt, "this is not the passphrase")


def _of_another_computer(desk, folder: Path) -> None:
    """Admit another installation, and one of its events as what it was."""
    other = records(folder)
    other.append(note("written while the server was away"))
    [_founding, waiting] = other.read_from()
    key = Installation.read(folder)
    assert key is not None
    desk.store.append(Draft(Kind.INSTALLATION_ADMITTED, moment(hour=17),
                            {"installation": key.public}, origin=ORIGIN))
    desk.store.append(admission(waiting, moment(hour=17)))
    other.close()


def checks_of(desk: Desk, course_id: str) -> list[dict[str, Any]]:
    """Return what of a course's checks must read the same for ever."""
    return [
        {"state": check["state"], "queries": [query["answer"] for query in check["queries"]],
         "verdict": check["versions"][-1]["verdict"], "given": check["versions"][-1]["given"]}
        for check in course_json(desk, course_id)["checks"]
    ]


def _keep(folder: Path, where: Path, course_id: str) -> None:
    store = open_records(where)
    desk = Desk.open(where, store, ORIGIN, "en")
    told = {
        "installation": store.installation, "seal": seal_line(store.head()),
        "kinds": [str(stored.event().draft.kind) for stored in store.read_from()],
        "people": sorted(person.printed_name for person in desk.roster().people()),
        "course": course_id, "checks": checks_of(desk, course_id),
    }
    desk.projections.close()
    store.close()
    folder.mkdir()
    whole_file(where / FILE, folder / FILE)
    (folder / FILE).chmod(0o644)
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / TOLD).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    target = HERE / f"release_{sys.argv[1]}"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        make(target, Path(temporary))
