"""Thirteen kinds of tampering: what chain and signature find alone, and what only a seal finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import read_seals, seal_line
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.store import Head
from bmcalc.records.ledger.verify import Verified, verify
from tests.records.ledger.given import note, records
from tests.records.tampering.tamperings import FOUND_ALONE, FOUND_WITH_A_SEAL, YESTERDAY

LAST = 12
YESTERDAYS_LAST = 8


def verified(folder: Path, seals: tuple[Head, ...] = ()) -> Verified:
    key = Installation.read(folder)
    assert key is not None
    with ledger_file(folder / FILE) as file:
        return verify(file.stored(), key.public, seals)


@pytest.fixture
def folder(tmp_path):
    """Return a folder of twelve records; as they were at eight lies beside them."""
    store = records(tmp_path)
    for number in range(2, LAST + 1):
        store.append(note(f"note {number} 备注", second=number))
        if number == YESTERDAYS_LAST:
            store.close()
            (tmp_path / YESTERDAY).mkdir()
            shutil.copy(tmp_path / FILE, tmp_path / YESTERDAY / FILE)
            store = records(tmp_path)
    store.close()
    return tmp_path


@pytest.fixture
def seals(folder):
    """Return the seal of the newest record, as it was printed before anybody tampered."""
    with ledger_file(folder / FILE) as file:
        head = verify(file.stored()).head
    assert head is not None
    return read_seals(seal_line(head) + "\n")


def test_nobody_tampered(folder, seals):
    found = verified(folder, seals)
    assert found.sound
    assert found.head == seals[0]
    assert found.head.seq == LAST


@pytest.mark.parametrize(("kind", "seq"), [
    (kind, seq) for kind in FOUND_ALONE for seq in (2, 7, LAST)
    if not (kind.startswith("delete") and seq == LAST)  # the tail cut
])
def test_chain_and_signature_find_it_alone(folder, seals, kind, seq):
    FOUND_ALONE[kind](folder, seq)
    without, with_seal = verified(folder), verified(folder, seals)
    first_bad = seq - 1 if kind == "swap" else seq
    assert without.flaw is not None
    assert without.flaw.seq == first_bad
    assert str(first_bad) in str(without.flaw.reason)
    assert with_seal.flaw == without.flaw


@pytest.mark.parametrize("seq", [2, 7, LAST])
@pytest.mark.parametrize("kind", FOUND_WITH_A_SEAL)
def test_only_a_seal_finds_it(folder, seals, kind, seq):
    FOUND_WITH_A_SEAL[kind](folder, seq)
    without, with_seal = verified(folder), verified(folder, seals)
    assert without.sound, without.flaw
    assert with_seal.flaw is not None
    first_bad = {"the tail cut": seq, "yesterday's file put back": YESTERDAYS_LAST + 1}
    assert with_seal.flaw.seq == first_bad.get(kind, LAST)


def test_the_kinds_are_thirteen():
    assert (len(FOUND_ALONE), len(FOUND_WITH_A_SEAL)) == (9, 4)


def test_all_written_anew_with_another_key_is_not_this_installations(folder):
    FOUND_ALONE["rewrite with another key"](folder, 1)
    found = verified(folder)
    assert found.flaw is not None
    assert (found.flaw.seq, found.flaw.kind) == (1, "key")


def test_what_is_missing_is_counted(folder, seals):
    FOUND_WITH_A_SEAL["the tail cut"](folder, 10)
    found = verified(folder, seals)
    assert found.flaw is not None
    assert str(found.flaw.reason) == (
        "The records end at 9, and a seal names record 12: 3 or more are missing.")
