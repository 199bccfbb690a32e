"""A drug soon after another one that is given in its place."""

from datetime import date, timedelta

import pytest

from tests.orders.asked import changed, checked
from tests.orders.test_essential_facts import TODAY, ordered


def ago(days):
    return {"on": (TODAY - timedelta(days=days)).isoformat()}


@pytest.mark.parametrize(("regimen", "drug", "other"), [
    ("thp", "docetaxel", "paclitaxel"), ("paclitaxel", "paclitaxel", "nab_paclitaxel"),
    ("tdxd", "trastuzumab_deruxtecan", "trastuzumab_iv"),
    ("thp", "trastuzumab_iv", "trastuzumab_deruxtecan"),
    ("thp", "pertuzumab", "trastuzumab_deruxtecan"),
    ("letrozole-ribociclib", "ribociclib", "palbociclib"),
])
@pytest.mark.parametrize(("days", "asked"), [(7, True), (17, True), (18, False), (200, False)])
def test_it_is_asked_about_within_18_days(regimen, drug, other, days, asked):
    answer = checked(ordered(regimen) | {"last": {other: ago(days)}})
    assert ("RELATED_GIVEN" in answer.codes(drug)) is asked
    assert (answer.verdict(drug) == "agrees") is not asked


def test_where_its_own_dose_came_later_nothing_is_asked():
    last = {"docetaxel": ago(21), "paclitaxel": ago(60), "trastuzumab_iv": ago(21),
            "pertuzumab": ago(21)}
    assert "RELATED_GIVEN" not in checked(ordered("thp") | {"cycle": 2, "last": last}).codes()


def test_both_of_one_regimen_are_never_in_each_other_s_place():
    case = changed(ordered("gemcitabine-paclitaxel"), last={"gemcitabine": ago(7)})
    assert "RELATED_GIVEN" not in checked(case).codes()


def test_without_the_day_of_the_check_it_is_asked_about():
    case = ordered("paclitaxel") | {"last": {"docetaxel": ago(30)}}
    assert "RELATED_GIVEN" in checked(changed(case, today=None)).codes("paclitaxel")


@pytest.mark.parametrize(("days", "verdict"), [
    (7, "agrees"), (8, "query"), (14, "query"), (15, "undecidable"),
])
def test_the_calcium_before_zoledronic_acid_counts_to_the_day(days, verdict):
    on = (date(2024, 3, 11) - timedelta(days=days)).isoformat()
    case = changed(ordered("zoledronic-acid"),
                   labs={"calcium_total": {"value": "2.30 mmol/L", "on": on}})
    assert checked(case).verdict("zoledronic_acid") == verdict
