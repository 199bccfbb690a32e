"""Which values lie beside an edge, and when a row of a table can never be told."""

import pytest

from bmcalc.core.numbers import plain
from bmcalc.core.term import q
from bmcalc.rules.condition import read_condition
from bmcalc.rules.edges import hides, sides, situations, values_around
from bmcalc.rules.engine import Asked
from bmcalc.rules.rule import Rule
from bmcalc.rules.worked_cases import worked_cases

TEXT = {"en": "x", "zh": "甲"}


def rule(**entries):
    return Rule.model_validate({
        "code": "ROW", "then": "delay", "text": TEXT, "sources": ["a"], "table": "t", **entries,
    })


@pytest.mark.parametrize(("condition", "holds", "not_held"), [
    ("anc < 1 x10^9/L", "0.99", "1"),
    ("anc >= 1 x10^9/L", "1", "0.99"),
    ("anc > 1.5 x10^9/L", "1.51", "1.5"),
    ("anc <= 1.5 x10^9/L", "1.5", "1.51"),
    ("platelets < 75 x10^9/L", "74.9", "75"),
    ("bilirubin_xuln <= 1.25 xULN", "1.25", "1.26"),
    ("ild_grade >= 2", "2", "1"),
    ("qtcf > 480 ms", "481", "480"),
    ("crcl < 30 mL/min", "29.9", "30"),
    ("creatinine_baseline = 124 umol/L", "124", "123.9"),
])
def test_an_edge_has_a_value_on_each_side(condition, holds, not_held):
    found = read_condition(condition)
    held, other = sides(found)
    assert (plain(held.magnitude), plain(other.magnitude)) == (holds, not_held)
    assert found.met({found.measure: held}) is True
    assert found.met({found.measure: other}) is False


def test_a_choice_has_no_edge():
    assert sides(read_condition("dialysis = yes")) is None
    assert values_around("dialysis", []) == ["yes", "no", None]


def test_situations_tell_every_range_apart():
    one = rule(all_of=["anc < 1 x10^9/L", "dialysis = yes"])
    found = list(situations(one))
    assert len(found) == 4 * 3
    assert {"anc": q("0.99 x10^9/L"), "dialysis": "yes"} in found
    assert {"anc": None, "dialysis": None} in found


@pytest.mark.parametrize(("above", "below"), [
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc < 0.5 x10^9/L"]}),
    ({"any_of": ["anc < 1 x10^9/L"], "then": "stop_for_good"},
     {"any_of": ["anc < 1 x10^9/L"], "all_of": ["dialysis = yes"]}),
    ({"any_of": ["anc < 1 x10^9/L", "dialysis = yes"]}, {"any_of": ["dialysis = yes"]}),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc < 1 x10^9/L"], "days": [8]}),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc < 1 x10^9/L"], "profiles": ["us"]}),
    ({}, {"any_of": ["anc < 1 x10^9/L"]}),
])
def test_a_row_is_hidden_by_one_that_is_always_met_and_as_strict(above, below):
    assert hides(rule(**above), rule(**below), is_first=True)


@pytest.mark.parametrize(("above", "below", "is_first"), [
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc <= 1 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc < 0.5 x10^9/L"], "then": "omit"}, True),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc < 0.5 x10^9/L"]}, False),
    ({"any_of": ["anc < 1 x10^9/L"], "table": "u"}, {"any_of": ["anc < 0.5 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"], "table": None},
     {"any_of": ["anc < 0.5 x10^9/L"], "table": None}, True),
    ({"any_of": ["anc < 1 x10^9/L"], "days": [8]}, {"any_of": ["anc < 0.5 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"], "profiles": ["us"]},
     {"any_of": ["anc < 0.5 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"], "occasion": "later_doses"},
     {"any_of": ["anc < 0.5 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"], "elsewhere": "note", "profiles": ["us"]},
     {"any_of": ["anc < 0.5 x10^9/L"], "profiles": ["us"]}, True),
    ({"any_of": ["platelets < 9 x10^9/L"]}, {"any_of": ["anc < 1 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"all_of": ["anc < 1 x10^9/L", "anc >= 1 x10^9/L"]}, True),
    ({"any_of": ["anc < 1 x10^9/L"]}, {"any_of": ["anc is unknown"]}, True),
])
def test_a_row_that_may_be_told_is_not_hidden(above, below, is_first):
    assert not hides(rule(**above), rule(**below), is_first=is_first)


def cases_of(*rules):
    def asked_of(planned, first):
        return Asked(drug="a", planned=planned, first=first)

    return list(worked_cases(rules[0], rules, asked_of))


def test_a_case_stands_on_each_side_of_an_edge_and_the_others_are_met():
    low = rule(all_of=["anc < 1 x10^9/L", "dialysis = yes"])
    held, other = cases_of(low)
    assert (held.holds, other.holds) == (True, False)
    assert held.beside == other.beside == {"dialysis": "yes"}
    assert [one.rule for one in held.judgement.met] == [low]
    assert other.judgement.met == ()


def test_one_of_several_conditions_is_tried_while_the_others_are_not_met():
    either = rule(any_of=["anc < 1 x10^9/L", "platelets < 50 x10^9/L"])
    cases = cases_of(either)
    assert [(one.measure, one.holds, bool(one.judgement.met)) for one in cases] == [
        ("anc", True, True), ("anc", False, False),
        ("platelets", True, True), ("platelets", False, False),
    ]


def test_another_rule_speaks_on_the_other_side():
    low = rule(code="LOW", any_of=["anc < 0.5 x10^9/L"], then="stop_for_good")
    mild = rule(code="MILD", any_of=["anc < 1 x10^9/L"])
    held, other = cases_of(low, mild)
    assert [one.rule.code for one in held.judgement.met] == ["LOW"]
    assert [one.rule.code for one in other.judgement.met] == ["MILD"]


def test_an_edge_that_decides_nothing_has_no_case():
    wide = rule(any_of=["anc < 1 x10^9/L", "anc < 2 x10^9/L"])
    assert {str(one.value) for one in cases_of(wide)} == {"1.99 ×10⁹/L", "2 ×10⁹/L"}
    assert cases_of(rule(any_of=["dialysis = yes"])) == []


def test_a_rule_that_differs_has_cases_of_both_doses():
    both = rule(then=None, first="delay", later="caution", any_of=["anc < 1 x10^9/L"])
    assert [one.first for one in cases_of(both)] == [True, True, False, False]
    assert [one.first for one in cases_of(rule(occasion="first_dose",
                                               any_of=["anc < 1 x10^9/L"]))] == [True, True]


def test_the_planned_dose_of_a_case_is_the_dose_that_is_asked_about():
    most = rule(then="reduce", at_most="75 mg/m^2", any_of=["planned_dose > 75 mg/m^2"])
    held, other = cases_of(most)
    assert held.judgement.limit()[0] == q("75 mg/m^2")
    assert (held.value, other.value) == (q("75.1 mg/m^2"), q("75 mg/m^2"))
    assert other.judgement.met == ()
