"""What waits for a server has another number for a while: the people are read rightly then too."""

from dataclasses import replace

import pytest

from bmcalc.records.ledger.admitted import admission
from bmcalc.records.ledger.event import Event, Signature
from bmcalc.records.people.acts import leave, replace_key, take_roles_away
from bmcalc.records.people.attempts import signed_in
from bmcalc.records.people.keys import WrongPassphrase
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import RosterFold, roster
from bmcalc.records.people.signing import verify_signature
from tests.records.ledger.given import at, records
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


class Listed:
    """A store that is read: the shared events, and behind them what waits."""

    def __init__(self, events):
        self.events = list(events)

    def read_from(self, seq=0):
        return (one for one in self.events if one.seq >= seq)


def behind(events, waiting):
    first = events[-1].seq + 1
    return [*events, *(replace(one, seq=first + place) for place, one in enumerate(waiting))]


@pytest.fixture
def shared(tmp_path):
    opened = hospital(tmp_path / "shared")
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path):
    opened = records(tmp_path / "own")
    yield opened
    opened.close()


def test_what_the_others_changed_under_the_numbers_of_what_waited_is_read(shared, own):
    """Two events waited here as 8 and 9; in the shared chain Zhao left as number 8."""
    for second in (1, 2):
        own.append(release(person_of(shared, ZHAO), second))
    window = Listed(behind(list(shared.read_from()), list(own.read_from(2))))
    assert len(roster(window).active()) == 4
    leave(shared, person_of(shared, ZHAO).id, signer(shared, LI), occasion())
    for waiting in own.read_from(2):
        shared.append(admission(waiting, at(60)))
    window.events = list(shared.read_from())
    assert len(roster(window).active()) == 3
    assert roster(window).people() == roster(shared).people()


def test_a_wrong_passphrase_counts_while_it_waits_and_once_it_is_admitted(shared, own):
    zhao = person_of(shared, ZHAO)
    with pytest.raises(WrongPassphrase):
        signed_in(shared, release(zhao), "not the passphrase")
    failure = list(shared.read_from())[-1].event().draft
    own.append(replace(failure, event_id="waits"))
    window = Listed(behind(list(shared.read_from()), list(own.read_from(2))))
    assert roster(window).failed[zhao.id].in_a_row == 2
    shared.append(admission(next(own.read_from(2)), at(60)))
    assert roster(shared).failed[zhao.id].in_a_row == 2
    shared.append(signed_in(shared, release(zhao), passphrase_of(ZHAO)))
    assert roster(shared).failed == {}


def test_an_admitted_signature_ends_a_row_of_failures(shared, own):
    zhao = person_of(shared, ZHAO)
    own.append(signed_in(shared, release(zhao), passphrase_of(ZHAO)))
    with pytest.raises(WrongPassphrase):
        signed_in(shared, release(zhao), "not the passphrase")
    shared.append(admission(next(own.read_from(2)), at(60)))
    assert roster(shared).failed == {}


def admitted(shared, own):
    seq = shared.append(admission(list(own.read_from(2))[-1], at(60))).seq
    return next(shared.read_from(seq)).event()


def test_an_admitted_signature_is_judged_by_the_people_of_its_admission(shared, own):
    own.append(signed_in(shared, release(person_of(shared, ZHAO)), passphrase_of(ZHAO)))
    event = admitted(shared, own)
    assert verify_signature(event, roster(shared).before(event.seq))
    replace_key(shared, "another passphrase", signer(shared, ZHAO), occasion())
    own.append(release(person_of(shared, ZHAO), 5))
    unsigned = admitted(shared, own)
    assert not verify_signature(unsigned, roster(shared).before(unsigned.seq))
    body = {**event.draft.body, "signature": "00" * 64}
    forged = replace(event, draft=replace(event.draft, body=body))
    assert not verify_signature(forged, roster(shared).before(event.seq))


def test_people_are_not_changed_by_what_was_admitted(shared, own):
    """Rightly signed, but decided on a side where nobody knew what the others had decided."""
    fold = RosterFold()
    taken = take_roles_away(shared, person_of(shared, WANG).id, (Role.PHARMACIST,),
                            signer(shared, LI), occasion())
    own.append(next(shared.read_from(taken.seq)).event().draft)
    for stored in shared.read_from():
        if stored.seq < taken.seq:
            fold.take_stored(stored)
    event = Event(admission(next(own.read_from(2)), at(60)), "c", taken.seq, "0" * 64, "i")
    assert fold.take(event) is not None
    assert fold.roster.find(person_of(shared, WANG).id).roles == (Role.PHARMACIST,
                                                                  Role.ADMINISTRATOR)


def test_a_signature_names_the_key_that_made_it(shared):
    zhao = person_of(shared, ZHAO)
    signed = signed_in(shared, release(zhao), passphrase_of(ZHAO))
    other = signed.signed(Signature(person_of(shared, LI).key, signed.signature.value))
    event = Event(other, "c", shared.head().seq + 1, "0" * 64, "i")
    assert not verify_signature(event, roster(shared))
