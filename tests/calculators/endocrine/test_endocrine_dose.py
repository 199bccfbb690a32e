"""Aromatase inhibitors: dose, liver, inducer, ovaries, orders."""

import pytest

from bmcalc import compute

AFTER = {"menopause": "postmenopausal"}


def given(drug, **raw):
    answer = compute("endocrine-dose", {"drug": drug, **AFTER, **raw})
    assert answer["status"] != "refused", answer["errors"]
    return answer


@pytest.mark.parametrize(("drug", "changes", "dose", "frequency"), [
    ("letrozole", {}, "2.5", "once_a_day"), ("anastrozole", {}, "1", "once_a_day"),
    ("exemestane", {}, "25", "once_a_day"),
    ("exemestane", {"strong_cyp3a4_inducer": True}, "50", "once_a_day"),
    ("letrozole", {"child_pugh": "b"}, "2.5", "once_a_day"),
    ("letrozole", {"child_pugh": "c"}, "2.5", "every_other_day"),
    ("anastrozole", {"child_pugh": "c"}, "1", "once_a_day"),
])
def test_doses(drug, changes, dose, frequency):
    values = given(drug, **changes)["values"]
    assert (values["dose"]["value"], values["frequency"]) == (dose, frequency)


@pytest.mark.parametrize(("changes", "status"), [
    ({"menopause": "postmenopausal"}, "ok"), ({"menopause": "unknown"}, "caution"),
    ({"menopause": None}, "caution"), ({"menopause": "premenopausal"}, "stop"),
    ({"menopause": "premenopausal", "ovarian_suppression": False}, "stop"),
    ({"menopause": "premenopausal", "ovarian_suppression": True}, "ok"),
])
def test_the_ovaries(changes, status):
    assert given("anastrozole", **changes)["status"] == status


@pytest.mark.parametrize(("ordered", "status"), [("2.5 mg", "ok"), ("5 mg", "stop"),
                                                 ("2.7 mg", "caution")])
def test_orders(ordered, status):
    assert given("letrozole", ordered_dose=ordered)["status"] == status


def test_the_drug_is_required():
    answer = compute("endocrine-dose", AFTER)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", "drug")]
