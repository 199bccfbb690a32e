"""What one person does not say and the order check takes from the plan counts as said.

What it asks about stays a difference, and so does whatever is not what the plan says.
"""

import pytest

from bmcalc.formulary.drugs import drug
from bmcalc.orders.reading.typed_line import name_to_read
from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck
from tests.records.second_check.given import BIRTH, INPUTS, RECORD_NUMBER, entry


def rows_of(regimen, name, ordered, cells, **changes):
    """Return the rows of one drug: ``ordered`` of the first check, ``cells`` of the second."""
    order = ordered if isinstance(ordered, str) else {name: ordered}
    inputs = {**INPUTS, "regimen": regimen, "cycle": 1, "last": {}, "order": order, **changes}
    check = SecondCheck(FirstCheck(inputs, RECORD_NUMBER, BIRTH))
    row = {"drug": drug(name).name.english, **cells}
    found = check.enter(entry(regimen=regimen, cycle="1", target_auc=None, order=[row]))
    assert [(one.field, str(one.text)) for one in found.faults] == []
    return {one.what.removeprefix(f"order.{name}."): one for one in check.comparison.rows
            if one.what.startswith(f"order.{name}")}


def differing(*given, **changes):
    return {what for what, row in rows_of(*given, **changes).items() if not row.is_same}


def test_a_bare_dose_is_the_same_as_what_the_plan_says_and_says_so():
    found = rows_of("tc", "docetaxel", {"dose": "120 mg"},
                    {"dose": "120 mg", "route": "iv", "frequency": "d1"})
    assert {what for what, row in found.items() if not row.is_same} == set()
    assert str(found["route"].first.shown) == "not said, the plan says intravenous"
    assert str(found["route"].second.shown) == "intravenous"
    assert str(found["frequency"].first.shown) == "not said, the plan says d1"
    assert not str(found["route"].apart)


def test_the_words_stand_at_the_side_that_did_not_say_it():
    found = rows_of("tc", "docetaxel", "docetaxel 120 mg ivgtt d1", {"dose": "120 mg"})
    assert found["route"].is_same and found["frequency"].is_same
    assert str(found["route"].second.shown) == "not said, the plan says intravenous"
    assert str(found["route"].first.shown) == "intravenous"


def test_where_neither_says_anything_nothing_is_said_of_the_plan():
    found = rows_of("tc", "docetaxel", {"dose": "120 mg"}, {"dose": "120 mg"})
    assert all(row.is_same for row in found.values())
    assert "plan" not in " ".join(str(one.shown) for row in found.values()
                                  for one in (row.first, row.second))


def test_the_record_keeps_who_took_it_from_the_plan():
    found = rows_of("tc", "docetaxel", {"dose": "120 mg"}, {"dose": "120 mg", "route": "iv"})
    assert found["route"].as_values() == {
        "what": "order.docetaxel.route", "state": "same", "first": None, "second": "iv",
        "from_plan": ["first"],
    }
    assert "from_plan" not in found["frequency"].as_values()


TC = ("tc", "docetaxel", "120 mg")
DENOSUMAB = ("denosumab", "denosumab", "120 mg")
WEEKLY = ("paclitaxel-weekly", "paclitaxel", "130 mg")
THREE_WEEKS = ("nab-paclitaxel-weekly", "nab_paclitaxel", "160 mg")
DAILY = ("letrozole-ribociclib", "letrozole", "2.5 mg")
PART = ("letrozole-ribociclib", "ribociclib", "600 mg")
TWICE = ("cape", "capecitabine", "2000 mg")
DAYS_ARE_SAID = ("cmf-oral", "cyclophosphamide_po", "160 mg")

SAME = [
    (TC, "iv", "d1"), (TC, "iv", "qd d1"), (TC, "iv", "once"), (TC, "iv", "q21d"),
    (TC, "iv", "d1 q21d"), (TC, "iv", None), (TC, None, "d1"),
    (DENOSUMAB, "sc", "d1"), (DENOSUMAB, "sc", "q28d"), (DENOSUMAB, "sc", "once"),
    (WEEKLY, "iv", "qw"), (WEEKLY, "iv", "d1"), (WEEKLY, "iv", "once"),
    (THREE_WEEKS, "iv", "d1,8,15"), (THREE_WEEKS, "iv", "d1,8,15 q28d"),
    (DAILY, "po", "qd"), (DAILY, "po", "qd d1-28"),
    (PART, "po", "qd d1-21"), (PART, "po", "qd x21d"), (PART, "po", "d1-21"),
]
"""What the plan says, of drugs that are given on single days or once a day."""

DIFFERENT = [
    (TC, "iv_push", None, "route"), (TC, "po", None, "route"), (TC, "iv", "d8", "frequency"),
    (TC, "iv", "d1,8", "frequency"), (TC, "iv", "bid d1", "frequency"),
    (TC, "iv", "qd", "frequency"), (TC, "iv", "q28d", "frequency"), (TC, "iv", "q14d", "frequency"),
    (TC, "iv", "qd x2d", "frequency"), (TC, "iv", "prn", "frequency"),
    (TC, "iv", "qw", "frequency"),
    (DENOSUMAB, "im", None, "route"), (DENOSUMAB, "iv", None, "route"),
    (DENOSUMAB, "sc", "q21d", "frequency"), (DENOSUMAB, "sc", "d1,8,15", "frequency"),
    (WEEKLY, "iv", "q21d", "frequency"), (WEEKLY, "iv", "d1,8", "frequency"),
    (WEEKLY, "iv", "qd", "frequency"),
    (THREE_WEEKS, "iv", "d1,8", "frequency"), (THREE_WEEKS, "iv", "d1", "frequency"),
    (THREE_WEEKS, "iv", "qw", "frequency"), (THREE_WEEKS, "iv", "d1,8,15,22", "frequency"),
    (DAILY, "po", "bid", "frequency"), (DAILY, "po", "qd d1-21", "frequency"),
    (DAILY, "iv", None, "route"),
    (PART, "po", "qd d1-20", "frequency"), (PART, "po", "qd d1-22", "frequency"),
    (PART, "po", "qd x20d", "frequency"), (PART, "po", "bid", "frequency"),
    (TWICE, "po", "bid d1-14", "frequency"), (TWICE, "po", "bid", "frequency"),
    (TWICE, "po", "d1-14", "frequency"), (TWICE, "po", "qd d1-14", "frequency"),
    (DAYS_ARE_SAID, "po", "qd d1-14", "frequency"), (DAYS_ARE_SAID, "po", "x14d", "frequency"),
]
"""What is not the plan's, or what the order check does not take from the plan."""


def cells_of(dose, route, often):
    given = {"dose": dose, "route": route, "frequency": often}
    return {name: one for name, one in given.items() if one is not None}


def written(name, dose, route, often):
    """Write down a first order; a route in words of an order sheet."""
    words = {"iv": "ivgtt", "iv_push": "iv push", "po": "口服", "sc": "皮下注射", "im": "肌注"}
    parts = [name_to_read(name), dose, words.get(route, ""), often or ""]
    return " ".join(one for one in parts if one)


@pytest.mark.parametrize(("what", "route", "often"), SAME)
def test_a_bare_first_dose_takes_the_rest_from_the_plan(what, route, often):
    regimen, name, dose = what
    assert differing(regimen, name, {"dose": dose}, cells_of(dose, route, often)) == set()


@pytest.mark.parametrize(("what", "route", "often"), SAME)
def test_a_bare_second_dose_takes_the_rest_from_the_plan(what, route, often):
    regimen, name, dose = what
    assert differing(regimen, name, written(*what[1:], route, often), {"dose": dose}) == set()


@pytest.mark.parametrize(("what", "route", "often", "part"), DIFFERENT)
def test_what_the_plan_does_not_say_differs_from_a_bare_first_dose(what, route, often, part):
    regimen, name, dose = what
    assert differing(regimen, name, {"dose": dose}, cells_of(dose, route, often)) == {part}


@pytest.mark.parametrize(("what", "route", "often", "part"), DIFFERENT)
def test_what_the_plan_does_not_say_differs_from_a_bare_second_dose(what, route, often, part):
    regimen, name, dose = what
    assert differing(regimen, name, written(*what[1:], route, often), {"dose": dose}) == {part}


@pytest.mark.parametrize(("first", "second", "is_same"), [
    ("d1", "qd d1", True), ("q21d", "d1", True), ("d1", "q28d d1", False), ("d1", "qd", False),
    ("d1,8", "d1", False), ("d1,8", "qd d1,8", True), ("once", "d1", True), ("qd", "qd", True),
])
def test_a_frequency_that_is_said_in_part_takes_its_rest_from_the_plan(first, second, is_same):
    given = {"dose": "120 mg", "route": "iv", "frequency": second}
    found = rows_of("tc", "docetaxel", f"docetaxel 120 mg ivgtt {first}", given)
    assert found["frequency"].is_same is is_same


def test_what_is_said_in_part_is_shown_with_what_was_taken_besides():
    found = rows_of("tc", "docetaxel", "docetaxel 120 mg ivgtt d1",
                    {"dose": "120 mg", "route": "iv", "frequency": "qd d1"})
    assert str(found["frequency"].first.shown) == (
        "d1; not said besides, the plan says 1 × a day")


def test_what_a_plan_says_is_shown_where_the_other_side_differs_from_it():
    found = rows_of("tc", "docetaxel", {"dose": "120 mg"},
                    {"dose": "120 mg", "route": "iv", "frequency": "d1,8"})
    assert str(found["frequency"].first.shown) == "not said, the plan says d1"
    assert not found["frequency"].is_same


@pytest.mark.parametrize("name", ["epirubicin", "denosumab"])
def test_a_drug_that_is_not_in_the_regimen_has_no_plan(name):
    route = drug_route(name)
    found = differing("tc", name, {"dose": "120 mg"},
                      {"dose": "120 mg", "route": route, "frequency": "d1"})
    assert found == {"route", "frequency"}
    ordered = f"{name} 120 mg {'ivgtt' if route == 'iv' else route} d1"
    assert differing("tc", name, ordered, {"dose": "120 mg"}) == {"route", "frequency"}


def drug_route(name):
    return {"epirubicin": "iv", "denosumab": "sc"}[name]


def test_a_bone_agent_beside_the_regimen_has_its_own_plan():
    given = {"dose": "120 mg", "route": "sc", "frequency": "q28d"}
    assert differing("tc", "denosumab", {"dose": "120 mg"}, given, bone_agent="denosumab") == set()
    given["frequency"] = "q21d"
    assert differing("tc", "denosumab", {"dose": "120 mg"}, given,
                     bone_agent="denosumab") == {"frequency"}


def test_a_standing_order_of_one_planned_day_takes_no_day_from_the_plan():
    found = differing("tc", "docetaxel", "docetaxel 120 mg ivgtt 长期医嘱",
                      {"dose": "120 mg", "route": "iv", "frequency": "d1"})
    assert found == {"frequency"}


def test_days_that_are_set_for_the_patient_are_the_plan():
    planned = {"docetaxel": {"days": [8], "reason": "holiday"}}
    for often, differs in (("d8", set()), ("d1", {"frequency"})):
        given = {"dose": "120 mg", "route": "iv", "frequency": often}
        assert differing("tc", "docetaxel", {"dose": "120 mg"}, given, planned=planned) == differs


def test_two_lines_of_one_drug_are_paired_by_what_they_come_to():
    order = {"docetaxel": [{"dose": "60 mg"}, {"dose": "60 mg", "days": [8]}]}
    inputs = {**INPUTS, "regimen": "tc", "cycle": 1, "last": {}, "order": order}
    check = SecondCheck(FirstCheck(inputs, RECORD_NUMBER, BIRTH))
    rows = [{"drug": "docetaxel", "dose": "60 mg", "frequency": often} for often in ("d8", "d1")]
    check.enter(entry(regimen="tc", cycle="1", target_auc=None, order=rows))
    assert [one.what for one in check.comparison.differences
            if one.what.startswith("order")] == []


@pytest.mark.parametrize(("order", "cells"), [
    ({"dose": "127 mg"}, {"route": "iv", "frequency": "d1"}),
    ("docetaxel 127 mg ivgtt d1", {}),
])
def test_both_answers_are_then_the_same(order, cells):
    orders = order if isinstance(order, str) else {"docetaxel": order}
    inputs = {**INPUTS, "regimen": "docetaxel-80", "cycle": 3, "order": orders,
              "last": {"docetaxel": "2026-11-09"}}
    check = SecondCheck(FirstCheck(inputs, RECORD_NUMBER, BIRTH))
    row = {"drug": "docetaxel", "dose": "127 mg", "last_on": "2026-11-09", **cells}
    check.enter(entry(regimen="docetaxel-80", target_auc=None, order=[row]))
    assert [one.what for one in check.comparison.differences] == []
