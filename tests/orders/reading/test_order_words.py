"""Each word of an order, alone beside a name and a dose: what is made of it."""

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.order_words import order_words
from bmcalc.orders.reading.pasted_order import read_pasted

WORDS = order_words()


def read(text):
    return read_pasted(text, drugs())


def only(text):
    found = read(text)
    assert not found.not_understood, (text, str(found.not_understood[0].reason))
    (line,) = found.lines
    return line.ordered


def of(classes):
    return [(word, key) for key, words in classes.items() for word in words]


@pytest.mark.parametrize(("word", "times"), of(WORDS.times_per_day))
def test_a_number_of_times_a_day(word, times):
    assert only(f"来曲唑 2.5 mg {word}").times_per_day == int(times)
    assert only(f"letrozole 2.5 mg {word.upper()}").times_per_day == int(times)


@pytest.mark.parametrize(("word", "times"), of(WORDS.times_per_week))
def test_times_a_week(word, times):
    assert only(f"西达本胺 30 mg {word}").times_per_week == int(times)


@pytest.mark.parametrize(("word", "days"), of(WORDS.cycle_days))
def test_a_number_of_days_after_which_it_comes_again(word, days):
    assert only(f"多西他赛 120 mg {word}").cycle_days == int(days)


@pytest.mark.parametrize(("word", "days"), [
    ("q21d", 21), ("q28d", 28), ("q14d", 14), ("q7d", 7), ("q3w", 21), ("q4w", 28), ("q2w", 14),
    ("q 3 weeks", 21), ("每3周", 21), ("每三周一次", 21), ("每28天", 28), ("每21天1次", 21),
    ("every 4 weeks", 28), ("every three weeks", 21), ("q3m", 90), ("每6个月1次", 180),
])
def test_an_interval_with_its_number(word, days):
    assert only(f"多西他赛 120 mg {word}").cycle_days == days
    assert only(f"docetaxel 120 mg {word.upper()}").cycle_days == days


@pytest.mark.parametrize("word", WORDS.markers["stop"])
def test_a_stop_word_makes_the_line_no_order(word):
    for text in (f"多西他赛 120 mg {word}", f"{word} 多西他赛 120 mg"):
        found = read(text)
        assert [one.drug for one in found.discontinued] == ["docetaxel"], text
        assert not found.lines


@pytest.mark.parametrize("name", ["changed", "condition", "negation", "not_comparable", "also"])
def test_a_word_that_makes_a_line_doubtful_leaves_it_unread(name):
    for word in WORDS.markers[name]:
        found = read(f"多西他赛 120 mg {word}")
        assert not found.lines, word
        assert not found.discontinued, word


@pytest.mark.parametrize("name", ["once", "as_needed", "live", "per_dose"])
def test_a_word_that_is_used_leaves_the_line_readable(name):
    for word in WORDS.markers[name]:
        order = only(f"多西他赛 120 mg {word}")
        assert order.once == (name == "once"), word
        assert order.as_needed == (name == "as_needed"), word


@pytest.mark.parametrize("name", ["loading", "maintenance"])
def test_loading_and_maintenance_are_kept_to_be_compared(name):
    for word in WORDS.markers[name]:
        assert only(f"多西他赛 {word} 120 mg").phase == name, word


@pytest.mark.parametrize("word", [*WORDS.forms["injection"], "静脉滴注", "for injection"])
def test_a_word_of_the_form_makes_no_other_drug(word):
    assert read(f"docetaxel {word} 120 mg").lines[0].drug == "docetaxel"


@pytest.mark.parametrize("word", WORDS.forms["oral"])
def test_a_tablet_of_an_infused_drug_is_not_that_drug(word):
    assert not read(f"多西他赛 {word} 120 mg").lines
    assert read(f"来曲唑 {word} 2.5 mg").lines[0].drug == "letrozole"


@pytest.mark.parametrize("word", WORDS.forms["decides"])
def test_a_word_that_decides_the_product_makes_it_another_drug(word):
    found = read(f"多西他赛 {word} 120 mg")
    assert not found.lines
    assert found.others
    assert "docetaxel" in found.others[0].never


@pytest.mark.parametrize("word", ["emtansine", "forte", "盐酸", "hydrochloride", "新"])
def test_any_other_word_beside_the_name_leaves_it_unread(word):
    found = read(f"多西他赛 {word} 120 mg")
    assert not found.lines


@pytest.mark.parametrize(("word", "route"), of(WORDS.routes))
def test_a_route_is_read_wherever_it_stands(word, route):
    asked_about = route in ("iv_unsaid", "iv_continuous")
    expected = "iv" if asked_about else route
    for text in ("多西他赛 120 mg {}", "多西他赛 {} 120 mg"):
        order = only(text.format(word))
        assert order.route == expected, text
        assert bool(order.doubts) == asked_about
        assert only(text.format(word.upper())).route == expected


@pytest.mark.parametrize("word", WORDS.remarks["known"])
def test_a_word_that_orders_nothing_changes_nothing(word):
    order = only(f"多西他赛 120 mg 静滴 {word}")
    assert (order.route, order.days, order.times_per_day) == ("iv", (), None), word


@pytest.mark.parametrize("text", [
    "多西他赛 至少120 mg", "多西他赛 120mg以上", "多西他赛 不少于 120 mg",
    "docetaxel at least 120 mg",
])
def test_a_bound_is_no_dose(text):
    found = read(text)
    assert not found.lines
    assert found.not_understood[0].drugs == ("docetaxel",)


@pytest.mark.parametrize(("word", "role"), of(WORDS.headings))
def test_a_heading_names_no_drug_and_gives_its_column_a_unit(word, role):
    if role in ("dose", "name", "unit", "stop", "state"):
        return
    found = read(f"药品\t{word}\t剂量 (mg)\n多西他赛\t\t120")
    assert [one.number for one in found.told] == [1]
    assert found.lines[0].ordered.dose == q("120 mg")
    assert [one.number for one in read(word).told] == [1]


def test_what_is_more_than_a_heading_is_not_taken_for_one():
    assert read("剂量 dose of yesterday").not_understood


@pytest.mark.parametrize(("unit", "dose"), [
    ("mg", "120 mg"), ("毫克", "120 mg"), ("g", "120 g"), ("克", "120 g"), ("ug", "120 ug"),
    ("µg", "120 ug"), ("μg", "120 ug"), ("mcg", "120 ug"), ("微克", "120 ug"), ("MG", "120 mg"),
    ("milligram", "120 mg"), ("Milligrams", "120 mg"), ("gram", "120 g"),
])
def test_each_way_to_write_a_mass(unit, dose):
    assert only(f"多西他赛 120{unit}").dose == q(dose)
    assert only(f"多西他赛 120 {unit}").dose == q(dose)


@pytest.mark.parametrize("unit", ["mg/m2", "mg/m²", "mg/m^2", "mg/㎡", "mg/kg", "mg/ml"])
def test_a_dose_per_area_weight_or_volume_is_not_the_dose(unit):
    assert only(f"多西他赛 75 {unit} 120 mg").dose == q("120 mg")
    assert not read(f"多西他赛 75 {unit}").lines


@pytest.mark.parametrize("unit", ["mg·min/ml", "mg*min/ml"])
def test_a_target_auc_is_not_the_dose(unit):
    order = only(f"卡铂 5 {unit} 515 mg")
    assert (order.dose, order.basis) == (q("515 mg"), q("5 mg*min/mL"))


@pytest.mark.parametrize(("written", "days"), [
    ("d1", (1,)), ("d1,8", (1, 8)), ("d1、8", (1, 8)), ("d1-3", (1, 2, 3)), ("day 1-3", (1, 2, 3)),
    ("第1天", (1,)), ("第1、8天", (1, 8)), ("第1~3日", (1, 2, 3)), ("days 1, 8", (1, 8)),
    ("d8-8", (8,)), ("d1,1", (1,)), ("D1 & D8", (1, 8)), ("第一、八天", (1, 8)), ("C2D8", (8,)),
    ("days 1 to 21", tuple(range(1, 22))), ("d1/d8", (1, 8)), ("d1 d8 d15", (1, 8, 15)),
])
def test_the_days_of_a_line(written, days):
    assert only(f"多西他赛 120 mg {written}").days == days


@pytest.mark.parametrize("written", ["d8-1", "d0", "d1.5", "d", "day"])
def test_what_is_no_day_is_not_read(written):
    found = read(f"多西他赛 120 mg {written}")
    assert not found.lines or not found.lines[0].ordered.days


@pytest.mark.parametrize("written", ["/d", "/day", "/日", "/天", " per day"])
def test_a_dose_of_the_day_is_marked(written):
    assert only(f"多西他赛 120 mg{written}").per_day
