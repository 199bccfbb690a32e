"""Each word of an order, alone beside a name and a dose: what is made of it."""

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted


def only(text):
    found = read_pasted(text, drugs())
    assert not found.not_understood, (text, str(found.not_understood[0].reason))
    (line,) = found.lines
    return line.ordered if line.drug in ("docetaxel", "carboplatin") else None


@pytest.mark.parametrize("word", [
    "每日一次", "每日1次", "每日两次", "每日2次", "每天一次", "首剂", "首次", "维持", "负荷",
    "once daily", "twice daily", "loading", "maintenance", "qd", "bid", "q12h", "st",
    "q21d", "q28d", "q14d", "q7d", "q3w", "q4w", "q2w", "qw",
])
def test_a_frequency_is_read_and_is_no_part_of_the_name(word):
    assert only(f"多西他赛 120 mg {word}").dose == q("120 mg")
    if not any(letter.isdigit() for letter in word):
        assert only(f"多西他赛 {word} 120 mg")is not None


@pytest.mark.parametrize("word", ["liposome", "脂质体", "emtansine", "胶束"])
def test_any_other_word_beside_the_name_may_make_it_another_drug(word):
    found = read_pasted(f"多西他赛 {word} 120 mg", drugs())
    assert not found.lines


@pytest.mark.parametrize(("words", "route"), [
    (("静脉滴注", "静脉注射", "静脉输注", "静滴", "静脉", "ivgtt", "ivdrip", "i.v.", "intravenous",
      "iv"), "iv"),
    (("皮下注射", "皮下", "subcutaneous", "s.c.", "subcut", "sc"), "sc"),
    (("肌内注射", "肌肉注射", "肌注", "intramuscular", "i.m.", "im"), "im"),
    (("口服", "oral", "p.o.", "po"), "po"),
    (("transdermal",), "td"),
])
def test_a_route_is_read_wherever_it_stands(words, route):
    for word in words:
        for text in ("多西他赛 120 mg {}", "多西他赛 {} 120 mg"):
            line = only(text.format(word))
            assert only(text.format(word.upper())).route == route
            assert line.route == route, text


@pytest.mark.parametrize(("unit", "dose"), [
    ("mg", "120 mg"), ("毫克", "120 mg"), ("g", "120 g"), ("克", "120 g"), ("ug", "120 ug"),
    ("µg", "120 ug"), ("μg", "120 ug"), ("mcg", "120 ug"), ("微克", "120 ug"), ("MG", "120 mg"),
])
def test_each_way_to_write_a_mass(unit, dose):
    assert only(f"多西他赛 120{unit}").dose == q(dose)
    assert only(f"多西他赛 120 {unit}").dose == q(dose)


@pytest.mark.parametrize("unit", ["mg/m2", "mg/m²", "mg/m^2", "mg/㎡", "mg/kg", "mg/ml"])
def test_a_dose_per_area_weight_or_volume_is_not_the_dose(unit):
    assert only(f"多西他赛 75 {unit} 120 mg").dose == q("120 mg")
    assert not read_pasted(f"多西他赛 75 {unit}", drugs()).lines


@pytest.mark.parametrize(("written", "days"), [
    ("d1", (1,)), ("d1,8", (1, 8)), ("d1、8", (1, 8)), ("d1-3", (1, 2, 3)), ("day 1-3", (1, 2, 3)),
    ("第1天", (1,)), ("第1、8天", (1, 8)), ("第1~3日", (1, 2, 3)), ("days 1, 8", (1, 8)),
    ("d8-8", (8,)),
    ("d8-1", (8, 1)), ("d1,1", (1,)),
])
def test_the_days_of_a_line(written, days):
    line = only(f"多西他赛 120 mg {written}")
    assert line.days == days


@pytest.mark.parametrize("written", ["/d", "/day", "/日", "/天", " per day"])
def test_a_dose_of_the_day_is_marked(written):
    line = only(f"多西他赛 120 mg{written}")
    assert line.per_day
