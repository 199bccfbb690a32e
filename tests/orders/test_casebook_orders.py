"""The printed cases as orders. Heights and weights are invented: the casebook gives none."""

from decimal import Decimal

import pytest

from bmcalc.casebook.opening import opening
from tests.orders.asked import DENOSUMAB, NORMAL, checked, close

CASES = (1, 2, 5, 6, 11, 21, 22)


def case(number, order, **more):
    opened = opening(number)
    assert {"height", "weight"} <= set(opened.invented)
    patient = {"pregnancy": "no", **opened.patient, **more.pop("patient", {})}
    return {
        "patient": patient,
        "labs": {name: one for name, one in {**NORMAL, **more.pop("labs", {})}.items()
                 if name not in patient and one is not None},
        "regimen": opened.order["regimen"], "cycle": 1, "day": 1,
        "today": opened.order["day_one"].isoformat(), "order": order, **more,
    }


@pytest.mark.parametrize("number", CASES)
def test_every_printed_case_opens_as_an_order(number):
    answer = checked(case(number, {}))
    assert answer.lines
    assert all(line["computed"] is not None for line in answer.lines.values())
    assert {line["verdict"] for line in answer.lines.values()} == {"undecidable"}
    assert answer.verdict() == "undecidable"
    assert answer.values["schedule"][0]["on"] == opening(number).order["day_one"].isoformat()


def test_case_1_tcbhp_with_denosumab():
    order = {"docetaxel": "120 mg", "carboplatin": "515 mg", "trastuzumab_iv": "464 mg",
             "pertuzumab": "840 mg", "denosumab": "120 mg"}
    answer = checked(case(1, order, bone_agent="denosumab", patient={"pregnancy": "na"},
                          labs={"albumin": None}))
    assert close(answer.number("docetaxel", "computed"), "120.4159457879229548")
    assert close(answer.number("carboplatin", "computed"), "516.6609477124183")
    assert answer.number("trastuzumab_iv", "computed") == 464
    assert answer.number("pertuzumab", "computed") == 840
    for drug in ("docetaxel", "carboplatin", "trastuzumab_iv", "pertuzumab"):
        assert answer.verdict(drug) == "agrees", answer.lines[drug]["findings"]
    assert answer.vials("trastuzumab_iv") == {"440 mg": 1, "150 mg": 1}
    assert "CA-03" in answer.codes("denosumab")
    assert answer.verdict("denosumab") == "query"
    assert answer.verdict() == "query"
    dates = [one["on"] for one in answer.values["schedule"] if one["drug"] == "denosumab"]
    assert dates == ["2021-07-05", "2021-08-02", "2021-08-30", "2021-09-27", "2021-10-25"]


def test_case_1_a_carboplatin_of_600_is_stopped_with_the_auc_it_comes_to():
    answer = checked(case(1, {"docetaxel": "120 mg", "carboplatin": "600 mg",
                              "trastuzumab_iv": "464 mg", "pertuzumab": "840 mg"}))
    assert answer.verdict("carboplatin") == "stop"
    assert "AUC of the order" in answer.steps("carboplatin")
    assert answer.lines["carboplatin"]["deviation"]["display"] == "+16.1 %"
    assert answer.status == "stop"


def test_case_2_thp():
    answer = checked(case(2, {"docetaxel": "125 mg", "trastuzumab_iv": "496 mg",
                              "pertuzumab": "840 mg"}))
    assert answer.verdict() == "agrees"
    assert answer.number("trastuzumab_iv", "computed") == 8 * 62
    assert "DOCETAXEL_AFTER_PERTUZUMAB" in answer.codes()


def test_case_11_gemcitabine_with_carboplatin_and_the_reduction_to_800():
    order = {"gemcitabine": "1568 mg", "carboplatin": "570 mg"}
    whole = checked(case(11, order))
    assert close(whole.number("gemcitabine", "computed"), "1568.350654")
    assert whole.verdict() == "agrees"
    reduced = checked(case(
        11, {"gemcitabine": "1255 mg", "carboplatin": "570 mg"},
        reductions={"gemcitabine": {"percent": "20 %", "reason": "neutropenia in cycle 1"}},
    ))
    assert close(reduced.number("gemcitabine", "computed"), "1254.6805233")
    assert reduced.verdict("gemcitabine") == "agrees"
    assert "Dose, reduced" in reduced.steps("gemcitabine")
    unexplained = checked(case(11, {"gemcitabine": "1255 mg", "carboplatin": "570 mg"}))
    assert unexplained.verdict("gemcitabine") == "stop"


def test_case_11_neutrophils_of_1_on_day_8_leave_half_by_the_label_of_this_regimen():
    base = case(11, {"gemcitabine": "784 mg"}, labs={"anc": "1.0 x10^9/L"})
    answer = checked(base, day=8, today="2022-11-12",
                     last={"gemcitabine": {"on": "2022-11-05", "dose": "1568 mg"}})
    assert list(answer.lines) == ["gemcitabine"]
    assert close(answer.number("gemcitabine", "computed"), "784.175327")
    assert answer.verdict("gemcitabine") == "agrees"
    assert "GC_DAY_8_HALF" in answer.codes("gemcitabine")


def test_case_21_tdxd_by_the_weight_and_by_the_name():
    answer = checked(case(21, {"trastuzumab_deruxtecan": "318.6 mg"},
                          patient={"ild_history": False}))
    assert answer.number("trastuzumab_deruxtecan", "computed") == Decimal("318.6")
    assert answer.number("trastuzumab_deruxtecan", "volume") == Decimal("15.93")
    assert answer.vials("trastuzumab_deruxtecan") == {"100 mg": 4}
    assert answer.verdict() == "agrees"
    swapped = checked(case(21, {"trastuzumab_iv": "318.6 mg"}))
    assert swapped.verdict() == "stop"
    assert "SWAPPED" in swapped.codes("trastuzumab_iv")
    assert "SWAPPED" in swapped.codes("trastuzumab_deruxtecan")


def test_case_5_palbociclib_with_fulvestrant():
    order = {"fulvestrant": "500 mg", "palbociclib": "125 mg"}
    answer = checked(case(5, order))
    assert answer.verdict() == "agrees"
    assert answer.vials("fulvestrant") == {"250 mg": 2}
    assert answer.vials("palbociclib") == {"125 mg": 1}


def test_case_5_the_second_cycle_after_21_days_leaves_no_rest_week():
    last = {"palbociclib": {"on": "2022-08-20"}, "fulvestrant": {"on": "2022-09-03"}}
    answer = checked(case(5, {"fulvestrant": "500 mg", "palbociclib": "125 mg"}, last=last),
                     cycle=2, today="2022-09-10")
    assert answer.verdict("palbociclib") == "stop"
    assert "CYCLE_TOO_SHORT" in answer.codes("palbociclib")
    assert "EARLY" in answer.codes("fulvestrant")
    later = checked(case(5, {"fulvestrant": "500 mg", "palbociclib": "125 mg"}, last=last),
                    cycle=2, today="2022-09-17")
    assert later.verdict() == "agrees"


def test_case_5_neutrophils_of_1_2_are_no_reason_for_100_mg():
    labs = {"anc": "1.2 x10^9/L"}
    answer = checked(case(5, {"fulvestrant": "500 mg", "palbociclib": "100 mg"}, labs=labs))
    assert answer.number("palbociclib", "computed") == 125
    assert answer.verdict("palbociclib") == "stop"
    at_level = checked(case(5, {"fulvestrant": "500 mg", "palbociclib": "100 mg"}, labs=labs,
                            levels={"palbociclib": 1}))
    assert at_level.verdict("palbociclib") == "agrees"


def test_case_6_ribociclib_with_letrozole():
    order = {"ribociclib": "600 mg", "letrozole": "2.5 mg"}
    answer = checked(case(6, order, labs={"qtcf": "420 ms"}))
    assert answer.verdict() == "agrees"
    assert answer.vials("ribociclib") == {"200 mg": 3}
    start = checked(case(6, order, labs={"qtcf": "450 ms"}))
    assert start.verdict("ribociclib") == "stop"
    later = checked(
        case(6, order, labs={"qtcf": "450 ms"}, last={"ribociclib": {"on": "2023-05-15"}}),
        cycle=2, today="2023-06-12",
    )
    assert later.verdict("ribociclib") == "agrees"


def test_case_6_the_printed_dates_are_21_days_apart():
    answer = checked(
        case(6, {"ribociclib": "600 mg"}, last={"ribociclib": {"on": "2023-05-15"}}),
        cycle=2, today="2023-06-05",
    )
    assert answer.verdict("ribociclib") == "stop"


def test_case_22_fulvestrant_with_denosumab():
    answer = checked(case(22, {"fulvestrant": "500 mg", "denosumab": "120 mg"},
                          bone_agent="denosumab", patient=DENOSUMAB))
    assert answer.verdict("fulvestrant") == "agrees"
    assert answer.verdict("denosumab") == "agrees", answer.lines["denosumab"]["findings"]
    dates = [one["on"] for one in answer.values["schedule"] if one["drug"] == "fulvestrant"]
    assert dates == ["2023-08-20", "2023-09-03", "2023-09-17", "2023-10-15", "2023-11-12",
                     "2023-12-10", "2024-01-07"]


def test_case_22_a_calcium_of_2_20_without_albumin_cannot_be_judged():
    patient = {**DENOSUMAB, "calcium_total": "2.20 mmol/L"}
    patient.pop("albumin")
    answer = checked(case(22, {"fulvestrant": "500 mg", "denosumab": "120 mg"},
                          bone_agent="denosumab", patient=patient, labs={"albumin": None}))
    assert answer.verdict("denosumab") == "undecidable"
    assert "CA-02" in answer.codes("denosumab")
    assert answer.verdict("fulvestrant") == "agrees"
    assert answer.verdict() == "undecidable"


@pytest.mark.parametrize("number", CASES)
def test_every_printed_case_reads_in_chinese(number):
    answer = checked(case(number, {}), lang="zh_CN")
    assert answer.lines
