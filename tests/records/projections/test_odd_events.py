"""Events that no program of ours wrote: they change nothing they should not and stop nobody.

Whoever can write the file can append what the guards would refuse, with any body. An event is
never taken away again, so one that could not be read would close the records for ever.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bmcalc.records.checks.acts import act
from bmcalc.records.courses.as_json import courses_json
from bmcalc.records.courses.next_cycle import next_cycle
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.people.listing import people_json
from bmcalc.records.projections.query_list import queries_of_month
from bmcalc.records.projections.worklist import worklist
from bmcalc.records.seals.day_end import day_end
from tests.records.given import given, ward

MOST = 30
"""Bodies that are tried of each kind."""

ODD = (None, 1, -1, "x", "2026-13-40", "\0", [], {}, [1], {"a": 1}, True, 1.5)
BODIES = {
    Kind.GIVEN: given(), Kind.NOT_GIVEN: {"doses": [], "not_given": {"docetaxel": "fever"}},
    Kind.QUERY_OPENED: {"to": "the ward", "text": "why", "lines": []},
    Kind.QUERY_CLOSED: {"query": "q", "answer": "a", "outcome": "kept", "error": "none"},
    Kind.HELD: {"until": "date", "on": "2026-03-20", "reason": "r"}, Kind.RESUMED: {},
    Kind.OVERRIDDEN: {"lines": {"docetaxel": "r"}}, Kind.RETURNED: {"reason": "r"},
    Kind.CANCELLED: {"reason": "r"}, Kind.COURSE_CHANGED: {"cycles": 4, "reason": "r"},
    Kind.COURSE_CLOSED: {"reason": "r"}, Kind.ADMITTED: {"content": "c", "hash": "h"},
    Kind.SIGNATURE_FAILED: {"meaning": "release"},
}


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def otherwise(body):
    """Give a body with each of its parts, at any depth, odd or left out."""
    for name, held in body.items():
        rest = {one: part for one, part in body.items() if one != name}
        yield rest
        yield from ({**rest, name: odd} for odd in ODD)
        if isinstance(held, Mapping):
            yield from ({**rest, name: inner} for inner in otherwise(held))
        if isinstance(held, list) and held and isinstance(held[0], Mapping):
            yield from ({**rest, name: [inner, *held[1:]]} for inner in otherwise(held[0]))


def examples(here, check):
    """Return an event of every kind that the tables read, by kind."""
    found = {one.event().draft.kind: one.event().draft for one in here.desk.store.read_from(2)}
    about = found[Kind.RELEASED].about
    for kind, body in BODIES.items():
        found.setdefault(kind, replace(found[Kind.RELEASED], kind=kind, body=body, about=about,
                                       meaning=None, signature=None))
    return found


def is_readable(here, check):
    here.desk.projections.catch_up()
    day = datetime.date(2026, 3, 16)
    assert here.desk.check(check).id == check
    assert courses_json(here.desk, "zy 00123456")
    assert next_cycle(here.desk, here.course).inputs
    assert people_json(here.desk.store)["people"]
    worklist(here.desk, day)
    day_end(here.desk, day)
    queries_of_month(here.desk, "2026-03")


def test_no_event_closes_the_records(here):
    check = here.draft()
    for kind, who, body in ((Kind.FIRST_CHECKED, "first", {}),
                            (Kind.SECOND_CHECKED, "second", {"differences": []}),
                            (Kind.RELEASED, "second", {"reasons": {}})):
        act(here.desk, kind, check, body, here.people[who].by())
    for kind, example in examples(here, check).items():
        bodies = list(otherwise(example.body))
        for number, body in enumerate(bodies[::max(1, len(bodies) // MOST)]):
            here.desk.store.append(replace(example, event_id=f"{kind}-{number}", body=body))
        for name in example.about:
            rest = {one: held for one, held in example.about.items() if one != name}
            for odd in (None, 1, "x", [], {}):
                here.desk.store.append(replace(example, event_id=f"{kind}-{name}-{odd}",
                                               about={**rest, name: odd}))
            here.desk.store.append(replace(example, event_id=f"{kind}-{name}", about=rest))
        is_readable(here, check)
    here.desk.projections.rebuild()
    is_readable(here, check)


@pytest.mark.parametrize("kind", [Kind.GIVEN, Kind.NOT_GIVEN])
def test_what_a_person_signed_with_an_odd_body_stops_nobody(here, kind):
    check = here.draft()
    for act_kind, who, body in ((Kind.FIRST_CHECKED, "first", {}),
                                (Kind.SECOND_CHECKED, "second", {"differences": []}),
                                (Kind.RELEASED, "second", {"reasons": {}})):
        act(here.desk, act_kind, check, body, here.people[who].by())
    example = replace(examples(here, check)[kind], who=here.second.id, meaning=Meaning.GIVEN)
    for number, body in enumerate(otherwise(BODIES[kind])):
        odd = replace(example, event_id=f"{kind}-{number}", body=body)
        here.desk.store.append(here.second.sign([odd])[0])
    is_readable(here, check)


@pytest.mark.parametrize("differences", [None, "", {}, 0, False])
def test_a_second_check_that_does_not_list_its_differences_is_none(here, differences):
    check = here.draft()
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by())
    first = examples_of_first(here)
    odd = replace(first, event_id="odd", kind=Kind.SECOND_CHECKED, who=here.second.id,
                  meaning=Meaning.SECOND_CHECK, body={"differences": differences}, signature=None)
    here.desk.store.append(here.second.sign([odd])[0])
    here.desk.projections.catch_up()
    now = here.desk.check(check)
    assert now.newest.second is None and len(now.unexplained) == 1


def examples_of_first(here):
    return next(one.event().draft for one in here.desk.store.read_from(2)
                if one.event().draft.kind is Kind.FIRST_CHECKED)
