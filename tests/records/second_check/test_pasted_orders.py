"""Whoever reads a pasted order as it is meant finds no difference, in whatever way it is written.

The second answer is then the first: what a line says beside dose, route and frequency, and the
lines that are no dose, count in both.
"""

import pytest

from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck, side_of_first
from tests.orders.routine import ROUTINE
from tests.orders.test_order_text_verdicts import READY, asked
from tests.records.second_check.written import entry_of

PASTED = {vector["id"]: asked(vector) for vector in READY}


def no_difference(given):
    first = FirstCheck(given, "BM-1", "1972-01")
    check = SecondCheck(first)
    side = side_of_first(first, check._read)
    if not side.order:
        return
    entry = check.enter(entry_of(side))
    assert [(one.field, str(one.text)) for one in entry.faults] == []
    assert [(row.what, str(row.first.shown), str(row.second.shown))
            for row in check.comparison.differences] == []


@pytest.mark.parametrize("name", PASTED)
def test_a_pasted_order_is_entered_again_without_a_difference(name):
    no_difference(PASTED[name])


@pytest.mark.parametrize("name", ROUTINE)
def test_a_routine_order_is_entered_again_without_a_difference(name):
    no_difference(ROUTINE[name])


def test_most_of_these_orders_name_a_drug():
    sides = [side_of_first(first, SecondCheck(first)._read) for given in PASTED.values()
             for first in (FirstCheck(given, "BM-1", "1972-01"),)]
    assert sum(bool(side.order) for side in sides) > 100
