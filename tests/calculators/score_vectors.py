"""The worked examples of scores and analgesia, read once."""

import json
from functools import cache
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "vectors" / "C_scores.json"


@cache
def _all():
    return json.loads(FILE.read_text(encoding="utf-8"))


def vectors(*functions):
    """Return the examples of these functions as pytest parameters, named by their id."""
    return [pytest.param(v, id=v["id"]) for v in _all() if v["fn"] in functions]


def expected_error(vector):
    """Return the error code that the example expects, or None for a result."""
    expect = vector["expect"]
    return expect.get("error") if isinstance(expect, dict) else None


def error_codes(answer):
    """Return the codes of a refusal; an answer that holds a number has none."""
    if answer["status"] == "refused":
        assert answer["values"] == {}
        assert answer["inputs"] == {}
        return [error["code"] for error in answer["errors"]]
    return []


def finding_codes(answer):
    """Return the codes of what an answer found."""
    return [finding["code"] for finding in answer["findings"]]
