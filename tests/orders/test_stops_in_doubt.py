"""Nothing unread makes a stop milder: a line beside an order hides no wrong dose of it."""

import pytest

from tests.orders.asked import checked
from tests.orders.test_unread_orders import DUE, THP

RANKS = ("agrees", "query", "undecidable", "stop")
NAB = {"patient": DUE, "regimen": "nab-paclitaxel-weekly", "cycle": 1, "day": 1}
TDXD = {"patient": DUE, "regimen": "tdxd", "cycle": 1, "day": 1}
GEMCITABINE = {"patient": DUE, "regimen": "gemcitabine-carboplatin-weekly", "cycle": 1, "day": 2}
RIBOCICLIB = {"patient": {}, "regimen": "letrozole-ribociclib", "cycle": 4, "day": 1}
PARTNERS = "曲妥珠单抗 348mg 静滴\n帕妥珠单抗 420mg 静滴\n"

WRONG = {
    "tenfold": (THP, PARTNERS + "多西他赛 1200mg 静滴", "docetaxel"),
    "tenfold in a table": (NAB, "药品\t剂量\n白蛋白结合型紫杉醇\t1606 mg", "nab_paclitaxel"),
    "loading dose in a later cycle": (
        THP, "曲妥珠单抗 348mg\n多西他赛 120mg\n帕妥珠单抗 840mg", "pertuzumab"),
    "half": (THP, PARTNERS + "多西他赛 60 mg", "docetaxel"),
    "into the spine": (THP, PARTNERS + "多西他赛 120mg 鞘内注射", "docetaxel"),
    "on three days": (THP, PARTNERS + "多西他赛 120mg 静滴 qd×3", "docetaxel"),
    "every week": (THP, PARTNERS + "多西他赛 120mg 静滴 qw", "docetaxel"),
    "on a day without it": (THP, PARTNERS + "多西他赛 120mg 静滴 d8", "docetaxel"),
    "when needed": (THP, PARTNERS + "多西他赛 120mg 静滴 prn", "docetaxel"),
    "twice a day": (RIBOCICLIB, "来曲唑 2.5mg qd\n瑞波西利 600mg bid", "ribociclib"),
    "in saline": (TDXD, "德曲妥珠单抗 313mg+NS 100ml 静滴", "trastuzumab_deruxtecan"),
    "stands twice": (THP, PARTNERS + "多西他赛 120mg 静滴\n多西他赛 120mg 静滴", "docetaxel"),
    "not of the regimen": (
        THP, PARTNERS + "多西他赛 120mg 静滴\n紫杉醇 281mg 静滴", "paclitaxel"),
    "not on this day": (GEMCITABINE, "吉西他滨 1600mg 静滴", "gemcitabine"),
    "two with trastuzumab": (
        THP, PARTNERS + "多西他赛 120mg 静滴\n赫双妥 600mg 皮下注射", "phesgo"),
}
RIGHT = {
    "three drugs": (THP, PARTNERS + "多西他赛 120mg 静滴", "docetaxel"),
    "tablets": (RIBOCICLIB, "来曲唑 2.5mg qd\n瑞波西利 600mg qd d1-21", "ribociclib"),
}
UNREADABLE = (
    "0.9% NaCl 250 mL iv gtt", "NS 250ml 静滴", "5%GS 500ml 静滴 1h", "iv gtt 250 mL",
    "xyz 12", "注意事项见附页", "谨慎", "7", "120", "30 mg", "1 120 mg", "? mg", "75 mg/m2",
    "+ 谨慎", "+ 5%GS 100ml", "+ 紫杉醇", "某某药 100mg 静滴", "qd 谨慎", "bid", "q3w qw", "①²",
    "(见说明)", "改为", "如体温正常", "不溶", "3支", "静推 谨慎", "未知 5%",
)


def texts_with(text, line):
    """Return the text with a line at each place where it may stand."""
    lines = text.split("\n")
    return ["\n".join([*lines[:place], line, *lines[place:]]) for place in range(len(lines) + 1)]


def rank(answer, drug):
    return RANKS.index(answer.verdict(drug))


@pytest.mark.parametrize("line", UNREADABLE)
@pytest.mark.parametrize("case", WRONG)
def test_a_line_beside_a_wrong_order_makes_it_no_milder(case, line):
    base, text, drug = WRONG[case]
    assert checked(base | {"order": text}).verdict(drug) == "stop"
    for mixed in texts_with(text, line):
        answer = checked(base | {"order": mixed})
        assert answer.verdict(drug) == "stop", mixed
        assert answer.verdict() == "stop"


@pytest.mark.parametrize("line", UNREADABLE)
@pytest.mark.parametrize("case", RIGHT)
def test_a_line_beside_a_right_order_makes_it_no_better(case, line):
    base, text, drug = RIGHT[case]
    plain = checked(base | {"order": text})
    for mixed in texts_with(text, line):
        answer = checked(base | {"order": mixed})
        assert rank(answer, drug) >= rank(plain, drug), mixed


@pytest.mark.parametrize("words", ["谨慎", "xyz", "遵医嘱", "不溶", "如体温正常", "改为", "双倍"])
@pytest.mark.parametrize("case", WRONG)
def test_a_word_behind_a_wrong_order_makes_it_no_milder(case, words):
    base, text, drug = WRONG[case]
    assert checked(base | {"order": f"{text} {words}"}).verdict(drug) == "stop"


def test_a_right_dose_beside_a_word_that_was_not_read_stays_undecided():
    answer = checked(THP | {"order": PARTNERS + "多西他赛 120mg 静滴 谨慎"})
    assert answer.verdict("docetaxel") == "undecidable"
    assert answer.lines["docetaxel"]["ordered"] is None


@pytest.mark.parametrize("dose", ["1 120mg", "-1200mg", "1200 60 mg", "d1200mg", "12O mg"])
def test_a_number_that_is_no_plain_dose_is_not_compared(dose):
    answer = checked(THP | {"order": PARTNERS + f"多西他赛 {dose} 静滴"})
    assert answer.verdict("docetaxel") == "undecidable"
    assert "ORDER_STOP" not in answer.codes("docetaxel")


def test_the_dose_of_a_line_in_doubt_is_judged_beside_one_that_was_read():
    answer = checked(THP | {"order": PARTNERS + "多西他赛 120mg 静滴\n多西他赛 1200mg 静滴 谨慎"})
    assert answer.verdict("docetaxel") == "stop"
    assert {"ORDER_STOP", "ORDERED_TWICE"} <= answer.codes("docetaxel")


def test_a_drug_that_only_an_unread_line_names_never_agrees():
    answer = checked(THP | {"order": PARTNERS + "多西他赛 120mg\n布洛芬缓释胶囊 谨慎"})
    assert answer.verdict() == "undecidable"
    answer = checked(THP | {"order": PARTNERS + "多西他赛 120mg\n紫杉醇 静滴 谨慎"})
    assert answer.verdict("paclitaxel") == "undecidable"
