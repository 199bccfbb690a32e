"""Doses with which regimens and phases are published, and the marks of their orders."""

import pytest

from bmcalc.formulary.regimens import regimen, regimens
from bmcalc.formulary.sequences import phases_of
from tests.orders.asked import Answer
from tests.orders.healthy import answer, of_today

ORDER = {"paclitaxel": "128 mg", "pembrolizumab": "200 mg"}


def kn522(identifier, carboplatin):
    given = of_today(regimen(identifier))
    return Answer(answer({**given, "order": {**given["order"], "carboplatin": carboplatin}}))


def carboplatin_of(identifier):
    return of_today(regimen(identifier))["order"]["carboplatin"]["dose"]


def test_keynote_522_with_auc_5_on_day_1():
    dose = carboplatin_of("kn522-nccp")
    assert kn522("kn522-nccp", {"dose": dose, "days": [1]}).verdict("carboplatin") == "agrees"
    weekly = kn522("kn522-nccp", {"dose": dose, "days": [1, 8, 15]})
    assert weekly.verdict("carboplatin") == "stop"
    assert {"WRONG_DAY", "AUC_OF_THE_CYCLE"} <= weekly.codes("carboplatin")


def test_keynote_522_with_auc_1_5_every_week():
    dose = carboplatin_of("kn522-csco")
    right = kn522("kn522-csco", {"dose": dose, "days": [1, 8, 15]})
    assert right.verdict("carboplatin") == "agrees"
    five = kn522("kn522-csco", {"dose": carboplatin_of("kn522-nccp"), "days": [1, 8, 15]})
    assert five.verdict("carboplatin") == "stop"


@pytest.mark.parametrize(("dose", "code"), [
    ("160 mg", True), ("152.1 mg", True), ("151.9 mg", False), ("144 mg", False), ("200 mg", False),
])
def test_another_dose_in_print_is_named_and_is_no_agreement(dose, code):
    given = of_today(regimen("docetaxel-80"))
    checked = Answer(answer({**given, "order": {"docetaxel": dose}}))
    assert checked.verdict() != "agrees"
    assert ("OTHER_PUBLISHED_DOSE" in checked.codes("docetaxel")) is code


def test_set_for_the_patient_with_a_reason_it_agrees():
    given = of_today(regimen("docetaxel-80"))
    planned = {"docetaxel": {"dose": "100 mg/m^2", "reason": "full dose, fit patient"}}
    checked = Answer(answer({**given, "planned": planned, "order": {"docetaxel": "160 mg"}}))
    assert checked.verdict() == "agrees"


def test_a_reduced_dose_is_compared_with_no_other_in_print():
    given = of_today(regimen("docetaxel-80"))
    reductions = {"docetaxel": {"percent": "20 %", "reason": "neuropathy"}}
    checked = Answer(answer({
        **given, "reductions": reductions, "order": {"docetaxel": "128 mg"},
    }))
    assert "OTHER_PUBLISHED_DOSE" not in checked.codes("docetaxel")


WEEKLY = sorted(
    one.id for one in regimens().values() for line in one.lines
    if line.drug == "paclitaxel" and line.dose.magnitude <= 90
)


@pytest.mark.parametrize("identifier", WEEKLY)
def test_weekly_paclitaxel_runs_over_an_hour(identifier):
    given = of_today(regimen(identifier))
    order = {**given["order"], "paclitaxel": {
        **given["order"]["paclitaxel"], "infusion": "60 min"}}
    checked = Answer(answer({**given, "order": order}))
    assert "INFUSION_DIFFERS" not in checked.codes("paclitaxel")
    slow = {**order, "paclitaxel": {**order["paclitaxel"], "infusion": "180 min"}}
    assert "INFUSION_DIFFERS" in Answer(answer({**given, "order": slow})).codes("paclitaxel")


@pytest.mark.parametrize("antibody", ["trastuzumab_iv", "pertuzumab", "phesgo", "trastuzumab_sc"])
def test_no_phase_gives_a_her2_antibody_beside_an_anthracycline(antibody):
    anthracyclines = {"doxorubicin", "epirubicin", "doxorubicin_liposomal", "mitoxantrone"}
    for one in regimens().values():
        for stage in phases_of(one):
            drugs = {line.drug for line in stage.regimen.lines}
            assert antibody not in drugs or drugs.isdisjoint(anthracyclines), one.id
