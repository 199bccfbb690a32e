"""Laboratory print-outs as hospitals print them: what is taken, and nothing besides."""

import json
from pathlib import Path

import pytest

from bmcalc.core.term import q
from bmcalc.orders.reading.laboratory.judging import limits_of
from bmcalc.orders.reading.laboratory.print_out import read_laboratory

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "lab_text.json").read_text(encoding="utf-8")
)


def amount(written):
    if written is None:
        return None
    term = q(written) if isinstance(written, str) else written
    return term.magnitude, term.unit.key


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_each_print_out_gives_its_facts_and_no_other(vector):
    read = read_laboratory(vector["text"], "female")
    taken = {one.fact: one for one in read.results}
    assert taken.keys() == vector["expect"].keys()
    assert len(taken) == len(read.results)
    for fact, expected in vector["expect"].items():
        assert amount(taken[fact].value) == amount(expected["value"]), fact
        assert (taken[fact].on and taken[fact].on.isoformat()) == expected["on"], fact
        lower, upper = limits_of(fact)
        if upper:
            assert amount(taken[fact].upper) == amount(expected["uln"]), fact
        if lower:
            assert amount(taken[fact].lower) == amount(expected.get("lln")), fact


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_what_looks_like_ours_is_shown_with_a_reason(vector):
    read = read_laboratory(vector["text"], "female")
    shown = [one.text for one in (*read.not_used, *read.offered)]
    assert all(str(one.reason) for one in read.not_used)
    for item in vector["not_used"]:
        if item.startswith("上次"):
            continue
        assert any(same(item, text) for text in shown), (item, shown)


def same(item, text):
    """Say whether a shown result is the one that the vector names."""
    words = item.replace("(", " ").replace(")", " ").replace(" ms", "").split()
    squeezed = text.replace(" ", "").replace("(", "").replace(")", "")
    return all(word.replace("，", "") in squeezed for word in words if "-" not in word)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_an_offer_is_one_of_those_that_may_be_made(vector):
    read = read_laboratory(vector["text"], "female")
    allowed = {**vector.get("may", {}), **vector.get("raw", {})}
    offered = {one.fact for one in read.offered}
    assert offered <= allowed.keys()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_every_line_is_somewhere(vector):
    read = read_laboratory(vector["text"], "female")
    numbers = {
        one.number
        for one in (*read.results, *read.not_used, *read.offered, *read.told, *read.unknown)
    }
    assert numbers == {
        number for number, line in enumerate(vector["text"].splitlines(), 1) if line.strip()
    }
