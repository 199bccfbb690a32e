"""Chinese found by the first letters of its syllables."""

import pytest

from bmcalc.gui.form.initials import initials
from bmcalc.gui.form.search_box import code_of, matches, nearness, searched
from bmcalc.gui.window.search_entries import Entry, Sphere, matching, plain_words


@pytest.mark.parametrize(("said", "letters"), [
    ("卡铂", "kb"), ("多西他赛", "dxts"), ("地舒单抗", "dsdk"), ("曲妥珠单抗", "qtzdk"),
    ("唑来膦酸", "zlls"), ("哌柏西利", "pbxl"), ("来曲唑", "lqz"), ("Mirels 评分", "Mirels pf"),
    ("carboplatin", ""), ("µmol", ""),
])
def test_each_character_by_its_sound(said, letters):
    assert initials(said) == letters


def test_the_search_over_everything_finds_by_initials_what_begins_so():
    drug = Entry(Sphere.DRUG, "carboplatin", "卡铂", plain_words("卡铂"))
    tool = Entry(Sphere.TOOL, "mirels", "Mirels 评分", plain_words("Mirels 评分"))
    other = Entry(Sphere.DRUG, "b", "马吉妥昔单抗", plain_words("马吉妥昔单抗"))
    assert matching([other, tool, drug], "kb") == [drug]
    assert matching([other, tool, drug], "mjt") == [other]


def test_a_list_that_is_searched_finds_by_initials():
    assert matches("dxts", searched("TC：多西他赛 + 环磷酰胺"))
    assert not matches("xts", searched("TC：多西他赛 + 环磷酰胺"))


def test_a_code_typed_whole_leads_to_the_plain_regimen_and_not_to_a_variant():
    plainest, variant = "TCbHP：多西他赛 + 卡铂", "TCbHP（卡铂 AUC 6）：多西他赛 + 卡铂"
    assert nearness("tcbhp", plainest) < nearness("tcbhp", variant) < nearness("hp", variant)
    assert code_of(variant) == "TCbHP（卡铂 AUC 6）"
    assert code_of(plainest) == "TCbHP"
