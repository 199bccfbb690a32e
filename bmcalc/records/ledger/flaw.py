"""What can be wrong with a record of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Sentence = object
"""Words for people, read in their language."""


class FlawKind(StrEnum):
    """The kinds of flaws, for programs; people read the sentence."""

    UNREADABLE = "unreadable"
    HASH = "hash"
    SPELLING = "spelling"
    MISSING = "missing"
    NUMBER = "number"
    CHAIN = "chain"
    PREV = "prev"
    EVENT_ID = "event_id"
    TIME = "time"
    FOUNDING = "founding"
    KEY = "key"
    SIGNATURE = "signature"
    ADMITTED = "admitted"
    PERSON = "person"
    SEAL = "seal"


@dataclass(frozen=True)
class Flaw:
    """The first record that is not as it should be, and what is wrong in a sentence."""

    seq: int
    kind: FlawKind
    reason: Sentence
