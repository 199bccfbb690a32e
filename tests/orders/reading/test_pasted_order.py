"""A pasted order: what was understood, and what is handed back. Nothing is dropped."""

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted
from tests.orders.asked import TCBHP, changed, checked

EXPECTED = {"trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin"}


def read(text):
    return read_pasted(text, drugs(), EXPECTED)


def only(text):
    found = read(text)
    assert not found.not_understood, found.not_understood[0].reason
    (line,) = found.lines
    return line


def rejected(text):
    found = read(text)
    assert not found.lines, found.lines
    (line,) = found.not_understood
    assert line.text == text.strip()
    return str(line.reason)


@pytest.mark.parametrize(
    ("text", "drug", "dose"),
    [
        ("docetaxel 120 mg", "docetaxel", "120 mg"),
        ("DOCEtaxel\t120 mg", "docetaxel", "120 mg"),
        ("多西他赛 120mg", "docetaxel", "120 mg"),
        ("注射用盐酸吉西他滨 1600mg", "gemcitabine", "1600 mg"),
        ("吉西他滨 1.6 g", "gemcitabine", "1.6 g"),
        ("白蛋白结合型紫杉醇 160 mg", "nab_paclitaxel", "160 mg"),
        ("紫杉醇 280 毫克", "paclitaxel", "280 mg"),
        ("nab_paclitaxel: 160 mg", "nab_paclitaxel", "160 mg"),
        ("1. 卡铂注射液 AUC5 515mg", "carboplatin", "515 mg"),
        ("德曲妥珠单抗 318.6 mg", "trastuzumab_deruxtecan", "318.6 mg"),
        ("T-DXd 318.6 mg", "trastuzumab_deruxtecan", "318.6 mg"),
        ("瑞博西利 600mg", "ribociclib", "600 mg"),
        ("曲妥珠单抗 464 mg", "trastuzumab_iv", "464 mg"),
        ("trastuzumab 464 mg ivgtt", "trastuzumab_iv", "464 mg"),
        ("曲妥珠单抗 600 mg 皮下注射", "trastuzumab_sc", "600 mg"),
        ("地舒单抗 120 mg", "denosumab", "120 mg"),
        ("docetaxel 75 mg/m² 120 mg", "docetaxel", "120 mg"),
        ("carboplatin 515 mg in 500 mL NS", "carboplatin", "515 mg"),
    ],
)
def test_a_line_in_either_language(text, drug, dose):
    line = only(text)
    assert line.drug == drug
    assert line.dose == q(dose)


@pytest.mark.parametrize(
    ("text", "route", "days"),
    [
        ("多西他赛 120mg d1 静脉滴注", "iv", (1,)),
        ("gemcitabine 1600 mg iv d1,8", "iv", (1, 8)),
        ("吉西他滨 1600mg 第1、8天", None, (1, 8)),
        ("palbociclib 125 mg po d1-21", "po", tuple(range(1, 22))),
        ("氟维司群 500mg 肌注", "im", ()),
        ("denosumab 120 mg sc", "sc", ()),
    ],
)
def test_the_route_and_the_days_of_a_line(text, route, days):
    line = only(text)
    assert (line.route, line.days) == (route, days)


def test_a_dose_per_day_is_marked():
    assert only("哌柏西利 125mg/日").per_day
    assert not only("哌柏西利 125mg").per_day


def test_a_spreadsheet_with_the_unit_in_its_heading():
    found = read("药品\t剂量(mg)\t途径\n多西他赛\t120\t静滴\n卡铂\t515\t静滴\n")
    assert [(line.drug, line.dose, line.route) for line in found.lines] == [
        ("docetaxel", q("120 mg"), "iv"), ("carboplatin", q("515 mg"), "iv")
    ]
    (heading,) = found.not_understood
    assert heading.is_heading


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("docetaxel 120", "unit"),
        ("docetaxel", "unit"),
        ("docetaxel 1,200 mg", "decimal point"),
        ("docetaxel 100-120 mg", "range"),
        ("docetaxel 100至120 mg", "range"),
        ("docetaxel 60 mg × 2", "product"),
        ("docetaxel 2 × 60 mg", "product"),
        ("docetaxel 120 mg 100 mg", "Several doses"),
        ("docetaxel 120 mg, carboplatin 515 mg", "Several drugs"),
        ("doxorubicin 100 mg", "No drug"),
        ("紫杉醇脂质体 175 mg", "another drug"),
        ("脂质体紫杉醇 175 mg", "another drug"),
        ("ado-trastuzumab emtansine 210 mg", "another drug"),
        ("恩美曲妥珠单抗 210 mg", "another drug"),
        ("paclitaxel liposome 175 mg", "another drug"),
        ("docetaxel １²0 mg", "plain digit"),
    ],
)
def test_what_is_not_understood_is_handed_back_with_the_reason(text, reason):
    assert reason in rejected(text)


def test_every_line_that_is_not_blank_is_in_one_of_the_two_lists():
    text = "docetaxel 120 mg\n\n?\nfoo 12 mg\n卡铂 515mg\n\tbar"
    found = read(text)
    assert {line.number for line in found.lines} | {
        line.number for line in found.not_understood
    } == {1, 3, 4, 5, 6}


def test_a_pasted_order_is_checked_like_a_typed_one():
    text = "多西他赛 120mg d1\n卡铂 515mg d1\n曲妥珠单抗 464mg\n帕妥珠单抗 840mg"
    pasted = checked(changed(TCBHP) | {"order": text})
    typed = checked()
    assert pasted.verdict() == "agrees"
    for drug, line in typed.lines.items():
        assert pasted.lines[drug]["deviation"] == line["deviation"]


def test_a_pasted_line_that_was_not_understood_keeps_the_order_from_being_agreed():
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
    twice = checked(changed(TCBHP) | {"order": "docetaxel 120 mg\ndocetaxel 100 mg"})
    assert [one["line"] for one in twice.values["not_understood"]] == [1, 2]
