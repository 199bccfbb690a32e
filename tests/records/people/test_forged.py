"""Whoever holds the installation's key alone appends what they like, and gets no right by it."""

from dataclasses import replace

import pytest
from nacl.signing import SigningKey

from bmcalc.records.ledger.event import Draft, Event, Signature
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.people.keys import NewKey, public_of
from bmcalc.records.people.person import Details
from bmcalc.records.people.reading import with_key, written_details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import RosterFold, roster, roster_fold
from bmcalc.records.people.signing import verify_signature
from tests.records.ledger.given import ORIGIN, at
from tests.records.people.given import (
    CHEAP,
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

MALLORY = Details("马洛", "PH-6666", (Role.ADMINISTRATOR, Role.SENIOR_PHARMACIST))


@pytest.fixture
def store(tmp_path):
    opened = hospital(tmp_path)
    yield opened
    opened.close()


def draft(kind, who, person, body, **about):
    return Draft(kind, at(9), body, {"person": person, **about}, who, Meaning.PEOPLE, ORIGIN)


def key_of(store, details):
    """Return the open key of a person, as somebody has it who signs rightly."""
    return person_of(store, details).sealed.open(passphrase_of(details))


def signed(given, secret, public=None):
    value = secret.sign(given.digest()).signature.hex()
    return given.signed(Signature(public or public_of(secret), value))


def does_not_count(store, forged):
    """Append as the installation does: the people stay as they are, and it is told why."""
    before = roster(store).people(), roster_fold(store).proposals
    seq = store.append(forged).seq
    assert (roster(store).people(), roster_fold(store).proposals) == before
    fold = RosterFold()
    told = [fold.take(one.event()) for one in store.read_from()]
    assert fold.seq == seq
    assert str(told[-1] or "")
    assert fold.roster.people() == before[0]


def test_an_administrator_added_after_the_founding(store):
    new = NewKey.make("a passphrase", CHEAP)
    added = with_key(draft(Kind.PERSON_ADDED, "m", "m", written_details(MALLORY)), new)
    does_not_count(store, signed(added, new.secret))


def test_a_person_added_in_the_name_of_the_first_administrator(store):
    new = NewKey.make("a passphrase", CHEAP)
    li = person_of(store, LI)
    added = with_key(draft(Kind.PERSON_ADDED, li.id, "m", written_details(MALLORY)), new)
    does_not_count(store, signed(added, new.secret, li.key))


def test_a_known_person_entered_again_with_another_key(store):
    new, zhao = NewKey.make("a passphrase", CHEAP), person_of(store, ZHAO)
    added = with_key(draft(Kind.PERSON_ADDED, zhao.id, zhao.id, written_details(MALLORY)), new)
    does_not_count(store, signed(added, new.secret))


@pytest.mark.parametrize("kind", [Kind.ROLES_CHANGED, Kind.PERSON_LEFT])
def test_what_nobody_signed(store, kind):
    li, zhao = person_of(store, LI).id, person_of(store, ZHAO).id
    does_not_count(store, draft(kind, li, zhao, {"roles": []}))


@pytest.mark.parametrize("kind", [Kind.ROLES_CHANGED, Kind.PERSON_LEFT])
@pytest.mark.parametrize("named", [True, False])
def test_what_another_key_signed(store, kind, named):
    li, zhao = person_of(store, LI), person_of(store, ZHAO).id
    forged = draft(kind, li.id, zhao, {"roles": []})
    does_not_count(store, signed(forged, SigningKey.generate(), li.key if named else None))


@pytest.mark.parametrize("details", [ZHAO, CHEN])
def test_what_somebody_without_the_right_signed(store, details):
    person, wang = person_of(store, details), person_of(store, WANG)
    forged = draft(Kind.ROLES_CHANGED, person.id, wang.id, {"roles": []})
    does_not_count(store, signed(forged, key_of(store, details)))


def test_a_role_that_one_administrator_gives_himself(store):
    li = person_of(store, LI)
    forged = draft(Kind.ROLES_CHANGED, li.id, li.id, {"roles": [str(role) for role in Role]})
    does_not_count(store, signed(forged, key_of(store, LI)))


def test_a_signature_of_another_meaning_or_over_another_body(store):
    li, zhao = person_of(store, LI), person_of(store, ZHAO)
    left = draft(Kind.PERSON_LEFT, li.id, zhao.id, {})
    does_not_count(store, signed(replace(left, meaning=Meaning.RELEASE), key_of(store, LI)))
    chen = person_of(store, CHEN)
    once = signed(replace(left, event_id="e"), key_of(store, LI))
    does_not_count(store, replace(once, about={"person": chen.id}))


def proposal(store, by=LI, details=MALLORY, **body):
    new = NewKey.make("a passphrase", CHEAP)
    given = draft(Kind.PERSON_PROPOSED, person_of(store, by).id, "m",
                  {"change": "new", **written_details(details), **body})
    return signed(with_key(given, new), key_of(store, by)), new


def confirmation(store, proposed, by, digest=None):
    return signed(draft(Kind.PERSON_CONFIRMED, person_of(store, by).id, "m",
                        {"digest": digest or proposed.digest().hex()},
                        proposal=proposed.event_id), key_of(store, by))


def test_a_proposal_confirmed_by_who_proposed_it(store):
    proposed, _new = proposal(store)
    store.append(proposed)
    does_not_count(store, confirmation(store, proposed, LI))


def test_a_proposal_confirmed_by_who_is_proposed(store):
    proposed, new = proposal(store)
    store.append(proposed)
    given = draft(Kind.PERSON_CONFIRMED, "m", "m", {"digest": proposed.digest().hex()},
                  proposal=proposed.event_id)
    does_not_count(store, signed(given, new.secret))


def test_a_proposal_confirmed_by_a_technician_while_there_is_another_administrator(store):
    proposed, _new = proposal(store)
    store.append(proposed)
    does_not_count(store, confirmation(store, proposed, CHEN))


def test_a_confirmation_of_something_else_than_was_proposed(store):
    proposed, _new = proposal(store)
    store.append(proposed)
    does_not_count(store, confirmation(store, proposed, WANG, "0" * 64))


def test_a_confirmation_of_nothing(store):
    proposed, _new = proposal(store)
    does_not_count(store, confirmation(store, proposed, WANG))


def test_a_key_that_its_owner_did_not_prove(store):
    proposed, _new = proposal(store)
    stolen = replace(proposed, body={**proposed.body, "printed_name": "another"})
    does_not_count(store, signed(stolen, key_of(store, LI)))
    other = NewKey.make("a passphrase", CHEAP)
    swapped = replace(proposed, event_id="e", body={**proposed.body, "key": other.public})
    does_not_count(store, signed(swapped, key_of(store, LI)))


def test_a_key_that_is_or_was_somebodys(store):
    zhao, secret = person_of(store, ZHAO), key_of(store, ZHAO)
    given = draft(Kind.PERSON_PROPOSED, person_of(store, LI).id, "m",
                  {"change": "new", **written_details(MALLORY)})
    again = with_key(given, NewKey(secret, zhao.sealed))
    does_not_count(store, signed(again, key_of(store, LI)))


def test_a_key_replaced_by_another_or_without_the_old_key(store):
    zhao, new = person_of(store, ZHAO), NewKey.make("a passphrase", CHEAP)
    own = with_key(draft(Kind.KEY_REPLACED, zhao.id, zhao.id, {}), new)
    does_not_count(store, signed(own, new.secret))


def test_an_administrator_replaces_nobody_elses_key_alone(store):
    zhao, new = person_of(store, ZHAO), NewKey.make("a passphrase", CHEAP)
    given = with_key(draft(Kind.KEY_REPLACED, person_of(store, LI).id, zhao.id, {}), new)
    does_not_count(store, signed(given, key_of(store, LI)))


@pytest.mark.parametrize("body", [
    {"roles": ["chief"]}, {"roles": "pharmacist"}, {"roles": [["pharmacist"]]}, {"roles": None}, {},
])
def test_a_body_that_says_nothing_of_a_role(store, body):
    li, zhao = person_of(store, LI).id, person_of(store, ZHAO).id
    does_not_count(store, signed(draft(Kind.ROLES_CHANGED, li, zhao, body), key_of(store, LI)))


@pytest.mark.parametrize("change", [
    {"printed_name": "  "}, {"registration": ""}, {"printed_name": 7}, {"roles": []},
    {"change": "role"}, {"change": None}, {"change": []},
])
def test_a_proposal_that_names_no_person(store, change):
    does_not_count(store, proposal(store, **change)[0])


def test_a_body_or_an_id_of_another_shape_stops_no_reading(store):
    li = person_of(store, LI).id
    for forged in (
        replace(draft(Kind.PERSON_LEFT, li, "m", {}), about={"person": ["m"]}),
        replace(draft(Kind.SIGNATURE_FAILED, None, "m", {}), meaning=None, about={}),
        replace(draft(Kind.SIGNATURE_FAILED, li, li, {}), meaning=None),
    ):
        fold = RosterFold()
        for stored in store.read_from():
            fold.take(stored.event())
        event = Event(forged, "c", fold.seq + 1, "0" * 64, "i")
        assert fold.take(event) is not None
        for shape in ({"who": ["x"]}, {"about": ["x"]}, {"body": None}):
            twisted = Event(replace(forged, **shape), "c", fold.seq + 1, "0" * 64, "i")
            assert fold.take(twisted) is not None


def events(store):
    return [one.event() for one in store.read_from()]


def test_an_event_that_is_put_in_a_second_time(store):
    """Zhao's role is taken away and given again: the old signature does not take it away twice."""
    from bmcalc.records.people.acts import confirm, propose_details, take_roles_away

    zhao = person_of(store, ZHAO).id
    taken = take_roles_away(store, zhao, (), signer(store, LI), occasion())
    back = propose_details(store, zhao, ZHAO, signer(store, LI), occasion())
    confirm(store, back.event_id, signer(store, WANG), occasion())
    fold = RosterFold()
    for event in events(store):
        fold.take(event)
    old = next(event for event in events(store) if event.seq == taken.seq)
    assert fold.take(replace(old, seq=fold.seq + 1)) is not None
    assert fold.roster.person(zhao).roles == ZHAO.roles


def test_events_out_of_their_order_do_not_count(store):
    fold = RosterFold()
    told = [fold.take(event) for event in reversed(events(store))]
    assert all(why is not None for why in told[1:])
    assert fold.roster.people() == ()


def test_a_confirmation_before_its_proposal(store):
    proposed, _new = proposal(store)
    confirmed = confirmation(store, proposed, WANG)
    store.append(confirmed)
    store.append(proposed)
    assert roster(store).find("m") is None
    assert [one.event_id for one in roster_fold(store).proposals] == [proposed.event_id]


def test_an_old_key_and_one_who_left_and_a_key_of_nobody_sign_no_check(store):
    from bmcalc.records.people.acts import leave, replace_key

    zhao, chen = person_of(store, ZHAO), person_of(store, CHEN)
    old, gone = key_of(store, ZHAO), key_of(store, CHEN)
    rightly = signed(release(zhao), old)

    def counts(given, before=None):
        event = Event(given, "c", store.head().seq + 1, "0" * 64, "i")
        return verify_signature(event, before or roster(store))

    then = roster(store)
    assert counts(rightly)
    assert counts(signed(release(chen), gone))
    assert not counts(release(zhao))
    assert not counts(signed(release(zhao), gone))
    assert not counts(signed(release(zhao), gone, zhao.key))
    assert not counts(replace(rightly, meaning=Meaning.FIRST_CHECK))
    assert not counts(replace(rightly, about={"check": "c2"}))
    assert not counts(signed(replace(release(zhao), who="nobody"), old))
    assert not counts(signed(replace(release(zhao), who=None), old))
    replace_key(store, "another passphrase", signer(store, ZHAO), occasion())
    leave(store, chen.id, signer(store, LI), occasion())
    assert not counts(signed(release(zhao), old))
    assert not counts(signed(release(chen), gone))
    assert counts(rightly, then)
