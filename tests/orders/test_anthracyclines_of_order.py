"""The sum of anthracyclines before a dose: each rule on both sides, and what counts in it."""

import datetime

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from tests.orders.asked import checked

DRUGS = ("doxorubicin", "doxorubicin_liposomal", "epirubicin", "mitoxantrone")
LABS = {
    "anc": "3.0 x10^9/L", "platelets": "200 x10^9/L", "bilirubin": {"value": "8 umol/L",
    "uln": "21 umol/L"}, "ast": "1 xULN", "alt": "1 xULN", "lvef_now": "62 %",
    "lvef_baseline": "62 %", "creatinine": "60 umol/L",
}
PLANNED = {"doxorubicin": ("ac", "97 mg"), "epirubicin": ("ac-epirubicin-100-cn", "162 mg"),
           "doxorubicin_liposomal": ("pld", "81 mg"), "mitoxantrone": ("mitox", "22.7 mg")}


def rows(**doses):
    return [{"drug": name, "dose_per_bsa": f"{dose} mg/m^2"} for name, dose in doses.items()]


def given(drug, history, chest="none", profile="cn", cycle=1, **patient):
    regimen, dose = PLANNED[drug]
    asked = {
        "regimen": regimen, "cycle": cycle, "day": 1, "today": "2024-03-10",
        "order": {drug: dose}, "labs": LABS, "policy": {"label_profile": profile},
        "patient": {"sex": "female", "age": 52, "height": "158 cm", "weight": "60 kg",
                    "pregnancy": "no", "anthracycline_history": history,
                    "chest_radiotherapy": chest, **patient},
    }
    if cycle > 1:
        asked["last"] = {drug: {"on": "2024-02-18", "dose": dose}}
    return checked(asked)


SIDES = {
    "ANTHRACYCLINE_HISTORY_UNKNOWN": (("doxorubicin", "unknown"), ("doxorubicin", "none")),
    "ANTHRACYCLINE_HISTORY_NOT_TOLD": (("doxorubicin", "unknown", "none", "cn", 2),
                                       ("doxorubicin", "none", "none", "cn", 2)),
    "ANTHRACYCLINE_NOT_COUNTED": (("doxorubicin", rows(pirarubicin=50)),
                                  ("doxorubicin", rows(daunorubicin=50))),
    "ANTHRACYCLINE_ABOVE_LIMIT": (("doxorubicin", rows(doxorubicin="340.01")),
                                  ("doxorubicin", rows(doxorubicin=340))),
    "ANTHRACYCLINE_RADIOTHERAPY_DECIDES": (
        ("doxorubicin", rows(doxorubicin=341), "left", "eu"),
        ("doxorubicin", rows(doxorubicin=341), "none", "eu")),
    "ANTHRACYCLINE_ABOVE_LIMIT_FROM_MEMORY": (
        ("mitoxantrone", rows(mitoxantrone="146.01"), "none", "eu"),
        ("mitoxantrone", rows(mitoxantrone=146), "none", "eu")),
    "ANTHRACYCLINE_NEAR_LIMIT": (("doxorubicin", rows(doxorubicin="260.01")),
                                 ("doxorubicin", rows(doxorubicin=260))),
    "ANTHRACYCLINE_EQUIVALENT_ABOVE_LIMIT": (("epirubicin", rows(epirubicin="400.01")),
                                             ("epirubicin", rows(epirubicin=400))),
    "ANTHRACYCLINE_EQUIVALENT_ABOVE_300": (("epirubicin", rows(epirubicin="275.01")),
                                           ("epirubicin", rows(epirubicin=275))),
    "EPIRUBICIN_AFTER_RADIOTHERAPY": (("epirubicin", "none", "mediastinal"),
                                      ("epirubicin", "none", "right")),
    "MITOXANTRONE_NOT_COMPARABLE": (("doxorubicin", rows(mitoxantrone=14)),
                                    ("doxorubicin", rows(epirubicin=90))),
    "MITOXANTRONE_AFTER_DOXORUBICIN_350": (("mitoxantrone", rows(doxorubicin="350.01")),
                                           ("mitoxantrone", rows(doxorubicin=350))),
    "MITOXANTRONE_AFTER_DOXORUBICIN_450": (("mitoxantrone", rows(doxorubicin="450.01")),
                                           ("mitoxantrone", rows(doxorubicin=450))),
}


@pytest.mark.parametrize("code", SIDES)
def test_each_rule_is_met_on_one_side_only(code):
    inside, outside = SIDES[code]
    assert code in given(*inside).codes(inside[0])
    assert code not in given(*outside).codes(outside[0])


def test_no_rule_on_the_sum_is_without_its_two_sides():
    codes = {rule.code for name in DRUGS for rule in drugs()[name].rules
             if not SUM_MEASURES.keys().isdisjoint(rule.measures)}
    assert codes == SIDES.keys()


@pytest.mark.parametrize(("asked", "verdict"), [
    (("doxorubicin", "none"), "agrees"),
    (("doxorubicin", None), "undecidable"),
    (("doxorubicin", "unknown"), "undecidable"),
    (("doxorubicin", "unknown", "none", "cn", 2), "query"),
    (("doxorubicin", rows(idarubicin=20)), "undecidable"),
    (("doxorubicin", rows(doxorubicin=240)), "agrees"),
    (("doxorubicin", rows(doxorubicin=340)), "query"),
    (("doxorubicin", rows(doxorubicin="340.01")), "stop"),
    (("doxorubicin", rows(doxorubicin=341), "unknown", "eu"), "undecidable"),
    (("doxorubicin", rows(doxorubicin=491), "unknown", "us"), "stop"),
    (("epirubicin", "none", "mediastinal"), "query"),
    (("epirubicin", rows(doxorubicin=401), "mediastinal", "us"), "stop"),
])
def test_what_follows_for_the_line(asked, verdict):
    assert given(*asked).verdict(asked[0]) == verdict


def test_earlier_cycles_of_the_course_are_added():
    before = rows(doxorubicin=100)
    assert given("doxorubicin", before, cycle=3).verdict("doxorubicin") == "agrees"
    fourth = given("doxorubicin", before, cycle=4)
    assert "ANTHRACYCLINE_EQUIVALENT_ABOVE_300" in fourth.codes("doxorubicin")
    assert "ANTHRACYCLINE_NEAR_LIMIT" in fourth.codes("doxorubicin")


def test_the_larger_of_the_planned_and_the_ordered_dose_counts():
    asked = given("doxorubicin", rows(doxorubicin=339))
    assert asked.verdict("doxorubicin") == "query"
    over = checked({
        "regimen": "ac", "cycle": 1, "day": 1, "today": "2024-03-10",
        "order": {"doxorubicin": "100 mg"}, "labs": LABS,
        "patient": {"sex": "female", "age": 52, "height": "158 cm", "weight": "60 kg",
                    "pregnancy": "no", "chest_radiotherapy": "none",
                    "anthracycline_history": rows(doxorubicin=339)},
    })
    assert over.verdict("doxorubicin") == "stop"


@pytest.mark.parametrize(("days_ago", "code"), [
    (20, "ANTHRACYCLINE_WITH_TRASTUZUMAB"), (21, "ANTHRACYCLINE_AFTER_TRASTUZUMAB"),
    (212, "ANTHRACYCLINE_AFTER_TRASTUZUMAB"), (213, None),
])
def test_the_last_trastuzumab_counts_as_a_fact_and_as_a_dose(days_ago, code):
    on = (datetime.date(2024, 3, 10) - datetime.timedelta(days=days_ago)).isoformat()
    case = given("doxorubicin", "none", trastuzumab_last_on=on)
    as_dose = checked({
        "regimen": "ac", "cycle": 1, "day": 1, "today": "2024-03-10", "labs": LABS,
        "order": {"doxorubicin": "97 mg"}, "last": {"trastuzumab_iv": {"on": on}},
        "patient": {"sex": "female", "age": 52, "height": "158 cm", "weight": "60 kg",
                    "pregnancy": "no", "anthracycline_history": "none"},
    })
    for answer in (case, as_dose):
        told = {one for one in answer.codes("doxorubicin") if one.endswith("TRASTUZUMAB")}
        assert told == ({code} if code else set())
