"""A course as it is shown: states, percentages, intensity from given doses alone, limits."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bmcalc.core.term import q
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.acts import act
from bmcalc.records.checks.states import State
from bmcalc.records.courses.course import Before
from bmcalc.records.courses.overview import overview_of
from bmcalc.records.ledger.kinds import Kind
from tests.orders.routine import ROUTINE
from tests.records.courses.test_next_cycle import (
    AC,
    THP_1,
    THP_2,
    first_cycle,
    released,
)
from tests.records.courses.test_next_cycle import given as was_given
from tests.records.given import moment, ward


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def shown(here):
    return overview_of(here.desk, here.course)


def second_cycle(order=THP_2, on="2026-03-16", **changes):
    return first_cycle(order, on, cycle=2, last={
        "trastuzumab_iv": {"on": "2026-02-23", "dose": "464 mg"},
        "pertuzumab": {"on": "2026-02-23", "dose": "840 mg"},
        "docetaxel": {"on": "2026-02-23", "dose": "120 mg"}}, **changes)


def dose(found, drug, cycle):
    (one,) = [one for one in found.of_drug(drug) if one.cycle == cycle]
    return one


def test_a_course_that_was_just_opened_has_six_planned_cycles(here):
    found = shown(here)
    assert [one.number for one in found.cycles] == [1, 2, 3, 4, 5, 6]
    assert found.cycles[1].on == datetime.date(2026, 3, 16)
    assert all(one.is_planned for one in found.doses)
    assert set(found.drugs) == {"trastuzumab_iv", "pertuzumab", "docetaxel"}
    assert found.next_cycle == 1 and found.open_check is None
    assert found.cycle_days == 21


def test_given_doses_have_their_percentage_of_the_plan(here):
    was_given(here, released(here, first_cycle(THP_1)), docetaxel="90")
    found = shown(here)
    docetaxel = dose(found, "docetaxel", 1)
    assert docetaxel.state is State.GIVEN and docetaxel.given == q("90 mg")
    # 75 mg/m² on 1.6055 m² are 120.4 mg
    assert str(docetaxel.percent.magnitude).startswith("74.7")
    assert dose(found, "pertuzumab", 1).percent == q("100 %")
    assert found.next_cycle == 2


def test_a_reduction_is_seen_against_the_whole_plan(here):
    inputs = first_cycle({**THP_1, "docetaxel": "96 mg"}, reductions={
        "docetaxel": {"percent": "20 %", "reason": "neuropathy"}})
    was_given(here, released(here, inputs))
    found = shown(here)
    assert str(dose(found, "docetaxel", 1).percent.magnitude).startswith("79.7")


@pytest.mark.parametrize("behind", [False, True])
def test_a_release_is_no_dose_of_the_intensity(here, behind):
    check = released(here, first_cycle(THP_1))
    if behind:
        was_given(here, check)
    found = shown(here).intensity["pertuzumab"]
    assert (found.percent == q("100 %")) is behind
    assert (found.percent is None) is not behind


def test_a_late_cycle_and_one_that_is_open_in_between(here):
    was_given(here, released(here, first_cycle(THP_1)))
    second = released(here, second_cycle(on="2026-03-23"), "2026-03-23")
    assert shown(here).intensity["pertuzumab"].last == 1
    was_given(here, second, on="2026-03-23")
    found = shown(here).intensity["pertuzumab"]
    # 42 planned days took 49
    assert found.last == 2 and str(found.percent.magnitude).startswith("85.71")


def test_a_dose_that_was_not_given_lowers_it(here):
    was_given(here, released(here, first_cycle(THP_1)))
    second = released(here, second_cycle(), "2026-03-16")
    was_given(here, second, on="2026-03-16", docetaxel=None)
    found = shown(here)
    assert dose(found, "docetaxel", 2).why == "reaction"
    assert dose(found, "docetaxel", 2).given is None
    assert str(found.intensity["docetaxel"].percent.magnitude).startswith("49.8")
    assert found.intensity["pertuzumab"].percent == q("100 %")


def test_an_unconfirmed_cycle_between_two_given_ones_leaves_no_intensity(here):
    was_given(here, released(here, first_cycle(THP_1)))
    released(here, second_cycle(), "2026-03-16")
    third = {**second_cycle(on="2026-04-06"), "cycle": 3}
    was_given(here, released(here, third, "2026-04-06"), on="2026-04-06")
    found = shown(here)
    assert found.intensity["docetaxel"].percent is None
    assert "C2" in str(found.intensity["docetaxel"].why_none)
    assert any("C2" in str(one) for one in found.asked)


@settings(max_examples=6, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ordered=st.integers(118, 123), mg=st.integers(100, 122))
def test_the_intensity_follows_what_was_given_and_nothing_else(tmp_path_factory, ordered, mg):
    here = ward(tmp_path_factory.mktemp("ward"))
    order = {**THP_1, "docetaxel": f"{ordered} mg"}
    body = {"doses": [{"drug": drug, "on": "2026-02-23", "dose": given_mg} for drug, given_mg in
                      {"trastuzumab_iv": "464", "pertuzumab": "840",
                       "docetaxel": str(mg)}.items()],
            "not_given": {"docetaxel": "some was lost"}}
    check = released(here, first_cycle(order))
    before = shown(here)
    act(here.desk, Kind.GIVEN, check, body, here.doctor.by(moment("2026-02-23", 15)))
    here.draft(second_cycle())
    after = shown(here)
    assert before.intensity["docetaxel"].percent is None
    expected = 100 * mg / dose(after, "docetaxel", 1).planned.magnitude
    assert abs(after.intensity["docetaxel"].percent.magnitude - expected) < 1e-9 * 1
    here.desk.projections.close()
    here.desk.store.close()


def test_what_waits_for_a_second_person_shows_no_dose_and_no_value(here):
    check = here.draft(first_cycle(THP_1))
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by(moment("2026-02-23")))
    found = shown(here)
    docetaxel = dose(found, "docetaxel", 1)
    assert docetaxel.is_blind
    assert docetaxel.shown is None and docetaxel.planned is None and docetaxel.verdict is None
    assert not any(one.series.points for one in found.values)
    assert found.open_check is None


def test_a_draft_waits_and_a_stop_is_seen(here):
    check = here.draft(first_cycle({**THP_1, "docetaxel": "240 mg"}))
    found = shown(here)
    assert found.open_check == check
    assert dose(found, "docetaxel", 1).is_stopped
    assert dose(found, "docetaxel", 1).verdict is Verdict.STOP
    assert not dose(found, "pertuzumab", 1).is_stopped


def test_values_stand_with_their_day_and_cycle(here):
    was_given(here, released(here, first_cycle(THP_1)))
    heavier = {**ROUTINE["THP"]["patient"], "weight": "60 kg"}
    here.draft(second_cycle(patient=heavier))
    by_name = {one.series.name: one for one in shown(here).values}
    weight = by_name["weight"]
    assert [(one.value, one.place, one.is_behind) for one in weight.series.points] == [
        (q("58 kg"), "C1", True), (q("60 kg"), "C2", False)]
    low, high = weight.limits
    assert (low.value, high.value) == (q("52.2 kg"), q("63.8 kg"))
    assert "+3.4 %" in str(weight.told)
    anc = by_name["anc"]
    assert [one.on for one in anc.series.points] == [
        datetime.date(2026, 2, 23), datetime.date(2026, 3, 16)]
    (limit,) = anc.limits
    assert limit.value == q("1.5 x10^9/L") and limit.sources == ("label-docetaxel-us",)
    calcium = by_name["calcium_total"]
    assert calcium.band == (q("2.11 mmol/L"), q("2.52 mmol/L"))
    assert calcium.series.points[0].corrected == q("2.28 mmol/L")
    heart = by_name["lvef_now"]
    assert heart.series.before == q("64 %")
    # the label holds trastuzumab from 16 points
    assert {q("50 %"), q("48 %")} <= {one.value for one in heart.limits}


def test_a_creatinine_in_another_unit_lies_on_the_same_line(here):
    was_given(here, released(here, first_cycle(THP_1)))
    inputs = second_cycle()
    inputs["labs"]["creatinine"] = {"value": "0.77 mg/dL", "on": "2026-03-16"}
    here.draft(inputs)
    (series,) = [one.series for one in shown(here).values if one.series.name == "creatinine"]
    first, second = series.points
    assert first.value.unit is second.value.unit
    assert round(second.value.magnitude) == 68
    assert second.reported == q("0.77 mg/dL")


def test_a_regimen_without_anthracyclines_and_none_before(here):
    found = shown(here).anthracyclines
    assert not found.drugs and not found.in_course and not found.unknowns


def test_anthracyclines_are_added_and_judged_by_each_profile(tmp_path):
    here = ward(tmp_path, "ac", before=Before([
        {"drug": "doxorubicin", "dose_per_bsa": "240 mg/m^2"}], "none"))
    history = [{"drug": "doxorubicin", "dose_per_bsa": "240 mg/m^2"}]
    inputs = first_cycle(AC, regimen="ac", patient={
        **ROUTINE["THP"]["patient"], "anthracycline_history": history})
    was_given(here, released(here, inputs))
    found = shown(here).anthracyclines
    (doxorubicin,) = found.drugs
    assert doxorubicin.told == q("240 mg/m^2")
    assert str(doxorubicin.recorded.magnitude).startswith("59.79")
    assert {one.profile: one.limit for one in doxorubicin.limits} == {
        "us": q("550 mg/m^2"), "eu": q("450 mg/m^2"), "cn": q("400 mg/m^2")}
    assert any("chest" in str(one) for one in found.unknowns)
    assert str(found.share.magnitude).startswith("74.9")


def test_radiotherapy_of_the_chest_lowers_every_limit(tmp_path):
    here = ward(tmp_path, "ac")
    inputs = first_cycle(AC, regimen="ac", patient={
        **ROUTINE["THP"]["patient"], "anthracycline_history": "none",
        "chest_radiotherapy": "mediastinal"})
    was_given(here, released(here, inputs))
    (doxorubicin,) = shown(here).anthracyclines.drugs
    assert {one.limit for one in doxorubicin.limits} == {q("400 mg/m^2")}


def test_an_unknown_history_has_no_share(tmp_path):
    here = ward(tmp_path, "ac", before=Before("unknown", "none"))
    found = shown(here).anthracyclines
    assert found.share is None and found.is_told_unknown
    assert any("before this course" in str(one) for one in found.unknowns)
