"""A line with quantities of two kinds is refused; nothing is raised over their units."""

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.distinct_terms import distinct
from bmcalc.orders.reading.pasted_order import read_pasted


@pytest.mark.parametrize("text", [
    "卡铂 AUC 5 5mg/m2 静滴 d1", "卡铂 5mg/m2 AUC5 450mg 静滴 d1",
    "docetaxel 75 mg/m2 75 mg/kg 120 mg iv d1", "docetaxel 120 mg 1.6 m2 58 kg iv d1",
    "docetaxel 75 mg/m2 1.6 m2 58 kg 120mg iv d1", "多西他赛 75mg/m2 2mg/kg 1.6m2 120mg 静滴 d1",
])
def test_two_kinds_of_basis_or_size_are_refused(text):
    read = read_pasted(text, drugs())
    assert not read.lines
    assert [one.number for one in read.not_understood] == [1]


def test_a_basis_with_its_size_is_read_and_said_twice_is_one():
    (line,) = read_pasted("docetaxel 75 mg/m2 × 1.6 m2 = 120 mg iv d1", drugs()).lines
    assert line.ordered.dose == q("120 mg")


@pytest.mark.parametrize(("terms", "expected"), [
    ([], []), ([q("1 g"), q("1000 mg")], [q("1 g")]),
    ([q("75 mg/m^2"), q("75 mg"), q("75 mg/m^2")], [q("75 mg/m^2"), q("75 mg")]),
    ([q("5 mg"), q("5 IU"), q("6 mg")], [q("5 mg"), q("5 IU"), q("6 mg")]),
])
def test_each_quantity_stands_once_and_in_order(terms, expected):
    assert [str(one) for one in distinct(terms)] == [str(one) for one in expected]
