"""The described schemas are JSON Schema, and inputs and answers are what they describe."""

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from bmcalc import compute
from bmcalc.catalogue import all_calculators, calculator
from bmcalc.core.texts import LANGUAGES, in_language
from bmcalc.describe import DRAFT, describe
from bmcalc.verification.cases import shipped_cases
from tests.calculators.every_shape import edges
from tests.calculators.examples import EXAMPLES

CASES = shipped_cases()
each = pytest.mark.parametrize("found", all_calculators(), ids=lambda one: one.id)


def validators(identifier):
    """Return what checks the inputs and the values of a calculator."""
    described = json.loads(json.dumps(describe(calculator(identifier))))
    return tuple(
        Draft202012Validator(described[part], format_checker=Draft202012Validator.FORMAT_CHECKER)
        for part in ("inputs", "values")
    )


def as_json(value):
    """Return an input as JSON has it: every decimal a number."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value


def first_fault(validator, value):
    fault = next(iter(validator.iter_errors(value)), None)
    return None if fault is None else f"{fault.json_path}: {fault.message[:200]}"


@each
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_json_schema(found, lang):
    with in_language(lang):
        described = describe(found)
    for whole in (described, described["inputs"], described["values"]):
        assert whole["$schema"] == DRAFT
        Draft202012Validator.check_schema(whole)
    assert "$ref" not in json.dumps(described), "each part stands alone"


@pytest.mark.parametrize("identifier", sorted({case.calculator for case in CASES}))
def test_every_verification_case_is_as_described(identifier):
    inputs, values = validators(identifier)
    refused = 0
    for case in (one for one in CASES if one.calculator == identifier):
        answer = json.loads(json.dumps(compute(identifier, case.inputs)))
        if answer["status"] == "refused":
            refused += 1
            continue
        assert first_fault(inputs, case.inputs) is None, case.id
        assert first_fault(inputs, answer["inputs"]) is None, case.id
        assert first_fault(values, answer["values"]) is None, case.id
    assert refused < len(CASES)


@each
def test_every_example_is_as_described(found):
    inputs, values = validators(found.id)
    answer = compute(found.id, EXAMPLES[found.id])
    assert first_fault(inputs, EXAMPLES[found.id]) is None
    assert first_fault(inputs, answer["inputs"]) is None
    assert first_fault(values, answer["values"]) is None


@each
def test_what_is_taken_anywhere_is_described(found):
    inputs, values = validators(found.id)
    asks = found.inputs.asks()
    for raw in edges(EXAMPLES[found.id], asks, seed=7, steps=60):
        answer = compute(found.id, raw)
        assert first_fault(inputs, as_json(raw)) is None
        if answer["status"] != "refused":
            assert first_fault(inputs, answer["inputs"]) is None
            assert first_fault(values, answer["values"]) is None


@each
def test_what_no_schema_takes_is_refused(found):
    inputs, _values = validators(found.id)
    for name in EXAMPLES[found.id]:
        for wrong in ({"no": {"such": "shape"}}, [[["no"]]]):
            raw = {**EXAMPLES[found.id], name: wrong}
            assert first_fault(inputs, raw) is not None, name
            assert compute(found.id, raw)["status"] == "refused", name
    assert first_fault(inputs, {**EXAMPLES[found.id], "no_such_field": 1}) is not None
