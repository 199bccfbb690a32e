"""The reading of a text takes time in proportion to its length, and a long one none at all."""

import pytest

from bmcalc.core.problems import Rejected
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.plain_text import MOST_CHARACTERS, MOST_LINES
from tests.work import calls_of

SHORT, LONG = 450, 1_800
REPEATED = ["x ", "+", "×", "停", "1/", "1-", "1 ", "mg ", "docetaxel ", "(", "a", "1x1", "x1片"]
REFUSED_IN = 200
"""Calls that a refusal may take: nothing is read of the text."""


def calls(text):
    """Return how many functions a reading calls."""
    return calls_of(lambda: read_pasted(text, drugs()))


@pytest.mark.parametrize("line", [
    "多西他赛 120mg+0.9%氯化钠 250ml 静滴 d1 q21d", "某某 12 xyz", "120", "+ 谨慎",
    "┌ NS 250ml\n└ 多西他赛 120mg", "（白蛋白结合型）", "曲妥珠单抗 348mg\nNS 250ml", "1.", "×3×3",
    "多西他赛注射液 120mg+0.9%氯化钠注射液 250ml 静滴 d1", "静滴", "│多西他赛 120mg", "某药 120mg",
    "┌0.9%氯化钠注射液 100ml", "120mg", "(((((((((((((((((((", "多" * 80, "1.1.1.1.1.1.1.1.1.1",
    "q21d", "第1天", "a b c d e f g h i j k l m n", "\t\t\t\t\t\t", "d1,8,15,22,29,36,43,50,57",
])
def test_twice_as_long_is_no_more_than_two_and_a_half_times_the_work(line):
    count = 200 if "\n" in line else 400
    read_pasted(line, drugs())
    short, long = calls("\n".join([line] * count)), calls("\n".join([line] * 2 * count))
    assert long < 2.5 * short


@pytest.mark.parametrize("text", [
    "多西他赛 120mg 静滴\n" * 10_000, "1." * (MOST_CHARACTERS // 2 + 1), "\n" * MOST_LINES,
])
def test_what_is_too_long_is_refused_at_once(text):
    def refuse():
        with pytest.raises(Rejected) as refused:
            read_pasted(text, drugs())
        return refused

    assert calls_of(refuse) < REFUSED_IN
    refused = refuse()
    assert any(str(limit) in str(refused.value.text) for limit in (MOST_LINES, MOST_CHARACTERS))


def test_forty_thousand_signs_on_one_line_are_lost_as_a_line():
    read = read_pasted("1." * 20_000, drugs())
    assert not read.lines
    assert [one.number for one in read.not_understood] == [1]


@pytest.mark.parametrize("repeated", REPEATED)
def test_a_line_four_times_as_long_takes_about_four_times_the_work(repeated):
    short, long = (
        "docetaxel " + repeated * (length // len(repeated)) for length in (SHORT, LONG)
    )
    read_pasted(short, drugs())
    assert calls(long) < 2.5 * 2.5 * calls(short)
