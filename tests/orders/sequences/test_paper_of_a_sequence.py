"""A sequence on paper: the whole, the phase, and the phases ahead with their dates."""

from bmcalc.formulary.regimens import regimen
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.order import order_report
from bmcalc.report.plain import to_plain_text
from tests.orders.healthy import of_today


def paper(identifier, cycle, last):
    given, problems = CALCULATOR.read(of_today(regimen(identifier), cycle=cycle, last=last))
    assert not problems
    check = check_order(given)
    return to_plain_text(order_report(JudgedOrder(check, check.verdict)))


def test_the_phase_and_those_ahead_are_printed():
    text = paper("ac-th-weekly", 4, {
        name: {"on": "2024-02-19"} for name in ("doxorubicin", "cyclophosphamide_iv")
    })
    for part in ("AC-TH weekly", "cycle 4, day 1", "AC: DOXOrubicin, cycloPHOSphamide, 4 of 4",
                 "Weekly PACLitaxel and trastuzumab", "later phase", "2024-04-01", "2024-06-24"):
        assert part in text, part


def test_a_regimen_without_phases_prints_none():
    text = paper("thp", 1, None)
    assert "Phase of the sequence" not in text
    assert "later phase" not in text
