"""One wrong digit anywhere in the entry is a difference or a fault, never the same."""

import re
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records.second_check.given import ENTRY, second

PLACES = [
    (name, found.start()) for name, text in ENTRY.items() if name not in ("order", "regimen", "sex")
    for found in re.finditer("[0-9]", text) if text[found.start() - 1:found.start()] != "^"
] + [
    ((row, name), found.start()) for row, cells in enumerate(ENTRY["order"])
    for name, text in cells.items() for found in re.finditer("[0-9]", text)
]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PLACES), st.integers(1, 9))
def test_one_wrong_digit_is_found(place, step):
    where, at = place
    entry = deepcopy(ENTRY)
    holder, name = (entry, where) if isinstance(where, str) else (entry["order"][where[0]],
                                                                   where[1])
    text = holder[name]
    holder[name] = f"{text[:at]}{(int(text[at]) + step) % 10}{text[at + 1:]}"
    check = second()
    faults = check.enter(entry).faults
    assert faults or check.comparison.differences
