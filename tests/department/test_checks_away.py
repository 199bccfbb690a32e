"""A check that goes on while the department's server is away, and what is looked up of it."""

import pytest

from bmcalc.records.checks.acts import act
from bmcalc.records.checks.states import State
from bmcalc.records.department.joining import join_department, open_department
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.opening import open_records
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import found, identity
from bmcalc.records.projections.tables import NAMES
from tests.records.given import BORN, ORIGIN, Ward, course, given, moment, people_of


@pytest.fixture
def joined(address, folder):
    join_department(folder, address)
    opened = open_department(folder, open_records(folder))
    yield opened
    opened.close()


def rows(projections):
    return {name: sorted(map(str, projections.connection.execute(f"SELECT * FROM {name}")))
            for name in NAMES}


def do(here, kind, check, who, at=None, **body):
    return act(here.desk, kind, check, body, here.people[who].by(at))


def test_a_check_goes_on_while_the_server_is_away_and_counts_once(joined, folder, server):
    people = people_of(joined)
    desk = Desk.open(folder, joined, ORIGIN, "en")
    patient = register(desk, Identity.of("zy00123456", BORN), people["first"].id,
                       moment("2026-02-20")).patient
    here = Ward(desk, people, patient, course(desk, people, patient))
    check = here.draft()
    server.stop()
    try:
        do(here, Kind.FIRST_CHECKED, check, "first")
        do(here, Kind.SECOND_CHECKED, check, "second", differences=[])
        do(here, Kind.RELEASED, check, "second", reasons={})
        late = register(desk, Identity.of("zy00777777", "1955-01"), people["first"].id,
                        moment()).patient
        assert joined.waiting() == 4
        assert desk.check(check).state is State.RELEASED
        assert found(desk.store, desk.projections, "ZY00777777") == (late,)
    finally:
        server.start()
    do(here, Kind.GIVEN, check, "doctor", moment(hour=15), **given())
    assert joined.waiting() == 0
    now = desk.check(check)
    assert now.state is State.GIVEN
    assert not now.irregular
    assert identity(desk.store, desk.projections, late).born == "1955-01"
    folded = rows(desk.projections)
    desk.projections.rebuild()
    assert rows(desk.projections) == folded
    desk.projections.close()
