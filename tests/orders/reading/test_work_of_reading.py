"""Reading does work in proportion to the text: counted in calls, so that no machine's load tells.

A search inside one expression is no call: where one may look too often, it gets an alarm that only
a search without end sets off.
"""

import re
import signal

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.amounts import _PATTERNS, MOST_IN_A_LIST, amount_at
from bmcalc.orders.reading.first_of import FirstOf
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.times import _CHINESE, _LATIN, _NUMERIC
from bmcalc.orders.reading.tokens import Kind
from tests.orders.reading import mean_texts, plain_texts
from tests.work import calls_of

LINES = [
    "docetaxel 75 mg/m2 = 120 mg iv over 60 min q3w, d1",
    "多西他赛注射液 120mg + 0.9%氯化钠注射液 250ml 静滴 60min", "lorem ipsum 12 dolor 34 mg",
    "药名：多西他赛 剂量：120mg", "(多西他赛) 停",
]
WRITTEN = [
    text for module in (mean_texts, plain_texts) for name, listed in vars(module).items()
    if name.isupper() and isinstance(listed, list) for text, _read in listed
]
MOST_CALLS_A_LINE = 1_600
PARTS = ["a1", "docetaxel ", "1,", "第1,", "d1,", "x", "多西他赛120mg静滴", "葡萄糖", "+120mg"]


def calls(text):
    return calls_of(lambda: read_pasted(text, drugs()))


@pytest.mark.parametrize("line", LINES)
def test_twice_as_many_lines_are_twice_the_work(line):
    read_pasted(line, drugs())
    short, long = calls("\n".join([line] * 100)), calls("\n".join([line] * 200))
    assert long <= 2.1 * short
    assert long <= MOST_CALLS_A_LINE * 200


@pytest.mark.parametrize("part", PARTS)
def test_a_line_twice_as_long_is_at_most_two_and_a_half_times_the_work(part):
    read_pasted(part, drugs())
    short, long = (calls(part * (length // len(part))) for length in (950, 1_900))
    assert long <= 2.5 * short


def test_a_long_gap_before_a_cell_is_read_at_once():
    def too_long(*_about):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(20)
    try:
        read = read_pasted("a" + " " * 1_900 + "b|c", drugs())
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert [one.number for one in read.not_understood] == [1]


@pytest.mark.parametrize("gap", [1, 39, 40, 41, 500])
def test_the_length_of_a_gap_changes_nothing_that_is_read(gap):
    near, far = (read_pasted(f"docetaxel{space}120{space}mg iv{space}d1", drugs())
                 for space in (" ", " " * gap))
    assert far.lines[0].ordered.dose == near.lines[0].ordered.dose
    assert (far.lines[0].ordered.route, far.lines[0].ordered.days) == ("iv", (1,))
    assert not far.not_understood


@pytest.mark.parametrize("patterns", [
    [pattern for _kind, pattern, _value in _PATTERNS],
    *([pattern for pattern, _read in phrases] for phrases in (_CHINESE, _LATIN, _NUMERIC)),
], ids=["amounts", "chinese", "latin", "numeric"])
def test_asked_together_the_same_form_is_found_as_one_after_the_other(patterns):
    together, each = FirstOf(patterns), [re.compile(pattern) for pattern in patterns]
    found = 0
    for text in (*WRITTEN, *LINES):
        low = text.lower()
        for place in range(len(low)):
            one_by_one = next(
                ((number, own[0], own.groupdict()) for number, pattern in enumerate(each)
                 if (own := pattern.match(low, place)) is not None), None)
            at_once = together.at(low, place)
            if at_once is not None:
                found += 1
                at_once = at_once[0], at_once[1][0], at_once[1].groupdict()
            assert at_once == one_by_one, (text, place)
    assert found


@pytest.mark.parametrize(("numbers", "kind"), [
    (2, Kind.BAD), (MOST_IN_A_LIST + 1, Kind.BAD), (MOST_IN_A_LIST + 2, Kind.NUMBER),
])
def test_a_number_with_commas_is_none_and_an_endless_one_is_read_number_by_number(numbers, kind):
    text = ",".join(["1"] * numbers) + " mg"
    found = amount_at(text, 0)
    assert found is not None
    assert found.kind is kind
    assert not read_pasted(f"docetaxel {text} iv", drugs()).lines
