"""The table of laboratory names: each name means what it is listed for, alone and in a row."""

import re

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.in_force import source
from bmcalc.orders.reading.intake.parts import read_intake
from bmcalc.orders.reading.laboratory.names import FILE, Names, Sort, names
from bmcalc.orders.reading.laboratory.print_out import read_laboratory
from bmcalc.orders.reading.laboratory.tokens import _units
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.rules.data_files import read_file
from tests.work import calls_of

TABLE = read_file("tables", FILE)
VALUES = {
    "anc": "3.2 10^9/L", "platelets": "210 10^9/L", "haemoglobin": "118 g/L", "alt": "22 U/L",
    "ast": "24 U/L", "alp": "80 U/L", "bilirubin": "10 umol/L", "creatinine": "66 umol/L",
    "albumin": "41 g/L", "calcium_total": "2.3 mmol/L", "calcium_ionised": "1.2 mmol/L",
    "potassium": "4.2 mmol/L", "magnesium": "0.85 mmol/L", "phosphate": "1.1 mmol/L",
    "vitamin_d_25oh": "46 nmol/L", "lvef_now": "62 %", "qtcf": "410 ms",
    "glucose_fasting": "5.6 mmol/L",
}
TAKEN = [(fact, name) for fact, listed in TABLE["taken"].items() for name in listed]
NEVER = [name for entry in (*TABLE["not_used"], *TABLE["other"]) for name in entry["names"]
         if not entry.get("unit_decides")]


def test_every_fact_of_the_table_is_a_result_of_the_order_check():
    assert TABLE["taken"].keys() == VALUES.keys() <= LABORATORY.keys()
    for one in TABLE["sources"]:
        assert source(one)


@pytest.mark.parametrize(("fact", "name"), TAKEN)
def test_a_name_is_read_as_its_fact(fact, name):
    for text in (f"2024-03-10\n{name} {VALUES[fact]}", f"2024-03-10\n1 {name}：{VALUES[fact]}",
                 f"项目\t结果\n{name}\t{VALUES[fact]}\n采样 2024-03-10"):
        (found,) = read_laboratory(text).results
        assert (found.fact, found.on.isoformat()) == (fact, "2024-03-10")


@pytest.mark.parametrize("name", NEVER)
def test_a_name_that_is_not_used_gives_no_result_in_any_unit(name):
    for value in VALUES.values():
        found = read_laboratory(f"2024-03-10\n{name} {value}")
        assert found.results == ()
        assert found.not_used or found.offered


@pytest.mark.parametrize(("fact", "name"), TAKEN)
@pytest.mark.parametrize("stain", ["尿", "基线 ", "目标", "未知"])
def test_a_word_before_a_name_makes_it_another_result(fact, name, stain):
    found = read_laboratory(f"2024-03-10\n{stain}{name} {VALUES[fact]}")
    assert all(one.fact != fact for one in found.results)


def test_every_reason_stands_in_both_languages():
    reasons = [names().meaning(name).reason for name in NEVER]
    reasons += [one.reason for one in names().remarks]
    for language in ("en", "zh_CN"):
        with in_language(language):
            assert all(str(one) for one in reasons)
    assert all(one.english != one.chinese for one in reasons)


def test_two_letters_keep_their_case():
    assert names().meaning("Mg").sort is Sort.TAKEN
    assert names().meaning("mg") is None
    assert names().meaning("alt").sort is Sort.TAKEN


@pytest.mark.parametrize("line", [
    "谷丙转氨酶 ALT 22 U/L 7-40", "lorem ipsum 12 dolor 34 mg", "2024-03-10 NEUT# 3.2 10^9/L",
    "项目\t结果\t单位", "((((((", "1" * 200,
])
def test_twice_as_many_lines_are_twice_the_work(line):
    def work(count):
        text = f"{line}\n" * count
        return calls_of(lambda: (read_laboratory(text), read_intake(text, {}, 1)))

    work(2)
    assert work(200) < 2.3 * work(100)


def test_only_the_words_that_a_text_may_hold_are_made_ready():
    """The first text of the day would else wait for the patterns of all of them."""
    re.purge()
    assert calls_of(lambda: Names(read_file("tables", FILE)).at("ALT 35", 0)) < 200_000
    assert calls_of(lambda: _units.__wrapped__().match("g/L", 0)) < 100_000
