"""People and courses as JSON, and the tables for looking up filled again."""

from __future__ import annotations

import json

import pytest

from bmcalc.records.projections.projections import FILE
from tests.records.given import ward


@pytest.fixture
def here(place):
    made = ward(place)
    made.draft()
    made.desk.projections.close()
    made.desk.store.close()
    return made


def test_people_are_shown_without_their_sealed_keys(call, here):
    code, out, _err = call("people")
    shown = json.loads(out)
    assert code == 0
    assert {one["printed_name"] for one in shown["people"]} == {
        "Admin One", "Zhang Min", "Li Hua", "Chen Jing", "Wang Lei", "Zhao Yu"}
    assert shown["proposed"] == []
    assert "box" not in out
    assert "salt" not in out


def test_the_courses_of_a_patient_are_found_by_number(call, here):
    code, out, _err = call("courses", "ZY00123456")
    [course] = json.loads(out)
    assert code == 0
    assert (course["course"], course["regimen"]) == (here.course, "thp")
    assert [check["state"] for check in course["checks"]] == ["draft"]
    assert json.loads(call("courses", "ZY00999999")[1]) == []


def test_tables_are_filled_again(call, here, place):
    before = json.loads(call("courses", "ZY00123456")[1])
    (place / FILE).unlink()
    code, out, _err = call("rebuild")
    assert code == 0
    assert out == f"Read again from the first record: {call('seal')[1].split()[1]} events.\n"
    assert json.loads(call("courses", "ZY00123456")[1]) == before


@pytest.mark.parametrize("arguments", [("people",), ("courses", "ZY00123456"), ("rebuild",)])
def test_nothing_is_shown_where_nothing_was_recorded(call, place, arguments):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert "There are no records" in err
    assert not place.exists()
