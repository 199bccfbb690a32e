"""Records for the window that is worked on: checks in every state, courses with a past."""

from __future__ import annotations

import os
from pathlib import Path

from bmcalc.records.checks.acts import act
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity
from tests.records.courses.test_next_cycle import THP_1, THP_2, first_cycle, given, released
from tests.records.given import course, moment, ward

NUMBERS = ("BM-0201", "BM-0202", "BM-0203")


def subjects_of_records(folder: Path) -> dict[str, list[str]]:
    """Found records in a folder that the window finds; return what its pages can be asked for."""
    place = folder / "records"
    place.mkdir()
    os.environ["BMCALC_RECORDS"] = str(place)
    here = ward(place)
    courses = [here.course]
    for number in NUMBERS:
        patient = register(here.desk, Identity.of(number, "1969-08"), here.first.id,
                           moment("2026-02-20")).patient
        courses.append(course(here.desk, here.people, patient))
    given(here, released(here, first_cycle(THP_1)))
    last = {drug: {"on": "2026-02-23", "dose": dose} for drug, dose in THP_1.items()}
    checks = [here.draft(first_cycle(THP_2, "2026-03-16", cycle=2, last=last))]
    given(here, released(here, first_cycle(THP_1), of=courses[1]))
    checks += [here.draft(first_cycle(THP_1), course=one) for one in courses[2:]]
    act(here.desk, Kind.FIRST_CHECKED, checks[-1], {}, here.first.by(moment()))
    here.desk.projections.close()
    here.desk.store.close()
    orders = [f"check:{one}" for one in checks] + [f"course:{one}" for one in courses]
    return {"order-check": orders, "course": [*courses, *checks], "record": checks,
            "second-check": checks, "today": ["2026-03-16", *checks], "day-end": ["2026-03-16"],
            "queries": ["2026-03"], "formulary": ["drug:docetaxel", "regimen:thp"]}
