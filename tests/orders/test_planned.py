"""A dose or days that were set for one patient: the ceilings hold, and nothing without a reason."""

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimen_entry import Line
from bmcalc.orders.plan_for_patient import PlanForPatient, tell_plan
from tests.orders.asked import TCBHP, changed, checked, close, refused

WHY = "pCR trial, AUC 6"
AUC_6 = {"carboplatin": {"dose": "6 mg*min/mL", "reason": WHY}}
KIDNEY_62 = {"labs": {"creatinine": {"value": "62 umol/L", "on": "2021-07-03"}}}
GFR_62_PLUS_25 = Decimal(88) * 58 * Decimal("0.85") * Decimal("88.4") / (72 * 62) + 25
"""Cockcroft-Gault of this patient, 52 years and 58 kg, with the 25 of Calvert."""


def regimen(name, drug, order, weight="58 kg", **more):
    return {
        "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": weight},
        "regimen": name, "cycle": 1, "day": 1, "order": {drug: order}, **more,
    }


def planned(drug, **plan):
    return {"planned": {drug: {"reason": WHY, **plan}}}


# The set dose is what is computed

def test_an_order_of_auc_6_agrees_with_auc_6_once_it_is_set():
    found = checked(**KIDNEY_62, planned=AUC_6, order={"carboplatin": "665 mg"})
    assert close(found.number("carboplatin", "computed"), GFR_62_PLUS_25 * 6)
    assert "ORDER_AGREES" in found.codes("carboplatin")
    assert "ORDER_STOP" not in found.codes("carboplatin")
    assert found.lines["carboplatin"]["planned"]["value"] == "6"


def test_auc_5_is_what_is_compared_where_nothing_is_set():
    found = checked(**KIDNEY_62, order={"carboplatin": "665 mg"})
    assert close(found.number("carboplatin", "computed"), GFR_62_PLUS_25 * 5)
    assert "ORDER_STOP" in found.codes("carboplatin")


def test_a_stop_says_that_the_order_is_another_published_auc():
    found = checked(**KIDNEY_62, order={"carboplatin": "665 mg"})
    told = [one for one in found.lines["carboplatin"]["findings"]
            if one["code"] == "OTHER_AUC"]
    assert len(told) == 1
    assert told[0]["severity"] == "stop"
    assert "the order is AUC 6.0" in told[0]["text"]
    assert "trial-bcirg-007" in told[0]["sources"]


def test_an_auc_that_nobody_published_is_named_and_not_called_published():
    found = checked(order={"carboplatin": "720 mg"})
    (told,) = [one for one in found.lines["carboplatin"]["findings"]
               if one["code"] == "OTHER_AUC"]
    assert "AUC 7.0" in told["text"]
    assert "published" not in told["text"]


def test_no_other_auc_is_spoken_of_where_the_order_agrees():
    assert "OTHER_AUC" not in checked().codes("carboplatin")


def test_the_reduction_is_taken_from_the_set_dose():
    found = checked(
        **KIDNEY_62, planned=AUC_6,
        reductions={"carboplatin": {"percent": "20 %", "reason": "neuropathy"}},
    )
    assert close(found.number("carboplatin", "computed"), GFR_62_PLUS_25 * 6 * 8 / 10)


def test_what_is_made_follows_the_set_dose():
    usual = checked(**KIDNEY_62, order=None)
    more = checked(**KIDNEY_62, order=None, planned=AUC_6)
    assert more.number("carboplatin", "volume") > usual.number("carboplatin", "volume")


def test_the_plan_and_the_steps_say_that_it_was_set_and_why():
    for lang, words in (("en", ("AUC 6", "set for this patient", WHY)), ("zh_CN", (WHY,))):
        found = checked(lang=lang, planned=AUC_6)
        assert all(word in found.lines["carboplatin"]["plan"] for word in words)
        told = str(found.lines["carboplatin"]["steps"])
        assert WHY in told
    assert "Set for this patient" in checked(planned=AUC_6).steps("carboplatin")
    assert "Set for this patient" not in checked(planned=AUC_6).steps("docetaxel")


# Both sides of every ceiling

@pytest.mark.parametrize(("dose", "fits"), [
    ("0.49 mg*min/mL", False), ("0.5 mg*min/mL", True), ("10 mg*min/mL", True),
    ("10.1 mg*min/mL", False),
])
def test_an_auc_is_from_a_half_to_ten(dose, fits):
    answer = compute("order-check", changed(TCBHP, **planned("carboplatin", dose=dose)))
    assert (answer["status"] != "refused") is fits
    if not fits:
        assert [(one["code"], one["field"]) for one in answer["errors"]] == [
            ("E_RANGE", "planned.carboplatin.dose")]


@pytest.mark.parametrize(("name", "drug", "order", "dose", "stops"), [
    ("tcbhp", "docetaxel", "160 mg", "100 mg/m^2", False),
    ("tcbhp", "docetaxel", "160 mg", "100.1 mg/m^2", True),
    ("tdxd", "trastuzumab_deruxtecan", "313 mg", "5.4 mg/kg", False),
    ("tdxd", "trastuzumab_deruxtecan", "313 mg", "5.5 mg/kg", True),
    ("letrozole-ribociclib", "ribociclib", "600 mg", "600 mg", False),
    ("letrozole-ribociclib", "ribociclib", "600 mg", "800 mg", True),
])
def test_the_highest_dose_of_the_label_still_stops(name, drug, order, dose, stops):
    answer = compute("order-check", regimen(name, drug, order, **planned(drug, dose=dose)))
    assert answer["status"] != "refused", answer["errors"]
    line = next(one for one in answer["values"]["lines"] if one["drug"] == drug)
    above = [one for one in line["findings"] if one["code"] == "ABOVE_HIGHEST_DOSE"
             and one["field"] == f"planned.{drug}.dose"]
    assert bool(above) is stops
    assert len(above) <= 1
    if stops:
        assert above[0]["severity"] == "stop"
        assert line["verdict"] == "stop"


def test_a_dose_far_below_the_usual_one_is_refused():
    assert refused(**planned("docetaxel", dose="7.5 mg/m^2")) == {
        ("E_RANGE", "planned.docetaxel.dose")}


# Without a reason it is one error

@pytest.mark.parametrize("reason", ["", "   ", "\t", None])
def test_a_missing_reason_is_one_error_at_the_reason(reason):
    assert refused(planned={"carboplatin": {"dose": "6 mg*min/mL", "reason": reason}}) == {
        ("E_MISSING", "planned.carboplatin.reason")}
    assert refused(reductions={"docetaxel": {"percent": "20 %", "reason": reason}}) == {
        ("E_MISSING", "reductions.docetaxel.reason")}


def test_a_reason_that_is_left_out_is_one_error_at_the_reason():
    assert refused(planned={"carboplatin": {"dose": "6 mg*min/mL"}}) == {
        ("E_MISSING", "planned.carboplatin.reason")}
    assert refused(reductions={"docetaxel": {"percent": "20 %"}}) == {
        ("E_MISSING", "reductions.docetaxel.reason")}


def test_a_fault_of_a_plan_names_its_drug():
    answer = compute("order-check", changed(TCBHP, planned={
        "docetaxel": {"dose": "60 mg/m^2"}, "carboplatin": {"dose": "6 mg*min/mL"}}))
    texts = [one["text"] for one in answer["errors"]]
    assert len(texts) == 2
    assert any("DOCEtaxel" in text for text in texts)
    assert any("CARBOplatin" in text for text in texts)


def test_a_reason_alone_sets_nothing():
    assert refused(planned={"carboplatin": {"reason": WHY}}) == {
        ("E_MISSING", "planned.carboplatin.dose")}


@pytest.mark.parametrize(("drug", "plan", "fault"), [
    ("daunorubicin", {"dose": "60 mg/m^2"}, ("E_UNKNOWN", "planned.daunorubicin")),
    ("paclitaxel", {"dose": "80 mg/m^2"}, ("E_LOGIC", "planned.paclitaxel")),
    ("denosumab", {"dose": "120 mg"}, ("E_LOGIC", "planned.denosumab")),
    ("docetaxel", {"dose": "75 mg/kg"}, ("E_UNIT", "planned.docetaxel.dose")),
    ("docetaxel", {"dose": "120 mg"}, ("E_UNIT", "planned.docetaxel.dose")),
    ("docetaxel", {"dose": "75"}, ("E_UNIT", "planned.docetaxel.dose")),
    ("docetaxel", {"dose": "0 mg/m^2"}, ("E_RANGE", "planned.docetaxel.dose")),
    ("docetaxel", {"days": [1, 22]}, ("E_LOGIC", "planned.docetaxel.days")),
    ("docetaxel", {"days": [0]}, ("E_TYPE", "planned.docetaxel.days")),
    ("docetaxel", {"days": []}, ("E_TYPE", "planned.docetaxel.days")),
    ("docetaxel", {"days": "8-1"}, ("E_TYPE", "planned.docetaxel.days")),
    ("docetaxel", {"colour": "blue"}, ("E_UNKNOWN", "planned.docetaxel.colour")),
])
def test_what_cannot_be_set_is_refused_at_its_field(drug, plan, fault):
    assert fault in refused(**planned(drug, **plan))


@pytest.mark.parametrize("bad", [1, [1], True, "6 mg*min/mL", {"carboplatin": "6 mg*min/mL"},
                                 {"carboplatin": None}, {"carboplatin": []}])
def test_what_is_no_plan_never_raises(bad):
    answer = compute("order-check", changed(TCBHP) | {"planned": bad})
    assert answer["status"] in {"refused", "ok", "caution", "stop"}


# Days

def test_a_day_of_the_last_day_of_the_cycle_can_be_set():
    found = checked(day=21, order=None, **planned("docetaxel", days=[21]))
    assert found.lines["docetaxel"]["due"] == "today"


def test_set_days_take_the_place_of_those_of_the_regimen():
    weekly = planned("docetaxel", dose="35 mg/m^2", days=[1, 8])
    found = checked(day=8, order=None, **weekly)
    assert found.lines["docetaxel"]["due"] == "today"
    assert "d1,8" in found.lines["docetaxel"]["plan"]
    usual = compute("order-check", changed(TCBHP, day=8, order=None))
    assert "docetaxel" not in {one["drug"] for one in usual["values"]["lines"]
                               if one["due"] == "today"}


def test_the_schedule_follows_the_set_days():
    given = {"regimen": "tcbhp", "cycle": 5, "day": 1, "today": "2021-07-05"}
    answer = compute("schedule", given
                     | {"planned": {"docetaxel": {"days": [1, 8], "reason": WHY}}})
    dates = [one["on"] for one in answer["values"]["schedule"] if one["drug"] == "docetaxel"]
    assert dates == ["2021-07-05", "2021-07-12", "2021-07-26", "2021-08-02"]
    assert compute("schedule", given | {"planned": {"docetaxel": {"days": [1, 8]}}})[
        "errors"][0]["field"] == "planned.docetaxel.reason"


@pytest.mark.parametrize(("plan", "asks"), [
    ({"dose": "35 mg/m^2", "days": [1, 8]}, False),
    ({"dose": "37.5 mg/m^2", "days": [1, 8]}, False),
    ({"dose": "38 mg/m^2", "days": [1, 8]}, True),
    ({"dose": "80 mg/m^2"}, False),
    ({"days": [1, 8]}, True),
])
def test_more_days_that_come_to_more_in_the_cycle_are_asked_about(plan, asks):
    found = checked(order=None, **planned("docetaxel", **plan))
    assert ("MORE_IN_THE_CYCLE" in found.codes("docetaxel")) is asks


def test_palbociclib_without_its_pause_is_asked_about():
    answer = compute("order-check", regimen(
        "fulvestrant-palbociclib", "palbociclib", "125 mg", **planned("palbociclib", days="1-28")))
    line = next(one for one in answer["values"]["lines"] if one["drug"] == "palbociclib")
    assert "MORE_IN_THE_CYCLE" in {one["code"] for one in line["findings"]}
    assert line["verdict"] in {"query", "undecidable", "stop"}


# Ceilings of drugs that no shipped regimen gives

def told_of(identifier, dose, times):
    line = Line(drug=identifier, track="a", dose="10 mg", days=[1], route="po",
                times_per_day=times, sources=("label-claim",))
    work = Work()
    tell_plan(PlanForPatient(line, WHY, q(dose)), work)
    return work.codes()


@pytest.mark.parametrize(("dose", "above"), [("750 mg", False), ("751 mg", True)])
def test_the_highest_dose_of_a_day_holds(dose, above):
    """Paracetamol: 3 g a day at most, here in four doses of at most 1 g."""
    assert ("ABOVE_HIGHEST_DOSE" in told_of("paracetamol", dose, 4)) is above


@pytest.mark.parametrize(("dose", "asks"), [("10 mg", False), ("11 mg", True)])
def test_a_higher_dose_of_a_drug_without_a_ceiling_is_asked_about(dose, asks):
    assert drug("morphine").highest_dose is None
    assert ("NO_CEILING" in told_of("morphine", dose, 1)) is asks


# Levels

def test_a_set_dose_that_has_dose_levels_goes_down_by_them():
    found = checked(
        base=changed(TCBHP, **planned("docetaxel", dose="75 mg/m^2")), levels={"docetaxel": 1})
    assert found.lines["docetaxel"]["planned"]["value"] == "60"


def test_no_level_is_guessed_below_a_set_dose():
    found = checked(
        base=changed(TCBHP, **planned("docetaxel", dose="70 mg/m^2")), levels={"docetaxel": 1})
    assert "NO_SUCH_LEVEL" in found.codes("docetaxel")
    assert found.lines["docetaxel"]["computed"] is None


def test_an_antibody_off_its_schedule_is_not_computed():
    found = checked(**planned("trastuzumab_iv", dose="5 mg/kg"))
    assert "OTHER_THAN_SCHEDULE" in found.codes("trastuzumab_iv")
    assert found.lines["trastuzumab_iv"]["computed"] is None
