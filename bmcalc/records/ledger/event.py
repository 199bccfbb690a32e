"""An event: what happened, as canonical JSON (RFC 8785), with its place in the chain.

The hash of an event is SHA-256 over a fixed prefix and the canonical bytes. A person signs the
event without its place in the chain, so that one written while a server was away keeps its
signature when it is admitted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

import rfc8785

from bmcalc.core.texts import SOURCE_LANGUAGE, _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.moment import Moment

VERSION: Final = 1
ALGORITHM: Final = "SHA-256+Ed25519"
"""Names how events are hashed and signed, so that another pair can follow one day."""

NOTHING_BEFORE: Final = "0" * 64
"""The ``prev`` of the first event."""

_RECORD: Final = b"bmcalc/record/1\0"
_PERSON: Final = b"bmcalc/person/1\0"

Json = Any


@dataclass(frozen=True)
class Origin:
    """Which program wrote an event, and which formulary and policy it judged with."""

    program: str = ""
    program_sha256: str = ""
    formulary: str = ""
    formulary_sha256: str = ""
    policy_sha256: str = ""


@dataclass(frozen=True)
class Signature:
    """A person's signature: the public key and the 64 bytes over the digest, in hexadecimal."""

    key: str
    value: str


@dataclass(frozen=True)
class Draft:
    """An event that has no place in the chain yet.

    ``event_id`` is made when a dialog opens, so that a retry stores nothing twice. ``about`` holds
    ids only, by what they are (``person``, ``patient``, ``course``, ``check`` …).
    """

    kind: Kind
    at: Moment
    body: Mapping[str, Json] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    who: str | None = None
    meaning: Meaning | None = None
    origin: Origin = field(default_factory=Origin)
    language: str = SOURCE_LANGUAGE
    event_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    signature: Signature | None = None

    def content(self) -> dict[str, Json]:
        """Return what a person signs: everything but the signature and the place in the chain."""
        return {
            "v": VERSION, "alg": ALGORITHM, "event_id": self.event_id, "kind": str(self.kind),
            "about": dict(self.about), "at": {"utc": self.at.utc, "offset": self.at.offset},
            "who": self.who, "meaning": None if self.meaning is None else str(self.meaning),
            "origin": vars(self.origin) | {}, "lang": self.language, "body": dict(self.body),
        }

    def digest(self) -> bytes:
        """Return the 32 bytes that a person signs."""
        return person_digest(canonical(self.content()))

    def made_with(self, origin: Origin) -> Draft:
        """Return this as written with a program, a formulary and a policy."""
        return replace(self, origin=origin)

    def signed(self, signature: Signature) -> Draft:
        """Return this with a person's signature."""
        return replace(self, signature=signature)

    def repeats(self, other: Draft) -> bool:
        """Say whether this is the other one tried again: the same content at another time."""
        return canonical(_timeless(self)) == canonical(_timeless(other))


def _timeless(draft: Draft) -> dict[str, Json]:
    kept = ("event_id", "kind", "about", "who", "meaning", "body")
    return {name: value for name, value in draft.content().items() if name in kept}


@dataclass(frozen=True)
class Event:
    """A draft with its place: chain, number, the hash before it and the installation that wrote it.

    ``back_step`` counts the seconds by which the clock lies before the event before; 0 else.
    """

    draft: Draft
    chain: str
    seq: int
    prev: str
    installation: str
    back_step: int = 0

    def canonical(self) -> bytes:
        """Return the canonical bytes, over which the hash is taken."""
        return canonical(self.content())

    def content(self) -> dict[str, Json]:
        """Return what is recorded: what a person signs, the signature and the place."""
        content = self.draft.content()
        signature = self.draft.signature
        content["at"]["back_step"] = self.back_step
        content |= {
            "chain": self.chain, "seq": self.seq, "prev": self.prev,
            "installation": self.installation,
            "signature": None if signature is None else vars(signature) | {},
        }
        return content

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return the event that these canonical bytes hold; ValueError where they hold none."""
        try:
            held = json.loads(content)
            signature = held["signature"]
            draft = Draft(
                Kind(held["kind"]), Moment(held["at"]["utc"], held["at"]["offset"]),
                held["body"], held["about"], held["who"],
                None if held["meaning"] is None else Meaning(held["meaning"]),
                Origin(**held["origin"]), held["lang"], held["event_id"],
                None if signature is None else Signature(**signature),
            )
            return cls(draft, held["chain"], held["seq"], held["prev"], held["installation"],
                       held["at"]["back_step"])
        except (KeyError, TypeError, UnicodeDecodeError) as error:
            raise ValueError(f"not an event: {error}") from None


def canonical(content: Json) -> bytes:
    """Return JSON in the one spelling of RFC 8785; refuse what has none, such as 1e400."""
    try:
        return rfc8785.dumps(content)
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError):
        text = _("This holds a number or a text that cannot be kept exactly. "
                 "It is not recorded.")
        raise RecordsFault(text) from None


def person_digest(content: bytes) -> bytes:
    """Return the digest of a draft's canonical bytes that a person signs: 32 bytes."""
    return hashlib.sha256(_PERSON + content).digest()


def event_hash(content: bytes) -> bytes:
    """Return the hash of an event's canonical bytes: 32 bytes."""
    return hashlib.sha256(_RECORD + content).digest()
