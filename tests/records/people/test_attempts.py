"""A wrong passphrase is recorded; five in a row mean five minutes of waiting."""

from dataclasses import replace

import pytest

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.people.acts import confirm, propose_key
from bmcalc.records.people.attempts import (
    Waiting,
    all_signed_in,
    refuse_while_waiting,
    signed_in,
)
from bmcalc.records.people.keys import WrongPassphrase
from bmcalc.records.people.roster import roster
from bmcalc.records.people.signing import sign as sign_alone
from tests.records.ledger.given import at
from tests.records.people.given import (
    CHEN,
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

GUESS = "Weihnachten in Qingdao"


@pytest.fixture
def store(tmp_path):
    opened = hospital(tmp_path)
    yield opened
    opened.close()


def fail(store, second, details=ZHAO):
    with pytest.raises(WrongPassphrase):
        signed_in(store, release(person_of(store, details), second), GUESS)


def sign(store, second, details=ZHAO):
    return signed_in(store, release(person_of(store, details), second), passphrase_of(details))


def test_a_failure_is_recorded_with_nothing_of_what_was_typed(store):
    fail(store, 10)
    stored = list(store.read_from())[-1]
    draft = stored.event().draft
    assert (draft.kind, draft.who, draft.signature) == (Kind.SIGNATURE_FAILED, None, None)
    assert draft.about == {"person": person_of(store, ZHAO).id}
    assert draft.body == {"meaning": "release"}
    for part in (GUESS, "Weihnachten", passphrase_of(ZHAO)):
        assert part.encode() not in stored.content
    assert roster(store).failed[person_of(store, ZHAO).id].in_a_row == 1


def test_a_right_passphrase_records_nothing_of_its_own(store):
    before = store.head()
    assert sign(store, 10).signature is not None
    assert store.head() == before


def test_four_failures_do_not_wait_and_five_do(store):
    for second in range(4):
        fail(store, second)
    sign(store, 5)
    fail(store, 6)
    before = store.head()
    with pytest.raises(Waiting, match=r"5 wrong.*赵敏.*09:05:06"):
        sign(store, 7)
    assert store.head() == before


@pytest.mark.parametrize(("second", "may"), [(5, False), (303, False), (304, True), (305, True)])
def test_the_wait_lasts_five_minutes_from_the_last_failure(store, second, may):
    for each in range(5):
        fail(store, each)
    if may:
        assert sign(store, second).signature is not None
        return
    with pytest.raises(Waiting):
        sign(store, second)


def test_a_sixth_failure_waits_again(store):
    for each in range(5):
        fail(store, each)
    fail(store, 304)
    with pytest.raises(Waiting):
        sign(store, 304 + 299)
    sign(store, 304 + 300)


def test_others_do_not_wait(store):
    for each in range(5):
        fail(store, each)
    assert sign(store, 6, CHEN).signature is not None


def test_a_recorded_signature_ends_the_row(store):
    for each in range(4):
        fail(store, each)
    store.append(sign(store, 5))
    assert roster(store).failed == {}
    for each in range(4):
        fail(store, 6 + each)
    sign(store, 10)


def test_a_forged_signature_ends_no_row(store):
    for each in range(5):
        fail(store, each)
    signed = sign(store, 304)
    store.append(replace(signed, about={"check": "another"}))
    store.append(release(person_of(store, ZHAO)))
    assert roster(store).failed[person_of(store, ZHAO).id].in_a_row == 5


def test_a_new_key_from_two_others_ends_the_row(store):
    for each in range(5):
        fail(store, each)
    zhao = person_of(store, ZHAO).id
    proposal = propose_key(store, zhao, "another passphrase", signer(store, LI), occasion(6))
    assert zhao in roster(store).failed
    confirm(store, proposal.event_id, signer(store, WANG), occasion(7))
    assert signed_in(store, release(person_of(store, ZHAO), 8), "another passphrase")


def test_a_clock_that_was_wrong_locks_nobody_out(store):
    for each in range(5):
        fail(store, 3000 + each)
    with pytest.raises(Waiting):
        sign(store, 3000 + 4 - 299)
    sign(store, 3000 + 4 - 300)


def test_several_drafts_of_one_dialog_take_one_passphrase(store):
    zhao = person_of(store, ZHAO)
    drafts = [release(zhao, 10), release(zhao, 10)]
    signed = all_signed_in(store, drafts, passphrase_of(ZHAO))
    assert [one.event_id for one in signed] == [one.event_id for one in drafts]
    assert all(one.signature for one in signed)
    with pytest.raises(WrongPassphrase):
        all_signed_in(store, drafts, GUESS)
    assert roster(store).failed[zhao.id].in_a_row == 1


def test_nobody_waits_in_a_roster_without_failures(store):
    refuse_while_waiting(roster(store), person_of(store, ZHAO), at(1))


def test_a_sealed_key_that_was_put_in_anothers_place_signs_nothing(store):
    zhao, chen = person_of(store, ZHAO), person_of(store, CHEN)
    with pytest.raises(RecordsFault, match="not the one that is known"):
        sign_alone(release(zhao), replace(zhao, sealed=chen.sealed), passphrase_of(CHEN))


def test_what_is_signed_names_its_signer_and_its_meaning(store):
    zhao = person_of(store, ZHAO)
    for draft in (replace(release(zhao), who="another"), replace(release(zhao), meaning=None)):
        with pytest.raises(ValueError, match="names its signer"):
            sign_alone(draft, zhao, passphrase_of(ZHAO))
