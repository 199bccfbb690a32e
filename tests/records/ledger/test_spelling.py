"""The quick spelling of an event is the one of RFC 8785, whatever the event holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.spelling import is_canonical, spelled
from tests.records.ledger.given import note

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, JSON, max_size=4))
def test_it_is_the_canonical_one_or_there_is_none(content):
    try:
        canonical = rfc8785.dumps(content)
    except rfc8785.CanonicalizationError:
        with pytest.raises(RecordsFault):
            spelled(content)
    else:
        assert spelled(content) == canonical


@pytest.mark.parametrize("body", [
    {"a": 1.0}, {"a": 1e21}, {"a": 1e-7}, {"a": [0.1]}, {"a": -0.0}, {"a": 5e-324},
    {"\U0001f489": 1, "\uffee": 2}, {"\x7f": "\x7f\u2028"}, {"a": "\x00\b\t\n\f\r\x1f\"\\/"},
    {"a": 2**53 - 1}, {"": {"": []}},
])
def test_what_the_two_spell_differently_is_spelled_rightly(body):
    event = Event(replace(note(""), body=body), "c", 1, "0" * 64, "k")
    content = event.canonical()
    assert is_canonical(event, content)
    assert is_canonical(Event.read(content), content)
    assert spelled(event.content()) == content


@pytest.mark.parametrize(("written", "otherwise"), [
    (b'"a":1', b'"a":1.0'), (b'"a":1', b'"a":1e0'), (b'"a":1', b'"a": 1'), (b'"a":1', b'"a":01'),
    (b'"a":1', b'"a":1,"a":1'), (b'"a":1', b'"\\u0061":1'), (b'"v":1', b'"v":2'),
    (b'"v":1', b'"v":true'), (b'"v":1', b'"v":1,"w":1'), (b'"lang":"en",', b''),
])
def test_another_spelling_is_told_from_it(written, otherwise):
    event = Event(replace(note(""), body={"a": 1}), "c", 1, "0" * 64, "k")
    content = event.canonical()
    assert content.count(written) == 1
    changed = content.replace(written, otherwise)
    try:
        read = Event.read(changed)
    except ValueError:
        return
    assert not is_canonical(read, changed)
