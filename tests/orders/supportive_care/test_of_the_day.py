"""What the sources suggest for a day: by drug, emetic class, risk of the regimen; no verdict."""

from __future__ import annotations

import pytest

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug_ids
from bmcalc.formulary.handling_entry import EmeticClass, Guideline
from bmcalc.formulary.in_force import source
from bmcalc.formulary.regimens import regimen
from bmcalc.formulary.supportive_care import supportive_care
from bmcalc.orders.supportive_care.emetic_risk import emetic_risks
from tests.orders.healthy import answer, of_today

PASTED = "Docetaxel 120 mg iv d1"
WITH_STEROID = f"{PASTED}\nDexamethasone 8 mg po bid"


def suggested(name: str) -> dict[str, dict]:
    return {one["code"]: one
            for one in answer(of_today(regimen(name)))["values"]["supportive_care"]}


def codes_of(line: dict) -> set[str]:
    return {one["code"] for one in line["findings"]}


@pytest.mark.parametrize(("auc", "nccn"), [
    ("3.9 mg*min/mL", EmeticClass.MODERATE), ("4 mg*min/mL", EmeticClass.HIGH),
    ("5 mg*min/mL", EmeticClass.HIGH),
])
def test_carboplatin_is_high_from_auc_4_by_one_guideline_and_moderate_by_another(auc, nccn):
    found = {one.guideline: one.risk for one in emetic_risks({"carboplatin": q(auc)})}
    assert found[Guideline.NCCN] is nccn
    assert found[Guideline.ASCO] is EmeticClass.MODERATE


def test_the_day_takes_the_highest_class_and_names_who_makes_it():
    found = {one.guideline: one for one in emetic_risks(
        {"docetaxel": q("75 mg/m^2"), "carboplatin": q("5 mg*min/mL")})}
    assert found[Guideline.ASCO].risk is EmeticClass.MODERATE
    assert found[Guideline.ASCO].drugs == ("carboplatin",)


def test_guidelines_that_disagree_are_both_shown():
    found = suggested("tcbhp")
    assert "NCCN" in found["ANTIEMETIC_HIGH"]["reason"]
    assert "ASCO" in found["ANTIEMETIC_MODERATE_CARBOPLATIN"]["reason"]


def test_a_drug_of_no_list_says_nothing():
    assert emetic_risks({"denosumab": q("120 mg")}) == ()


def test_paclitaxel_every_week_has_another_premedication_than_every_three_weeks():
    assert "PACLITAXEL_PREMEDICATION" in suggested("paclitaxel")
    assert "PACLITAXEL_WEEKLY_PREMEDICATION" in suggested("paclitaxel-bevacizumab")
    assert "PACLITAXEL_PREMEDICATION" not in suggested("paclitaxel-bevacizumab")


def test_nothing_of_it_is_part_of_the_verdict():
    checked = answer(of_today(regimen("thp")))
    assert checked["values"]["verdict"] == "agrees"
    assert checked["values"]["supportive_care"]


@pytest.mark.parametrize(("text", "policy", "asked"), [
    (PASTED, {}, False), (PASTED, {"ask_premedication": True}, True),
    (WITH_STEROID, {"ask_premedication": True}, False),
])
def test_a_pasted_order_without_dexamethasone_is_asked_about_where_the_policy_asks(
    text, policy, asked
):
    given = {**of_today(regimen("thp")), "order": text, "policy": policy}
    line = next(one for one in compute("order-check", given)["values"]["lines"]
                if one["drug"] == "docetaxel")
    assert ("PREMEDICATION_MISSING" in codes_of(line)) is asked
    assert (line["verdict"] == "agrees") is not asked


def test_a_typed_dose_is_not_asked_about():
    given = {**of_today(regimen("thp")), "policy": {"ask_premedication": True}}
    for line in answer(given)["values"]["lines"]:
        assert "PREMEDICATION_MISSING" not in codes_of(line)


def test_every_suggestion_names_drugs_and_sources_that_exist():
    for care in supportive_care():
        assert {*care.drugs, *care.unless_with} <= set(drug_ids()), care.code
        for identifier in care.sources:
            assert source(identifier).citation, care.code


def test_every_emetic_class_has_its_antiemetics():
    classes = {care.emetic for care in supportive_care() if not care.drugs}
    assert classes >= set(EmeticClass)
