"""What changed since the last cycle, each side of every cut-off."""

from decimal import Decimal

import pytest

from tests.orders.asked import TCBHP, changed, checked, close, dated

SECOND = changed(
    TCBHP, cycle=2, today="2021-07-26",
    labs={**dated("2021-07-25"), "creatinine": {"value": "68 umol/L", "on": "2021-07-25"}},
    last={"trastuzumab_iv": {"on": "2021-07-05", "dose": "464 mg"},
          "pertuzumab": {"on": "2021-07-05", "dose": "840 mg"},
          "docetaxel": {"on": "2021-07-05", "dose": "120 mg"},
          "carboplatin": {"on": "2021-07-05", "dose": "515 mg"}},
    order={"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"},
)


def severity(answer, code):
    found = [one["severity"] for one in answer.answer["findings"] if one["code"] == code]
    return found[0] if found else None


def test_nothing_changed_and_the_order_agrees():
    answer = checked(SECOND, last_cycle={"weight": "58 kg", "creatinine": "68 umol/L"})
    assert answer.verdict() == "agrees", answer.codes()
    assert "PREVIOUS_DOSE" in answer.codes("docetaxel")


@pytest.mark.parametrize(
    ("weight", "expected"),
    [("54.0 kg", "caution"), ("54.1 kg", "info"), ("66.0 kg", "caution"), ("65.9 kg", "info"),
     ("63.1 kg", "info"), ("63.0 kg", None), ("57.0 kg", None)],
)
def test_weight_of_60_kg_before(weight, expected):
    answer = checked(SECOND, patient={"weight": weight}, last_cycle={"weight": "60 kg"})
    code = "WEIGHT_CHANGED" if expected == "caution" else "WEIGHT_CHANGED_A_LITTLE"
    assert severity(answer, code) == expected


@pytest.mark.parametrize(
    ("before", "expected"), [("54.4 umol/L", None), ("54.3 umol/L", "caution")]
)
def test_creatinine_of_68_now(before, expected):
    answer = checked(SECOND, last_cycle={"creatinine": before})
    assert severity(answer, "CREATININE_CHANGED") == expected


def test_creatinine_is_compared_across_units():
    same = checked(SECOND, last_cycle={"creatinine": "0.769 mg/dL"})
    assert "CREATININE_CHANGED" not in same.codes()


@pytest.mark.parametrize(
    ("on", "code", "verdict"),
    [("2021-07-19", None, "agrees"), ("2021-07-18", "CREATININE_OLD", "query"),
     ("2021-06-26", "CREATININE_OLD", "query"), ("2021-06-25", "CREATININE_TOO_OLD", "stop")],
)
def test_the_age_of_the_creatinine_concerns_the_dose_that_rests_on_it(on, code, verdict):
    answer = checked(SECOND, labs={"creatinine": {"value": "68 umol/L", "on": on}})
    assert answer.verdict("carboplatin") == verdict
    assert answer.verdict("docetaxel") == "agrees"
    if code is not None:
        assert code in answer.codes("carboplatin")


def test_a_typed_gfr_does_not_rest_on_an_old_creatinine():
    answer = checked(SECOND, labs={"creatinine": {"value": "68 umol/L", "on": "2021-07-01"}},
                     patient={"gfr": "78 mL/min", "gfr_kind": "measured"})
    assert answer.verdict("carboplatin") == "agrees"


def test_a_creatinine_without_a_date_is_said():
    assert "UNDATED_AS_TODAY" in checked(SECOND, labs={"creatinine": "68 umol/L"}).codes()


def test_a_creatinine_whose_age_nobody_can_tell_is_said():
    assert "CREATININE_UNDATED" in checked(SECOND, today=None).codes()
    assert "CREATININE_UNDATED" not in checked(SECOND).codes()


def test_a_jump_of_the_dose_is_asked_about():
    answer = checked(SECOND, last={"docetaxel": {"on": "2021-07-05", "dose": "92 mg"}})
    assert "DOSE_JUMPED" in answer.codes("docetaxel")
    assert answer.verdict("docetaxel") == "query"
    step = next(one for one in answer.lines["docetaxel"]["steps"]
                if one["label"] == "Change from the previous dose")
    assert close(Decimal(step["value"]), "30.4347826087")


def test_a_cycle_that_begins_early_is_asked_about():
    answer = checked(SECOND, today="2021-07-24", labs={**dated("2021-07-23"), "creatinine": {
        "value": "68 umol/L", "on": "2021-07-23"}})
    assert "EARLY" in answer.codes("docetaxel")
    assert answer.verdict("docetaxel") == "query"
    assert answer.verdict("pertuzumab") == "query"
    too_early = checked(SECOND, today="2021-07-22", labs={**dated("2021-07-21"), "creatinine": {
        "value": "68 umol/L", "on": "2021-07-21"}})
    for line in too_early.lines:
        assert "TOO_EARLY" in too_early.codes(line)
        assert too_early.verdict(line) == "stop"
