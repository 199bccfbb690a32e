"""What was given feeds the next cycle: once completed, the order check judges it from there."""

import pytest

from bmcalc import compute
from bmcalc.records.checks.acts import act, second_check_and_release
from bmcalc.records.courses.acts import change_course
from bmcalc.records.courses.carried import named
from bmcalc.records.courses.course import Before
from bmcalc.records.courses.next_cycle import input_for, next_cycle
from bmcalc.records.ledger.kinds import Kind
from bmcalc.rules.entered import all_entered
from tests.orders.asked import Answer
from tests.orders.routine import ROUTINE
from tests.records.given import course, moment, ward

THP_1 = {"trastuzumab_iv": "464 mg", "pertuzumab": "840 mg", "docetaxel": "120 mg"}
THP_2 = {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg", "docetaxel": "120 mg"}


@pytest.fixture
def here(tmp_path):
    made = ward(tmp_path)
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def on_day(labs, day):
    return {name: {**one, "on": day} for name, one in labs.items()}


def first_cycle(order, on="2026-02-23", name="THP", **changes):
    base = {key: one for key, one in ROUTINE[name].items() if key not in {"last"}}
    labs = on_day({key: one for key, one in base["labs"].items() if key != "lvef_baseline"}, on)
    if "lvef_baseline" in base["labs"]:
        labs["lvef_baseline"] = base["labs"]["lvef_baseline"]
    return {**base, "cycle": 1, "today": on, "order": order, "labs": labs, **changes}


def released(here, inputs, on="2026-02-23", of=None, reasons=None):
    """Return a check that two people released, every line with a reason and an override."""
    check = here.draft(inputs, course=of)
    act(here.desk, Kind.FIRST_CHECKED, check, {}, here.first.by(moment(on)))
    lines = {one.drug: "known" for one in here.desk.check(check).newest.shown.lines
             if one.needs_override}
    if lines:
        act(here.desk, Kind.OVERRIDDEN, check, {"lines": lines}, here.senior.by(moment(on)))
    told = {one.drug: "known" for one in here.desk.check(check).newest.shown.lines}
    second_check_and_release(here.desk, check, {"differences": []}, told,
                             here.second.by(moment(on)))
    return check


def given(here, check, on="2026-02-23", **doses):
    ordered = here.desk.check(check).newest.shown.ordered
    body = {"doses": [{"drug": drug, "on": on, "dose": doses.get(drug, dose)}
                      for drug, dose in ordered.items() if doses.get(drug, dose) is not None],
            "not_given": dict.fromkeys(doses, "reaction")}
    act(here.desk, Kind.GIVEN, check, body, here.doctor.by(moment(on, 15)))


def completed(made, order, day, name="THP", **patient):
    """Return the next input with today's results, facts and orders, as a pharmacist adds them."""
    base = ROUTINE[name]
    labs = on_day({key: one for key, one in base["labs"].items() if key != "lvef_baseline"}, day)
    return {**made.inputs, "order": order, "today": day,
            "labs": {**labs, **made.inputs.get("labs", {})},
            "patient": {**base["patient"], **made.inputs["patient"], **patient}}


def answered(made, *args, **more):
    return Answer(compute("order-check", completed(made, *args, **more)))


def test_the_second_cycle_of_thp(here):
    given(here, released(here, first_cycle(THP_1)))
    made = next_cycle(here.desk, here.course)
    inputs = made.inputs
    assert (inputs["cycle"], inputs["day"], inputs["today"]) == (2, 1, "2026-03-16")
    assert inputs["last"]["trastuzumab_iv"] == {
        "on": "2026-02-23", "dose": "464 mg", "weight": "58 kg"}
    assert inputs["last_cycle"] == {
        "on": "2026-02-23", "weight": "58 kg", "creatinine": "68 umol/L"}
    assert "order" not in inputs
    assert set(inputs["labs"]) == {"lvef_baseline"}
    assert "weight" not in inputs["patient"]
    assert inputs["patient"]["age"] == 56
    assert made.before["weight"] == "58 kg"
    assert not made.asked
    found = answered(made, THP_2, "2026-03-16", weight="58 kg")
    assert found.verdict() == "agrees"


@pytest.mark.parametrize(("day", "verdict"), [
    ("2026-03-16", "agrees"), ("2026-03-14", "query"), ("2026-03-12", "stop"),
])
def test_the_interval_of_trastuzumab_is_judged_from_what_was_given(here, day, verdict):
    given(here, released(here, first_cycle(THP_1)))
    made = next_cycle(here.desk, here.course)
    found = answered(made, THP_2, day, weight="58 kg")
    assert found.verdict("trastuzumab_iv") == verdict


def test_a_dose_that_was_given_later_moves_the_interval_and_the_day(here):
    given(here, released(here, first_cycle(THP_1)), on="2026-02-26")
    made = next_cycle(here.desk, here.course)
    assert made.inputs["today"] == "2026-03-19"
    found = answered(made, THP_2, "2026-03-14", weight="58 kg")
    assert found.verdict("trastuzumab_iv") == "stop"


@pytest.mark.parametrize(("weight", "is_asked"), [("63.7 kg", False), ("63.8 kg", True)])
def test_ten_percent_of_weight_are_counted_from_the_cycle_that_was_given(here, weight, is_asked):
    given(here, released(here, first_cycle(THP_1)))
    found = answered(next_cycle(here.desk, here.course), THP_2, "2026-03-16", weight=weight)
    assert ("WEIGHT_CHANGED" in found.codes()) is is_asked


def test_a_creatinine_that_doubled_is_confirmed(here):
    given(here, released(here, first_cycle(THP_1)))
    made = next_cycle(here.desk, here.course)
    inputs = completed(made, THP_2, "2026-03-16", weight="58 kg")
    inputs["labs"]["creatinine"] = {"value": "120 umol/L", "on": "2026-03-16"}
    assert "CREATININE_CHANGED" in Answer(compute("order-check", inputs)).codes()


def test_a_release_that_nobody_confirmed_leaves_the_interval_unknown(here):
    released(here, first_cycle(THP_1))
    made = next_cycle(here.desk, here.course)
    assert made.inputs["cycle"] == 2
    assert "last" not in made.inputs and "last_cycle" not in made.inputs
    assert sum("not known whether it was given" in str(one) for one in made.asked) == 3
    found = answered(made, THP_2, "2026-03-16", weight="58 kg")
    assert found.verdict("trastuzumab_iv") == "undecidable"


def test_what_was_not_given_feeds_nothing_and_the_cycle_is_due_again(here):
    check = released(here, first_cycle(THP_1))
    act(here.desk, Kind.NOT_GIVEN, check,
        {"doses": [], "not_given": dict.fromkeys(THP_1, "fever")},
        here.doctor.by(moment("2026-02-23", 15)))
    made = next_cycle(here.desk, here.course)
    assert made.inputs["cycle"] == 1
    assert "last" not in made.inputs


def test_a_drug_that_was_left_out_keeps_its_earlier_day(here):
    check = released(here, first_cycle(THP_1))
    given(here, check, docetaxel=None)
    made = next_cycle(here.desk, here.course)
    assert set(made.inputs["last"]) == {"trastuzumab_iv", "pertuzumab"}


def test_the_dose_really_given_is_the_last_dose(here):
    given(here, released(here, first_cycle(THP_1)), docetaxel="96")
    last = next_cycle(here.desk, here.course).inputs["last"]["docetaxel"]
    assert last["dose"] == "96 mg"


def test_plans_and_reductions_stand_as_planned(here):
    inputs = first_cycle({**THP_1, "docetaxel": "96 mg"}, reductions={
        "docetaxel": {"percent": "20 %", "reason": "neuropathy"}})
    given(here, released(here, inputs))
    made = next_cycle(here.desk, here.course)
    assert made.inputs["reductions"] == inputs["reductions"]


def test_toxicity_and_results_are_asked_anew_and_old_allergies_stand(here):
    patient = {**ROUTINE["THP"]["patient"], "ild_history": True, "castor_oil_allergy": True}
    given(here, released(here, first_cycle(THP_1, patient=patient)))
    made = next_cycle(here.desk, here.course)
    facts = made.inputs["patient"]
    assert facts["castor_oil_allergy"] is True
    assert "polysorbate_allergy" not in facts
    assert "neuropathy_grade" not in facts
    assert made.before["neuropathy_grade"] == 0


def test_the_facts_that_are_carried_over_are_facts():
    assert named() <= set(all_entered()) | {"hypersensitivity"}


AC = {"doxorubicin": "96 mg", "cyclophosphamide_iv": "960 mg"}


def anthracyclines(made):
    return made.inputs["patient"]["anthracycline_history"]


@pytest.fixture
def ac(tmp_path):
    made = ward(tmp_path, "ac", before=Before([
        {"drug": "epirubicin", "dose_per_bsa": "300 mg/m^2"}], "unknown"))
    yield made
    made.desk.projections.close()
    made.desk.store.close()


def ac_cycle(order=AC, **changes):
    return first_cycle(order, regimen="ac", patient={
        **ROUTINE["THP"]["patient"], "anthracycline_history": [
            {"drug": "epirubicin", "dose_per_bsa": "300 mg/m^2"}]}, **changes)


def test_anthracyclines_before_the_course_stand_and_this_course_is_added_by_the_check(ac):
    given(ac, released(ac, ac_cycle()))
    made = next_cycle(ac.desk, ac.course)
    assert anthracyclines(made) == [{"drug": "epirubicin", "dose_per_bsa": "300 mg/m^2"}]
    found = answered(made, AC, "2026-03-16", weight="58 kg")
    # by ESC 2022 epirubicin counts 0.8: 240 before, 60 in cycle 1 and 60 today
    (told,) = [one["text"] for one in found.told("doxorubicin")
               if one["code"] == "ANTHRACYCLINE_EQUIVALENT_ABOVE_300"]
    assert "360.0 mg/m²" in told


def test_what_was_given_above_the_plan_is_added(ac):
    given(ac, released(ac, ac_cycle({**AC, "doxorubicin": "112 mg"})))
    rows = {one["drug"]: one["dose_per_bsa"] for one in anthracyclines(next_cycle(
        ac.desk, ac.course))}
    assert rows["epirubicin"] == "300 mg/m^2"
    assert rows["doxorubicin"].startswith("9.75")  # 112 mg on 1.6055 m² is 69.75, not 60


def test_another_course_in_the_records_counts_even_where_nobody_confirmed_it(ac):
    released(ac, ac_cycle())
    other = course(ac.desk, ac.people, ac.patient, "ac", "2026-06-01")
    rows = {one["drug"]: one["dose_per_bsa"] for one in anthracyclines(next_cycle(
        ac.desk, other))}
    assert rows["doxorubicin"].startswith("59.79")
    assert rows["epirubicin"] == "300 mg/m^2"


def test_near_the_limit_the_next_cycle_is_asked_about(tmp_path):
    made = ward(tmp_path, "ac", before=Before([
        {"drug": "doxorubicin", "dose_per_bsa": "290 mg/m^2"}], "none"))
    inputs = first_cycle(AC, regimen="ac", patient={
        **ROUTINE["THP"]["patient"],
        "anthracycline_history": [{"drug": "doxorubicin", "dose_per_bsa": "290 mg/m^2"}]})
    given(made, released(made, inputs))
    # 290 before, 60 in cycle 1 and 60 today are 410 mg/m², above 400
    found = answered(next_cycle(made.desk, made.course), AC, "2026-03-16", weight="58 kg")
    assert found.verdict("doxorubicin") == "stop"


def test_unknown_stays_unknown(tmp_path):
    made = ward(tmp_path, "ac", before=Before("unknown", "unknown"))
    assert anthracyclines(next_cycle(made.desk, made.course)) == "unknown"
    change_course(made.desk, made.course, {"before": Before("none", "none").written()},
                  "the letter came", made.first.id, moment())
    assert anthracyclines(next_cycle(made.desk, made.course)) == "none"


def test_the_last_trastuzumab_of_another_course_counts_in_a_new_one(here):
    given(here, released(here, first_cycle(THP_1)))
    other = course(here.desk, here.people, here.patient, "thp", "2026-03-20")
    made = next_cycle(here.desk, other)
    assert set(made.inputs["last"]) == {"trastuzumab_iv", "pertuzumab"}
    assert "last_cycle" not in made.inputs


def test_a_dose_elsewhere_counts_where_its_day_is_known(tmp_path):
    made = ward(tmp_path, before=Before("none", [
        {"drug": "trastuzumab_iv", "amount": "464 mg", "last_on": "2026-02-02"}]))
    assert next_cycle(made.desk, made.course).inputs["last"] == {
        "trastuzumab_iv": {"on": "2026-02-02"}}


def test_the_first_cycle_of_a_course(here):
    made = next_cycle(here.desk, here.course)
    assert (made.inputs["cycle"], made.inputs["today"]) == (1, "2026-02-23")


def test_no_age_is_guessed_in_the_month_of_birth(tmp_path):
    made = ward(tmp_path, starts="2026-08-10")
    found = next_cycle(made.desk, made.course)
    assert "age" not in found.inputs["patient"]
    assert any("birthday" in str(one) for one in found.asked)


def test_beyond_the_planned_cycles_is_told(here):
    assert not input_for(here.desk, here.course, 6, 1).told
    assert any("beyond" in str(one) for one in input_for(here.desk, here.course, 7, 1).told)


def test_day_8_follows_from_day_1_of_the_same_cycle(tmp_path):
    made = ward(tmp_path, "gemcitabine-carboplatin")
    inputs = first_cycle({"gemcitabine": "1600 mg", "carboplatin": "500 mg"},
                         name="gemcitabine and carboplatin")
    given(made, released(made, inputs))
    found = input_for(made.desk, made.course, 1, 8).inputs
    assert found["today"] == "2026-03-02"
    assert found["last"]["gemcitabine"]["on"] == "2026-02-23"
    assert found["last_cycle"]["weight"] == "58 kg"


def test_a_cycle_that_nobody_confirmed_hides_no_earlier_weight(here):
    given(here, released(here, first_cycle(THP_1)))
    second = first_cycle(THP_2, "2026-03-16", cycle=2)
    released(here, second, "2026-03-16")
    made = next_cycle(here.desk, here.course)
    assert (made.inputs["cycle"], made.inputs["today"]) == (3, "2026-04-06")
    assert "last" not in made.inputs
    assert made.inputs["last_cycle"]["on"] == "2026-02-23"
