"""Fifteen correct orders of every day: what their pharmacist reads, and that nothing is lost."""

import pytest

from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.order import order_report
from bmcalc.report.plain import to_plain_text
from tests.orders.asked import checked
from tests.orders.routine import ROUTINE

MOST_FINDINGS = 45
OFF_LABEL = {"paclitaxel and bevacizumab": {"bevacizumab": "BEVACIZUMAB_OFF_LABEL"}}
"""Bevacizumab is off label in breast cancer in China: the one thing that is asked."""


@pytest.mark.parametrize("name", ROUTINE)
def test_a_correct_order_agrees_and_asks_nothing(name):
    answer = checked(ROUTINE[name])
    asked = OFF_LABEL.get(name, {})
    verdicts = {drug: answer.verdict(drug) for drug in answer.lines}
    assert verdicts == {drug: "query" if drug in asked else "agrees" for drug in verdicts}
    cautions = {
        one["code"] for one in answer.answer["findings"] if one["severity"] != "info"
    }
    assert cautions == set(asked.values())
    assert answer.status == ("caution" if asked else "ok")


def test_fifteen_correct_orders_bring_few_findings():
    told = {name: len(checked(order).answer["findings"]) for name, order in ROUTINE.items()}
    assert len(told) == 15
    assert sum(told.values()) <= MOST_FINDINGS, told


def test_what_explains_an_agreement_stands_in_its_working():
    line = checked(ROUTINE["THP"]).lines["trastuzumab_iv"]
    assert not {one["code"] for one in line["findings"]}
    working = {one["code"] for one in line["working"]}
    assert {"ORDER_AGREES", "PREVIOUS_DOSE", "TRASTUZUMAB_NO_REDUCTION", "MULTI_DOSE",
            "VIAL_TEXT", "CN_TEXT_NOT_VERIFIED"} <= working
    assert "NOT_CHECKED" in {
        one["code"] for one in checked(ROUTINE["T-DXd"]).lines["trastuzumab_deruxtecan"]["working"]
    }


def test_a_note_that_somebody_has_to_act_on_is_a_finding():
    line = checked(ROUTINE["zoledronic acid"]).lines["zoledronic_acid"]
    assert "HYDRATION" in {one["code"] for one in line["findings"]}


def test_labels_that_nobody_read_are_named_once_in_the_foot():
    answer = checked(ROUTINE["TCbHP"])
    (told,) = [one for one in answer.values["foot"] if one["code"] == "LABEL_NOT_VERIFIED"]
    for line in answer.lines.values():
        assert line["name"] in told["text"]
        assert "LABEL_NOT_VERIFIED" not in {one["code"] for one in line["working"]}
    assert "China" in told["text"]
    eu = checked(ROUTINE["TCbHP"], policy={"label_profile": "eu"})
    assert "LABEL_NOT_VERIFIED" not in eu.codes()


def test_a_result_without_a_date_counts_as_todays_and_is_said_once():
    answer = checked(ROUTINE["paclitaxel"], labs={"anc": "3.2 x10^9/L", "platelets": "215 x10^9/L"})
    assert answer.verdict() == "agrees"
    (told,) = [one for one in answer.values["foot"] if one["code"] == "UNDATED_AS_TODAY"]
    assert "neutrophil" in told["text"].lower()
    assert "platelets" in told["text"].lower()
    assert "creatinine" not in told["text"].lower()
    assert "UNDATED_AS_TODAY" not in checked(ROUTINE["paclitaxel"]).codes()


@pytest.mark.parametrize("name", ROUTINE)
def test_nothing_is_lost_on_the_way_to_paper(name):
    read, problems = CALCULATOR.read(ROUTINE[name])
    assert not problems
    check = check_order(read)
    every = [*check.work.findings, *(one for line in check.lines for one in line.every_finding)]
    shown = [*check.findings, *check.foot, *(one for line in check.lines for one in line.working)]
    assert {one.code for one in every} == {one.code for one in shown}
    report = order_report(JudgedOrder(check, check.verdict))
    paper = to_plain_text(report)
    for one in every:
        assert str(one.text) in paper
