"""Nothing raises: every place of every calculator's inputs, filled with every shape of JSON."""

import json

import pytest

from bmcalc import compute
from bmcalc.calculators import all_calculators as page_calculators
from bmcalc.catalogue import all_calculators
from bmcalc.core.texts import LANGUAGES
from tests.calculators.every_shape import SHAPES, asked_places, edges, places, put, walk
from tests.calculators.examples import EXAMPLES

LONGEST_TEXT = 2500
"""The longest sentence names every unit or choice of a field; none repeats what was given."""

each = pytest.mark.parametrize("found", all_calculators(), ids=lambda one: one.id)


def answered(found, raw, lang="en"):
    """Return the answer, after checking that it is one that can be written and read."""
    answer = compute(found.id, raw, lang)
    json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    assert answer["status"] in {"ok", "caution", "stop", "refused"}
    if answer["status"] == "refused":
        assert answer["values"] == {}
        assert answer["errors"]
        for error in answer["errors"]:
            assert error["text"]
            assert len(error["text"]) < LONGEST_TEXT
            assert "\n" not in error["text"]
    return answer


@each
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_seeded_walk_over_shapes_is_always_answered(found, lang):
    for raw in walk(EXAMPLES[found.id], found.inputs.asks(), seed=12, steps=400):
        answered(found, raw, lang)


@each
def test_every_field_at_its_ends_is_answered(found):
    for raw in edges(EXAMPLES[found.id], found.inputs.asks(), seed=12, steps=150):
        answered(found, raw)


@pytest.mark.parametrize("found", page_calculators(), ids=lambda one: one.id)
def test_every_place_of_a_page_takes_or_refuses_every_shape(found):
    example, asks = EXAMPLES[found.id], found.inputs.asks()
    inside = dict.fromkeys([
        *places(example), *(path for name, ask in asks.items()
                            for path in asked_places(ask, (name,))),
    ])
    for path in inside:
        for shape in SHAPES:
            raw = put(example, path, shape)
            answer = answered(found, raw)
            if path and isinstance(shape, dict) and "a" in shape:
                assert answer["status"] == "refused", (path, shape)


@pytest.mark.parametrize("raw", [None, True, 1, "text", [], [{}], 2.5], ids=repr)
def test_inputs_that_are_no_object_are_refused(raw):
    for found in all_calculators():
        answer = answered(found, raw)
        assert [one["code"] for one in answer["errors"]] == ["E_TYPE"]


@pytest.mark.parametrize("key", [1, None, (1, 2), b"x", 1.5, True], ids=repr)
def test_a_name_that_is_no_text_is_refused(key):
    from bmcalc.catalogue import calculator

    for identifier, raw in (
        ("qtc", {key: 1}), ("supplements", {"preparations": [{key: 1}]}),
        ("order-check", {**EXAMPLES["order-check"], "order": {key: "5 mg"}}),
        ("order-check", {**EXAMPLES["order-check"], "patient": {key: 1}}),
        ("order-check", {**EXAMPLES["order-check"], "planned": {key: {}}}),
    ):
        answer = answered(calculator(identifier), raw)
        assert "E_TYPE" in {one["code"] for one in answer["errors"]}, identifier


@pytest.mark.parametrize(("field", "raw"), [
    ("order", {f"drug {number}": "5 mg" for number in range(501)}),
    ("stock.docetaxel", {"stock": {"docetaxel": {f"{n} mg": 1 for n in range(501)}}}),
    ("order.docetaxel.days", {"order": {"docetaxel": {"dose": "5 mg", "days": "1-366," * 100}}}),
    ("order.docetaxel.days", {"order": {"docetaxel": {"dose": "5 mg", "days": [1] * 367}}}),
], ids=["order", "stock", "range of days", "days"])
def test_what_has_no_end_is_refused(field, raw):
    given = {**EXAMPLES["order-check"], **(raw if "." in field else {"order": raw})}
    answer = compute("order-check", given)
    assert field in {one["field"] for one in answer.get("errors", ())}
