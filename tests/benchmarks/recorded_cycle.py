"""Records in which cycle 1 of a course of TCbHP was released by two people and given."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from bmcalc.core.ask import AskQuantity
from bmcalc.gui.pages.order_check.entered import NONE, PAGE_ID, entered
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.window.session import Session, Typed
from bmcalc.records.desk import Desk
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity
from tests.records.courses.test_next_cycle import given, released
from tests.records.given import Ward, course, moment, people_of
from tests.records.ledger.given import ORIGIN, records

NUMBER = "BM-0001"


def record_first_cycle(
    folder: Path, answers: dict[str, object], doses: dict[str, str], on: datetime.date, age: int
) -> None:
    """Found records in a folder, with one patient whose first cycle was given on a day.

    ``answers`` are what was typed on the order page, ``doses`` what was given, in mg.
    """
    folder.mkdir(parents=True, exist_ok=True)
    store = records(folder)
    people = people_of(store)
    desk = Desk.open(folder, store, ORIGIN, "en")
    born = (on.replace(day=1) - datetime.timedelta(days=365 * age + 200)).strftime("%Y-%m")
    day = on.isoformat()
    patient = register(desk, Identity.of(NUMBER, born), people["first"].id, moment(day, 7)).patient
    here = Ward(desk, people, patient, course(desk, people, patient, "tcbhp", day))
    given(here, released(here, inputs_of(answers, doses, day), day), day)
    desk.projections.close()
    desk.store.close()


def inputs_of(answers: dict[str, object], doses: dict[str, str], day: str) -> dict[str, Any]:
    """Return the input of the check of cycle 1, as the order page reads what is typed into it."""
    session = Session()
    page = {**answers, "regimen": "tcbhp", "cycle": "1", "day": "1", "today": day,
            "hypersensitivity": [NONE],
            **{f"order:{drug}": f"{dose} mg" for drug, dose in doses.items()}}
    for name, value in page.items():
        ask = ask_of(name) if name in answers else None
        unit = ask.spans[0].key if isinstance(ask, AskQuantity) else ""
        session.put(PAGE_ID, name, Typed(value, unit))
    return entered(session)
