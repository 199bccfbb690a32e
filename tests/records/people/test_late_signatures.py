"""A signature that waited for a server while its person's key was replaced, or its person left.

It was rightly made, so the ledger is sound; whether it counts is not the walk's to say.
"""

from dataclasses import replace

import pytest

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.admitted import admission
from bmcalc.records.ledger.event import Draft, Signature
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.verify import verify
from bmcalc.records.people import acts
from bmcalc.records.people.acts import leave, replace_key
from bmcalc.records.people.attempts import signed_in
from bmcalc.records.people.roster import roster_until
from bmcalc.records.people.signing import verify_signature
from bmcalc.records.people.witness import SignatureWitness
from tests.records.ledger.given import ORIGIN, at, records
from tests.records.people.given import (
    LI,
    WANG,
    ZHAO,
    hospital,
    occasion,
    passphrase_of,
    person_of,
    release,
    signer,
)


@pytest.fixture
def shared(tmp_path):
    opened = hospital(tmp_path / "shared")
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path, shared):
    opened = records(tmp_path / "own")
    shared.append(Draft(Kind.INSTALLATION_ADMITTED, at(50), {"installation": opened.installation},
                        origin=ORIGIN))
    yield opened
    opened.close()


def walked(shared):
    return verify(shared.read_from(1), None, (), (SignatureWitness(),))


def left(shared):
    leave(shared, person_of(shared, ZHAO).id, signer(shared, LI), occasion())


def another_key(shared):
    replace_key(shared, "another long passphrase", signer(shared, ZHAO), occasion())


@pytest.mark.parametrize("meanwhile", [left, another_key])
def test_a_ledger_with_a_late_signature_is_sound(shared, own, meanwhile):
    own.append(signed_in(shared, release(person_of(shared, ZHAO)), passphrase_of(ZHAO)))
    meanwhile(shared)
    shared.append(admission(next(own.read_from(2)), at(60)))
    found = walked(shared)
    assert found.sound, str(found.flaw.reason)
    last = list(shared.read_from())[-1]
    assert not verify_signature(last.event(), roster_until(shared, last.seq - 1))


def test_a_late_signature_of_another_person_is_still_bad(shared, own):
    signed = signed_in(shared, release(person_of(shared, WANG)), passphrase_of(WANG))
    own.append(replace(signed, who=person_of(shared, ZHAO).id))
    left(shared)
    shared.append(admission(next(own.read_from(2)), at(60)))
    assert not walked(shared).sound


def test_a_late_signature_over_something_else_is_still_bad(shared, own):
    signed = signed_in(shared, release(person_of(shared, ZHAO)), passphrase_of(ZHAO))
    own.append(replace(signed, body={"reasons": {"docetaxel": "none"}},
                       signature=Signature(signed.signature.key, signed.signature.value)))
    left(shared)
    shared.append(admission(next(own.read_from(2)), at(60)))
    assert not walked(shared).sound


@pytest.mark.parametrize("meanwhile", [left, another_key])
def test_a_signature_that_did_not_wait_is_bad_after_the_key_is_gone(shared, meanwhile):
    signed = signed_in(shared, release(person_of(shared, ZHAO)), passphrase_of(ZHAO))
    meanwhile(shared)
    shared.append(signed)
    assert not walked(shared).sound


def test_an_act_about_people_whose_key_was_replaced_while_it_was_signed_is_not_recorded(
        shared, monkeypatch):
    def slow(store, draft, passphrase):
        signed = signed_in(store, draft, passphrase)
        replace_key_of_li(store)
        return signed

    def replace_key_of_li(store):
        monkeypatch.setattr(acts, "signed_in", signed_in)
        replace_key(store, "another long passphrase", signer(store, LI), occasion())

    monkeypatch.setattr(acts, "signed_in", slow)
    with pytest.raises(RecordsFault, match="replaced in the meantime"):
        left(shared)
    assert person_of(shared, ZHAO).is_active
    assert walked(shared).sound
