"""What the window shows of people and courses, as JSON, and what it looks things up in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bmcalc.console import write
from bmcalc.core.texts import current_language
from bmcalc.records.courses.as_json import courses_json
from bmcalc.records.department.working import open_work
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Origin
from bmcalc.records.people.listing import people_json


def show_people(folder: Path) -> None:
    """Write everybody who has a key, and what waits for a confirmation."""
    store = open_work(folder)
    try:
        _write(people_json(store))
    finally:
        store.close()


def show_courses(folder: Path, number: str, origin: Origin) -> None:
    """Write the courses of the patients with a record number; an empty list for none."""
    with _desk(folder, origin) as desk:
        _write(courses_json(desk, number))


def rebuild(folder: Path, origin: Origin) -> int:
    """Drop the projections and fill them again; return how many events were read."""
    with _desk(folder, origin) as desk:
        return desk.projections.rebuild()


@contextmanager
def _desk(folder: Path, origin: Origin) -> Iterator[Desk]:
    store = open_work(folder)
    try:
        desk = Desk.open(folder, store, origin, current_language())
        try:
            yield desk
        finally:
            desk.projections.close()
    finally:
        store.close()


def _write(shown: object) -> None:
    write(json.dumps(shown, ensure_ascii=False, indent=2))
