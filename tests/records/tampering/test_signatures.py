"""What the holder of the installation's key cannot do: sign for a person."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from bmcalc.records.ledger.event import Draft, Event, Signature, event_hash
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.opening import open_records
from bmcalc.records.people.signing import sign
from bmcalc.records.verifying import verify_folder
from tests.records.ledger.given import ORIGIN, at, note
from tests.records.people.given import (
    WANG,
    ZHAO,
    hospital,
    passphrase_of,
    person_of,
)
from tests.records.tampering.tamperings import rows, unguarded

SIGNED = 8


@pytest.fixture
def folder(tmp_path):
    """Return records of four people in which Zhao signed record 8."""
    store = hospital(tmp_path)
    draft = Draft(Kind.FIRST_CHECKED, at(5), {"dose": "100 mg"}, {"check": "c-1"},
                  who=person_of(store, ZHAO).id, meaning=Meaning.FIRST_CHECK, origin=ORIGIN)
    receipt = store.append(sign(draft, person_of(store, ZHAO), passphrase_of(ZHAO)))
    assert receipt.seq == SIGNED
    store.append(note("after it", second=6))
    store.close()
    return tmp_path


def rewritten(folder, seq, change):
    """Change a draft, and write it and all after it anew with the installation's own key."""
    key = Installation.read(folder)
    with unguarded(folder) as file:
        found = rows(file)
        before = found[seq - 2][2].hex()
        for row in found[seq - 1:]:
            event = Event.read(zlib.decompress(row[4]))
            draft = change(event.draft) if row[0] == seq else event.draft
            content = replace(event, draft=draft, prev=before).canonical()
            made = event_hash(content)
            file.execute("UPDATE event SET content = ?, hash = ?, signature = ? WHERE seq = ?",
                         (zlib.compress(content), made, key.sign(made), row[0]))
            before = made.hex()


def test_signed_records_are_sound(folder):
    found = verify_folder(folder)
    assert found.sound, found.flaw
    assert found.head.seq == SIGNED + 1


@pytest.mark.parametrize("change", [
    lambda draft: replace(draft, body={"dose": "200 mg"}),
    lambda draft: replace(draft, at=at(4)),
    lambda draft: replace(draft, meaning=Meaning.RELEASE),
    lambda draft: replace(draft, about={"check": "c-2"}),
    lambda draft: replace(draft, signature=None),
    lambda draft: replace(draft, who=None),
    lambda draft: replace(draft, who="nobody"),
    lambda draft: replace(draft, signature=Signature(draft.signature.key, "00" * 64)),
    lambda draft: replace(draft, signature=Signature("no key", "no signature")),
])
def test_a_signed_record_that_was_changed_is_found(folder, change):
    rewritten(folder, SIGNED, change)
    found = verify_folder(folder)
    assert (found.flaw.seq, found.flaw.kind) == (SIGNED, "person")


def test_a_signature_with_another_persons_key_is_found(folder):
    store = open_records(folder)
    wang = person_of(store, WANG)
    zhao = person_of(store, ZHAO).id
    store.close()

    def signed_by_another(draft):
        claimed = replace(draft, who=wang.id, signature=None)
        signature = sign(claimed, wang, passphrase_of(WANG)).signature
        return replace(draft, who=zhao, signature=signature)

    rewritten(folder, SIGNED, signed_by_another)
    assert verify_folder(folder).flaw.seq == SIGNED


@pytest.mark.parametrize("seq", range(2, SIGNED))
def test_an_entry_of_the_roster_that_was_changed_is_found(folder, seq):
    rewritten(folder, seq, lambda draft: replace(draft, body={**draft.body, "more": 1}))
    assert verify_folder(folder).flaw.seq == seq
