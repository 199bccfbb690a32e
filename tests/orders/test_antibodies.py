"""Orders of conjugates, HER2 antibodies and checkpoint inhibitors: names, ceilings, intervals."""

from decimal import Decimal

import pytest

from tests.orders.antibody_orders import GIVEN, answer_to, days_ago, order_of
from tests.orders.asked import checked

QUERIES = {
    "sac-tmt": "SAC_TMT_LEAFLET", "rc48": "DISITAMAB_BREAST_DOSE",
    "pembro-nabp": "KEYNOTE_355_FROM_MEMORY", "pembro-pac": "KEYNOTE_355_FROM_MEMORY",
    "pembro-gemcarbo": "KEYNOTE_355_FROM_MEMORY",
}
"""Regimens of which a dose, or the leaflet behind it, was not read: at best a query."""


@pytest.mark.parametrize("regimen", GIVEN)
def test_a_correct_order(regimen):
    answer = answer_to(regimen)
    assert answer.verdict() == ("query" if regimen in QUERIES else "agrees")
    asked = {one["code"] for one in answer.answer["findings"] if one["severity"] != "info"}
    assert asked == ({QUERIES[regimen]} if regimen in QUERIES else set())


@pytest.mark.parametrize(("regimen", "drug"), [
    (regimen, drug) for regimen, lines in GIVEN.items() for drug in lines
])
def test_ten_times_the_dose_and_another_route_stop(regimen, drug):
    dose = GIVEN[regimen][drug][0]
    number, unit = dose.split()
    tenfold = answer_to(regimen, order={drug: f"{Decimal(number) * 10} {unit}"})
    assert tenfold.verdict(drug) == "stop"
    by_mouth = answer_to(regimen, order={drug: {"dose": dose, "route": "sc"}})
    assert by_mouth.verdict(drug) == "stop"
    assert "WRONG_ROUTE" in by_mouth.codes(drug)


@pytest.mark.parametrize(("regimen", "fact"), [
    ("tdm1", "setting"), ("tdm1", "ild_grade"), ("tdm1", "pregnancy"), ("sg", "diarrhoea_grade"),
    ("dato-dxd", "mucositis_grade"), ("dato-dxd", "cornea"), ("pembrolizumab", "ild_grade"),
])
def test_a_missing_fact_leaves_it_undecided(regimen, fact):
    patient = {fact: None} | ({"ild_history": None} if fact == "ild_grade" else {})
    assert answer_to(regimen, patient=patient).verdict() == "undecidable"


@pytest.mark.parametrize(("regimen", "fact"), [
    ("tdm1", "platelets"), ("tdm1", "lvef_now"), ("tdm1", "bilirubin"), ("sg", "anc"),
    ("dato-dxd", "bilirubin"), ("marge-chemo", "lvef_now"), ("tori-nabp", "creatinine"),
])
def test_a_missing_result_leaves_it_undecided(regimen, fact):
    assert answer_to(regimen, labs={fact: None}).verdict() == "undecidable"


# A dose that the label never exceeds


@pytest.mark.parametrize(("ordered", "verdict"), [
    ("216 mg", "agrees"), ("216.1 mg", "query"), ("226.8 mg", "query"), ("226.9 mg", "stop"),
])
def test_emtansine_is_never_above_its_dose(ordered, verdict):
    answer = answer_to("tdm1", order={"trastuzumab_emtansine": ordered})
    assert answer.verdict() == verdict
    assert ("ABOVE_NEVER_EXCEEDED" in answer.codes("trastuzumab_emtansine")) is (
        verdict != "agrees")


@pytest.mark.parametrize(("weight", "computed"), [
    ("89.9 kg", "539.4"), ("90 kg", "540"), ("90.1 kg", "540"), ("120 kg", "540"),
])
def test_datopotamab_counts_90_kg_at_most(weight, computed):
    answer = answer_to("dato-dxd", patient={"weight": weight},
                       order={"datopotamab_deruxtecan": f"{computed} mg"})
    assert answer.number("datopotamab_deruxtecan", "computed") == Decimal(computed)
    assert answer.verdict() == "agrees"
    told = "LARGEST_WEIGHT" in answer.codes("datopotamab_deruxtecan")
    assert told is (weight not in ("89.9 kg", "90 kg"))


def test_trastuzumab_deruxtecan_keeps_its_own_tolerance():
    answer = checked({**_input("tdxd"), "order": {"trastuzumab_deruxtecan": "330 mg"}})
    assert "ABOVE_NEVER_EXCEEDED" not in answer.codes("trastuzumab_deruxtecan")


@pytest.mark.parametrize(("regimen", "before"), [
    ("tdm1", "180 mg"), ("sg", "450 mg"), ("dato-dxd", "240 mg"),
])
def test_a_reduced_conjugate_is_never_raised_again(regimen, before):
    (name, (_dose, days)), = GIVEN[regimen].items()
    last = {name: {"on": days_ago(days), "dose": before, "reason": "toxicity"}}
    answer = answer_to(regimen, last=last)
    assert answer.verdict() == "stop"
    assert "DOSE_RAISED" in answer.codes(name)


# Names


@pytest.mark.parametrize(("regimen", "written", "code"), [
    ("tdm1", "曲妥珠单抗 216mg", "SWAPPED"), ("tdm1", "德曲妥珠单抗 216mg", "SWAPPED"),
    ("tdxd", "恩美曲妥珠单抗 324mg", "SWAPPED"), ("tdxd", "德达博妥单抗 324mg", "SWAPPED"),
    ("dato-dxd", "德曲妥珠单抗 360mg", "SWAPPED"),
    ("sg", "芦康沙妥珠单抗 600mg", "SWAPPED"), ("sac-tmt", "戈沙妥珠单抗 300mg", "SWAPPED"),
    ("tdm1", "瑞康曲妥珠单抗 216mg", "WHICH_DRUG"), ("tdm1", "博度曲妥珠单抗 216mg", "WHICH_DRUG"),
    ("tdm1", "SHR-A1811 216mg", "WHICH_DRUG"), ("sac-tmt", "瑞康曲妥珠单抗 300mg", "WHICH_DRUG"),
    ("pembrolizumab", "Keytruda Qlex 395mg", "WHICH_DRUG"),
    ("pembrolizumab", "特瑞普利单抗 200mg", "SWAPPED"),
    ("pembrolizumab", "信迪利单抗 200mg", "WHICH_DRUG"),
    ("marge-chemo", "贝伐珠单抗 900mg", "SWAPPED"),
    ("rc48", "维布妥昔单抗 120mg", "WHICH_DRUG"),
])
def test_another_drugs_name_stops(regimen, written, code):
    answer = checked({**_input(regimen), "order": f"{written} 静滴 d1"})
    assert answer.verdict() == "stop"
    assert code in answer.codes()


def _input(regimen):
    found = order_of(regimen if regimen in GIVEN else "tdm1")
    if regimen not in GIVEN:
        found |= {"regimen": regimen,
                  "last": {"trastuzumab_deruxtecan": {"on": days_ago(21)}}}
    return found


@pytest.mark.parametrize(("regimen", "name"), [
    ("tdm1", "恩美曲妥珠单抗"), ("tdm1", "赫赛莱"), ("tdm1", "Kadcyla"),
    ("tdm1", "ado-trastuzumab emtansine"), ("sg", "拓达维"), ("dato-dxd", "Dato-DXd"),
    ("pembrolizumab", "可瑞达"), ("tori-nabp", "拓益"),
])
def test_its_own_names_are_read(regimen, name):
    drug, (dose, _days) = next(iter(GIVEN[regimen].items()))
    answer = checked({**_input(regimen), "order": f"{name} {dose.replace(' ', '')} 静滴 d1"})
    assert answer.verdict(drug) == "agrees"


@pytest.mark.parametrize("name", ["sacituzumab", "沙妥珠单抗", "deruxtecan", "SG"])
def test_a_part_of_a_name_decides_nothing(name):
    answer = checked({**_input("sg"), "order": f"{name} 600mg 静滴 d1,8"})
    assert answer.verdict() not in ("agrees", "query")


# Regions, doses that are never lowered, first doses


def test_each_region_stops_pembrolizumab_where_its_text_does():
    labs = {"alt": "6 xULN", "ast": "6 xULN"}
    us = answer_to("pembrolizumab", labs=labs, policy={"label_profile": "us"})
    told = {one["code"]: one["text"] for one in us.lines["pembrolizumab"]["findings"]}
    assert "PEMBROLIZUMAB_LIVER" in told
    assert "PEMBROLIZUMAB_LIVER_STOP_EU" in us.codes("pembrolizumab")
    assert us.verdict() == "stop"
    for profile in ("eu", "cn"):
        here = answer_to("pembrolizumab", labs=labs, policy={"label_profile": profile})
        severities = {one["code"]: one["severity"]
                      for one in here.lines["pembrolizumab"]["findings"]}
        assert severities["PEMBROLIZUMAB_LIVER_STOP_EU"] == "stop"


@pytest.mark.parametrize(("profile", "code"), [
    ("us", "ATEZOLIZUMAB_US_WITHDRAWN"), ("cn", "ATEZOLIZUMAB_CN_INDICATION"), ("eu", None),
])
def test_atezolizumab_asks_where_it_has_no_indication(profile, code):
    answer = answer_to("atezo-nabp-q4w", policy={"label_profile": profile})
    assert answer.verdict("atezolizumab") == ("agrees" if code is None else "query")
    if code is not None:
        assert code in answer.codes("atezolizumab")


@pytest.mark.parametrize("regimen", ["pembrolizumab", "atezo-nabp", "tori-nabp"])
def test_a_checkpoint_inhibitor_is_never_reduced(regimen):
    name = next(iter(GIVEN[regimen]))
    answer = answer_to(regimen, reductions={name: {"percent": "20 %", "reason": "diarrhoea"}})
    assert "NEVER_REDUCED" in answer.codes(name)
    assert answer.verdict(name) == "stop"


def test_inetetamab_begins_with_twice_the_weekly_dose():
    first = {"regimen": "inet-vin", "cycle": 1, "last": None}
    for order, verdict in (("240 mg", "query"), ("120 mg", "stop")):
        base = _input("tdm1") | first | {"order": {"inetetamab": order}}
        base.pop("last")
        answer = checked(base)
        assert answer.verdict("inetetamab") == verdict


def test_early_disease_asks_between_the_two_tables():
    for platelets, verdict in (("75 x10^9/L", "agrees"), ("74 x10^9/L", "query"),
                               ("49 x10^9/L", "stop")):
        answer = answer_to("tdm1", patient={"setting": "early"}, labs={"platelets": platelets})
        assert answer.verdict() == verdict
    assert answer_to("tdm1", labs={"platelets": "50 x10^9/L"}).verdict() == "agrees"


@pytest.mark.parametrize(("cycle", "verdict"), [(14, "agrees"), (15, "query")])
def test_early_disease_has_14_cycles(cycle, verdict):
    answer = answer_to("tdm1", patient={"setting": "early"}, cycle=cycle)
    assert answer.verdict() == verdict


@pytest.mark.parametrize(("regimen", "days", "verdict"), [
    ("tdm1", 21, "agrees"), ("tdm1", 20, "query"), ("tdm1", 17, "stop"), ("tdm1", 40, "agrees"),
    ("sg", 14, "agrees"), ("sg", 11, "stop"), ("rc48", 11, "stop"),
    ("pembrolizumab-q6w", 42, "agrees"), ("pembrolizumab-q6w", 21, "stop"),
])
def test_the_interval(regimen, days, verdict):
    name = next(iter(GIVEN[regimen]))
    assert answer_to(regimen, last={name: {"on": days_ago(days)}}).verdict() == verdict


@pytest.mark.parametrize(("regimen", "first", "minutes", "asked"), [
    ("tdm1", True, 90, False), ("tdm1", True, 30, True), ("tdm1", False, 30, False),
    ("tdm1", False, 29, True), ("sg", True, 180, False), ("sg", True, 60, True),
    ("sg", False, 60, False), ("sg", False, 120, False), ("sg", False, 59, True),
    ("rc48", False, 30, False), ("rc48", False, 90, False), ("rc48", False, 29, True),
    ("rc48", False, 91, True), ("marge-chemo", True, 119, True),
    ("pembrolizumab", False, 30, False), ("pembrolizumab", False, 29, True),
])
def test_the_time_of_the_infusion(regimen, first, minutes, asked):
    name, (dose, _days) = next(iter(GIVEN[regimen].items()))
    given = {**_input(regimen), "order": {name: {"dose": dose, "infusion": f"{minutes} min"}}}
    if first:
        given["cycle"] = 1
        del given["last"]
    assert ("INFUSION_DIFFERS" in checked(given).codes(name)) is asked
