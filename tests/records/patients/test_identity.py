"""Two identifiers: normalised before they are looked up, never in the ledger in the clear."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.identity import Identity, normalised, stands_in


@pytest.mark.parametrize("spelled", [
    "ZY00123456", "zy00123456", " zy 0012 3456 ", "ＺＹ００１２３４５６", "zy００１２３４５６",
    "ZY\u30000012\u00a03456",
])
def test_one_number_in_every_spelling(spelled):
    assert Identity.of(spelled, "1969-04").number == "ZY00123456"


@pytest.mark.parametrize("number", [
    "", "12", "张敏", "Zhang Min", "12;DROP", "A" * 33 + "1", "床12号",
])
def test_what_is_no_number(number):
    with pytest.raises(RecordsFault):
        Identity.of(number, "1969-04")


@pytest.mark.parametrize("born", [
    "", "1969", "1969-13", "1969-4", "69-04", "1969-04-01", "2169-04",
])
def test_what_is_no_birth_month(born):
    with pytest.raises(RecordsFault):
        Identity.of("12345", born)


@given(st.text(alphabet="ABCabc0123456789 ０１２ａｂ/-", min_size=3, max_size=20))
def test_a_normalised_number_stays_as_it_is(number):
    assert normalised(normalised(number)) == normalised(number)


@pytest.mark.parametrize(("day", "age"), [
    (datetime.date(2026, 3, 31), 56), (datetime.date(2026, 4, 1), None),
    (datetime.date(2026, 4, 30), None), (datetime.date(2026, 5, 1), 57),
])
def test_the_age_of_a_birth_month(day, age):
    assert Identity.of("12345", "1969-04").age_on(day) == age


@pytest.mark.parametrize(("age", "may"), [(55, False), (56, True), (57, True), (58, False)])
def test_in_the_month_of_birth_two_ages_may_be(age, may):
    who = Identity.of("12345", "1969-04")
    assert who.may_be_aged(age, datetime.date(2026, 4, 15)) is may


@pytest.mark.parametrize(("text", "does"), [
    ("weight of ZY00123456", True), ("zy 00 123 456 differs", True), ("ｚｙ００１２３４５６", True),
    ("XZY00123456", False), ("ZY001234567", False), ("dose 123456", False),
])
def test_a_number_is_found_in_a_text(text, does):
    assert stands_in("ZY00123456", text) is does


@pytest.mark.parametrize(("number", "does"), [("1200", False), ("12001", True)])
def test_a_number_that_could_be_a_dose_is_not_sought(number, does):
    assert stands_in(number, f"given {number} mg") is does
