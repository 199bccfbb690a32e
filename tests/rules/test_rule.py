"""How rules are evaluated: three truths, the strictest row of a table, unknown is not normal."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bmcalc.core.term import Term, q
from bmcalc.formulary.regimens import regimen
from bmcalc.rules.condition import all_met, any_met, read_condition
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.outcome import Outcome
from bmcalc.rules.quantities import Refusal
from bmcalc.rules.rule import Rule
from tests.rules.said import strictest_rows, unanswered

FEW = settings(max_examples=30, deadline=None)
TEXT = {"en": "text", "zh": "文字"}


def rule(**entries: object) -> Rule:
    return Rule.model_validate({"code": "X", "text": TEXT, "sources": ["s"], **entries})


def test_a_condition_reads_as_it_is_written():
    condition = read_condition("anc < 1.5 x10^9/L")
    assert condition.written() == "anc < 1.5 x10^9/L"
    assert str(condition) == "neutrophils (ANC) < 1.5 ×10⁹/L"
    assert condition.met({"anc": q("1.49 x10^9/L")}) is True
    assert condition.met({"anc": q("1.5 x10^9/L")}) is False
    assert condition.met({}) is None


def test_a_condition_compares_across_units():
    assert read_condition("anc < 1.5 x10^9/L").met({"anc": q("1490 /uL")}) is True


def test_a_planned_dose_on_another_basis_is_not_spoken_about():
    condition = read_condition("planned_dose > 75 mg/m^2")
    assert condition.met({"planned_dose": q("6 mg/kg")}) is False


@pytest.mark.parametrize(
    "text",
    ["anc < 1.5", "anc < 1.5 mg", "anc < 1,5 x10^9/L", "neutrophils < 1.5 x10^9/L", "anc 1.5",
     "child_pugh > a", "child_pugh = d", "ild_grade >= 2.5", "dialysis = true", ""],
)
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(Refusal):
        read_condition(text)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_has_a_name_and_a_kind(name):
    measure = MEASURES[name]
    assert str(measure.label)
    assert not (measure.unit and measure.options)


TRUTH = st.lists(st.sampled_from([True, False, None]), max_size=4)


@FEW
@given(TRUTH)
def test_unknown_never_counts_as_met_nor_as_safe(truths):
    conditions = [read_condition("anc < 1 x10^9/L"), read_condition("platelets < 50 x10^9/L")]
    known = {
        name: None if truth is None else q(("0.5" if truth else "80") + " x10^9/L")
        for name, truth in zip(("anc", "platelets"), truths, strict=False)
    }
    values = [one.met(known) for one in conditions]
    assert all_met(conditions, known) is (
        False if False in values else None if None in values else True
    )
    assert any_met(conditions, known) is (
        True if True in values else None if None in values else False
    )


def test_an_unentered_measure_is_reported():
    gate = rule(then="delay", any_of=["anc < 1.5 x10^9/L", "platelets < 100 x10^9/L"])
    known = {"anc": q("3 x10^9/L")}
    assert gate.met(known) is None
    assert gate.missing(known) == ("platelets",)
    assert unanswered([gate], known) == {"platelets": [gate]}
    assert unanswered([gate], {"anc": q("1 x10^9/L")}) == {}


def test_what_cannot_change_the_answer_is_not_missing():
    gate = rule(then="delay", all_of=["g_csf = yes"],
                any_of=["hours_since_gcsf < 48 h", "hours_since_gcsf is unknown"])
    assert gate.met({}) is None
    assert gate.missing({}) == ("g_csf",)


def test_of_a_table_only_the_strictest_row_speaks():
    rows = regimen("gemcitabine-carboplatin").rules
    met = strictest_rows(rows, {"anc": q("0.9 x10^9/L"), "platelets": q("80 x10^9/L")})
    assert [one.code for one in met] == ["GC_DAY_8_HOLD"]


def test_the_strictest_speaks_first_and_a_deeper_cut_is_stricter():
    rules = [
        rule(code="A", then="caution"), rule(code="B", then="reduce", share="80 %"),
        rule(code="C", then="reduce", share="50 %"), rule(code="D", then="delay"),
    ]
    assert [one.code for one in strictest_rows(rules, {})] == ["D", "C", "B", "A"]


def test_a_row_below_the_one_that_speaks_needs_no_answer():
    rows = [
        rule(code="A", then="omit", table="t", any_of=["anc < 1 x10^9/L"]),
        rule(code="B", then="reduce", share="50 %", table="t", any_of=["platelets < 75 x10^9/L"]),
    ]
    assert unanswered(rows, {"anc": q("0.5 x10^9/L")}) == {}
    assert set(unanswered(rows, {"anc": q("2 x10^9/L")})) == {"platelets"}


def test_outcomes_are_ordered_from_mild_to_strict():
    ranks = [outcome.rank for outcome in Outcome]
    assert all(lower < higher for lower, higher in pairwise(ranks))
    assert [one for one in Outcome if one.gives_no_dose] == [
        Outcome.NO_LABEL_DOSE, Outcome.DELAY, Outcome.OMIT, Outcome.DO_NOT_GIVE,
        Outcome.STOP_FOR_GOOD,
    ]
    for outcome in Outcome:
        assert str(outcome.label)


def test_a_rule_is_asked_only_where_it_belongs():
    gate = rule(then="delay", days=[1], profiles=["eu"], occasion="first_dose", drugs=["a"])
    asked = {"profile": "eu", "drug": "a", "day": 1, "first_dose": True}
    assert gate.asked(**asked)
    for change in ({"profile": "us"}, {"drug": "b"}, {"day": 8}, {"first_dose": False}):
        assert not gate.asked(**{**asked, **change})


@pytest.mark.parametrize(
    "entries",
    [
        {"then": "reduce"},
        {"then": "delay", "share": "50 %"},
        {"then": "reduce", "share": "100 %"},
        {"then": "reduce", "share": "0 %"},
        {"then": "caution", "until": ["anc >= 1 x10^9/L"]},
        {"then": "maybe"},
        {"then": "note", "sources": []},
        {"then": "note", "days": [0]},
        {"then": "note", "code": "lower"},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(entries):
    with pytest.raises(ValidationError):
        rule(**entries)


@FEW
@given(st.integers(1, 400), st.integers(1, 99), st.integers(1, 400))
def test_what_is_left_never_exceeds_the_plan(planned, percent, limit):
    dose: Term = q(f"{planned} mg/m^2")
    cut = rule(then="reduce", share=f"{percent} %", at_most=f"{limit} mg/m^2")
    left = cut.reduced(dose)
    assert left <= dose
    assert left <= q(f"{limit} mg/m^2")


def test_an_unknown_platelet_count_may_still_lower_the_next_dose():
    rows = [
        rule(code="A", then="delay", table="t", resume="next_lower",
             any_of=["anc < 0.5 x10^9/L", "platelets < 25 x10^9/L"]),
        rule(code="B", then="delay", table="t", resume="same_dose",
             any_of=["anc < 1 x10^9/L", "platelets < 50 x10^9/L"]),
    ]
    assert [one.code for one in strictest_rows(rows, {"anc": q("0.9 x10^9/L")})] == ["B"]
    assert unanswered(rows, {"anc": q("0.9 x10^9/L")}) == {"platelets": [rows[0]]}
    assert unanswered(rows, {"anc": q("0.4 x10^9/L")}) == {}
