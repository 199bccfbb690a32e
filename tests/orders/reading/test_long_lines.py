"""Reading takes time in proportion to a line, whatever is repeated in it."""

import time

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted

REPEATED = ["x ", "+", "×", "停", "1/", "1-", "1 ", "mg ", "docetaxel ", "(", "a", "1x1", "x1片"]
SHORT, LONG = 450, 1_800
MOST = 10
"""Four times the signs take at most so many times the time: twice and a half for each doubling,
with room for a busy machine; time in the square of them would be sixteen."""


def seconds(text):
    """Return the shortest of a few readings, in time of the processor."""
    best = float("inf")
    for _turn in range(3):
        begun = time.process_time()
        read_pasted(text, drugs())
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("repeated", REPEATED)
def test_a_line_four_times_as_long_takes_about_four_times_as_long(repeated):
    short, long = (
        "docetaxel " + repeated * (length // len(repeated)) for length in (SHORT, LONG)
    )
    seconds(short)
    assert seconds(long) < max(MOST * seconds(short), 0.05)
