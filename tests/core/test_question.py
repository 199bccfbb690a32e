"""A question is made with its own fields, all that it needs, and cannot be changed afterwards."""

from dataclasses import is_dataclass

import pytest

from bmcalc.calculators import all_calculators
from bmcalc.core.ask import Ask, AskChoice, AskInteger, AskObject, AskQuantity, AskText, Span
from bmcalc.orders import order_check

AGE = AskInteger(label="age", low=0, high=120)


def kinds(of=Ask):
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_a_field_that_is_not_named_has_its_default():
    assert (AGE.label, AGE.low, AGE.high) == ("age", 0, 120)
    assert (AGE.required, AGE.hint, AGE.usual) == (False, None, (None, None))
    assert dict(AskChoice(label="x", options={"a": "A"}).points) == {}


@pytest.mark.parametrize("make", [
    lambda: AskInteger(label="age", low=0),
    lambda: AskInteger(low=0, high=1),
    lambda: AskInteger(label="age", low=0, high=1, unit="year"),
    lambda: AskText(label="reason", low=0),
    lambda: AGE.but(unit="year"),
])
def test_a_missing_and_an_unknown_field_are_refused(make):
    with pytest.raises(TypeError):
        make()


def test_a_question_cannot_be_changed():
    for change in (lambda: setattr(AGE, "high", 900), lambda: setattr(AGE, "other", 1),
                   lambda: delattr(AGE, "high")):
        with pytest.raises(AttributeError):
            change()
    assert AGE.high == 120


def test_a_question_like_another_keeps_the_rest_and_leaves_the_other():
    required = AGE.but(required=True)
    assert type(required) is AskInteger
    assert (required.required, AGE.required, required.high) == (True, False, 120)


def test_a_quantity_needs_its_units():
    with pytest.raises(TypeError, match="spans"):
        AskQuantity(label="size")
    assert AskQuantity(label="size", spans=(Span("cm", ("1", "9")),)).decimals == 2


def test_no_kind_of_question_has_generated_methods():
    assert all_calculators()
    assert order_check.CALCULATOR
    every = list(kinds())
    assert len(every) > 20
    assert not [kind.__name__ for kind in every if is_dataclass(kind)]


def test_what_a_question_has_worked_out_is_no_field_of_it():
    place = AskObject(label="place", fields={"row": AGE.but(required=True)})
    assert place.required_fields == (("row", "age"),)
    assert place.but(label="seat", fields={}).required_fields == ()
