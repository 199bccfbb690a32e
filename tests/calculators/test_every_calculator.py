"""What holds for every calculator, found and not listed: form, limits, languages, round trip."""

import json
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.catalogue import all_calculators
from bmcalc.core.ask import AskInteger, AskQuantity
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import in_language
from bmcalc.describe import describe
from tests.calculators.bad_inputs import bad_inputs
from tests.calculators.examples import EXAMPLES

CALCULATORS = all_calculators()
each = pytest.mark.parametrize("found", CALCULATORS, ids=lambda found: found.id)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
STEP = Decimal("0.001")


def example(found):
    assert found.id in EXAMPLES, f"write an example for {found.id}"
    return dict(EXAMPLES[found.id])


def all_texts(answer):
    yield from (step["label"] for step in answer["steps"])
    yield from (finding["text"] for finding in answer["findings"])
    yield from (error["text"] for error in answer.get("errors", ()))


@each
def test_a_valid_case_is_answered(found):
    answer = compute(found.id, example(found))
    assert answer["status"] in {"ok", "caution", "stop"}, answer.get("errors")
    assert answer["values"][found.headline] is not None
    assert answer["steps"]
    assert answer["sources"]
    assert all(source["citation"] and source["mark"] for source in answer["sources"])
    cited = {source["id"] for source in answer["sources"]}
    for step in answer["steps"]:
        assert step["label"]
        assert step["source"] in cited
    for finding in answer["findings"]:
        assert set(finding["sources"]) <= cited
        assert finding["severity"] == "info" or finding["sources"], finding["code"]


@each
def test_what_is_always_required_is_never_done_without(found):
    asked = found.inputs.asks()
    for name in (one for one, ask in asked.items() if ask.required):
        left_out = {one: value for one, value in example(found).items() if one != name}
        answer = compute(found.id, left_out)
        assert answer["status"] == "refused", name
        assert ("E_MISSING", name) in {(one["code"], one["field"]) for one in answer["errors"]}


@each
def test_values_are_the_declared_ones(found):
    declared = {value.name: value for value in found.values}
    answer = compute(found.id, example(found))
    assert set(answer["values"]) <= set(declared)
    for name, value in answer["values"].items():
        spec = declared[name]
        if spec.unit is not None and value is not None:
            assert value["unit"] == spec.unit, name
            assert Decimal(value["value"]).is_finite()
            assert "E" not in value["value"]
        if spec.options is not None and value is not None:
            keys = value if isinstance(value, (list, dict)) else [value]
            assert set(keys) <= set(spec.options), name


@each
def test_the_inputs_as_understood_give_the_same_answer(found):
    first = compute(found.id, example(found))
    second = compute(found.id, json.loads(json.dumps(first["inputs"])))
    assert second == first


@each
def test_the_form_and_the_schema_come_from_the_declaration(found):
    schema = describe(found)
    asks = found.inputs.asks()
    assert list(schema["inputs"]["properties"]) == list(asks)
    assert set(schema["values"]["properties"]) == {value.name for value in found.values}
    assert json.loads(json.dumps(schema)) == schema
    for name in example(found):
        assert name in asks


def every_inputs(cls=Inputs):
    yield cls
    for inside in cls.__subclasses__():
        yield from every_inputs(inside)


@pytest.mark.parametrize("inputs", [
    one for one in every_inputs() if one.__module__.startswith("bmcalc.")
], ids=lambda one: one.__name__)
def test_every_class_of_inputs_is_a_dataclass_of_its_own(inputs):
    assert "__dataclass_fields__" in vars(inputs), "@dataclass stands above each, not its base only"
    assert set(inputs.asks()) == {field.name for field in fields(inputs)} - {"unread"}
    with pytest.raises(FrozenInstanceError):
        inputs().unread = frozenset({"all"})


@each
def test_it_speaks_both_languages(found):
    english = compute(found.id, example(found))
    chinese = compute(found.id, example(found), "zh_CN")
    assert chinese["values"].keys() == english["values"].keys()
    assert [f["code"] for f in chinese["findings"]] == [f["code"] for f in english["findings"]]
    for text in all_texts(english):
        assert not CHINESE.search(text), text
    for finding in chinese["findings"]:
        assert CHINESE.search(finding["text"]), finding
    with in_language("zh_CN"):
        assert CHINESE.search(str(found.title)) or str(found.title).isascii()
        assert CHINESE.search(str(found.summary))
    refused = compute(found.id, {"no_such_field": 1}, "zh_CN")
    assert all(CHINESE.search(error["text"]) for error in refused["errors"])


@each
def test_each_required_field_is_refused_when_missing(found):
    raw = example(found)
    read, problems = found.read(raw)
    assert not problems
    needed = [name for name in read.needs() if name in raw]
    assert needed or compute(found.id, {})["status"] == "refused"
    for name in needed:
        for without in ({k: v for k, v in raw.items() if k != name}, raw | {name: None}):
            if found.inputs.asks()[name].null_means_off and without.get(name, "") is None:
                continue
            answer = compute(found.id, without)
            assert answer["status"] == "refused", name
            assert ("E_MISSING", name) in {(e["code"], e["field"]) for e in answer["errors"]}


@each
def test_every_hard_limit_holds_at_both_edges(found):
    for name, ask in found.inputs.asks().items():
        if isinstance(ask, AskQuantity):
            for span in ask.spans:
                low, high = span.hard
                for edge, beyond in ((low, -STEP), (high, STEP)):
                    if edge is None:
                        continue
                    at_edge = f"{edge} {span.key}"
                    if not (span.above and edge == low):
                        assert ask.read(at_edge).magnitude == Decimal(edge), name
                    with pytest.raises(Rejected) as caught:
                        ask.read(f"{Decimal(edge) + beyond:f} {span.key}")
                    assert caught.value.code in {"E_RANGE", "E_UNIT"}, name
        elif isinstance(ask, AskInteger):
            for edge, beyond in ((ask.low, -1), (ask.high, 1)):
                if edge is None:
                    continue
                assert ask.read(edge) == edge
                with pytest.raises(Rejected) as caught:
                    ask.read(edge + beyond)
                assert caught.value.code == "E_RANGE"


@each
def test_every_usual_limit_asks_for_confirmation_just_outside(found):
    raw = example(found)
    for name, ask in found.inputs.asks().items():
        if isinstance(ask, AskQuantity):
            edges = [
                (f"{edge} {span.key}", f"{Decimal(edge) + beyond:f} {span.key}")
                for span in ask.spans
                for edge, beyond in zip(span.usual, (-STEP, STEP), strict=True)
                if edge is not None
            ]
        elif isinstance(ask, AskInteger):
            edges = [
                (edge, edge + beyond)
                for edge, beyond in zip(ask.usual, (-1, 1), strict=True) if edge is not None
            ]
        else:
            continue
        for at_edge, outside in edges:
            assert ("UNUSUAL", name) not in found_codes(found, raw | {name: at_edge})
            answer = compute(found.id, raw | {name: outside})
            if answer["status"] != "refused":
                assert ("UNUSUAL", name) in found_codes(found, raw | {name: outside}), outside


def found_codes(found, raw):
    return {(f["code"], f["field"]) for f in compute(found.id, raw)["findings"]}


@each
def test_a_refusal_shows_no_number(found):
    answer = compute(found.id, {"no_such_field": 1})
    assert answer["status"] == "refused"
    assert (answer["inputs"], answer["values"]) == ({}, {})
    assert (answer["steps"], answer["findings"]) == ([], [])
    assert ("E_UNKNOWN", "no_such_field") in {(e["code"], e["field"]) for e in answer["errors"]}


@each
def test_bad_input_of_every_field_is_refused(found):
    asked = 0
    for name, ask in found.inputs.asks().items():
        for bad in bad_inputs(ask):
            answer = compute(found.id, example(found) | {name: bad.raw})
            told = {(error["code"], error["field"]) for error in answer.get("errors", ())}
            place = f"{name}.{bad.below}" if bad.below else name
            assert answer["status"] == "refused", (name, bad)
            assert (bad.code, place) in told, (name, bad, told)
            assert answer["values"] == {} and all(error["text"] for error in answer["errors"])
            asked += 1
    assert asked >= 6 * len(found.inputs.asks())


@each
@pytest.mark.parametrize("bad", ["1,5 kg", "1⁵ kg", "nan", "10**9**9 kg", "", [], {}, -1, 1e400])
def test_nothing_that_is_typed_anywhere_raises(found, bad):
    for name, ask in found.inputs.asks().items():
        answer = compute(found.id, example(found) | {name: bad})
        accepted = answer["status"] != "refused"
        assert not accepted or takes(ask, bad), (name, bad)


def takes(ask, raw):
    """Say whether a question takes a text or an object that another one refuses."""
    try:
        ask.read(raw)
    except Rejected:
        return False
    return ask.kind in {"text", "order", "object", "map", "drugs", "rows", "policy", "plans"}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_computing_imports_no_qt(language):
    program = (
        "import sys, json; from bmcalc import compute;"
        f"r = compute('carboplatin', {EXAMPLES['carboplatin']!r}, lang={language!r});"
        "assert r['status'] != 'refused', r;"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))]"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
