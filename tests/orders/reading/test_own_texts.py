"""Order texts of our own making, in both languages: what is plain is read, the rest is told."""

import pytest

from tests.orders.reading.mean_texts import NAMES, NUMBERS, ROUTES, STOPS, TIMES
from tests.orders.reading.plain_texts import PLAIN, SEVERAL
from tests.orders.reading.written import in_shorthand


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_a_plain_line_is_read_whole(text, expected):
    assert in_shorthand(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_lines_that_belong_together_are_read_together(text, expected):
    assert in_shorthand(text) == expected


@pytest.mark.parametrize(("text", "expected"), [*NUMBERS, *TIMES, *ROUTES])
def test_what_is_not_plain_is_never_guessed(text, expected):
    assert in_shorthand(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_a_stop_word_makes_a_line_no_order(text, expected):
    assert in_shorthand(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_the_name_decides_and_only_as_a_whole(text, expected):
    assert in_shorthand(text) == [expected]


def test_there_are_more_than_two_hundred():
    assert len([*PLAIN, *SEVERAL, *NUMBERS, *TIMES, *ROUTES, *STOPS, *NAMES]) > 350


UNKNOWN = (
    "谨慎", "xyz", "双倍", "半量", "7", "3.5", "50%", "kg", "mg", "？", "@", "or", "三", "另",
)


@pytest.mark.parametrize("word", UNKNOWN)
def test_a_word_that_nobody_knows_never_disappears(word):
    """Wherever it stands in a line: it is shown as unread, or the whole is another name."""
    for text, _expected in PLAIN:
        if "/d" in text:
            continue
        for mixed in {f"{text} {word}", text.replace("mg", f"mg {word} ", 1)} - {text}:
            read = in_shorthand(mixed)
            assert all(one.split(":")[0] in ("lost", "other") for one in read), (mixed, read)
