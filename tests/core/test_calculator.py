"""Reading the inputs of a calculator: every field once, every fault told, the good ones kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import pytest

from bmcalc.core.ask import AskInteger, AskObject, AskQuantity, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.term import Term, q

ASKED: Counter[str] = Counter()


class CountedInteger(AskInteger):
    """A whole number that counts how often it is read."""

    def read(self, raw: object) -> int:
        ASKED[str(self.label)] += 1
        return super().read(raw)


SIZE = AskQuantity(label="size", null_means_off=True, spans=(Span("cm", hard=("1", "9")),))
USUAL_SIZE = q("5 cm")
PLACE = AskObject(label="place", fields={
    "row": AskInteger(label="row", low=1, high=9, required=True),
    "seat": AskInteger(label="seat", low=1, high=9),
})


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CountedInputs(Inputs):
    """Two counts, a size that may be switched off, and a place."""

    first: Annotated[int | None, CountedInteger(label="first", low=1, high=9, required=True)] = None
    second: Annotated[int | None, CountedInteger(label="second", low=1, high=9)] = None
    size: Annotated[Term | None, SIZE] = USUAL_SIZE
    place: Annotated[dict[str, int] | None, PLACE] = None

    def conflicts(self) -> Iterable[Problem]:
        if self.first is not None and self.first == self.second:
            yield Problem("E_LOGIC", "twice the same", ("first", "second"))


COUNTED = Calculator(
    id="counted", title="", summary="", group="", order=0, not_for=NotFor(""),
    inputs=CountedInputs, values=(), formula=lambda given, work: None, headline="",
)


def told(raw):
    return [(one.code, one.about) for one in COUNTED.read(raw)[1]]


@pytest.mark.parametrize("raw", [
    {"first": 1, "second": 2},
    {"first": 1, "second": 99},
    {"first": 1, "second": 1, "size": "90 cm", "other": 1},
])
def test_each_field_is_read_once_whatever_else_is_wrong(raw):
    ASKED.clear()
    COUNTED.read(raw)
    assert ASKED == {"first": 1, "second": 1}


def test_what_could_not_be_read_is_none_and_named_and_the_rest_is_kept():
    read, problems = COUNTED.read({"second": 99, "other": 1, "first": 4})
    assert [(one.code, one.field) for one in problems] == [
        ("E_RANGE", "second"), ("E_UNKNOWN", "other")
    ]
    assert (read.first, read.second) == (4, None)
    assert read.unread == {"second", "other"}
    assert COUNTED.read({"first": 4})[0].unread == frozenset()


def test_null_is_absent_unless_it_switches_something_off():
    read, problems = COUNTED.read({"first": 4, "second": None, "size": None, "other": None})
    assert (read.second, read.size, read.unread, problems) == (None, None, frozenset(), [])
    assert COUNTED.read({"first": 4})[0].size is USUAL_SIZE


def test_a_field_is_blamed_for_one_thing_only():
    assert told({"first": "x", "second": 1}) == [("E_TYPE", ("first",))]
    assert told({"second": 1}) == [("E_MISSING", ("first",))]
    assert told({"first": 1, "second": 1}) == [("E_LOGIC", ("first", "second"))]


def test_the_name_of_no_question_is_an_unknown_field():
    assert told({"first": 1, "unread": ["first"]}) == [("E_UNKNOWN", ("unread",))]


def test_a_part_that_was_given_is_not_called_missing_beside_a_fault():
    assert told({"first": 1, "place": {"row": 1, "seat": 99}}) == [("E_RANGE", ("place.seat",))]
    assert told({"first": 1, "place": {"seat": 1}}) == [("E_MISSING", ("place.row",))]
    assert told({"first": 1, "place": {"row": 99}}) == [("E_RANGE", ("place.row",))]


def test_what_was_read_may_be_given_again():
    read, _problems = COUNTED.read({"first": 1, "size": "3 cm"})
    again, problems = COUNTED.read({"first": read.first, "size": read.size})
    assert problems == []
    assert again.size == q("3 cm")


def test_a_calculation_with_problems_is_refused():
    with pytest.raises(Refused, match="E_MISSING"):
        COUNTED.run({})
