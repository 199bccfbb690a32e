"""Every regimen that ships can agree with a right order, and agrees with no wrong one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import regimen, regimens
from bmcalc.orders.reading.patient_facts import LABORATORY
from tests.orders.healthy import answer, changed, last_cycle, of_today, without

REGIMENS = tuple(regimens())
ALWAYS_ASKED = {
    "paclitaxel-bevacizumab": {"BEVACIZUMAB_OFF_LABEL"},
    "sac-tmt": {"SAC_TMT_LEAFLET"}, "rc48": {"DISITAMAB_BREAST_DOSE"},
    "inet-vin": {"INETETAMAB_LEAFLET", "INETETAMAB_LOADING"},
    "pembro-nabp": {"KEYNOTE_355_FROM_MEMORY"}, "pembro-pac": {"KEYNOTE_355_FROM_MEMORY"},
    "pembro-gemcarbo": {"KEYNOTE_355_FROM_MEMORY"},
    "atezo-nabp": {"ATEZOLIZUMAB_CN_INDICATION"}, "atezo-nabp-q4w": {"ATEZOLIZUMAB_CN_INDICATION"},
    "camre-neo": {"CAMRELIZUMAB_INDICATION"}, "camre-ec": {"CAMRELIZUMAB_INDICATION"},
    "camre-nabp-cb15": {"CAMRELIZUMAB_INDICATION"},
    "cape-metro": {"METRONOMIC_DOSE_FROM_MEMORY"}, "ixa-x": {"IXA_X_DOSE_FROM_MEMORY"},
    "pyro-h-doc": {"PHILA_DOSE_FROM_MEMORY"},
    "imlu-abema": {"EMBER_3_FROM_MEMORY"},
    "cef120": {"ORDER_QUERY"}, "megestrol": {"MEGESTROL_FROM_MEMORY"},
    "ibandronate": {"IBANDRONATE_DOSE_CN"},
}
"""What a regimen asks of every patient, whoever she is; tablets of 50 mg make no 120 mg."""

WRONG_SHARES = (Decimal("0.1"), Decimal("0.5"), Decimal("0.88"), Decimal("1.12"), Decimal("2"),
                Decimal("10"))
ROUTES = ("iv", "sc", "im", "po", "td")
STAND_FOR_ONE_ANOTHER = (
    ("ast", "alt"), ("lvef_now", "lvef_baseline"), ("gfr", "creatinine"), ("crcl", "creatinine"),
    ("ild_grade", "ild_history"), ("calcium_ionised", "calcium_total"),
)
"""Facts of which either one is enough."""

UNFIT = {
    "anc": "0.4 x10^9/L", "platelets": "20 x10^9/L", "lvef_now": "35 %", "qtcf": "510 ms",
    "bilirubin": {"value": "130 umol/L", "uln": "20 umol/L"}, "calcium_total": "1.7 mmol/L",
}
"""Results with which no drug that needs them is given."""


def lines(given):
    return {line["drug"]: line for line in answer(given)["values"]["lines"]}


def verdict(given, name):
    return lines(given)[name]["verdict"]


def given_today(found):
    """Return the inputs of a first day and the drugs of its order."""
    given = of_today(regimen(found))
    assert given["order"], "nothing is due on the first day"
    return given, tuple(given["order"])


@pytest.mark.parametrize("found", REGIMENS)
def test_a_right_order_agrees(found):
    given, ordered = given_today(found)
    told = lines(given)
    asking = {
        (name, one["code"]): one["text"]
        for name in ordered for one in told[name]["findings"]
        if one["severity"] != "info" and one["code"] not in ALWAYS_ASKED.get(found, ())
    }
    assert asking == {}
    verdicts = {told[name]["verdict"] for name in ordered}
    assert verdicts <= {"agrees", *(["query"] if found in ALWAYS_ASKED else ())}


@pytest.mark.parametrize("found", REGIMENS)
def test_no_wrong_dose_agrees(found):
    given, ordered = given_today(found)
    for name in ordered:
        value, unit = given["order"][name]["dose"].split(" ", 1)
        for share in WRONG_SHARES:
            wrong = changed(given, name, dose=f"{Decimal(value) * share:f} {unit}")
            assert verdict(wrong, name) != "agrees", (name, share)


@pytest.mark.parametrize("found", REGIMENS)
def test_no_other_route_or_frequency_agrees(found):
    given, ordered = given_today(found)
    for name in ordered:
        for route in ROUTES:
            if route != given["order"][name]["route"]:
                assert verdict(changed(given, name, route=route), name) != "agrees", (name, route)
        for times in {1, 2, 3, 4} - {given["order"][name]["times_per_day"]}:
            other = changed(given, name, times_per_day=times)
            assert verdict(other, name) != "agrees", (name, times)


@pytest.mark.parametrize("found", REGIMENS)
def test_nothing_agrees_without_a_fact_that_it_needs(found):
    given, ordered = given_today(found)
    bare = {**given, "patient": {name: given["patient"][name] for name in
                                 ("sex", "age", "height", "weight")}, "labs": {}}
    for name, line in lines(bare).items():
        if name not in ordered:
            continue
        if line["essential_missing"]:
            assert line["verdict"] not in ("agrees", "query"), name
        for fact in line["essential_missing"]:
            together = next((one for one in STAND_FOR_ONE_ANOTHER if fact in one), (fact,))
            assert verdict(without(given, *together), name) != "agrees", (name, fact)


@pytest.mark.parametrize("found", REGIMENS)
def test_what_it_needs_is_looked_at(found):
    given, ordered = given_today(found)
    needed = {
        fact for name in ordered for one in drug(name).essential
        for fact in (*one.measures, *one.one_of)
    } & set(UNFIT) & set(LABORATORY)
    for fact in needed:
        unfit = {**given, "labs": {**given["labs"], fact: UNFIT[fact]}}
        told = lines(unfit)
        for name in ordered:
            if fact in {here for one in drug(name).essential for here in one.measures}:
                assert told[name]["verdict"] != "agrees", (name, fact)


@pytest.mark.parametrize("found", REGIMENS)
def test_a_drug_that_is_due_and_not_ordered_is_told(found):
    given, ordered = given_today(found)
    for name in ordered:
        if len(ordered) == 1:
            continue
        order = {other: dose for other, dose in given["order"].items() if other != name}
        whole = answer({**given, "order": order})["values"]["verdict"]
        assert whole != "agrees", name


@pytest.mark.parametrize("found", REGIMENS)
def test_a_second_cycle_agrees_on_its_day_and_not_before(found):
    planned = regimen(found)
    due = of_today(planned, cycle=2, last=last_cycle(planned))
    early = of_today(planned, cycle=2, last=last_cycle(planned, early=True))
    told, told_early = lines(due), lines(early)
    for name in due["order"]:
        assert told[name]["verdict"] == "agrees" or found in ALWAYS_ASKED, (
            name, told[name]["findings"])
        if name in early["order"] and name in early["last"]:
            assert told_early[name]["verdict"] != "agrees", name
