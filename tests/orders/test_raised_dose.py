"""A dose that is raised again after a reduction asks, and stops where the label never allows it."""

from decimal import Decimal

import pytest

from tests.orders.asked import NORMAL, checked
from tests.orders.test_cycle_changes import SECOND

TDXD = {
    "patient": {"weight": "60 kg", "pregnancy": "no", "ild_history": False, "ild_grade": 0},
    "labs": NORMAL, "regimen": "tdxd", "cycle": 4, "day": 1, "today": "2024-03-11",
    "order": {"trastuzumab_deruxtecan": "324 mg"},
}
DOCETAXEL = {
    "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "57.6 kg",
                "pregnancy": "no"},
    "labs": NORMAL, "regimen": "thp", "cycle": 4, "day": 1, "today": "2024-03-11",
    "order": {"docetaxel": "120 mg"},
}
"""1.6 m² and a full dose of 120 mg."""


def tdxd(given):
    return checked(TDXD, last={"trastuzumab_deruxtecan": {"on": "2024-02-19", **given}})


def docetaxel(given, **more):
    return checked(DOCETAXEL, last={"docetaxel": {"on": "2024-02-19", **given}}, **more)


def severity(answer, drug):
    found = [one["severity"] for one in answer.lines[drug]["findings"]
             if one["code"] == "DOSE_RAISED"]
    return found[0] if found else None


@pytest.mark.parametrize(("reason", "expected"), [
    (None, "stop"), ("unknown", "stop"), ("toxicity", "stop"), ("low_start", "caution"),
    ("other", "caution"),
])
def test_deruxtecan_is_never_raised_after_a_reduction_for_toxicity(reason, expected):
    given = {"dose": "264 mg"} | ({} if reason is None else {"reason": reason})
    answer = tdxd(given)
    assert severity(answer, "trastuzumab_deruxtecan") == expected
    assert answer.verdict("trastuzumab_deruxtecan") == ("stop" if expected == "stop" else "query")


@pytest.mark.parametrize(("previous", "expected"), [
    ("307.8 mg", None), ("307.7 mg", "stop"), ("324 mg", None), ("340 mg", None),
])
def test_a_dose_within_5_percent_of_the_planned_one_was_not_reduced(previous, expected):
    assert severity(tdxd({"dose": previous}), "trastuzumab_deruxtecan") == expected


def test_a_level_that_goes_on_was_not_raised():
    answer = checked(TDXD, last={"trastuzumab_deruxtecan": {"on": "2024-02-19", "dose": "264 mg"}},
                     levels={"trastuzumab_deruxtecan": 1},
                     order={"trastuzumab_deruxtecan": "264 mg"})
    assert severity(answer, "trastuzumab_deruxtecan") is None
    assert answer.verdict("trastuzumab_deruxtecan") == "agrees"


@pytest.mark.parametrize(("reason", "previous", "expected"), [
    (None, "96 mg", "caution"), ("toxicity", "96 mg", "caution"), (None, "114 mg", None),
    (None, "113.9 mg", "caution"),
])
def test_docetaxel_is_asked_about(reason, previous, expected):
    given = {"dose": previous} | ({} if reason is None else {"reason": reason})
    answer = docetaxel(given)
    assert severity(answer, "docetaxel") == expected
    assert answer.verdict("docetaxel") == ("agrees" if expected is None else "query")


@pytest.mark.parametrize(("ordered", "expected"), [("100.8 mg", None), ("100.9 mg", "caution")])
def test_a_rise_of_up_to_5_percent_is_none(ordered, expected):
    answer = docetaxel({"dose": "96 mg"}, order={"docetaxel": ordered},
                       reductions={"docetaxel": {"percent": "20 %", "reason": "neuropathy"}})
    assert severity(answer, "docetaxel") == expected


def test_each_dose_counts_at_its_own_weight():
    at_57_6_now = {"dose": "108 mg"}
    assert severity(docetaxel(at_57_6_now), "docetaxel") == "caution"
    for own in ({"last": {"docetaxel": {"on": "2024-02-19", "dose": "108 mg", "weight": "46 kg"}}},
                {"last": {"docetaxel": {"on": "2024-02-19", "dose": "108 mg"}},
                 "last_cycle": {"weight": "46 kg"}}):
        assert severity(checked(DOCETAXEL, **own), "docetaxel") is None


def test_a_reduction_in_percent_stands_for_the_last_dose():
    assert severity(docetaxel({"percent": "20 %"}), "docetaxel") == "caution"
    assert severity(docetaxel({"percent": "0 %"}), "docetaxel") is None


def test_carboplatin_is_compared_by_its_auc():
    last = SECOND["last"] | {"carboplatin": {"on": "2021-07-05", "dose": "412 mg"}}
    assert severity(checked(SECOND, last=last), "carboplatin") == "caution"
    worse_kidney_then = checked(SECOND, last=last, last_cycle={"creatinine": "94 umol/L"})
    assert severity(worse_kidney_then, "carboplatin") is None


def test_a_loading_dose_that_comes_again_is_not_raised_and_no_jump():
    last = {drug: {"on": "2024-01-29", "dose": dose}
            for drug, dose in (("trastuzumab_iv", "348 mg"), ("pertuzumab", "420 mg"))}
    answer = checked({
        "patient": {"weight": "58 kg", "pregnancy": "no"}, "labs": NORMAL,
        "regimen": "thp", "cycle": 4, "day": 1,
        "today": "2024-03-11", "last": last,
        "order": {"trastuzumab_iv": "464 mg", "pertuzumab": "840 mg"},
    })
    for drug in last:
        assert answer.lines[drug]["phase"] == "reload"
        assert answer.number(drug, "computed") == Decimal(464 if drug == "trastuzumab_iv" else 840)
        assert not answer.codes(drug) & {"DOSE_JUMPED", "DOSE_RAISED"}
        assert answer.verdict(drug) == "agrees"


def test_the_question_is_asked_in_chinese():
    answer = checked(DOCETAXEL, "zh_CN",
                     last={"docetaxel": {"on": "2024-02-19", "dose": "96 mg"}})
    [text] = [one["text"] for one in answer.lines["docetaxel"]["findings"]
              if one["code"] == "DOSE_RAISED"]
    assert "减量" in text
    assert "purpose" not in text
