"""A ward whose ledger lies where the window looks for it, with checks in every state."""

import datetime
from dataclasses import dataclass

import pytest

from bmcalc.gui.look import theme
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.records.checks.acts import act
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity
from tests.orders.routine import ROUTINE
from tests.records.given import course, given, moment, order, ward

DAY = datetime.date(2026, 3, 16)
STOP = {"order": {**ROUTINE["THP"]["order"], "docetaxel": {"dose": "300 mg", "route": "iv"}}}


@dataclass
class Hospital:
    """A ward with more patients, each with a course of THP."""

    ward: object
    number: int = 200

    def patient(self, starts="2026-02-23", regimen="thp"):
        """Return the course of a new patient."""
        self.number += 1
        made = self.ward
        found = register(made.desk, Identity.of(f"BM-{self.number:04}", "1969-08"),
                         made.first.id, moment("2026-02-20")).patient
        return course(made.desk, made.people, found, regimen, starts)

    def do(self, kind, check, who, at=None, **body):
        return act(self.ward.desk, kind, check, body, self.ward.people[who].by(at))

    def draft(self, **changes):
        return self.ward.draft(order(**changes), course=self.patient())

    def first_checked(self, **changes):
        check = self.draft(**changes)
        self.do(Kind.FIRST_CHECKED, check, "first", moment(hour=10))
        return check

    def second_checked(self, **changes):
        check = self.first_checked(**changes)
        self.do(Kind.SECOND_CHECKED, check, "second", moment(hour=11), differences=[])
        return check

    def released(self, **changes):
        check = self.second_checked(**changes)
        self.do(Kind.RELEASED, check, "second", moment(hour=12), reasons={})
        return check

    def given(self):
        check = self.released()
        self.do(Kind.GIVEN, check, "doctor", moment(hour=15), **given())
        return check


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return the records folder of this computer, in which nothing lies yet."""
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "records"))
    return tmp_path / "records"


@pytest.fixture
def hospital(place):
    """Return a ward in the records folder of this computer."""
    made = ward(place, starts="2026-02-27")
    yield Hospital(made)
    made.desk.projections.close()
    made.desk.store.close()


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    theme.apply(make_application(), "light")
    yield
    use_language("en")
    theme.apply(make_application(), "light")
