"""A drug on several lines for several days: only today's is checked, and none disappears."""

import pytest

from tests.orders.asked import checked
from tests.orders.routine import ROUTINE

REGIMEN = ROUTINE["gemcitabine and carboplatin"]
TODAY = {"dose": "1600 mg", "days": [1]}


def verdict(**other):
    answer = checked(REGIMEN, order={"gemcitabine": [TODAY, {"days": [8], **other}]})
    return answer.verdict("gemcitabine"), answer.codes("gemcitabine")


def test_the_same_on_every_planned_day_is_plain():
    assert verdict(dose="1600 mg")[0] == "agrees"


@pytest.mark.parametrize(
    "other",
    [{"dose": "3200 mg"}, {"dose": "160 mg"}, {"dose": "1600 mg", "route": "intrathecal"},
     {"dose": "1600 mg", "times_per_day": 2}, {"dose": "1600 mg", "infusion": "24 h"}],
)
def test_another_order_for_another_day_is_asked_about(other):
    found, codes = verdict(**other)
    assert found == "query"
    assert "TO_CONFIRM" in codes


def test_it_is_asked_about_in_a_text_too():
    order = "吉西他滨 1600mg 静滴 d1\n吉西他滨 3200mg 静滴 d8\n卡铂 500mg 静滴 d1"
    assert checked(REGIMEN, order=order).verdict("gemcitabine") == "query"
    order = order.replace("3200", "1600")
    assert checked(REGIMEN, order=order).verdict("gemcitabine") == "agrees"
