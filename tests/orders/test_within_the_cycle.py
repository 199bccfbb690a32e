"""Doses twice a week and four days of seven: what repeats within a cycle is compared with it."""

from __future__ import annotations

import pytest

from bmcalc.formulary.regimens import regimen
from bmcalc.orders.within_the_cycle import repeats_every, spread
from tests.orders.healthy import answer, of_today

FOUR_OF_SEVEN = {1, 2, 3, 4, 8, 9, 10, 11, 15, 16, 17, 18, 22, 23, 24, 25}


def line_of(found, order, name):
    given = {**of_today(regimen(found)), "order": order}
    values = answer(given)["values"]
    return next(one for one in values["lines"] if one["drug"] == name)


def test_days_that_come_again():
    assert spread({1, 2, 3, 4}, 7, 28) == FOUR_OF_SEVEN
    assert repeats_every(FOUR_OF_SEVEN, 7, 28)
    assert not repeats_every(FOUR_OF_SEVEN, 14, 21)
    assert not repeats_every({*FOUR_OF_SEVEN, 5}, 7, 28)
    assert not repeats_every(range(1, 22), 7, 28)


@pytest.mark.parametrize(("text", "expected"), [
    ("卡匹色替 400 mg po bid 服4天停3天", "agrees"),
    ("capivasertib 400 mg po bid, 4 days on 3 days off", "agrees"),
    ("卡匹色替 400 mg po bid", "query"),
    ("卡匹色替 400 mg po bid 服5天停2天", "stop"),
    ("卡匹色替 400 mg po bid d1-28", "stop"),
    ("卡匹色替 400 mg po bid d1-7", "stop"),
    ("卡匹色替 400 mg po bid 服3天停4天", "query"),
    ("卡匹色替 800 mg po qd 服4天停3天", "stop"),
    ("卡匹色替 400 mg po qd 服4天停3天", "query"),
])
def test_four_days_of_seven(text, expected):
    order = f"{text}\n氟维司群 500 mg im"
    assert line_of("capi-ful", order, "capivasertib")["verdict"] == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("西达本胺 30 mg po 每周2次", "agrees"),
    ("chidamide 30 mg po twice weekly", "agrees"),
    ("西达本胺 30 mg po d1,4,8,11,15,18,22,25", "agrees"),
    ("西达本胺 30 mg po 每周三次", "stop"),
    ("西达本胺 30 mg po qd", "query"),
    ("西达本胺 30 mg po qw", "query"),
    ("西达本胺 30 mg po d1-28", "stop"),
    ("西达本胺 30 mg po biw", "undecidable"),
    ("西达本胺 60 mg po 每周2次", "stop"),
])
def test_twice_a_week(text, expected):
    order = f"{text}\n依西美坦 25 mg po qd"
    assert line_of("chi-exe", order, "chidamide")["verdict"] == expected


@pytest.mark.parametrize(("days", "expected"), [(2, "stop"), (3, "agrees")])
def test_three_days_lie_between_two_doses(days, expected):
    given = of_today(regimen("chi-exe"), cycle=2,
                     last={"chidamide": {"on": f"2024-03-{11 - days:02d}"}})
    line = next(one for one in answer(given)["values"]["lines"] if one["drug"] == "chidamide")
    assert line["verdict"] == expected


def test_a_week_is_ordered_in_an_object_too():
    order = {"chidamide": {"dose": "30 mg", "route": "po", "times_per_week": 2},
             "exemestane": {"dose": "25 mg", "route": "po", "times_per_day": 1}}
    assert line_of("chi-exe", order, "chidamide")["verdict"] == "agrees"
    order["chidamide"]["times_per_week"] = 4
    assert line_of("chi-exe", order, "chidamide")["verdict"] == "stop"
