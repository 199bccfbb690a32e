"""The order as an object: every field is read and compared, or refused with its path."""

import pytest

from tests.orders.asked import TCBHP, changed, checked, refused

WHOLE = {
    "dose": "120 mg", "route": "iv", "days": [1], "cycle_days": 21, "infusion": "60 min",
    "diluent": "sodium_chloride_0.9", "volume": "250 mL",
}
ABEMACICLIB = changed(TCBHP, regimen="abemaciclib-endocrine") | {
    "order": {"letrozole": "2.5 mg", "abemaciclib": "150 mg"}
}


def with_docetaxel(**fields):
    return checked(order={"docetaxel": {**WHOLE, **fields}})


def test_a_line_with_every_field_agrees_and_is_told_back():
    answer = with_docetaxel()
    assert answer.verdict("docetaxel") == "agrees"
    assert answer.lines["docetaxel"]["order"] == WHOLE | {"days": [1]}


@pytest.mark.parametrize(("fields", "verdict", "code"), [
    ({"route": "im"}, "stop", "WRONG_ROUTE"),
    ({"route": "intrathecal"}, "stop", "WRONG_ROUTE"),
    ({"route": "iv_push"}, "stop", "WRONG_ROUTE"),
    ({"times_per_day": 2}, "stop", "FREQUENCY_DIFFERS"),
    ({"times_per_day": 1}, "agrees", None),
    ({"times_per_day": 1, "days": None}, "query", "FREQUENCY_DIFFERS"),
    ({"days": [1, 2]}, "stop", "WRONG_DAY"),
    ({"days": [8]}, "stop", "WRONG_DAY"),
    ({"cycle_days": 7}, "stop", "INTERVAL_DIFFERS"),
    ({"cycle_days": 28}, "query", "INTERVAL_DIFFERS"),
    ({"infusion": "30 min"}, "query", "INFUSION_DIFFERS"),
    ({"infusion": "1 h"}, "agrees", None),
    ({"infusion": "3 h"}, "query", "INFUSION_DIFFERS"),
    ({"diluent": "glucose_5"}, "agrees", None),
    ({"diluent": "glucose_5_sodium_chloride_0.9"}, "query", "DILUENT_DIFFERS"),
    ({"diluent": "ringer"}, "query", "DILUENT_DIFFERS"),
    ({"volume": "100 mL"}, "query", "DILUENT_DIFFERS"),
    ({"volume": "1000 mL"}, "query", "DILUENT_DIFFERS"),
])
def test_every_field_is_compared(fields, verdict, code):
    answer = with_docetaxel(**fields)
    assert answer.verdict("docetaxel") == verdict
    assert code is None or code in answer.codes("docetaxel")


def test_a_diluent_that_the_drug_never_has_is_a_stop():
    answer = checked(order={"trastuzumab_iv": {"dose": "464 mg", "diluent": "glucose_5"}})
    assert answer.verdict("trastuzumab_iv") == "stop"


@pytest.mark.parametrize("worse", [
    {"route": "intrathecal"}, {"diluent": "glucose_5"}, {"times_per_day": 2}, {"cycle_days": 7},
    {"days": [2]},
])
def test_what_forbids_one_of_two_lines_stands_beside_the_other(worse):
    plain = {"dose": "232 mg", "route": "iv", "diluent": "sodium_chloride_0.9"}
    right = checked(order={"trastuzumab_iv": [plain, plain]})
    assert right.verdict("trastuzumab_iv") == "query"
    answer = checked(order={"trastuzumab_iv": [plain, {**plain, **worse}]})
    assert answer.verdict("trastuzumab_iv") == "stop"


@pytest.mark.parametrize(("given", "verdict"), [
    ("150 mg", "agrees"),
    ({"dose": "150 mg", "times_per_day": 2}, "agrees"),
    ({"dose": "300 mg", "per_day": True}, "agrees"),
    ({"dose": "300 mg", "per_day": True, "route": "po"}, "query"),
    ({"dose": "300 mg", "per_day": True, "times_per_day": 1}, "query"),
    ({"dose": "300 mg", "per_day": True, "times_per_day": 3}, "stop"),
    ({"dose": "300 mg", "per_day": True, "times_per_day": 2}, "agrees"),
    ({"dose": "150 mg", "times_per_day": 1}, "query"),
    ({"dose": "150 mg", "times_per_day": 3}, "stop"),
    ({"dose": "150 mg", "route": "po"}, "query"),
    ({"dose": "150 mg", "times_per_day": 2, "days": "1-28"}, "agrees"),
    ({"dose": "150 mg", "times_per_day": 2, "days": "1-14"}, "query"),
    ({"dose": "150 mg", "times_per_day": 2, "route": "iv"}, "stop"),
    ({"dose": "150 mg", "times_per_day": 2, "diluent": "glucose_5"}, "query"),
])
def test_the_frequency_of_a_drug_that_is_taken_twice_a_day(given, verdict):
    assert checked(ABEMACICLIB, order={"abemaciclib": given}).verdict("abemaciclib") == verdict


@pytest.mark.parametrize(("fields", "expected"), [
    ({"dose": "120"}, ("E_UNIT", "order.docetaxel.dose")),
    ({"dose": None}, ("E_MISSING", "order.docetaxel.dose")),
    ({"route": "oral"}, ("E_ENUM", "order.docetaxel.route")),
    ({"times_per_day": 0}, ("E_RANGE", "order.docetaxel.times_per_day")),
    ({"times_per_day": 1.5}, ("E_INT", "order.docetaxel.times_per_day")),
    ({"times_per_day": "twice"}, ("E_TYPE", "order.docetaxel.times_per_day")),
    ({"days": "21-1"}, ("E_TYPE", "order.docetaxel.days")),
    ({"days": "day one"}, ("E_TYPE", "order.docetaxel.days")),
    ({"days": "1-21 of 28"}, ("E_TYPE", "order.docetaxel.days")),
    ({"cycle_days": 0}, ("E_RANGE", "order.docetaxel.cycle_days")),
    ({"infusion": "60"}, ("E_UNIT", "order.docetaxel.infusion")),
    ({"infusion": "60 mL"}, ("E_UNIT", "order.docetaxel.infusion")),
    ({"diluent": "saline"}, ("E_ENUM", "order.docetaxel.diluent")),
    ({"volume": "250 mg"}, ("E_UNIT", "order.docetaxel.volume")),
    ({"per_day": "yes"}, ("E_TYPE", "order.docetaxel.per_day")),
    ({"colour": "blue"}, ("E_UNKNOWN", "order.docetaxel.colour")),
])
def test_a_field_that_is_wrong_is_refused_with_its_path(fields, expected):
    assert expected in refused(order={"docetaxel": {**WHOLE, **fields}})


def test_a_fault_in_a_list_is_named_with_its_place():
    assert ("E_UNIT", "order.docetaxel.1.dose") in refused(
        order={"docetaxel": [{"dose": "60 mg"}, {"dose": "60"}]}
    )
    assert ("E_UNIT", "order.docetaxel.1") in refused(order={"docetaxel": ["60 mg", "60"]})
    assert ("E_RANGE", "order.docetaxel") in refused(order={"docetaxel": []})


def test_a_drug_twice_is_asked_about_where_the_sum_fits_and_stopped_elsewhere():
    fits = checked(order={"docetaxel": ["80 mg", "40 mg"]})
    assert fits.verdict("docetaxel") == "query"
    assert fits.number("docetaxel", "ordered") == 120
    assert "ORDERED_TWICE" in fits.codes("docetaxel")
    twice = checked(order={"docetaxel": ["120 mg", {"dose": "120 mg", "route": "iv"}]})
    assert twice.verdict("docetaxel") == "stop"


@pytest.mark.parametrize(("of_day_8", "verdict"), [("1605 mg", "agrees"), ("803 mg", "query")])
def test_a_line_of_another_planned_day_is_compared_too(of_day_8, verdict):
    other_day = checked(
        changed(TCBHP, regimen="gemcitabine-carboplatin") | {"order": {
            "carboplatin": "515 mg",
            "gemcitabine": [{"dose": "1605 mg", "days": [1]}, {"dose": of_day_8, "days": [8]}],
        }}
    )
    assert other_day.verdict("gemcitabine") == verdict
