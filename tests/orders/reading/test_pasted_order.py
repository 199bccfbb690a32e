"""A pasted order: every line is in one list, reasons are told, and the time is linear."""


import pytest

from bmcalc import compute
from bmcalc.core.problems import Rejected
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.plain_text import MOST_CHARACTERS, MOST_IN_A_LINE, MOST_LINES
from tests.orders.asked import TCBHP, changed, checked


def read(text):
    return read_pasted(text, drugs())


def rejected(text):
    found = read(text)
    assert not found.lines, found.lines
    (line,) = found.not_understood
    assert line.text == text.strip()
    return line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("docetaxel 120", "unit"),
        ("docetaxel", "unit"),
        ("docetaxel 1,200 mg", "decimal point"),
        ("docetaxel 100-120 mg", "range"),
        ("docetaxel 60 mg × 2", "product"),
        ("docetaxel 120 mg 100 mg", "Several doses"),
        ("docetaxel 120 mg, carboplatin 515 mg", "Several drugs"),
        ("foo 100 mg", "No drug"),
        ("docetaxel １²0 mg", "plain digit"),
        ("docetaxel 6支", "without a strength"),
        ("docetaxel 75 mg/m2", "total dose is missing"),
        ("docetaxel 12O mg", "letter"),
        ("docetaxel 120 mg iv im", "Two routes"),
        ("GEM 1600 mg", "write the name out"),
    ],
)
def test_what_is_not_understood_is_handed_back_with_the_reason(text, reason):
    assert reason in str(rejected(text).reason)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("docetaxel 120 mg 谨慎使用", "谨慎使用"),
        ("docetaxel 1 120 mg", "1"),
        ("多西他赛 120mg 双倍 d1 xyz", "双倍 xyz"),
        ("多西他赛 约120mg", "约"),
    ],
)
def test_the_words_of_which_nothing_was_made_are_shown(text, unread):
    line = rejected(text)
    assert line.unread == unread
    answer = checked(changed(TCBHP) | {"order": text})
    (shown,) = answer.values["not_understood"]
    assert shown["unread"] == unread
    assert shown["line"] == 1
    assert answer.verdict("docetaxel") == "undecidable"


def test_every_line_that_is_not_blank_is_in_one_of_the_lists():
    text = "docetaxel 120 mg\n\n?\nfoo 12 mg\n卡铂 515mg\n\tbar\n停 紫杉醇 281mg\n顺铂 20mg\n-----"
    found = read(text)
    lists = (found.lines, found.not_understood, found.discontinued, found.others, found.beside,
             found.told)
    assert {line.number for lines in lists for line in lines} == {1, 3, 4, 5, 6, 7, 8, 9}


def test_a_pasted_order_is_checked_like_a_typed_one():
    text = "多西他赛 120mg d1\n卡铂 515mg d1\n曲妥珠单抗 464mg\n帕妥珠单抗 840mg"
    pasted = checked(changed(TCBHP) | {"order": text})
    typed = checked()
    assert pasted.verdict() == "agrees"
    for drug, line in typed.lines.items():
        assert pasted.lines[drug]["deviation"] == line["deviation"]


def test_a_line_of_another_drug_keeps_the_order_from_being_agreed():
    text = ("多西他赛 120mg\n卡铂 515mg\n曲妥珠单抗 464mg\n帕妥珠单抗 840mg\n阿霉素 100mg")
    answer = checked(changed(TCBHP) | {"order": text})
    assert answer.verdict() == "undecidable"
    assert answer.values["not_understood"][0]["line"] == 5
    assert "NOT_UNDERSTOOD" in answer.codes()


def test_a_drug_on_several_lines_is_taken_from_the_line_of_the_day():
    text = "吉西他滨 1605mg d1\n吉西他滨 803mg d8\n卡铂 515mg d1"
    base = changed(TCBHP, regimen="gemcitabine-carboplatin") | {"order": text}
    assert checked(base).number("gemcitabine", "ordered") == 1605
    assert checked(base, day=8, today="2021-07-12").number("gemcitabine", "ordered") == 803


def test_a_text_beyond_the_limits_is_refused_with_the_limit():
    too_many = "多西他赛 120mg\n" * (MOST_LINES + 1)
    with pytest.raises(Rejected) as told:
        read(too_many)
    with pytest.raises(Rejected) as longer:
        read("x" * (MOST_CHARACTERS + 1))
    assert str(MOST_LINES) in str(told.value.text)
    assert str(MOST_CHARACTERS) in str(longer.value.text)
    answer = compute("order-check", changed(TCBHP) | {"order": too_many})
    assert [(error["code"], error["field"]) for error in answer["errors"]] == [
        ("E_RANGE", "order")
    ]


def test_a_line_beyond_its_limit_is_lost_alone():
    found = read("多西他赛 120mg\n" + "x" * (MOST_IN_A_LINE + 1))
    assert [line.drug for line in found.lines] == ["docetaxel"]
    assert [line.number for line in found.not_understood] == [2]
